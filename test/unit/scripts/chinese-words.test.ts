/** The Chinese words of the documents (contract.zh.json), compared with the contracts and the glossary. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import type { Field } from '../../../main/vendors/core/contract/contract.ts';
import { readChineseWords, type OperationWords } from '../../../main/vendors/core/contract/help.ts';
import { catalogueOf } from '../../../main/services/console/console-operations.ts';
import { walk } from '../../../main/services/console/console-fields.ts';

/**
 * The most fields of each cloud that may be without words: fields that only a sample shows, that the document names by
 * their parts, or whose row of a table is torn apart by the print.
 */
const MOST_WITHOUT: Readonly<Record<VendorId, number>> = {
  'huawei-ivm': 6,
  'huawei-vis': 51,
  'tencent-ivp': 38,
  'aliyun-vcs': 13,
  'aliyun-cityvisual': 84,
};

/** Why a field may be without words. */
const REASONS = ['not-listed', 'no-sentence'];

interface Documented {
  readonly id: string;
  /** The fields by `params.` or `result.` and the path. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly words: OperationWords;
}

async function documentedBy(vendor: VendorId): Promise<readonly Documented[]> {
  const catalogue = catalogueOf(vendor);
  const all = (await readChineseWords(vendor))?.operations ?? {};
  expect(Object.keys(all)).toEqual([...catalogue.operationIds]);
  return catalogue.operationIds.map((id) => {
    const { params, result } = catalogue.entry(id).operation;
    const fields = new Map<string, Field>();
    const sides: readonly (readonly [string, readonly Field[]])[] = [
      ['params', params],
      ['result', result],
    ];
    for (const [side, list] of sides) {
      for (const { field, path } of walk(list)) fields.set(`${side}.${path.join('.')}`, field);
    }
    return { id, fields, words: all[id] ?? {} };
  });
}

const under = (side: 'params' | 'result', words: OperationWords): readonly string[] =>
  Object.keys(words[side] ?? {}).map((path) => `${side}.${path}`);

/** Every text with the place where it stands. */
function textsOf({ id, words }: Documented): readonly (readonly [place: string, text: string])[] {
  const { about = [], params = {}, result = {}, values = {}, requiredWhen = {} } = words;
  return [
    ...about.map((text) => [`${id} about`, text] as const),
    ...[params, result, requiredWhen].flatMap((texts) =>
      Object.entries(texts).map(([path, text]) => [`${id} ${path}`, text] as const),
    ),
    ...Object.entries(values).flatMap(([path, meanings]) =>
      Object.entries(meanings).map(([value, text]) => [`${id} ${path}=${value}`, text] as const),
    ),
  ];
}

/** The Chinese words of the glossary that the texts must not use, with the word to use. */
function refusedWords(): readonly (readonly [refused: string, instead: string])[] {
  const glossary = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8');
  const [, table = ''] = glossary.split('## Words in Chinese');
  return table
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, word = '', , refused = '']) => /\p{Script=Han}/u.test(word) && /\p{Script=Han}/u.test(refused))
    .flatMap(([, word = '', , refused = '']) => refused.split(', ').map((other) => [other, word] as const));
}

/** Patterns that no text may contain, with their names. */
const BLEMISHES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a line break or a tab', /[\n\r\t]/],
  ['two spaces, or a space at an end', / {2}|^ | $/],
  ['a tag', /<\/?[a-z][a-z0-9]*\b[^>]*>/i],
  ['an entity', /&(?:[a-z]+|#\d+);/i],
  ['the border of a table', /[|│┃─]{2}|^[-=_]{3,}/],
  ['a bullet', /[•●·○▪■◦]/],
  ['a remainder of Markdown', /\\[_*#]|\*\*[^\s*@]+\*\*|\]\(|```/],
  ['the head or the foot of a page', /文档版本|版权所有|华为专有|第 ?\d+ ?页|> 文档|最近更新时间|API ?参考\s*·/],
  ['half-width punctuation beside Han', /[\p{Script=Han}][,;:?!](?!\d)|[,;:?!]\p{Script=Han}/u],
  ['a half-width bracket around Han', /\([^()]*\p{Script=Han}[^()]*\)/u],
  ['two marks of punctuation', /[，；：。、]{2}/],
  ['a mark at the beginning', /^[，；：。、）”]/],
  ['an open end', /[，；：、（“]$/],
  ['the beginning of another row', /\w(?:string|timestamp|boolean)(?= |$|\p{Script=Han})/iu],
  ['full-width letters or digits', /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/],
];

const isPaired = (text: string, open: string, close: string): boolean =>
  text.split(open).length === text.split(close).length;

describe.each(VENDOR_IDS)('the Chinese words of %s', (vendor) => {
  it('every field with words in English has words in Chinese, or the reason why the document has none', async () => {
    const lacking: string[] = [];
    for (const { id, fields, words } of await documentedBy(vendor)) {
      const known = new Set([...under('params', words), ...under('result', words)]);
      for (const [path, { desc, note }] of fields) {
        if (desc === undefined && note === undefined) continue;
        const reason = words.without?.[path];
        if (known.has(path) ? reason !== undefined : !REASONS.includes(reason ?? '')) lacking.push(`${id} ${path}`);
      }
    }
    expect(lacking).toEqual([]);
  });

  it('no more fields are without words than the document leaves without', async () => {
    const all = await documentedBy(vendor);
    const without = all.flatMap(({ words }) => Object.keys(words.without ?? {}));
    expect(without.length).toBeLessThanOrEqual(MOST_WITHOUT[vendor]);
  });

  it('no words stand for a field or a value that the contract does not know', async () => {
    const unknown: string[] = [];
    for (const { id, fields, words } of await documentedBy(vendor)) {
      const paths = [
        ...under('params', words),
        ...under('result', words),
        ...Object.keys(words.without ?? {}),
        ...Object.keys(words.requiredWhen ?? {}).map((path) => `params.${path}`),
      ];
      unknown.push(...paths.filter((path) => !fields.has(path)).map((path) => `${id} ${path}`));
      for (const [path, meanings] of Object.entries(words.values ?? {})) {
        const legal = Object.keys(fields.get(path)?.enum ?? {});
        const wrong = Object.keys(meanings).filter((value) => !legal.includes(value));
        unknown.push(...wrong.map((value) => `${id} ${path}=${value}`));
      }
    }
    expect(unknown).toEqual([]);
  });

  it('every condition under which a parameter is required is written in Chinese', async () => {
    const lacking: string[] = [];
    for (const { id, fields, words } of await documentedBy(vendor)) {
      for (const [path, { conditional, requiredWhen }] of fields) {
        if (!path.startsWith('params.') || (conditional ?? requiredWhen) === undefined) continue;
        if (words.requiredWhen?.[path.slice('params.'.length)] === undefined) lacking.push(`${id} ${path}`);
      }
    }
    expect(lacking).toEqual([]);
  });

  it('no text has remains of the page it was printed on, or punctuation of the other width', async () => {
    const blemished: string[] = [];
    for (const documented of await documentedBy(vendor)) {
      for (const [place, text] of textsOf(documented)) {
        const found = BLEMISHES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
        if (!isPaired(text, '（', '）') || !isPaired(text, '“', '”')) found.push('an unpaired mark');
        if (text.length > 1000) found.push('no end');
        if (found.length > 0) blemished.push(`${place}: ${found.join(', ')}: ${text}`);
      }
    }
    expect(blemished).toEqual([]);
  });

  it('the descriptions are Chinese, in the words of the glossary', async () => {
    const refused = refusedWords();
    expect(refused.length).toBeGreaterThan(8);
    const wrong: string[] = [];
    for (const documented of await documentedBy(vendor)) {
      const { about = [], params = {}, result = {} } = documented.words;
      const sentences = [...about, ...Object.values(params), ...Object.values(result)];
      wrong.push(...sentences.filter((text) => !/\p{Script=Han}/u.test(text)));
      for (const [place, text] of textsOf(documented)) {
        const found = refused.find(([word]) => text.includes(word));
        if (found !== undefined) wrong.push(`${place}: ${found[0]} instead of ${found[1]}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
