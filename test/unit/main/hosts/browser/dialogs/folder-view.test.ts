import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createIn,
  goHome,
  goTo,
  MAX_FOLDERS,
  openListed,
  upFrom,
  viewFolder,
} from '../../../../../../main/hosts/browser/dialogs/folder-view.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lanner-folders-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('the folder view lists folders in natural order, with links to folders, without files and hidden folders', async () => {
  for (const name of ['clip 10', 'clip 2', '.hidden', '证据']) await mkdir(join(dir, name));
  await writeFile(join(dir, 'file.mp4'), '');
  await symlink(dir, join(dir, 'link'));
  await symlink('/nowhere', join(dir, 'broken'));
  const view = await viewFolder(dir);
  expect(view).toMatchObject({ path: dir, isCut: false, problem: null });
  expect([...view.folders].sort()).toEqual(['clip 10', 'clip 2', 'link', '证据'].sort());
  expect(view.folders.indexOf('clip 2')).toBeLessThan(view.folders.indexOf('clip 10'));
});

it('the folder view opens a listed folder, the parent folder, the home folder and a typed path', async () => {
  await mkdir(join(dir, 'a'));
  const view = await viewFolder(dir);
  const inside = await openListed(view, 0);
  expect(inside.path).toBe(join(dir, 'a'));
  expect((await upFrom(inside)).path).toBe(dir);
  expect((await goHome()).path).toBe(homedir());
  expect((await goTo(view, ` ${join(dir, 'a')}/../a `)).path).toBe(join(dir, 'a'));
  expect((await goTo(view, '~')).path).toBe(homedir());
  expect(await openListed(view, 7)).toBe(view);
  expect(await openListed(view, NaN)).toBe(view);
});

it('the folder view reports why it does not open a folder', async () => {
  const view = await viewFolder(dir);
  await writeFile(join(dir, 'file'), '');
  expect(await goTo(view, 'clips')).toEqual({ ...view, problem: 'not-whole' });
  expect(await goTo(view, '/a\0b')).toEqual({ ...view, problem: 'not-whole' });
  expect(await goTo(view, join(dir, 'nothing'))).toEqual({ ...view, problem: 'not-found' });
  expect(await goTo(view, join(dir, 'file'))).toEqual({ ...view, problem: 'not-found' });
  expect(await viewFolder(join(dir, 'nothing'))).toMatchObject({ folders: [], problem: 'unreadable' });
});

it('the folder view creates a folder that only this user can read, by a name and never by a path', async () => {
  const view = await viewFolder(dir);
  const made = await createIn(view, ' Clips 2026 ');
  expect(made).toMatchObject({ path: join(dir, 'Clips 2026'), problem: null });
  if (process.platform !== 'win32') expect((await stat(made.path)).mode & 0o777).toBe(0o700);
  expect(await createIn(view, 'Clips 2026')).toMatchObject({ path: dir, problem: 'exists' });
  for (const name of ['', '.', '..', '../up', 'a/b', 'a\\b', 'a\0', 'gate\u202e4', 'x'.repeat(81), 'ends.', 'C:']) {
    expect(await createIn(view, name)).toMatchObject({ path: dir, problem: 'bad-name' });
  }
});

it('the folder view lists no more folders than its limit, and reports that there are more', async () => {
  await Promise.all(Array.from({ length: MAX_FOLDERS + 3 }, (_, i) => mkdir(join(dir, `f${i}`))));
  const view = await viewFolder(dir);
  expect([view.folders.length, view.isCut]).toEqual([MAX_FOLDERS, true]);
});
