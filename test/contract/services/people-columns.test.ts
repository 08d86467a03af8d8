/** The client stores the meaning of the columns of imported files: through its door. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startClient, type Client } from './client.ts';

let dataDir: string;
let client: Client;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'lanner-columns-'));
  client = await startClient(dataDir);
});

afterEach(async () => {
  await client.app.dispose();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const remembered = (...headings: readonly string[]) => client.get('targets.columns', { headings });
const remember = (...meanings: readonly (readonly [string, 'workNumber' | 'age' | 'left-out' | null])[]) =>
  client.get('targets.rememberColumns', { meanings: meanings.map(([heading, column]) => ({ heading, column })) });

// @promise target.columns-remembered: The meaning of a column that somebody chose is known in the next file, and of its
// heading a hash is stored alone.
it('the meaning of a column is remembered over a restart, whatever the case and the spaces of its heading', async () => {
  await remember(['Badge no.', 'workNumber'], ['Alter', 'age'], ['Bemerkung', 'left-out']);
  await client.app.dispose();
  client = await startClient(dataDir);
  expect(await remembered(' BADGE NO. ', 'alter', 'Bemerkung', 'Badge')).toEqual({
    columns: ['workNumber', 'age', 'left-out', null],
    remembered: 3,
  });
});

it('another choice replaces the one before, and all are forgotten at once', async () => {
  await remember(['Badge', 'workNumber'], ['Alter', 'age']);
  await remember(['badge', 'age'], ['Alter', null]);
  expect(await remembered('Badge', 'Alter')).toEqual({ columns: ['age', null], remembered: 1 });
  await client.get('targets.forgetColumns', {});
  expect(await remembered('Badge', 'Alter')).toEqual({ columns: [null, null], remembered: 0 });
});

it('no more than 500 headings are remembered, and those that were remembered first go', async () => {
  const many = Array.from({ length: 600 }, (_, i) => [`column ${i}`, 'age'] as const);
  for (let at = 0; at < many.length; at += 200) await remember(...many.slice(at, at + 200));
  expect(await remembered('column 0', 'column 99', 'column 100', 'column 599')).toEqual({
    columns: [null, null, 'age', 'age'],
    remembered: 500,
  });
});

// @promise target.columns-remembered
it('a file without headings begins with a person, whose values are in no file of the client', async () => {
  await remember(['雪松人员', 'left-out'], ['13912345678', 'age']);
  await client.app.dispose();
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    const text = (await readFile(path.join(file.parentPath, file.name))).toString();
    expect([file.name, text.includes('雪松人员'), text.includes('13912345678')]).toEqual([file.name, false, false]);
  }
});
