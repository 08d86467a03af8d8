import { expect, it, describe } from 'vitest';
import type { AccountId } from '../../../../../preload/domain/ids.ts';
import { channelIdOf, deviceIdOf, orgNodeIdOf, asAccountId } from '../../../../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../../../../preload/domain/cameras/cameras.ts';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { CONFIRM_AFTER_MS, isSuddenLoss, withMissing } from '../../../../../main/services/cameras/directory-loss.ts';
import { PATIENT } from '../../../../patience.ts';
import { draftOf, openBench } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { lastingStore } from '../accounts/lasting-store.ts';
import { MemoryCloud } from '../memory-cloud.ts';

const START_MS = Date.UTC(2026, 4, 1, 14, 32);
const NEVER_MS = 3_600_000;
const endpoint = 'http://127.0.0.1:1';

describe('the rule for a sudden loss', () => {
  it.each([
    [100, 0, false],
    [100, 20, false],
    [100, 21, true],
    [10, 3, false],
    [10, 4, true],
    [4, 3, false],
    [3, 3, true],
    [1, 1, true],
    [20_000, 4_000, false],
    [20_000, 4_001, true],
  ])('with %d cameras of which %d are lost, the loss is sudden: %s', (listed, lost, isSudden) => {
    expect(isSuddenLoss(listed, lost)).toBe(isSudden);
  });
});

/** A client over a cloud of 20 cameras, with a clock that the test sets; nothing is read unless asked for. */
async function setUp() {
  const cloud = new MemoryCloud();
  cloud.cameras = 20;
  const clock = { nowMs: START_MS };
  const [dir, keychain] = [testFolder(), lastingStore()];
  const pace = { refreshMs: NEVER_MS, confirmMs: NEVER_MS, now: () => clock.nowMs };
  const open = () => openBench({ dir, cloud, keychain, ...pace });
  const bench = open();
  const { id } = await bench.accounts.add(draftOf(endpoint, { persistence: 'keychain' }));
  await bench.directoryState(id, ({ phase }) => phase === 'ready');
  return { cloud, clock, bench, id, open };
}

/** Reads once more, after a given number of milliseconds. */
async function readAgain(
  { bench, clock, id }: Pick<Awaited<ReturnType<typeof setUp>>, 'bench' | 'clock' | 'id'>,
  laterMs: number,
): Promise<void> {
  clock.nowMs += laterMs;
  const { nowMs } = clock;
  bench.directory.refresh(id);
  await expect.poll(() => bench.directory.states()[0], PATIENT).toMatchObject({ phase: 'ready', asOfMs: nowMs });
}

const rowsOf = (bench: Awaited<ReturnType<typeof setUp>>['bench'], id: AccountId) =>
  bench.directory.channelsOf(id).map(({ number, missingSinceMs }) => [number, missingSinceMs ?? null] as const);
const hide = (from: number, to: number): ReadonlySet<number> =>
  new Set(Array.from({ length: to - from }, (_, i) => from + i));

describe('a suddenly smaller reading', () => {
  it('the lost rows stay in their places and with their numbers, marked with the time of the answer', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(4, 16);
    await readAgain(at, 60_000);
    const rows = rowsOf(at.bench, at.id);
    expect(rows.map(([number]) => number)).toEqual(Array.from({ length: 20 }, (_, n) => 101 + n));
    const since = rows.map(([, sinceMs]) => sinceMs);
    expect(since).toEqual(Array.from({ length: 20 }, (_, n) => (n >= 4 && n < 16 ? START_MS + 60_000 : null)));
    expect(at.bench.directory.states()[0]).toMatchObject({ loaded: 20, error: null });
  });

  // @promise failures.far-fewer-cameras: Cameras that a list suddenly lacks stay with their numbers, marked, until a
  // second reading agrees.
  it('the lost rows leave the list when a second reading agrees', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(4, 16);
    await readAgain(at, 60_000);
    await readAgain(at, 30_000);
    expect(rowsOf(at.bench, at.id)).toEqual([101, 102, 103, 104, 117, 118, 119, 120].map((n) => [n, null]));
  });

  it('a reading of the same moment does not count as the second one', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(4, 16);
    await readAgain(at, 60_000);
    await readAgain(at, CONFIRM_AFTER_MS - 1);
    expect(rowsOf(at.bench, at.id)).toHaveLength(20);
    await readAgain(at, 1);
    expect(rowsOf(at.bench, at.id)).toHaveLength(8);
  });

  it('a camera that the next answer lists again loses its mark, and the rest leaves the list', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(4, 16);
    await readAgain(at, 60_000);
    at.cloud.hidden = hide(4, 6);
    await readAgain(at, 30_000);
    const rows = rowsOf(at.bench, at.id);
    expect(rows).toHaveLength(18);
    expect(rows.every(([, sinceMs]) => sinceMs === null)).toBe(true);
  });

  it('the only camera of an account stays as well, until an empty list comes twice', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(1, 20);
    await readAgain(at, 60_000);
    await readAgain(at, 30_000);
    expect(rowsOf(at.bench, at.id)).toEqual([[101, null]]);
    at.cloud.hidden = hide(0, 20);
    await readAgain(at, 60_000);
    expect(rowsOf(at.bench, at.id)).toEqual([[101, START_MS + 150_000]]);
    await readAgain(at, 30_000);
    expect(rowsOf(at.bench, at.id)).toEqual([]);
  });

  // @promise security.lost-cameras
  it('the number of a camera that waits for a second reading goes to no other camera', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(0, 20);
    await readAgain(at, 60_000);
    at.cloud.cameras = 25;
    await readAgain(at, 1_000);
    const numbers = rowsOf(at.bench, at.id).map(([number]) => number);
    expect(new Set(numbers).size).toBe(25);
    expect(numbers.slice(20)).toEqual([121, 122, 123, 124, 125]);
    at.cloud.hidden = new Set();
    await readAgain(at, 30_000);
    expect(rowsOf(at.bench, at.id)).toEqual(Array.from({ length: 25 }, (_, n) => [101 + n, null]));
  });

  it('a row does not stay for ever because the clock of the computer was set back', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(4, 16);
    await readAgain(at, 60_000);
    await readAgain(at, -3_600_000);
    expect(rowsOf(at.bench, at.id)).toHaveLength(8);
  });

  // @promise failures.far-fewer-cameras
  it('marks, numbers and places stay over a restart, and a reading after it confirms', async () => {
    const at = await setUp();
    at.cloud.hidden = hide(4, 16);
    await readAgain(at, 60_000);
    const before = rowsOf(at.bench, at.id);
    await at.bench.close();
    at.cloud.failure = 'network.bad-answer';
    const bench = at.open();
    bench.directory.start();
    await bench.directoryState(at.id, ({ phase }) => phase === 'failed');
    expect(rowsOf(bench, at.id)).toEqual(before);
    at.cloud.failure = null;
    await readAgain({ ...at, bench }, 30_000);
    expect(rowsOf(bench, at.id)).toHaveLength(8);
  });

  it('the cloud is asked again soon by itself after a sudden loss', async () => {
    const cloud = new MemoryCloud();
    cloud.cameras = 20;
    const clock = { nowMs: START_MS };
    const pace = { refreshMs: NEVER_MS, confirmMs: 1, now: () => (clock.nowMs += CONFIRM_AFTER_MS) };
    const bench = openBench({ dir: testFolder(), cloud, ...pace });
    const { id } = await bench.accounts.add(draftOf(endpoint));
    await bench.directoryState(id, ({ phase }) => phase === 'ready');
    cloud.hidden = hide(4, 16);
    bench.directory.refresh(id);
    await expect.poll(() => rowsOf(bench, id).length, PATIENT).toBe(8);
  });

  // @promise failures.far-fewer-cameras
  it('the cameras of a wall stay on it in every case', async () => {
    const at = await setUp();
    const tiles = at.bench.directory.channelsOf(at.id).map((channel) => channel.id);
    at.bench.walls.save({ id: asWallId('w'), name: 'W', layout: 16, tiles, aspects: [], isLocked: false, revision: 0 });
    at.cloud.hidden = hide(0, 20);
    await readAgain(at, 60_000);
    await readAgain(at, 30_000);
    expect(rowsOf(at.bench, at.id)).toEqual([]);
    expect(at.bench.walls.list()[0]?.tiles.slice(0, 16)).toEqual(tiles.slice(0, 16));
    at.cloud.hidden = new Set();
    await readAgain(at, 30_000);
    expect(at.bench.directory.channelsOf(at.id).map((channel) => channel.id)).toEqual(tiles);
    expect(rowsOf(at.bench, at.id)[0]).toEqual([101, null]);
  });
});

it('a loss of few cameras is taken at once, as of a recorder that was dismounted', async () => {
  const at = await setUp();
  at.cloud.hidden = hide(0, 4);
  await readAgain(at, 60_000);
  expect(rowsOf(at.bench, at.id)).toHaveLength(16);
});

it.each(['network.bad-answer', 'cloud.unavailable'] as const)(
  'every row stays unmarked, with its age, when a reading fails with %s',
  async (code) => {
    const at = await setUp();
    at.cloud.failure = code;
    at.clock.nowMs += 60_000;
    at.bench.directory.refresh(at.id);
    const failed = await at.bench.directoryState(at.id, ({ phase }) => phase === 'failed');
    expect(failed).toMatchObject({ asOfMs: START_MS, loaded: 20, error: { code } });
    expect(rowsOf(at.bench, at.id)).toEqual(Array.from({ length: 20 }, (_, n) => [101 + n, null]));
  },
);

const account = asAccountId('a');
const group = (name: string, parent: string | null): OrgNode => ({
  id: orgNodeIdOf(account, name),
  accountId: account,
  name,
  parentId: parent === null ? null : orgNodeIdOf(account, parent),
});
const camera = (n: number, groupName: string): NumberedChannel => {
  const deviceId = deviceIdOf(account, `d${n}`);
  return {
    id: channelIdOf(deviceId, '0'),
    number: 101 + n,
    deviceId,
    deviceName: '',
    accountId: account,
    orgNodeId: orgNodeIdOf(account, groupName),
    name: `Camera ${n}`,
    reachable: 'online',
    isFrozen: false,
    protocol: 'other',
    capabilities: [],
  };
};

it('the groups that a marked camera stands in stay, also in a tree that contains itself', async () => {
  const groups = [group('hall', null), group('gate', 'hall'), group('loop', 'loop'), group('empty', null)];
  const before = { groups, channels: [camera(0, 'gate'), camera(1, 'gate'), camera(2, 'loop'), camera(3, 'hall')] };
  const kept = await withMissing(before, { groups: [], channels: [] }, START_MS);
  expect(kept.groups.map(({ name }) => name)).toEqual(['hall', 'gate', 'loop']);
  expect(kept.channels.map(({ missingSinceMs }) => missingSinceMs)).toEqual([START_MS, START_MS, START_MS, START_MS]);
});

// @promise security.marked-rows: At most 50,000 marked cameras of an account are in memory, whatever lists come.
it('a reading never has a camera twice, and has no more marked rows than its limit, whatever lists come', async () => {
  const lists = Array.from({ length: 4 }, (_, k) => ({
    groups: [],
    channels: Array.from({ length: 20_000 }, (_, i) => camera(k * 20_000 + i, 'hall')),
  }));
  let content: { groups: readonly OrgNode[]; channels: readonly NumberedChannel[] } = { groups: [], channels: [] };
  for (const [k, list] of lists.entries()) content = await withMissing(content, list, START_MS + k);
  expect(content.channels.length).toBe(70_000);
  expect(new Set(content.channels.map(({ id }) => id)).size).toBe(content.channels.length);
});
