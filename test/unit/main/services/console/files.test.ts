/** The files of the console's calls, on their way in pieces. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  MAX_CONSOLE_DOWNLOAD_BYTES,
  MAX_CONSOLE_UPLOAD_BYTES,
  MAX_PIECE_BYTES,
} from '../../../../../preload/domain/bounds.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { ConsoleFiles } from '../../../../../main/services/console/console-files.ts';
import type { NewFile } from '../../../../../main/services/shared/saved-file.ts';

const ACCOUNT = asAccountId('a');
const open = () => new ConsoleFiles({ choosePath: null, onSaved: () => {} });
const pieceOf = (length: number, fill = 'x') => Buffer.alloc(length, fill).toString('base64');
const order = { runId: 'r', field: 'File', fileName: 'devices.xlsx' };

/** Brings a file as the page does. */
function bringAll(files: ConsoleFiles, bytes: Buffer, given = order, windowId = 'w'): void {
  for (let at = 0; at === 0 || at < bytes.length; at += MAX_PIECE_BYTES) {
    files.bring({ ...given, base64: bytes.subarray(at, at + MAX_PIECE_BYTES).toString('base64'), at }, windowId);
  }
}

const content = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, i) => i % 251));

describe('an upload', () => {
  it('a file that goes up with a call of the console arrives whole, piece by piece, and is forgotten once its call has it', async () => {
    const files = open();
    const bytes = content(MAX_PIECE_BYTES * 3 + 7);
    bringAll(files, bytes);
    expect(files.take('another run', 'w')).toEqual({});
    expect(files.take('r', 'another window')).toEqual({});
    const { File: taken } = files.take('r', 'w');
    expect(taken?.name).toBe('devices.xlsx');
    expect(Buffer.from((await taken?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true);
    expect(files.take('r', 'w')).toEqual({});
  });

  it('a file may be empty, and several files go with one call', () => {
    const files = open();
    bringAll(files, content(0), { ...order, field: 'Key' });
    bringAll(files, content(3), { ...order, field: 'Cert' });
    const taken = files.take('r', 'w');
    expect(Object.entries(taken).map(([name, { size }]) => [name, size])).toEqual([
      ['Key', 0],
      ['Cert', 3],
    ]);
  });

  it('a file is refused where a piece is missing, comes twice or is not full', () => {
    const files = open();
    const bring = (at: number, length: number) => () => files.bring({ ...order, base64: pieceOf(length), at }, 'w');
    expect(bring(MAX_PIECE_BYTES, 1)).toThrow('does not follow');
    bring(0, MAX_PIECE_BYTES)();
    expect(bring(MAX_PIECE_BYTES * 2, 1)).toThrow('does not follow');
    bring(MAX_PIECE_BYTES, 10)();
    expect(bring(MAX_PIECE_BYTES, 10)).toThrow('does not follow');
    expect(bring(MAX_PIECE_BYTES + 10, 10)).toThrow('does not follow');
  });

  it('a file above the limit is refused, together with the pieces before it', () => {
    const files = open();
    expect(() => bringAll(files, Buffer.alloc(MAX_CONSOLE_UPLOAD_BYTES + 1))).toThrow('too large');
    expect(files.take('r', 'w')).toEqual({});
    bringAll(files, Buffer.alloc(MAX_CONSOLE_UPLOAD_BYTES));
    bringAll(files, Buffer.alloc(MAX_CONSOLE_UPLOAD_BYTES), order);
    expect(files.take('r', 'w')['File']?.size).toBe(MAX_CONSOLE_UPLOAD_BYTES);
  });

  it('a file gives way to the files of the next call of its window', () => {
    const files = open();
    bringAll(files, content(3));
    bringAll(files, content(4), { ...order, runId: 'next' });
    expect(files.take('r', 'w')).toEqual({});
    expect(files.take('next', 'w')['File']?.size).toBe(4);
  });
});

describe('a downloaded answer', () => {
  const file = (parts: readonly Uint8Array[]) => ({ accountId: ACCOUNT, name: 'exportDevices.xlsx', parts });

  it('a downloaded answer comes piece by piece for a page that saves it by itself, as often as requested', async () => {
    const files = open();
    const bytes = content(MAX_PIECE_BYTES * 2 + 5);
    files.keep('r', 'w', file([bytes.subarray(0, 100), bytes.subarray(100, 700_000), bytes.subarray(700_000)]));
    for (let time = 0; time < 2; time += 1) {
      expect(await files.save('r', 'w')).toEqual({ outcome: 'download', name: 'exportDevices.xlsx' });
      const pieces: Buffer[] = [];
      for (let isLast = false; !isLast;) {
        const taken = files.piece({ runId: 'r', fromByte: Buffer.concat(pieces).length }, 'w');
        pieces.push(Buffer.from(taken.base64, 'base64'));
        ({ isLast } = taken);
      }
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
      expect(pieces).toHaveLength(3);
    }
  });

  it('a file is written where somebody chooses, for this user alone, and is added to the list of saved files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lanner-console-files-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'mine.xlsx');
    const saved: NewFile[] = [];
    const asked: unknown[] = [];
    const files = new ConsoleFiles({
      choosePath: (request) => (asked.push(request), Promise.resolve(path)),
      onSaved: (one) => void saved.push(one),
    });
    files.keep('r', 'w', file([content(10), content(20)]));
    expect(await files.save('r', 'w')).toEqual({ outcome: 'saved', name: 'mine.xlsx' });
    expect(asked).toEqual([{ suggestedName: 'exportDevices.xlsx', extensions: ['xlsx'] }]);
    expect((await readFile(path)).equals(Buffer.concat([content(10), content(20)]))).toBe(true);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
    expect(saved).toEqual([{ kind: 'console', channelId: null, path }]);
  });

  it('a file is not written when the operator chose no place', async () => {
    const files = new ConsoleFiles({ choosePath: () => Promise.resolve(null), onSaved: () => {} });
    files.keep('r', 'w', file([content(10)]));
    expect(await files.save('r', 'w')).toEqual({ outcome: 'cancelled', name: 'exportDevices.xlsx' });
  });

  it('a file that a cloud answered goes with its window and its account, and belongs to no other window', async () => {
    const files = open();
    files.keep('r', 'w', file([content(1)]));
    await expect(files.save('r', 'other')).rejects.toMatchObject({
      code: 'input.invalid-field',
      params: { detail: 'gone' },
    });
    files.onWindowGone('w');
    expect(() => files.piece({ runId: 'r', fromByte: 0 }, 'w')).toThrow('not kept');
    files.keep('r', 'w', file([content(1)]));
    files.onAccountRemoved(ACCOUNT);
    expect(() => files.piece({ runId: 'r', fromByte: 0 }, 'w')).toThrow('not kept');
  });

  it('a file that a cloud answered makes room for newer files of its window', async () => {
    const files = open();
    const half = new Uint8Array(MAX_CONSOLE_DOWNLOAD_BYTES / 2);
    for (const run of ['first', 'second', 'third']) files.keep(run, 'w', file([half]));
    await expect(files.save('first', 'w')).rejects.toMatchObject({ params: { detail: 'gone' } });
    expect(await files.save('second', 'w')).toMatchObject({ outcome: 'download' });
    for (let n = 0; n < 20; n += 1) files.keep(`small ${n}`, 'w', file([new Uint8Array(1)]));
    await expect(files.save('third', 'w')).rejects.toMatchObject({ params: { detail: 'gone' } });
    expect(await files.save('small 0', 'w')).toMatchObject({ outcome: 'download' });
  });
});
