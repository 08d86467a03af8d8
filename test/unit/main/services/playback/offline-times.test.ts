import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { OfflineTimeTable } from '../../../../../main/db/playback/offline-times.ts';
import { playbackSteps } from '../../../../../main/db/playback/steps.ts';
import { OfflineTimes, type CameraReading } from '../../../../../main/services/playback/offline-times.ts';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import { asAccountId, channelIdOf, deviceIdOf, type AccountId } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';
import { eventsDuring } from './other-events.ts';

const account = asAccountId('a1');
const MINUTE_MS = 60_000;
const NOON_MS = Date.UTC(2026, 10, 20, 12);
const ALL = { fromMs: 0, toMs: NOON_MS * 2 };

const idOf = (name: string, accountId: AccountId = account) => channelIdOf(deviceIdOf(accountId, 'd1'), name);
function camera(name: string, reachable: NumberedChannel['reachable']): NumberedChannel {
  return {
    id: idOf(name),
    deviceId: deviceIdOf(account, 'd1'),
    accountId: account,
    orgNodeId: null,
    name,
    reachable,
    isFrozen: false,
    protocol: 'other',
    capabilities: [],
    number: 1,
    deviceName: 'd1',
  };
}

/** The client of one run; `read` is the cloud's next list, minutes after noon. */
function start(folder: string) {
  const { db, close } = openDatabase(join(folder, 'lanner.db'), playbackSteps);
  let reading: CameraReading | null = null;
  const times = new OfflineTimes({
    table: new OfflineTimeTable(db),
    readings: () => (reading === null ? [] : [reading]),
  });
  let isOpen = true;
  const end = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await times.dispose();
    await close();
  };
  onTestFinished(end);
  const read = (minutes: number, ...channels: readonly NumberedChannel[]): Promise<void> => {
    reading = { accountId: account, asOfMs: NOON_MS + minutes * MINUTE_MS, channels };
    return times.follow();
  };
  const seen = (name: string) =>
    times.of(idOf(name), ALL).map(({ fromMs, toMs }) => [(fromMs - NOON_MS) / MINUTE_MS, (toMs - NOON_MS) / MINUTE_MS]);
  return { times, end, read, seen };
}

// @promise playback.offline-times: No cloud reports when a camera was off line.
it('a camera was off line from the list that reports it to the list that shows the camera on line again', async () => {
  const { read, seen } = start(testFolder());
  await read(0, camera('c1', 'online'), camera('c2', 'unknown'));
  await read(5, camera('c1', 'offline'), camera('c2', 'unknown'));
  await read(10, camera('c1', 'offline'));
  expect(seen('c1')).toEqual([[5, 10]]);
  await read(12, camera('c1', 'online'));
  await read(20, camera('c1', 'offline'));
  expect([seen('c1'), seen('c2')]).toEqual([[[5, 12]], []]);
  await read(21, camera('c1', 'offline'));
  expect(seen('c1')).toEqual([
    [5, 12],
    [20, 21],
  ]);
});

it('a time ends with the last list where the client did not run for long, and continues over a short restart', async () => {
  const folder = testFolder();
  const first = start(folder);
  await first.read(0, camera('c1', 'offline'));
  await first.read(10, camera('c1', 'offline'));
  await first.end();
  const second = start(folder);
  await second.read(20, camera('c1', 'offline'));
  expect(second.seen('c1')).toEqual([[0, 20]]);
  await second.end();
  const third = start(folder);
  await third.read(600, camera('c1', 'offline'));
  await third.read(605, camera('c1', 'online'));
  expect(third.seen('c1')).toEqual([
    [0, 20],
    [600, 605],
  ]);
});

it('the times of a camera follow the camera to an account that was added again', async () => {
  const { read, times, seen } = start(testFolder());
  await read(0, camera('c1', 'offline'));
  await read(5, camera('c1', 'online'));
  const again = idOf('c1', asAccountId('a2'));
  expect([...times.cameraIds()]).toEqual([idOf('c1')]);
  await times.replaceCameras({ cameras: new Map([[idOf('c1'), again]]), groups: new Map() });
  expect(seen('c1')).toEqual([]);
  expect(times.of(again, ALL)).toEqual([{ fromMs: NOON_MS, toMs: NOON_MS + 5 * MINUTE_MS }]);
});

it('a list of 5,000 cameras is compared in pieces, and other events of main are handled in between', async () => {
  const { read, seen } = start(testFolder());
  const many = Array.from({ length: 5000 }, (_, i) => camera(`c${i}`, 'offline'));
  expect(await eventsDuring(() => read(0, ...many))).toBeGreaterThanOrEqual(9);
  await read(3, ...many);
  expect(seen('c4999')).toEqual([[0, 3]]);
});

// @promise playback.offline-times
it('times that ended more than 400 days ago are forgotten', async () => {
  const { read, seen } = start(testFolder());
  await read(0, camera('c1', 'offline'));
  await read(5, camera('c1', 'online'));
  await read(401 * 24 * 60, camera('c1', 'online'));
  expect(seen('c1')).toEqual([]);
});
