import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Channel, NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import { asAccountId, channelIdOf, deviceIdOf, type DeviceId } from '../../../../../preload/domain/ids.ts';
import { AppError } from '../../../../../main/errors.ts';
import { AskingService } from '../../../../../main/services/cameras/asking.ts';

const account = asAccountId('a1');
const deviceAt = (n: number): DeviceId => deviceIdOf(account, `d${n}`);

/** The second camera of a device stands on the same recorder. */
const camera = (device: number, slot: number, more: Partial<NumberedChannel> = {}): NumberedChannel => ({
  id: channelIdOf(deviceAt(device), `c${slot}`),
  deviceId: deviceAt(device),
  accountId: account,
  deviceName: 'NVR',
  orgNodeId: null,
  name: `Camera ${slot}`,
  number: device * 10 + slot,
  isFrozen: false,
  protocol: 'gb28181',
  reachable: 'unknown',
  stateReason: 'unasked',
  capabilities: ['ptz-unknown'],
  ...more,
});

let rows: readonly NumberedChannel[] = [];
let answer: (deviceId: DeviceId) => Promise<readonly Channel[] | null>;
let changes = 0;
const asked: DeviceId[] = [];
let asking: AskingService;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  rows = [camera(1, 1), camera(1, 2), camera(2, 1)];
  changes = 0;
  asked.length = 0;
  answer = async (deviceId) =>
    rows
      .filter((row) => row.deviceId === deviceId)
      .map(({ stateReason: _, ...row }) => ({ ...row, reachable: 'offline', capabilities: ['ptz'] }));
  const directory = {
    groups: nothing,
    devices: nothing,
    channels: nothing,
    ask: async (deviceId: DeviceId) => (asked.push(deviceId), await answer(deviceId)),
  };
  asking = new AskingService({
    sessions: { of: async () => ({ directory }) },
    directory: {
      channelsOf: () => rows,
      put: (_, change) => {
        rows = change(rows);
        changes += 1;
      },
    },
  });
});
afterEach(() => {
  asking.dispose();
  vi.useRealTimers();
});

async function* nothing(): AsyncGenerator<never> {}

const ids = (): NumberedChannel['id'][] => rows.map(({ id }) => id);

// @promise large.asked: Playing a camera, opening its facts or unfolding its recorder asks its device once, and every
// window shows the answer.
it('a recorder is asked once for all of its cameras, and every window learns about all of them', async () => {
  asking.ask(ids());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual([deviceAt(1), deviceAt(2)]);
  expect(rows.map(({ reachable, stateReason, capabilities }) => [reachable, stateReason, ...capabilities])).toEqual(
    Array.from({ length: 3 }, () => ['offline', undefined, 'ptz']),
  );
  expect(rows.map(({ number }) => number)).toEqual([11, 12, 21]);
});

it('the answers of many devices are published in few changes', async () => {
  rows = Array.from({ length: 60 }, (_, i) => camera(i, 1));
  asking.ask(ids());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(60);
  expect(rows.every(({ stateReason }) => stateReason === undefined)).toBe(true);
  expect(changes).toBeLessThanOrEqual(2);
});

it('a camera that lacks nothing is not asked for', async () => {
  rows = [camera(1, 1, { reachable: 'online', capabilities: [] })].map(({ stateReason: _, ...row }) => row);
  asking.ask(ids());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual([]);
});

it('a device that does not answer leaves its cameras unknown, and is asked again after a minute', async () => {
  answer = async () => await Promise.reject(new AppError('network.timeout', 'no answer'));
  asking.ask(ids().slice(0, 1));
  await vi.advanceTimersByTimeAsync(5_000);
  asking.ask(ids().slice(0, 1));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(1);
  expect(rows[0]).toMatchObject({ reachable: 'unknown', stateReason: 'unasked', capabilities: ['ptz-unknown'] });
  await vi.advanceTimersByTimeAsync(60_000);
  asking.ask(ids().slice(0, 1));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(2);
});

it('a camera with another reason has its own reason still', async () => {
  rows = [camera(1, 1, { reachable: 'offline', stateReason: 'recorder-offline' })];
  asking.ask(ids());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(rows[0]).toMatchObject({ reachable: 'offline', stateReason: 'recorder-offline', capabilities: ['ptz'] });
});
