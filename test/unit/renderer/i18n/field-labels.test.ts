/** A failure names a field as the form does, in the language of the page. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { FIELD_PROBLEMS } from '../../../../preload/domain/field-problems.ts';
import { ADDRESS_FIELDS } from '../../../../preload/domain/accounts/key-addresses.ts';
import { PROVIDERS } from '../../../../preload/domain/accounts/providers.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { errorWords, fieldLabel } from '../../../../renderer/i18n/error-words.ts';
import { textIn } from '../../../../renderer/i18n/i18n.ts';
import { LOCALES } from '../../../../renderer/i18n/locale.ts';
import { loadAllTexts } from '../../../area-texts.ts';

await loadAllTexts();

const main = path.join(import.meta.dirname, '..', '..', '..', '..', 'main');

const refused = (field: string, detail: string, more: WireError['params'] = {}): WireError => ({
  code: 'input.invalid-field',
  params: { field, detail, ...more },
  retryable: false,
  action: 'edit-account',
  vendor: null,
});

const sources = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.gen.ts'))
  .map((file) => readFileSync(path.join(main, file), 'utf8'));

/** The names that main spells out: `params: { field: 'name' }`, `invalid('steps', …)`, and the keys of the files it reads. */
function spelt(): readonly string[] {
  const patterns = [/\bfield: '([^']+)'/g, /\binvalid(?:Field)?\('([^']+)'/g];
  return sources.flatMap((text) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name)),
  );
}

/** The keys of the files of walls and of accounts: a failure names the key that is wrong. */
function fileKeys(): readonly string[] {
  const files = ['services/walls/wall-file-format.ts', 'services/accounts/account-files.ts'];
  return files.flatMap((file) => {
    const text = readFileSync(path.join(main, file), 'utf8');
    return [...text.matchAll(/^const (?:account|camera|tile|wall|item) = z\.strictObject\(\{([^}]*)\}/gm)].flatMap(
      ([, body = '']) =>
        [...body.matchAll(/(?:^|[{,\s])(\w+)(?=:|,|\s*$)/g)]
          .map(([, name = '']) => name)
          .filter((name) => /^[a-z]\w+$/i.test(name)),
    );
  });
}

const SCHEMA_WORDS = new Set([
  'z',
  'number',
  'string',
  'array',
  'enum',
  'boolean',
  'record',
  'nameOf',
  'text',
  'VENDOR_IDS',
  'TILE_ASPECTS',
  'givenName',
  'wallLayout',
  'min',
  'max',
  'MAX_TILES',
]);

it.each(LOCALES)('every field that main can name has a label in %s', (locale) => {
  const t = textIn(locale);
  const names = new Set([
    ...spelt(),
    ...fileKeys().filter((name) => !SCHEMA_WORDS.has(name)),
    ...PROVIDERS.flatMap(({ fields }) => fields.map(({ name }) => name)),
    ...ADDRESS_FIELDS,
    ...['label', 'endpoint', 'vendor', 'region', 'fields', 'isEnabled', 'columns', 'rows', 'cells'],
  ]);
  expect(names.size).toBeGreaterThan(30);
  expect([...names].filter((name) => fieldLabel(t, name) === null)).toEqual([]);
});

it.each(LOCALES)('every problem of a field has a reason in %s, without a name of the program', (locale) => {
  for (const detail of FIELD_PROBLEMS) {
    const { what, why } = errorWords(textIn(locale), refused('projectName', detail, { limit: 64, options: '1, 4' }));
    expect(what).toContain(fieldLabel(textIn(locale), 'projectName'));
    expect(`${what} ${why}`).not.toMatch(/projectName|fieldProblems|\{\{|No reason was given|没有给出原因/);
  }
});

it('a field inside a list is named by its label and its place, in both languages', () => {
  expect(errorWords(textIn('en-US'), refused('tiles.3.camera', 'gone')).what).toBe('Camera (entry 4) is not valid.');
  expect(errorWords(textIn('zh-CN'), refused('layout', 'one-of', { options: '1, 4, 9' }))).toMatchObject({
    what: '“布局”无效。',
    why: '只能取以下值：1, 4, 9。',
  });
});

it('a field that only a file or an API knows is quoted by its name', () => {
  expect(errorWords(textIn('en-US'), refused('colour', 'unknown')).what).toBe('Field "colour" is not valid.');
  expect(errorWords(textIn('zh-CN'), refused('colour', 'unknown')).what).toBe('字段“colour”无效。');
});
