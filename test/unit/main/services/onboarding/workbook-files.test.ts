import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { WorkbookPort } from '../../../../../main/ports/workbooks.ts';
import { WorkbookFiles } from '../../../../../main/services/onboarding/workbook-files.ts';
import { MAX_PIECE_BYTES } from '../../../../../preload/domain/bounds.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';

const accountId = asAccountId('a1');
const LIST = { file: 'list', accountId, groupId: null } as const;
/** Longer than one piece, in pieces of another size. */
const CONTENT = [Buffer.alloc(MAX_PIECE_BYTES - 1, 1), Buffer.from('the end of the list')];

function open(list: WorkbookPort['list'], path: string | null = null) {
  const unasked = () => Promise.reject(new Error('nobody asks for it here'));
  const port: WorkbookPort = { list, template: unasked, result: unasked, import: unasked, progress: unasked };
  const saved: string[] = [];
  const files = new WorkbookFiles({
    sessions: { of: () => Promise.resolve({ workbooks: port }) },
    imports: { send: unasked, find: () => expect.unreachable() },
    choosePath: path === null ? null : () => Promise.resolve(path),
    onSaved: (file) => void saved.push(file.path),
  });
  return { files, saved };
}

it('a window takes a file piece by piece, and once', async () => {
  const { files } = open(() => Promise.resolve(CONTENT));
  expect(await files.save(LIST, 'w1')).toEqual({ outcome: 'download', name: 'devices.xlsx' });
  expect(() => files.take('w2', 0)).toThrow(expect.objectContaining({ code: 'ipc.invalid-input' }));
  const first = files.take('w1', 0);
  expect(first.isLast).toBe(false);
  expect(() => files.take('w1', 0)).toThrow(expect.objectContaining({ code: 'ipc.invalid-input' }));
  const last = files.take('w1', MAX_PIECE_BYTES);
  expect(last.isLast).toBe(true);
  const taken = [first, last].map(({ base64 }) => Buffer.from(base64, 'base64'));
  expect(Buffer.concat(taken).equals(Buffer.concat(CONTENT))).toBe(true);
  expect(() => files.take('w1', 0)).toThrow(expect.objectContaining({ code: 'ipc.invalid-input' }));
});

it.each([
  ['its window closes', (files: WorkbookFiles) => files.onWindowGone('w1')],
  ['its account is deleted', (files: WorkbookFiles) => files.onAccountRemoved(accountId)],
  ['the client ends', (files: WorkbookFiles) => files.dispose()],
])('nothing is written of a file that the cloud still has while %s', async (_, leave) => {
  const path = join(testFolder(), 'devices.xlsx');
  const asked = Promise.withResolvers<undefined>();
  const { files, saved } = open(() => (asked.resolve(undefined), new Promise(() => undefined)), path);
  const saving = files.save(LIST, 'w1');
  await asked.promise;
  leave(files);
  await expect(saving).rejects.toMatchObject({ code: 'cancelled' });
  await expect(access(path)).rejects.toThrow();
  expect(saved).toEqual([]);
});

// @promise security.device-workbook
it.each([
  ['the window closes', (files: WorkbookFiles) => files.onWindowGone('w1')],
  ['the account is deleted', (files: WorkbookFiles) => files.onAccountRemoved(accountId)],
])('a file that was not taken is forgotten when %s', async (_, leave) => {
  const { files } = open(() => Promise.resolve(CONTENT));
  await files.save(LIST, 'w1');
  leave(files);
  expect(() => files.take('w1', 0)).toThrow(expect.objectContaining({ code: 'ipc.invalid-input' }));
});
