/** The library of snapshots and clips after the end of a run, with the files that are still on the disk. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { LibraryTable } from '../../../../../main/db/saved/library.ts';
import { savedSteps } from '../../../../../main/db/saved/steps.ts';
import { LibraryService } from '../../../../../main/services/saved/library.ts';
import { SavedFilesService } from '../../../../../main/services/saved/saved-files.ts';
import { MAX_PIECE_BYTES, MAX_SHOWN_BYTES } from '../../../../../preload/domain/bounds.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';

const ALL = { query: '', channelIds: [], after: null, limit: 100 } as const;

/** A run of the client. */
function begin(dir: string): SavedFilesService & { end: () => Promise<void> } {
  const { db, close } = openDatabase(join(dir, 'lanner.db'), savedSteps);
  let isOpen = true;
  const end = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await close();
  };
  onTestFinished(() => end());
  const library = new LibraryService(new LibraryTable(db));
  return Object.assign(new SavedFilesService({ emit: () => undefined, reveal: null, library }), { end });
}

function fileIn(dir: string, name: string): string {
  const path = join(dir, name);
  writeFileSync(path, name);
  return path;
}

// @promise saved.words: Snapshots and clips are found by words in their names.
it('snapshots and clips of an earlier run are found by words, and exports are not among them', async () => {
  const dir = testFolder();
  const first = begin(dir);
  first.add({ kind: 'snapshot', channelId: null, path: fileIn(dir, '117 Dock GATE.png') });
  first.add({ kind: 'clip', channelId: null, path: fileIn(dir, '北门.mp4') });
  first.add({ kind: 'export', channelId: null, path: fileIn(dir, 'export.mp4') });
  await first.end();
  const second = begin(dir);
  // Both were saved within one millisecond: either can stand first.
  const names = async (query: string) =>
    (await second.search({ ...ALL, query })).files.map(({ name }) => name).toSorted();
  expect(await names('')).toEqual(['117 Dock GATE.png', '北门.mp4']);
  expect(await names('dock gate')).toEqual(['117 Dock GATE.png']);
  expect(await names('北门')).toEqual(['北门.mp4']);
  expect(await names('%')).toEqual([]);
  expect((await second.list()).files).toEqual([]);
});

// @promise saved.camera: Saved files are found by the camera as it is called now, those of this run first.
it('a file is found by the current name of its camera, and each file shows whether this run saved it', async () => {
  const dir = testFolder();
  const camera = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
  const first = begin(dir);
  first.add({ kind: 'snapshot', channelId: camera, path: fileIn(dir, '117 Old name.png') });
  await first.end();
  const startedMs = Date.now() + 1;
  await expect.poll(() => Date.now()).toBeGreaterThan(startedMs);
  const second = begin(dir);
  second.add({ kind: 'snapshot', channelId: camera, path: fileIn(dir, '117 New name.png') });
  const byWord = await second.search({ ...ALL, query: 'new name' });
  expect(byWord.files.map(({ name }) => name)).toEqual(['117 New name.png']);
  const { files, total, runSinceMs } = await second.search({ ...ALL, query: 'new name', channelIds: [camera] });
  expect(files.map(({ name, savedAtMs }) => [name, savedAtMs >= runSinceMs])).toEqual([
    ['117 New name.png', true],
    ['117 Old name.png', false],
  ]);
  expect(total).toBe(2);
});

// @promise saved.gone: A file that left the disk is said to be gone.
it('a file that left the disk is listed as gone until somebody removes it from the list', async () => {
  const dir = testFolder();
  const saved = begin(dir);
  const path = fileIn(dir, 'one.png');
  saved.add({ kind: 'snapshot', channelId: null, path });
  rmSync(path);
  const [file] = (await saved.search(ALL)).files;
  expect(file).toMatchObject({ name: 'one.png', bytes: null });
  await saved.forget(file?.fileId ?? '', true);
  expect((await saved.search(ALL)).total).toBe(0);
  await expect(saved.forget(file?.fileId ?? '', false)).rejects.toMatchObject({ code: 'input.invalid-field' });
});

it('a file is deleted with its entry, and another file in its place is not', async () => {
  const dir = testFolder();
  const saved = begin(dir);
  const [kept, gone, linked] = ['kept.png', 'gone.png', 'linked.png'].map((name) => fileIn(dir, name)) as [
    string,
    string,
    string,
  ];
  const foreign = fileIn(dir, 'foreign.txt');
  for (const path of [kept, gone, linked]) saved.add({ kind: 'snapshot', channelId: null, path });
  rmSync(linked);
  symlinkSync(foreign, linked);
  for (const { fileId, path } of (await saved.search(ALL)).files) await saved.forget(fileId, path !== kept);
  expect(readFileSync(kept, 'utf8')).toBe('kept.png');
  expect(() => readFileSync(gone)).toThrow();
  expect(readFileSync(linked, 'utf8')).toBe('foreign.txt');
});

it('thousands of files come in pages, each file once', async () => {
  const dir = testFolder();
  const saved = begin(dir);
  mkdirSync(join(dir, 'clips'));
  for (let i = 0; i < 450; i += 1) saved.add({ kind: 'clip', channelId: null, path: join(dir, 'clips', `${i}.mp4`) });
  const seen: string[] = [];
  let after: Parameters<typeof saved.search>[0]['after'] = null;
  do {
    const page = await saved.search({ ...ALL, after, limit: 200 });
    expect(page.total).toBe(450);
    seen.push(...page.files.map(({ name }) => name));
    after = page.next;
  } while (after !== null);
  expect(new Set(seen).size).toBe(450);
  expect(seen).toHaveLength(450);
});

describe('the view of a saved file', () => {
  const bytes = Buffer.from(Array.from({ length: MAX_PIECE_BYTES + 1_000 }, (_, i) => (i * 7 + (i >> 8)) % 256));

  async function savedFile(): Promise<{ saved: SavedFilesService; fileId: string; path: string }> {
    const dir = testFolder();
    const saved = begin(dir);
    const path = join(dir, 'clip.mp4');
    writeFileSync(path, bytes);
    saved.add({ kind: 'clip', channelId: null, path });
    const [file] = (await saved.search(ALL)).files;
    return { saved, fileId: file?.fileId ?? '', path };
  }

  it('a saved file is shown in pieces that are the file, byte for byte', async () => {
    const { saved, fileId } = await savedFile();
    const first = await saved.piece({ fileId, fromByte: 0, version: null });
    if (first.state !== 'read') throw new Error(first.state);
    const second = await saved.piece({ fileId, fromByte: MAX_PIECE_BYTES, version: first.version });
    const behind = await saved.piece({ fileId, fromByte: bytes.length, version: first.version });
    if (second.state !== 'read' || behind.state !== 'read') throw new Error('the file was read');
    expect(Buffer.concat([first, second].map(({ base64 }) => Buffer.from(base64, 'base64')))).toEqual(bytes);
    expect([first.sizeBytes, behind.base64]).toEqual([bytes.length, '']);
  });

  it('a saved file is never shown as two halves of two files', async () => {
    const { saved, fileId, path } = await savedFile();
    const first = await saved.piece({ fileId, fromByte: 0, version: null });
    if (first.state !== 'read') throw new Error(first.state);
    writeFileSync(path, Buffer.alloc(bytes.length + 1));
    const next = { fileId, fromByte: MAX_PIECE_BYTES, version: first.version };
    expect(await saved.piece(next)).toEqual({ state: 'changed' });
  });

  it.each<[string, (path: string) => void]>([
    ['is gone', () => undefined],
    ['became a link to another file', (path) => symlinkSync(import.meta.filename, path)],
    ['became a folder', (path) => mkdirSync(path)],
    ['became a pipe', (path) => void execFileSync('mkfifo', [path])],
  ])('a saved file is not shown when it %s', async (_what, replace) => {
    const { saved, fileId, path } = await savedFile();
    rmSync(path);
    replace(path);
    expect(await saved.piece({ fileId, fromByte: 0, version: null })).toEqual({ state: 'gone' });
  });

  // @promise saved.shown: Saved files are shown in the client up to 1 GB.
  it('a saved file above the bound is not shown, and neither is a file that the client did not save', async () => {
    const { saved, fileId, path } = await savedFile();
    truncateSync(path, MAX_SHOWN_BYTES + 1);
    expect(await saved.piece({ fileId, fromByte: 0, version: null })).toEqual({ state: 'too-large' });
    expect(await saved.piece({ fileId: path, fromByte: 0, version: null })).toEqual({ state: 'gone' });
  });
});
