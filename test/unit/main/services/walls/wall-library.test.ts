import { expect, it } from 'vitest';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { MAX_REMOVED } from '../../../../../preload/domain/removed.ts';
import { MAX_WALLS } from '../../../../../preload/domain/walls/wall-library.ts';
import { testFolder } from '../folder.ts';
import { cameraOf, openWalls } from './wall-bench.ts';

const [A, B] = [cameraOf('a', 1), cameraOf('a', 2)];
const first = asWallId('wall-1');
const empty = { name: null, folderId: null, copyOf: null };

it('the list of walls adds walls to the first wall, each with a name of its own', () => {
  const { walls, wallLibrary } = openWalls(testFolder());
  expect(wallLibrary.create(empty).name).toBe('Wall 2');
  expect(wallLibrary.create({ ...empty, name: '  Night   wall ' }).name).toBe('Night wall');
  expect(() => wallLibrary.create({ ...empty, name: 'night wall' })).toThrow(/name taken/);
  expect(() => wallLibrary.create({ ...empty, name: ' ' })).toThrow(/empty/);
  expect(walls.list().map(({ name }) => name)).toEqual(['Wall 1', 'Wall 2', 'Night wall']);
});

it('the list of walls names new walls in the language of the page, and does not rename existing walls', () => {
  let locale = 'zh-CN';
  const { walls, wallLibrary } = openWalls(testFolder(), Date.now, () => locale);
  expect(walls.list().map(({ name }) => name)).toEqual(['电视墙 1']);
  expect(wallLibrary.create(empty).name).toBe('电视墙 2');
  locale = 'en-US';
  expect(wallLibrary.create(empty).name).toBe('Wall 1');
  expect(walls.list().map(({ name }) => name)).toEqual(['电视墙 1', '电视墙 2', 'Wall 1']);
});

it('the list of walls copies a wall beside it, unlocked and with its cameras', () => {
  const { walls, wallLibrary, put } = openWalls(testFolder());
  put({ ...walls.get(first), layout: 9, isLocked: true }, A, B);
  wallLibrary.create(empty);
  const copy = wallLibrary.create({ ...empty, copyOf: first });
  expect(copy).toMatchObject({ name: 'Wall 1 (2)', layout: 9, isLocked: false });
  expect(copy.tiles.slice(0, 2)).toEqual([A, B]);
  expect(walls.list().map(({ name }) => name)).toEqual(['Wall 1', 'Wall 1 (2)', 'Wall 2']);
});

it('the list of walls restores a deleted wall unchanged, and under another name where its own is taken', () => {
  const { walls, wallLibrary, wallVersions, put } = openWalls(testFolder());
  const { id } = put(wallLibrary.create({ ...empty, name: 'Gates' }), A);
  wallLibrary.remove([id]);
  expect(walls.list().map(({ name }) => name)).toEqual(['Wall 1']);
  const gone = { ...walls.list()[0], id } as never;
  expect(() => walls.change({ base: gone, wall: gone })).toThrow(/no such wall/);
  wallLibrary.create({ ...empty, name: 'Gates' });
  wallLibrary.restore(id);
  expect(walls.get(id)).toMatchObject({ name: 'Gates (2)' });
  expect(walls.get(id).tiles[0]).toBe(A);
  expect(wallVersions.list(id).length).toBeGreaterThan(1);
});

it('the list of walls stores deleted walls over restarts with their versions and folder, for 30 days and not longer', () => {
  const dir = testFolder();
  const day = 24 * 60 * 60_000;
  let now = 100 * day;
  const before = openWalls(dir, () => now);
  const folder = before.wallLibrary.createFolder('Night');
  const { id } = before.put(before.wallLibrary.create({ ...empty, name: 'Gates', folderId: folder.id }), A, B);
  before.wallLibrary.remove([id]);
  const facts = { kind: 'wall', id, name: 'Gates', removedAtMs: now, path: ['Night'], count: 2 };
  now += 30 * day;
  const after = openWalls(dir, () => now);
  expect(after.wallLibrary.list()).toEqual([facts]);
  expect(after.wallLibrary.restore(id)).toMatchObject({ name: 'Gates' });
  expect(after.wallLibrary.library().places).toContainEqual({ wallId: id, folderId: folder.id });
  expect(after.wallVersions.list(id).length).toBeGreaterThan(1);
  after.wallLibrary.remove([id]);
  now += 30 * day + 1;
  expect(after.wallLibrary.list()).toEqual([]);
  expect(() => after.wallLibrary.restore(id)).toThrow(expect.objectContaining({ code: 'removed.not-found' }));
  expect(after.db.prepare('SELECT count(*) AS n FROM wall_versions WHERE wall_id = ?').get(id)?.['n']).toBe(0);
});

// @promise security.walls-clock
it('the list of walls forgets no deleted wall because the clock was set back', () => {
  let now = Date.UTC(2026, 10, 23);
  const { wallLibrary } = openWalls(testFolder(), () => now);
  const { id } = wallLibrary.create(empty);
  wallLibrary.remove([id]);
  now = Date.UTC(1970, 0, 2);
  expect(wallLibrary.list().map((thing) => thing.id)).toEqual([id]);
});

// @promise security.walls-clock: A clock that is set back lets no deleted wall be forgotten early.
it('the list of walls brings a wall back that is deleted after the clock was set back, however many walls were deleted before', () => {
  let now = Date.UTC(2026, 10, 23);
  const { wallLibrary } = openWalls(testFolder(), () => (now += 1));
  for (let i = 0; i < MAX_REMOVED; i += 1) wallLibrary.remove([wallLibrary.create(empty).id]);
  now -= 30 * 24 * 60 * 60_000;
  const { id } = wallLibrary.create(empty);
  wallLibrary.remove([id]);
  expect(wallLibrary.list()).toHaveLength(MAX_REMOVED);
  expect(wallLibrary.restore(id)).toMatchObject({ id });
});

it(`the list of walls has the newest ${MAX_REMOVED} deleted walls`, () => {
  let now = 1_000;
  const { wallLibrary } = openWalls(testFolder(), () => (now += 1));
  const ids = Array.from({ length: MAX_REMOVED + 2 }, () => {
    const { id } = wallLibrary.create(empty);
    wallLibrary.remove([id]);
    return id;
  });
  const kept = wallLibrary.list().map(({ id }) => id);
  expect(kept).toHaveLength(MAX_REMOVED);
  expect(kept).not.toContain(ids[0]);
  expect(kept).toContain(ids.at(-1));
});

it('the list of walls restores the last wall under its own name, in place of the empty wall', () => {
  const { walls, wallLibrary, put, emitted } = openWalls(testFolder());
  put(walls.get(first), A);
  wallLibrary.remove([first]);
  const [left] = walls.list();
  expect(left).toMatchObject({ name: 'Wall 1', revision: 0 });
  expect(left?.id).not.toBe(first);
  emitted.length = 0;
  wallLibrary.restore(first);
  expect(walls.list().map(({ id, name }) => [id, name])).toEqual([[first, 'Wall 1']]);
  expect(emitted).toEqual(expect.arrayContaining(['wall.changed', 'wall.removed', 'removed.changed']));
});

it('cameras on the empty wall of the last deletion stay when the deleted wall is restored', () => {
  const dir = testFolder();
  const { walls, wallLibrary, put } = openWalls(dir);
  put(walls.get(first), A);
  wallLibrary.remove([first]);
  const [left] = walls.list();
  if (left === undefined) throw new Error('no wall');
  put(left, B);
  expect(
    openWalls(dir)
      .walls.list()
      .map(({ tiles }) => tiles[0]),
  ).toEqual([B]);
  wallLibrary.restore(first);
  expect(walls.list().map(({ name, tiles }) => [name, tiles[0]])).toEqual([
    ['Wall 1 (2)', A],
    ['Wall 1', B],
  ]);
});

it('the list of walls restores no wall beyond the limit, and reports it', () => {
  const { wallLibrary } = openWalls(testFolder());
  const { id } = wallLibrary.create(empty);
  wallLibrary.remove([id]);
  for (let n = 1; n < MAX_WALLS; n += 1) wallLibrary.create(empty);
  expect(() => wallLibrary.restore(id)).toThrow(expect.objectContaining({ code: 'wall.too-many' }));
  expect(wallLibrary.list().map((thing) => thing.id)).toEqual([id]);
});

it('the list of walls has an empty wall after the last wall is deleted', () => {
  const { walls, wallLibrary, put } = openWalls(testFolder());
  put(walls.get(first), A);
  wallLibrary.remove([first]);
  expect(walls.list().map(({ name, revision }) => [name, revision])).toEqual([['Wall 1', 0]]);
});

it('walls stay in folders and in their order, and none is lost with a folder', () => {
  const { walls, wallLibrary } = openWalls(testFolder());
  const [night, day] = ['Night', 'Day'].map((name) => wallLibrary.create({ ...empty, name }));
  if (!night || !day) throw new Error('no walls');
  const folder = wallLibrary.createFolder('Gates');
  expect(() => wallLibrary.createFolder('gates')).toThrow(/name taken/);
  const other = wallLibrary.createFolder('Yards');
  wallLibrary.move({ wallId: night.id, folderId: folder.id, beforeId: null });
  wallLibrary.move({ wallId: day.id, folderId: folder.id, beforeId: night.id });
  const inside = () =>
    wallLibrary
      .library()
      .places.flatMap((place) => (place.folderId === folder.id ? [walls.get(place.wallId).name] : []));
  expect(inside()).toEqual(['Day', 'Night']);
  wallLibrary.moveFolder({ folderId: other.id, beforeId: folder.id });
  wallLibrary.renameFolder({ folderId: other.id, name: 'Yard' });
  expect(wallLibrary.library().folders.map(({ name }) => name)).toEqual(['Yard', 'Gates']);
  wallLibrary.removeFolder(folder.id);
  expect([inside(), walls.list().length]).toEqual([[], 3]);
  wallLibrary.restoreFolder(folder.id);
  expect([inside(), wallLibrary.library().folders.map(({ name }) => name)]).toEqual([
    ['Day', 'Night'],
    ['Yard', 'Gates'],
  ]);
});

// @promise failures.lost-layout
it('the list of walls stores every change of a wall with its content, and a rollback loses no later change', () => {
  const { walls, wallLibrary, wallVersions, put } = openWalls(testFolder());
  const { id } = wallLibrary.create({ ...empty, name: 'Gates' });
  put(walls.get(id), A);
  put(walls.get(id), A, B);
  walls.save({ ...walls.get(id), layout: 9 });
  walls.save({ ...walls.get(id), isLocked: true });
  wallLibrary.rename({ wallId: id, name: 'Doors' });
  const versions = wallVersions.list(id);
  expect(versions.map(({ kind, change }) => [kind, change.added, change.layout, change.name?.to ?? null])).toEqual([
    ['edited', 0, null, 'Doors'],
    ['edited', 0, { from: 4, to: 9 }, null],
    ['edited', 1, null, null],
    ['edited', 1, null, null],
    ['created', 0, null, null],
  ]);
  expect(versions.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false, false, false]);
  const wanted = versions[3]?.id ?? 0;
  expect(wallVersions.get(id, wanted).tiles.slice(0, 2)).toEqual([A, null]);
  const { before, after } = wallVersions.rollBack({ wallId: id, versionId: wanted });
  expect([before.layout, after.layout, after.name, after.isLocked]).toEqual([9, 4, 'Doors', true]);
  expect(after.tiles.slice(0, 2)).toEqual([A, null]);
  const [newest, earlier] = wallVersions.list(id);
  expect(newest).toMatchObject({ kind: 'rolled-back', isCurrent: true, change: { removed: 1 } });
  wallVersions.rollBack({ wallId: id, versionId: earlier?.id ?? 0 });
  expect(walls.get(id)).toMatchObject({ layout: 9, tiles: before.tiles });
  expect(() => wallVersions.get(id, 99_999)).toThrow(/no such version/);
});

it('the list of walls stores the state of a wall before its first version', () => {
  const { walls, wallVersions, put } = openWalls(testFolder());
  put(walls.get(first), A);
  expect(wallVersions.list(first).map(({ kind }) => kind)).toEqual(['edited', 'found']);
});

it('the library of walls is the same after a restart: folders and their order, the lock of a wall, and every version, which can be rolled back to', () => {
  const dir = testFolder();
  const before = openWalls(dir);
  const folder = before.wallLibrary.createFolder('Gates');
  const { id } = before.wallLibrary.create({ ...empty, name: 'Night', folderId: folder.id });
  before.put(before.walls.get(id), A);
  before.put(before.walls.get(id), A, B);
  before.walls.save({ ...before.walls.get(id), isLocked: true });
  const [library, versions] = [before.wallLibrary.library(), before.wallVersions.list(id)];
  expect(versions).toHaveLength(3);

  const { walls, wallLibrary, wallVersions } = openWalls(dir);
  expect(walls.list()).toEqual(before.walls.list());
  expect(walls.get(id).isLocked).toBe(true);
  const { folders, places } = wallLibrary.library();
  expect([folders, places]).toEqual([library.folders, library.places]);
  expect(wallVersions.list(id)).toEqual(versions);
  wallVersions.rollBack({ wallId: id, versionId: versions[1]?.id ?? 0 });
  expect(walls.get(id).tiles.slice(0, 2)).toEqual([A, null]);
});
