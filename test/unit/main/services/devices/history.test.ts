import { expect, it } from 'vitest';
import type { DirectoryState } from '../../../../../preload/contract/directory.ts';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { DeviceHistoryTable } from '../../../../../main/db/devices/history.ts';
import { deviceSteps } from '../../../../../main/db/devices/steps.ts';
import { DeviceHistoryService } from '../../../../../main/services/devices/history.ts';
import { open, testPath } from '../../db/database-bench.ts';

const account = asAccountId('a');
const MINUTE_MS = 60_000;
const idOf = (n: number) => channelIdOf(deviceIdOf(account, `d${n}`), '0');

const camera = (n: number, rest: Partial<NumberedChannel> = {}): NumberedChannel => ({
  id: idOf(n),
  number: n,
  deviceId: deviceIdOf(account, `d${n}`),
  deviceName: '',
  accountId: account,
  orgNodeId: null,
  name: `Camera ${n}`,
  reachable: 'online',
  isFrozen: false,
  protocol: 'gb28181',
  capabilities: [],
  ...rest,
});

/** A directory whose answers the test sets, over the table of one file. */
function desk(path = testPath()) {
  const { db } = open(path, deviceSteps);
  const told: unknown[] = [];
  let state: DirectoryState | null = null;
  let channels: readonly NumberedChannel[] = [];
  const history = new DeviceHistoryService({
    directory: { states: () => (state === null ? [] : [state]), channelsOf: () => channels },
    table: new DeviceHistoryTable(db),
    emit: (name, payload) => void told.push([name, payload]),
  });
  const answers = async (
    asOfMs: number,
    list: readonly NumberedChannel[],
    phase: DirectoryState['phase'] = 'ready',
  ) => {
    state = { accountId: account, revision: 1, phase, loaded: 0, total: 0, asOfMs, error: null };
    channels = list;
    history.onDirectory();
    await history.settled();
  };
  return { history, told, answers, db };
}

// @promise devices.history: Each change of the state of a device is stored with the time of the answer that reported
// it.
it('a change of state is stored with the time of the answer that reported it, and an equal answer stores nothing', async () => {
  const { history, told, answers } = desk();
  await answers(MINUTE_MS, [camera(1), camera(2)]);
  await answers(2 * MINUTE_MS, [camera(1, { reachable: 'offline' }), camera(2)]);
  await answers(3 * MINUTE_MS, [camera(1, { reachable: 'offline' }), camera(2)]);
  expect(history.history(idOf(1)).changes).toEqual([{ atMs: 2 * MINUTE_MS, was: 'online', became: 'offline' }]);
  expect(history.history(idOf(2)).changes).toEqual([]);
  expect(told).toEqual([['devices.history-changed', { accountId: account }]]);
});

it('a camera whose recorder goes off line becomes unknown, and is not listed as off line', async () => {
  const { history, answers } = desk();
  await answers(MINUTE_MS, [camera(1)]);
  await answers(2 * MINUTE_MS, [camera(1, { reachable: 'offline', stateReason: 'recorder-offline' })]);
  await answers(3 * MINUTE_MS, [camera(1)]);
  expect(history.history(idOf(1)).changes.map(({ became }) => became)).toEqual(['online', 'unknown']);
  expect(history.lastOffline(account, null)).toEqual({ times: [], next: null });
});

it('the times at which a camera went off line and came back last are listed for each camera of the account', async () => {
  const { history, answers } = desk();
  await answers(MINUTE_MS, [camera(1, { reachable: 'offline' }), camera(2)]);
  await answers(2 * MINUTE_MS, [camera(1), camera(2)]);
  expect(history.lastOffline(account, null).times).toEqual([
    { channelId: idOf(1), untilMs: 2 * MINUTE_MS, sinceMs: null },
  ]);
  expect(history.lastOffline(account, idOf(1)).times).toEqual([]);
  await answers(3 * MINUTE_MS, [camera(1), camera(2, { reachable: 'offline' })]);
  expect(history.lastOffline(account, idOf(1)).times).toEqual([
    { channelId: idOf(2), untilMs: null, sinceMs: 3 * MINUTE_MS },
  ]);
});

it('a long pause between two answers is a time in which nobody watched, a short one is not', async () => {
  const { history, answers } = desk();
  await answers(MINUTE_MS, [camera(1)]);
  await answers(2 * MINUTE_MS, [camera(1)]);
  await answers(60 * MINUTE_MS, [camera(1)]);
  expect(history.history(idOf(1)).watches).toEqual([
    { fromMs: 60 * MINUTE_MS, toMs: 60 * MINUTE_MS },
    { fromMs: MINUTE_MS, toMs: 2 * MINUTE_MS },
  ]);
});

it('after a restart the stored list is compared with the first answer: a change in between is stored, and the pause too', async () => {
  const path = testPath();
  const first = desk(path);
  await first.answers(MINUTE_MS, [camera(1)]);
  await first.history.dispose();
  first.db.close();
  const second = desk(path);
  await second.answers(MINUTE_MS, [camera(1)], 'loading');
  await second.answers(90 * MINUTE_MS, [camera(1, { reachable: 'offline' })]);
  expect(second.history.history(idOf(1))).toEqual({
    changes: [{ atMs: 90 * MINUTE_MS, was: 'online', became: 'offline' }],
    watches: [
      { fromMs: 90 * MINUTE_MS, toMs: 90 * MINUTE_MS },
      { fromMs: MINUTE_MS, toMs: MINUTE_MS },
    ],
    longestGapMs: 3 * MINUTE_MS,
    isCut: false,
  });
});

// @promise devices.history-limits: Changes of state are stored for 90 days and at most 500,000, the oldest first to
// go.
it('changes beyond the limits are forgotten, the oldest first, and a camera under a new id has its own changes', () => {
  const { db } = open(testPath(), deviceSteps);
  const table = new DeviceHistoryTable(db);
  table.add([1, 2, 3, 4].map((n) => ({ channelId: idOf(n), atMs: n * 10, was: 'online', became: 'offline' })));
  table.prune(15, 2);
  expect([1, 2, 3, 4].map((n) => table.changesOf(idOf(n), 9).length)).toEqual([0, 0, 1, 1]);
  const renewed = channelIdOf(deviceIdOf(asAccountId('b'), 'd3'), '0');
  table.watched(account, 30, 1);
  table.replace([[idOf(3), renewed]]);
  expect(table.changesOf(renewed, 9)).toHaveLength(1);
  expect(table.watchesOf(asAccountId('b'), 9)).toEqual([{ fromMs: 30, toMs: 30 }]);
  expect([...table.cameraIds()].toSorted()).toEqual([idOf(4), renewed].toSorted());
});
