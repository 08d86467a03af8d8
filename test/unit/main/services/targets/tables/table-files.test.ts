import { createHash } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { MAX_PIECE_BYTES } from '../../../../../../preload/domain/bounds.ts';
import { TableFiles } from '../../../../../../main/services/targets/tables/table-files.ts';
import type { TableThreadOptions } from '../../../../../../main/services/targets/tables/table-thread.ts';
import { workbookOf } from '../../../../../people-workbook.ts';

const workerUrl = new URL('../../../../../../main/services/targets/tables/table-worker.ts', import.meta.url);
const opened: TableFiles[] = [];
function open(options: Partial<TableThreadOptions> = {}): TableFiles {
  const files = new TableFiles({ workerUrl, ...options });
  opened.push(files);
  return files;
}
afterEach(() => {
  for (const files of opened.splice(0)) files.forget();
});

const WORKBOOK = workbookOf({ name: 'Staff', rows: [['Name'], ['Ann'], ['Bob']] });

async function bring(files: TableFiles, file: Buffer, windowId = 'w1') {
  for (let at = 0; ; at += MAX_PIECE_BYTES) {
    const isLast = at + MAX_PIECE_BYTES >= file.length;
    const base64 = file.subarray(at, at + MAX_PIECE_BYTES).toString('base64');
    const answer = await files.bring({ base64, at, isLast }, windowId);
    if (answer.outcome !== 'more') return answer;
  }
}

/** A thread of this code, which stands for a workbook that nobody foresaw. */
const threadOf = (code: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ kind }) => { if (kind !== 'read') return; ${code} });`)}`,
  );

it('a workbook of several pieces gives all its rows once, in order', async () => {
  const files = open();
  const digest = (text: string): string => createHash('sha512').update(text).digest('hex');
  const names = Array.from({ length: 5_000 }, (_, i) => [`${digest(`a${i}`)}${digest(`b${i}`)}`]);
  const file = workbookOf({ name: 'Staff', rows: [['Name'], ...names] });
  expect(file.length).toBeGreaterThan(MAX_PIECE_BYTES);
  expect(await bring(files, file)).toEqual({ outcome: 'read', table: { sheet: 'Staff', others: [], rows: 5_001 } });
  const rows: string[] = [];
  let pieces = 0;
  for (let isLast = false; !isLast; pieces += 1) {
    const piece = await files.take('w1', rows.length);
    rows.push(...piece.rows.map(({ cells }) => cells[0] ?? ''));
    ({ isLast } = piece);
  }
  expect(pieces).toBeGreaterThan(2);
  expect(rows).toEqual(['Name', ...names.flat()]);
  await expect(files.take('w1', rows.length)).rejects.toMatchObject({ code: 'ipc.invalid-input' });
});

// @promise security.people-memory
it('pieces and rows that do not follow, and rows of another window, are refused', async () => {
  const files = open();
  const base64 = WORKBOOK.toString('base64');
  await expect(files.bring({ base64, at: 5, isLast: true }, 'w1')).rejects.toMatchObject({ code: 'ipc.invalid-input' });
  await expect(files.bring({ base64, at: 0, isLast: false }, 'w1')).rejects.toMatchObject({
    code: 'ipc.invalid-input',
  });
  await bring(files, WORKBOOK);
  await expect(files.take('w1', 1)).rejects.toMatchObject({ code: 'ipc.invalid-input' });
  await expect(files.take('w2', 0)).rejects.toMatchObject({ code: 'ipc.invalid-input' });
  expect((await files.take('w1', 0)).rows).toHaveLength(3);
});

// @promise security.people-memory
it('the rows of a workbook are deleted once its window is gone, or an account is deleted', async () => {
  const files = open();
  await bring(files, WORKBOOK, 'w1');
  files.onWindowGone('w1');
  await expect(files.take('w1', 0)).rejects.toMatchObject({ code: 'ipc.invalid-input' });
  await bring(files, WORKBOOK, 'w2');
  files.forget();
  await expect(files.take('w2', 0)).rejects.toMatchObject({ code: 'targets.reading-ended' });
});

it('a file that is read while an account is changed is never called damaged, and can be chosen again', async () => {
  const files = open({ workerUrl: threadOf('for (;;);') });
  const reading = bring(files, WORKBOOK);
  files.forget();
  await expect(reading).rejects.toMatchObject({ code: 'targets.reading-ended' });
  const base64 = Buffer.alloc(MAX_PIECE_BYTES).toString('base64');
  await files.bring({ base64, at: 0, isLast: false }, 'w1');
  files.forget();
  const next = { base64, at: MAX_PIECE_BYTES, isLast: true };
  await expect(files.bring(next, 'w1')).rejects.toMatchObject({ code: 'targets.reading-ended' });
  expect(await files.bring({ base64, at: 0, isLast: false }, 'w1')).toEqual({ outcome: 'more' });
});

it('rows that no window takes are forgotten after a while', async () => {
  const files = open({ idleLimitMs: 50 });
  await bring(files, WORKBOOK);
  await expect
    .poll(
      async () =>
        await files.take('w1', 0).then(
          () => 'there',
          () => 'gone',
        ),
    )
    .toBe('gone');
});

// @promise target.import-workbooks
it('a workbook that takes too long ends its thread, with the reason', async () => {
  const files = open({ workerUrl: threadOf('for (;;);'), readLimitMs: 200 });
  expect(await bring(files, WORKBOOK)).toEqual({ outcome: 'refused', fault: 'too-slow' });
});

// @promise security.workbook-attacks
// @promise target.import-workbooks
it('a workbook that fills the memory of its thread is refused, and the next workbook is read', async () => {
  const code = 'const all = []; for (;;) all.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));';
  const files = open({ workerUrl: threadOf(code), maxHeapMb: 24 });
  expect(await bring(files, WORKBOOK)).toEqual({ outcome: 'refused', fault: 'unpacks-too-large' });
  expect(await bring(open(), WORKBOOK)).toMatchObject({ outcome: 'read' });
});

it('a thread that breaks refuses the workbook', async () => {
  const files = open({ workerUrl: threadOf("throw new Error('Ann')") });
  expect(await bring(files, WORKBOOK)).toEqual({ outcome: 'refused', fault: 'damaged' });
});
