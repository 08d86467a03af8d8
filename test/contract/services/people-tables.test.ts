/** A window brings a workbook of people and takes its rows: through the door of main. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_PIECE_BYTES } from '../../../preload/domain/bounds.ts';
import { workbookOf } from '../../people-workbook.ts';
import { startClient, type Client } from './client.ts';

let dataDir: string;
let client: Client;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'lanner-tables-'));
  client = await startClient(dataDir);
});

afterEach(async () => {
  await client.app.dispose();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function bring(file: Buffer) {
  for (let at = 0; ; at += MAX_PIECE_BYTES) {
    const isLast = at + MAX_PIECE_BYTES >= file.length;
    const base64 = file.subarray(at, at + MAX_PIECE_BYTES).toString('base64');
    const answer = await client.get('targets.bringTable', { base64, at, isLast });
    if (answer.outcome !== 'more') return answer;
  }
}

const STAFF = workbookOf(
  {
    name: '雪松名单',
    rows: [
      ['Name', 'ID'],
      ['雪松人员', { v: '110101199003070012' }],
    ],
  },
  { name: '旧名单', rows: [['Name'], ['雪松旧人']], state: 'hidden' },
);

it('a window gets the rows of its workbook with the cells that are not as they were typed, once', async () => {
  expect(await bring(STAFF)).toEqual({
    outcome: 'read',
    table: { sheet: '雪松名单', others: [{ name: '旧名单', isHidden: true }], rows: 2 },
  });
  expect(await client.get('targets.takeTable', { fromRow: 0 })).toEqual({
    rows: [
      { cells: ['Name', 'ID'], faults: [] },
      { cells: ['雪松人员', '110101199003070016'], faults: [{ column: 1, problem: 'digits-lost' }] },
    ],
    isLast: true,
  });
  expect(await client.ask('targets.takeTable', { fromRow: 0 })).toMatchObject({
    ok: false,
    error: { code: 'ipc.invalid-input' },
  });
});

// @promise security.people-memory: Names in a file of people are in the memory of one thread for one window, and in no
// log, database or file.
// @promise target.workbook-leaves-nothing: Nobody of a workbook is in a file or in a log of the client.
it('nobody of a workbook is in a file or in a log of the client', async () => {
  await bring(STAFF);
  await client.get('targets.takeTable', { fromRow: 0 });
  expect(await bring(STAFF.subarray(0, 700))).toEqual({ outcome: 'refused', fault: 'damaged' });
  await client.app.dispose();
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  expect(files.length).toBeGreaterThan(0);
  for (const file of files.filter((one) => one.isFile())) {
    const text = (await readFile(path.join(file.parentPath, file.name))).toString();
    expect([file.name, text.includes('雪松'), text.includes('1101011990')]).toEqual([file.name, false, false]);
  }
});
