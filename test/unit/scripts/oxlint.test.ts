/** The rules of `scripts/oxlint.jsonc` are proved by a small project that breaks them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib.ts';
import { testFolder } from '../main/services/folder.ts';

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** @returns each finding as `rule in file`. */
function findings(files: Readonly<Record<string, string>>): readonly string[] {
  const dir = testFolder();
  const tsconfig = JSON.stringify({ extends: path.join(root, 'scripts/tsconfig.base.json'), include: ['**/*'] });
  for (const [file, text] of Object.entries({ 'tsconfig.json': tsconfig, ...files })) {
    mkdirSync(path.join(dir, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  const config = path.join(root, 'scripts/oxlint.jsonc');
  const args = [path.join(root, 'node_modules/oxlint/bin/oxlint'), '--config', config, '--format', 'json', dir];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as Report;
  return diagnostics
    .map(({ code, filename }) => `${code} in ${path.relative(dir, path.resolve(root, filename))}`)
    .sort();
}

it('files that import each other in a circle are found, except where only types are imported', () => {
  const taking = (file: string): string => `import { one } from './${file}';\nexport const two = one;\n`;
  expect(
    findings({
      'main/a.ts': "import { two } from './b.ts';\nexport const one = (): unknown => two;\n",
      'main/b.ts': "import { one } from './a.ts';\nexport const two = one;\n",
      'main/c.ts': "import type { D } from './d.ts';\nexport type C = D | null;\nexport const one = 1;\n",
      'main/d.ts': `import type { C } from './c.ts';\n${taking('c.ts')}export type D = C[];\n`,
    }),
  ).toEqual(['import(no-cycle) in main/a.ts', 'import(no-cycle) in main/b.ts']);
});

it('a promise that nobody waits for is found in main, the window and the tests', () => {
  const files = ['main/a.ts', 'renderer/a.tsx', 'test/a.ts'];
  const text = 'export const run = (): void => {\n  Promise.resolve();\n};\n';
  expect(findings(Object.fromEntries(files.map((file) => [file, text])))).toEqual(
    files.map((file) => `typescript(no-floating-promises) in ${file}`),
  );
});

it('values of unknown type may not be taken apart in main, nor passed on; tests may assign them', () => {
  const text =
    'export const read = (text: string): unknown => {\n  const value = JSON.parse(text);\n  return value.name;\n};\n';
  expect(findings({ 'main/a.ts': text, 'test/a.ts': text })).toEqual([
    'typescript(no-unsafe-assignment) in main/a.ts',
    'typescript(no-unsafe-member-access) in main/a.ts',
    'typescript(no-unsafe-member-access) in test/a.ts',
  ]);
});
