import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { MAX_SAVED_FILES, SavedFilesService } from '../../../../../main/services/saved/saved-files.ts';
import { testFolder } from '../folder.ts';

it('lists the latest file first, with the size that it has now, and tells every window of a longer list', async () => {
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

it('lists what the browser downloaded by its name, without a folder', async () => {
  const saved = new SavedFilesService({ emit: () => {}, reveal: null });
  saved.addDownload({ kind: 'walls', name: 'walls.json', bytes: 12 });
  expect((await saved.list()).files).toMatchObject([{ kind: 'walls', name: 'walls.json', path: null, bytes: 12 }]);
});

it('shows a listed file in its folder, and nothing that is not listed', async () => {
  const reveal = vi.fn();
  const saved = new SavedFilesService({ emit: () => {}, reveal });
  saved.add({ kind: 'snapshot', channelId: null, path: '/pictures/one.png' });
  const [file] = (await saved.list()).files;
  saved.reveal(file?.fileId ?? '');
  expect(reveal.mock.calls).toEqual([['/pictures/one.png']]);
  expect(() => saved.reveal('/etc/passwd')).toThrow(expect.objectContaining({ code: 'input.invalid-field' }));
});

it('lets the oldest files leave a long list', async () => {
  const saved = new SavedFilesService({ emit: () => {}, reveal: null });
  for (let i = 0; i < MAX_SAVED_FILES + 2; i += 1) saved.addDownload({ kind: 'walls', name: `${i}.json`, bytes: i });
  const { files } = await saved.list();
  expect([files.length, files.at(-1)?.name]).toEqual([MAX_SAVED_FILES, '2.json']);
});
