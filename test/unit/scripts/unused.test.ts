/**
 * Code that nothing uses, and product code that only tests use, fails the check: a small project breaks each rule once.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib.ts';
import { testFolder } from '../main/services/folder.ts';

interface Report {
  readonly files: readonly string[];
  readonly issues: readonly {
    readonly file: string;
    readonly dependencies: readonly { readonly name: string }[];
    readonly exports: readonly { readonly name: string }[];
    readonly types: readonly { readonly name: string }[];
  }[];
}

function findUnused(
  files: Readonly<Record<string, string>>,
  name = 'knip',
): { readonly code: number | null; readonly report: Report } {
  const dir = testFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(dir, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  const knip = path.join(root, 'node_modules/knip/bin/knip.js');
  const config = path.join(root, `scripts/${name}.jsonc`);
  const args = [
    knip,
    '--directory',
    dir,
    '--config',
    config,
    '--no-progress',
    '--no-config-hints',
    '--reporter',
    'json',
    ...(name === 'knip' ? [] : ['--include', 'files,exports']),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return { code: status, report: JSON.parse(stdout) as Report };
}

const USED = 'export interface Shape { readonly size: number }\nexport const used = (shape: Shape) => shape.size;\n';
const CLEAN = {
  'package.json': '{ "name": "example", "type": "module", "dependencies": { "zod": "1.0.0" } }',
  'main/hosts/browser/entry.ts': "import 'zod';\nimport { used } from '../../used.ts';\nused({ size: 1 });\n",
  'main/used.ts': USED,
};

it('a project in which everything is used passes, also with a type that only a signature of its own file names', () => {
  const { code, report } = findUnused(CLEAN);
  expect(report).toEqual({ files: [], issues: [] });
  expect(code).toBe(0);
});

it('the check names an unused file, export, type and package, and an export that only its own file uses', () => {
  const more =
    'export const dead = 1;\nexport type Dead = string;\nexport const inner = 2;\nexport const other = inner;\n';
  const { code, report } = findUnused({
    ...CLEAN,
    'package.json': '{ "name": "example", "type": "module", "dependencies": { "zod": "1.0.0", "left-pad": "1.0.0" } }',
    'main/used.ts': `${USED}${more}`,
    'renderer/lonely.ts': 'export const alone = 1;\n',
  });
  expect(report.files).toEqual(['renderer/lonely.ts']);
  const names = (key: 'dependencies' | 'exports' | 'types') =>
    report.issues.flatMap((issue) => issue[key].map(({ name }) => `${issue.file} ${name}`)).sort();
  expect(names('dependencies')).toEqual(['package.json left-pad']);
  expect(names('exports')).toEqual(['main/used.ts dead', 'main/used.ts inner', 'main/used.ts other']);
  expect(names('types')).toEqual(['main/used.ts Dead']);
  expect(code).toBe(1);
});

it('the check names product code that only a test uses, except resets that are marked', () => {
  const reset = '/** @forTests */\nexport function forget() {}\n';
  const { code, report } = findUnused(
    {
      ...CLEAN,
      'main/used.ts': `${USED}export const tested = 1;\n${reset}`,
      'test/used.test.ts': "import { forget, tested } from '../main/used.ts';\nforget();\ntested;\n",
    },
    'knip-product',
  );
  expect(report.issues.flatMap((issue) => issue.exports.map(({ name }) => name))).toEqual(['tested']);
  expect(code).toBe(1);
});
