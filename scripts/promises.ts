/**
 * Prints each promise of the client with its sentence and its tests. Usage: npm run promises [-- --json]
 *
 * `test/promises.txt` lists the promises; documents name them, and tests claim them (`promises-read.ts`). Exit 1 for a promise
 * without a test or a sentence, and for a document or a test that names an unknown promise.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, say } from './lib.ts';
import { claimsIn, promiseFaults, promisesListedIn, promisesNamedIn, promiseTable } from './promises-read.ts';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const files = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).sort();

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const known = {
  listed: promisesListedIn(read('test/promises.txt')),
  named: Object.fromEntries(files('{README.md,docs/*.md}').map((file) => [file, promisesNamedIn(read(file))])),
  claims: Object.fromEntries(files('test/**/*.test.{ts,tsx}').map((file) => [file, claimsIn(file, read(file))])),
};
const faults = promiseFaults(known);
if (values.json) {
  const promises = Object.values(known.claims).flatMap(({ tests }) => tests);
  process.stdout.write(`${JSON.stringify({ promises, faults })}\n`);
} else {
  process.stdout.write(`${promiseTable(known)}\n`);
  for (const fault of faults) say(fault);
}
process.exitCode = faults.length === 0 ? 0 : 1;
