import { expect, it } from 'vitest';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';
import { cameraOf, openWalls } from './wall-bench.ts';

const [A, B, C] = [cameraOf('a', 1), cameraOf('a', 2), cameraOf('a', 3)];
const id = asWallId('wall-1');
const harbour = (cameras: readonly number[] | null) => ({ vendor: 'huawei-ivm' as const, label: 'Harbour', cameras });

it('names the cameras that are gone, as they were called, and says why each is', () => {
  const dir = testFolder();
  const bench = openWalls(dir);
  bench.setAccounts({ a: harbour([1, 2, 3]) });
  bench.put(bench.walls.get(id), A, B, A);
  expect(bench.wallCameras.missing()).toEqual([]);
  bench.setAccounts({ a: harbour([2]) });
  const camera = { channelId: A, name: 'Camera 1', number: 101, accountLabel: 'Harbour', vendor: 'huawei-ivm' };
  const gone = (reason: string) => [{ wallId: id, cameras: [{ ...camera, tiles: [0, 2], reason }] }];
  expect(bench.wallCameras.missing()).toEqual(gone('not-listed'));
  expect(bench.emitted).toContain('wall.missing-changed');
  bench.setAccounts({});
  expect(bench.wallCameras.missing()[0]?.cameras.map(({ name, reason }) => [name, reason])).toEqual([
    ['Camera 1', 'no-account'],
    ['Camera 2', 'no-account'],
  ]);
  const again = openWalls(dir);
  expect(again.wallCameras.missing()[0]?.cameras.map(({ name }) => name)).toEqual(['Camera 1', 'Camera 2']);
});

it('says which cameras cannot be shown because their account is switched off', () => {
  const bench = openWalls(testFolder());
  bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A);
  bench.setAccounts({ a: { ...harbour([1, 2]), isOff: true } });
  expect(bench.wallCameras.missing()[0]?.cameras).toMatchObject([{ name: 'Camera 1', reason: 'account-off' }]);
  bench.setAccounts({ a: harbour([1, 2]) });
  expect(bench.wallCameras.missing()).toEqual([]);
});

it('calls nothing missing while its account was not read yet', () => {
  const bench = openWalls(testFolder());
  bench.setAccounts({ a: harbour(null) });
  bench.put(bench.walls.get(id), A);
  expect(bench.wallCameras.missing()).toEqual([]);
});

it('finds its cameras again when a deleted account is added anew', () => {
  const bench = openWalls(testFolder());
  bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, C);
  bench.setAccounts({});
  bench.setAccounts({ b: { vendor: 'aliyun-vcs', label: 'Other', cameras: [1, 2] } });
  expect(bench.walls.get(id).tiles[0]).toBe(A);
  bench.setAccounts({ b: harbour([1, 2]) });
  expect(bench.walls.get(id).tiles.slice(0, 2)).toEqual([cameraOf('b', 1), C]);
});

it('finds cameras again in what a wall is rolled back to', () => {
  const bench = openWalls(testFolder());
  bench.setAccounts({ a: harbour([1, 2]) });
  bench.put(bench.walls.get(id), A, C);
  const [version] = bench.wallVersions.list(id);
  const wall = bench.walls.get(id);
  bench.walls.save({ ...wall, tiles: wall.tiles.map(() => null) });
  bench.setAccounts({});
  bench.setAccounts({ b: harbour([1, 2]) });
  const { after } = bench.wallVersions.rollBack({ wallId: id, versionId: version?.id ?? 0 });
  expect(after.tiles.slice(0, 2)).toEqual([cameraOf('b', 1), C]);
  expect(bench.wallVersions.list(id)[0]?.kind).toBe('rolled-back');
});

it('puts others in the place of missing cameras, or takes them off, and says what the wall was', () => {
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
