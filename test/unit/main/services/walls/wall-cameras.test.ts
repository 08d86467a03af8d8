import { expect, it } from 'vitest';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { isSameArrangement } from '../../../../../preload/domain/walls/wall-compare.ts';
import { testFolder } from '../folder.ts';
import { cameraOf, openWalls } from './wall-bench.ts';

const [A, B, C] = [cameraOf('a', 1), cameraOf('a', 2), cameraOf('a', 3)];
const id = asWallId('wall-1');
const harbour = (cameras: readonly number[] | null) => ({ vendor: 'huawei-ivm' as const, label: 'Harbour', cameras });

// @promise wall.missing: Missing cameras have their last names and the reason.
it('a wall names the missing cameras by their last names, with the reason of each', async () => {
  const dir = testFolder();
  const bench = openWalls(dir);
  await bench.setAccounts({ a: harbour([1, 2, 3]) });
  bench.put(bench.walls.get(id), A, B, A);
  expect(bench.wallCameras.missing()).toEqual([]);
  await bench.setAccounts({ a: harbour([2]) });
  const camera = { channelId: A, name: 'Camera 1', number: 101, accountLabel: 'Harbour', vendor: 'huawei-ivm' };
  const gone = (reason: string) => [{ wallId: id, cameras: [{ ...camera, tiles: [0, 2], reason }] }];
  expect(bench.wallCameras.missing()).toEqual(gone('not-listed'));
  expect(bench.emitted).toContain('wall.missing-changed');
  await bench.setAccounts({});
  expect(bench.wallCameras.missing()[0]?.cameras.map(({ name, reason }) => [name, reason])).toEqual([
    ['Camera 1', 'no-account'],
    ['Camera 2', 'no-account'],
  ]);
  const again = openWalls(dir);
  expect(again.wallCameras.missing()[0]?.cameras.map(({ name }) => name)).toEqual(['Camera 1', 'Camera 2']);
});

it('a wall names the cameras that cannot be shown because their account is switched off', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A);
  await bench.setAccounts({ a: { ...harbour([1, 2]), isOff: true } });
  expect(bench.wallCameras.missing()[0]?.cameras).toMatchObject([{ name: 'Camera 1', reason: 'account-off' }]);
  await bench.setAccounts({ a: harbour([1, 2]) });
  expect(bench.wallCameras.missing()).toEqual([]);
});

it('a wall calls nothing missing while its account was not read yet', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour(null) });
  bench.put(bench.walls.get(id), A);
  expect(bench.wallCameras.missing()).toEqual([]);
});

it('a wall names the cameras that a reading lost also when the next reading has begun before the walls are looked at', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, B);
  bench.emitted.length = 0;
  bench.read({ a: { ...harbour([2]), isReading: true } });
  bench.read({ a: harbour([2]) }, true);
  expect(bench.wallCameras.missing()[0]?.cameras).toMatchObject([{ name: 'Camera 1', reason: 'not-listed' }]);
  expect(bench.emitted).toContain('wall.missing-changed');
});

it('a wall names the cameras that are gone also while the account is read again', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, B);
  bench.read({ a: harbour([2]) });
  bench.read({ a: { ...harbour([2]), isReading: true } }, true);
  expect(bench.wallCameras.missing()[0]?.cameras).toMatchObject([{ name: 'Camera 1', reason: 'not-listed' }]);
});

it('a wall finds its cameras again when a deleted account is added anew', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, C);
  await bench.setAccounts({});
  await bench.setAccounts({ b: { vendor: 'aliyun-vcs', label: 'Other', cameras: [1, 2] } });
  expect(bench.walls.get(id).tiles[0]).toBe(A);
  await bench.setAccounts({ b: harbour([1, 2]) });
  expect(bench.walls.get(id).tiles.slice(0, 2)).toEqual([cameraOf('b', 1), C]);
});

it('a wall finds cameras again in the version to which it is rolled back', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, C);
  const [version] = bench.wallVersions.list(id);
  const wall = bench.walls.get(id);
  bench.walls.save({ ...wall, tiles: wall.tiles.map(() => null) });
  await bench.setAccounts({});
  await bench.setAccounts({ b: harbour([1, 2]) });
  const { after } = bench.wallVersions.rollBack({ wallId: id, versionId: version?.id ?? 0 });
  expect(after.tiles.slice(0, 2)).toEqual([cameraOf('b', 1), C]);
  expect(bench.wallVersions.list(id)[0]?.kind).toBe('rolled-back');
});

it('a version is compared under the new ids of its cameras, so that a restored wall does not differ', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, C);
  const [version] = bench.wallVersions.list(id);
  await bench.setAccounts({});
  await bench.setAccounts({ b: harbour([1, 2]) });
  const then = bench.wallVersions.get(id, version?.id ?? 0);
  expect(isSameArrangement(bench.walls.get(id), then)).toBe(true);
});

it('a wall can replace missing cameras by others, or remove them, and reports its earlier state', () => {
  const bench = openWalls(testFolder());
  bench.put(bench.walls.get(id), A, B, A);
  const { before, after } = bench.wallCameras.remap({
    wallId: id,
    cameras: [
      { from: A, to: C },
      { from: B, to: null },
    ],
  });
  expect(before.tiles.slice(0, 3)).toEqual([A, B, A]);
  expect(after.tiles.slice(0, 3)).toEqual([C, null, C]);
  expect(bench.wallVersions.list(id)[0]?.kind).toBe('remapped');
});

it('a wall finds the cameras of a removed wall again when the wall is brought back after its account', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, C);
  bench.wallLibrary.remove([id]);
  await bench.setAccounts({});
  await bench.setAccounts({ b: harbour([1, 2]) });
  bench.wallLibrary.restore(id);
  expect(bench.walls.get(id).tiles.slice(0, 2)).toEqual([cameraOf('b', 1), C]);
});

it('a notice appears once, after the last wall, when many walls get their cameras back', async () => {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour([1, 2]) });
  for (let i = 0; i < 30; i += 1) {
    bench.put(bench.wallLibrary.create({ name: null, folderId: null, copyOf: null }), A, B);
  }
  await bench.setAccounts({});
  expect(bench.wallCameras.missing()).toHaveLength(30);
  bench.emitted.length = 0;
  let turns = 0;
  const count = (): void => void ((turns += 1), (timer = setImmediate(count)));
  let timer = setImmediate(count);
  await bench.setAccounts({ b: harbour([1, 2]) });
  clearImmediate(timer);
  expect(bench.wallCameras.missing()).toEqual([]);
  expect(bench.emitted.filter((name) => name === 'wall.changed')).toHaveLength(30);
  expect(bench.emitted.filter((name) => name === 'wall.missing-changed')).toHaveLength(1);
  expect(turns).toBeGreaterThanOrEqual(30); // other work comes between two walls
});

it('a wall finds cameras again whose account an older client knew from its walls alone', async () => {
  const dir = testFolder();
  const older = openWalls(dir);
  await older.setAccounts({ a: harbour([1, 2]) });
  older.put(older.walls.get(id), A);
  older.db.exec('DELETE FROM known_accounts');
  const bench = openWalls(dir);
  await bench.setAccounts({ b: harbour([1, 2]) });
  expect(bench.walls.get(id).tiles[0]).toBe(cameraOf('b', 1));
});
