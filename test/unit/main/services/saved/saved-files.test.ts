import { MAX_SAVED_FILES } from '../../../../../preload/domain/bounds.ts';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { SavedFilesService } from '../../../../../main/services/saved/saved-files.ts';
import { testFolder } from '../folder.ts';

it('the client lists the latest file first, with the size that it has now, and informs every window of a longer list', async () => {
  const dir = testFolder();
  const emit = vi.fn();
  const saved = new SavedFilesService({ emit, reveal: null });
  const [first, second] = ['one.png', 'two.png'].map((name) => join(dir, name)) as [string, string];
  writeFileSync(first, '12345');
  writeFileSync(second, '12');
  saved.add({ kind: 'snapshot', channelId: null, path: first });
  saved.add({ kind: 'clip', channelId: null, path: second });
  expect(emit).toHaveBeenCalledTimes(2);
  rmSync(second);
  const { files, canReveal } = await saved.list();
  expect(files.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['two.png', null],
    ['one.png', 5],
  ]);
  expect(canReveal).toBe(false);
});

it('the client lists downloads of the browser by their names, without a folder', async () => {
  const saved = new SavedFilesService({ emit: () => {}, reveal: null });
  saved.addDownload({ kind: 'walls', name: 'walls.json', bytes: 12 });
  expect((await saved.list()).files).toMatchObject([{ kind: 'walls', name: 'walls.json', path: null, bytes: 12 }]);
});

// @promise security.reveal: Main shows a regular file out of its own list in the file manager, whatever id a page
// sends.
it('the client shows a saved file in its folder, and nothing else whatever id a page sends', async () => {
  const reveal = vi.fn();
  const dir = testFolder();
  const saved = new SavedFilesService({ emit: () => {}, reveal });
  const path = join(dir, 'one.png');
  writeFileSync(path, '1');
  saved.add({ kind: 'snapshot', channelId: null, path });
  saved.addDownload({ kind: 'walls', name: path, bytes: 1 });
  const [download, file] = (await saved.list()).files;
  await saved.reveal(file?.fileId ?? '');
  expect(reveal.mock.calls).toEqual([[path]]);
  const ids = [
    ...[
      path,
      'one.png',
      dir,
      `${dir}/../../etc/passwd`,
      '../one.png',
      '/etc/passwd',
      '/dev/zero',
      '//server/share/a.exe',
    ],
    ...[
      'C:\\Windows\\System32\\calc.exe',
      '\\\\.\\PhysicalDrive0',
      'file:///etc/passwd',
      '__proto__',
      'constructor',
      '0',
      '',
    ],
    ...['x'.repeat(10 * 1024 * 1024), `${path}\0.png`, download?.fileId ?? ''],
  ];
  for (const id of ids) {
    await expect(saved.reveal(id)).rejects.toMatchObject({ code: 'input.invalid-field', params: { detail: 'gone' } });
  }
  expect(reveal).toHaveBeenCalledTimes(1);
});

// @promise security.reveal
it.each([
  ['is gone', () => {}],
  ['is a link to another file now', (path: string) => symlinkSync('/etc/passwd', path)],
  ['is a link to a device now', (path: string) => symlinkSync('/dev/zero', path)],
  ['is a folder now', (path: string) => mkdirSync(path)],
])('the client shows no saved file that %s, and reports it', async (_how, replace) => {
  const reveal = vi.fn();
  const saved = new SavedFilesService({ emit: () => {}, reveal });
  const path = join(testFolder(), 'one.png');
  writeFileSync(path, '1');
  saved.add({ kind: 'snapshot', channelId: null, path });
  const [file] = (await saved.list()).files;
  rmSync(path);
  replace(path);
  const gone = { code: 'input.invalid-field', params: { field: 'fileId', detail: 'gone' } };
  await expect(saved.reveal(file?.fileId ?? '')).rejects.toMatchObject(gone);
  expect(reveal).not.toHaveBeenCalled();
});

// @promise security.slow-share: Saved files are listed while their disk does not answer, and that disk is asked about
// one file at most.
it('the client lists the saved files while their disk does not answer, and asks that disk about one file at most', async () => {
  const asked: string[] = [];
  let answer = (): void => {};
  const silent = new Promise<number>((resolve) => (answer = () => resolve(7)));
  const sizeOf = (path: string): Promise<number> => (asked.push(path), silent);
  const saved = new SavedFilesService({ emit: () => {}, reveal: null, sizeOf, lookWithinMs: 1 });
  for (const path of ['/share/a', '/share/b', '/share/c']) saved.add({ kind: 'clip', channelId: null, path });
  for (let window = 0; window < 5; window += 1) {
    expect((await saved.list()).files.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  }
  expect(asked).toEqual(['/share/a']);
  answer();
  await expect.poll(async () => (await saved.list()).files.map(({ bytes }) => bytes)).toEqual([7, 7, 7]);
});

it('the client lets the oldest files leave a long list', async () => {
  const saved = new SavedFilesService({ emit: () => {}, reveal: null });
  for (let i = 0; i < MAX_SAVED_FILES + 2; i += 1) saved.addDownload({ kind: 'walls', name: `${i}.json`, bytes: i });
  const { files } = await saved.list();
  expect([files.length, files.at(-1)?.name]).toEqual([MAX_SAVED_FILES, '2.json']);
});
