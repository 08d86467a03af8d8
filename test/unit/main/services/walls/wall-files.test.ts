import { describe, expect, it } from 'vitest';
import { asSequenceId, asWallId } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';
import { cameraOf, openWalls, type WallBench } from './wall-bench.ts';

const id = asWallId('wall-1');
const harbour = { vendor: 'huawei-ivm', label: 'Harbour', cameras: [1, 2, 3] } as const;

/** A wall of everything, as a file. */
async function exported(): Promise<{ readonly text: string; readonly bench: WallBench }> {
  const bench = openWalls(testFolder());
  await bench.setAccounts({ a: harbour });
  bench.sequences.push({ id: asSequenceId('s1'), name: 'Gates round' });
  const wall = bench.wallLibrary.create({
    name: 'Night',
    folderId: bench.wallLibrary.createFolder('Gates').id,
    copyOf: null,
  });
  const sequence = { kind: 'sequence', sequenceId: asSequenceId('s1') } as const;
  const tiles = [cameraOf('a', 1), cameraOf('a', 2), sequence, { kind: 'hotspot' } as const];
  bench.walls.save({ ...wall, layout: 9, tiles, aspects: ['fill'], isLocked: true });
  const { text } = await bench.wallFiles.export([wall.id]);
  return { text, bench };
}

const run = (bench: WallBench, text: string, isPreview = false, accounts: { key: string; accountId: never }[] = []) =>
  bench.wallFiles.import({ text, isPreview, accounts });

it('walls as a file come back the same on the client that wrote them, beside the old ones', async () => {
  const { text, bench } = await exported();
  const { walls } = run(bench, text);
  expect(walls).toEqual([
    expect.objectContaining({
      position: 1,
      name: 'Night',
      asName: 'Night (2)',
      folder: 'Gates',
      outcome: 'added',
      tileCount: 9,
      cameraCount: 2,
      missingCount: 0,
      emptiedCount: 0,
      error: null,
    }),
  ]);
  const made = bench.walls.get(walls[0]?.wallId ?? id);
  const old = bench.walls.list().find(({ name }) => name === 'Night');
  expect({ ...made, id: old?.id, name: 'Night', revision: old?.revision }).toEqual(old);
  const { places, folders } = bench.wallLibrary.library();
  expect(folders).toHaveLength(1);
  expect(places.find(({ wallId }) => wallId === made.id)?.folderId).toBe(folders[0]?.id);
});

it('walls as a file contain no id of an account and nothing of its sign-in', async () => {
  const { text } = await exported();
  expect(JSON.parse(text)).toMatchObject({
    format: 'lanner.walls',
    version: 1,
    accounts: [{ key: 'a1', vendor: 'huawei-ivm', label: 'Harbour' }],
  });
  expect(text).not.toMatch(/cloud\.example|endpoint|secret|"a:/);
});

it('walls as a file choose the account that lists their cameras, whatever it is called', async () => {
  const { text } = await exported();
  const bench = openWalls(testFolder());
  await bench.setAccounts({
    x: { ...harbour, cameras: [7] },
    y: { ...harbour, label: 'South', cameras: [1, 2] },
    z: { vendor: 'aliyun-vcs', label: 'Harbour', cameras: [1, 2] },
  });
  const preview = run(bench, text, true);
  expect(preview.accounts).toEqual([
    {
      key: 'a1',
      vendor: 'huawei-ivm',
      label: 'Harbour',
      cameraCount: 2,
      accountId: 'y',
      choices: [
        { accountId: 'x', found: 0 },
        { accountId: 'y', found: 2 },
      ],
    },
  ]);
  expect(preview.walls[0]).toMatchObject({ missingCount: 0, emptiedCount: 1, wallId: null });
  expect(bench.walls.list()).toHaveLength(1);
  const { walls } = run(bench, text);
  expect(bench.walls.get(walls[0]?.wallId ?? id).tiles.slice(0, 3)).toEqual([cameraOf('y', 1), cameraOf('y', 2), null]);
});

it('walls as a file are imported into the account that the operator names, with a list of what the account lacks', async () => {
  const { text } = await exported();
  const bench = openWalls(testFolder());
  await bench.setAccounts({ x: { ...harbour, cameras: [1] }, y: harbour });
  const choice = [{ key: 'a1', accountId: 'x' as never }];
  const { walls, accounts } = run(bench, text, false, choice);
  expect([accounts[0]?.accountId, walls[0]?.missingCount]).toEqual(['x', 1]);
  expect(bench.wallCameras.missing()[0]?.cameras).toMatchObject([{ name: 'Camera 2', reason: 'not-listed' }]);
});

it('walls as a file have their cameras by name where no account has them, until one does', async () => {
  const { text } = await exported();
  const bench = openWalls(testFolder());
  const { walls } = run(bench, text);
  expect(walls[0]).toMatchObject({ cameraCount: 2, missingCount: 2 });
  expect(bench.wallCameras.missing()[0]?.cameras).toMatchObject([
    { name: 'Camera 1', number: 101, accountLabel: 'Harbour', vendor: 'huawei-ivm', reason: 'no-account' },
    { name: 'Camera 2' },
  ]);
  await bench.setAccounts({ n: harbour });
  expect(bench.walls.get(walls[0]?.wallId ?? id).tiles[0]).toBe(cameraOf('n', 1));
});

describe('a wrong file', () => {
  it.each([
    ['not JSON', '{\n "format": "lanner.walls",\n', 3, 'not JSON'],
    ['another file', '{\n "format": "lanner.accounts",\n "version": 1 }', 2, 'format'],
    ['a file of a newer client', '{"format":"lanner.walls",\n"version":2}', 2, 'version'],
    [
      'a camera of no account',
      '{"format":"lanner.walls","version":1,"accounts":[],"walls":[],\n"cameras":[{"key":"c","account":"zz","device":"d","channel":"0","name":""}]}',
      2,
      'account: zz',
    ],
  ])('%s is refused with its line, and nothing is changed', (_name, text, line, detail) => {
    const bench = openWalls(testFolder());
    const failure = (() => {
      try {
        run(bench, text);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toMatchObject({
      code: 'input.bad-file',
      params: { line, detail: expect.stringContaining(detail) as string },
    });
    expect(bench.walls.list()).toHaveLength(1);
  });

  it('the good walls of a file are taken, and the line and the field of the bad ones are named', async () => {
    const { text, bench } = await exported();
    const file = JSON.parse(text) as { walls: object[] };
    const [good] = file.walls;
    const bad = [
      { ...good, layout: 5 },
      { ...good, tiles: [{ tile: 0, camera: 'c9' }] },
      { ...good, colour: 'red' },
    ];
    const { walls } = run(bench, JSON.stringify({ ...file, walls: [...bad, good] }, null, 1));
    expect(walls.map(({ outcome, error }) => [outcome, error?.params['field'] ?? null])).toEqual([
      ['refused', 'layout'],
      ['refused', 'tiles.0.camera'],
      ['refused', 'colour'],
      ['added', null],
    ]);
    expect(walls[0]?.line).toBeGreaterThan(1);
  });
});
