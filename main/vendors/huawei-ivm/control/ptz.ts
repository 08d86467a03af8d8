/** Steering over chapter 8: a lock of two minutes that each command renews, and continuous movements that must be stopped. */
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import { speedLevel, type PtzDirection, type PtzMotor } from '../../../../preload/domain/ptz/ptz.ts';
import { AppError } from '../../../errors.ts';
import { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { PtzLock, PtzPort } from '../../../ports/ptz.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

type Client = VendorClient<HuaweiIvmOperations>;

const LOCK_LIFE_MS = 120_000;
const SPEED_LEVELS = 10;
const EXPIRED = 'IVM.20002001';
const INVALID = 'IVM.20002009';

const DIRECTIONS = {
  left: 'LEFT',
  right: 'RIGHT',
  up: 'UP',
  down: 'DOWN',
  'up-left': 'UPPER_LEFT',
  'up-right': 'UPPER_RIGHT',
  'down-left': 'LOWER_LEFT',
  'down-right': 'LOWER_RIGHT',
  'zoom-in': 'IN',
  'zoom-out': 'OUT',
  'focus-near': 'FOCUS_NEAR',
  'focus-far': 'FOCUS_FAR',
  'iris-close': 'IRIS_CLOSE',
  'iris-open': 'IRIS_OPEN',
} as const satisfies Readonly<Record<PtzDirection, string>>;

/** STOP does not end the zoom of cameras that are joined without a recorder; ZOOM_STOP does on all. */
const STOPS = { turn: 'STOP', zoom: 'ZOOM_STOP', focus: 'FI_STOP', iris: 'FI_STOP' } as const satisfies Readonly<
  Record<PtzMotor, string>
>;

const idsOf = (channelId: Parameters<typeof channelRefOf>[0]) => {
  const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
  return { device_id: deviceNativeId, channel_id: channelNativeId };
};

function createLock(client: Client): PtzLock {
  return {
    lifeMs: LOCK_LIFE_MS,
    async acquire(channelId, signal) {
      const { data } = await client.call('acquirePtzLock', idsOf(channelId), signal);
      if (data.control_token) return new Secret(data.control_token);
      throw new AppError('network.bad-answer', 'the cloud gave no control', {
        params: { host: client.host, detail: 'control_token is missing' },
      });
    },
    async release(channelId, signal) {
      await client.call('releasePtzLock', idsOf(channelId), signal);
    },
    lossIn({ vendor }) {
      if (vendor?.code === EXPIRED) return 'expired';
      // A token of ours that is no longer good: a user who takes control makes the earlier token invalid.
      return vendor?.code === INVALID ? 'taken' : null;
    },
  };
}

/**
 * Everything moves in the continuous mode: devices over GB28181 know no other, and most cameras zoom and focus in no other.
 * The heartbeat that keeps E-series cameras turning stays off, so that they come to rest by themselves.
 */
export function createIvmPtz(client: Client): PtzPort {
  return {
    speedLevels: SPEED_LEVELS,
    minGapMs: client.minGapMs('controlPtz') ?? 0,
    lock: createLock(client),
    async move({ channelId, control, command }, signal) {
      const { direction, speed } = command;
      const params = {
        ...idsOf(channelId),
        direction: DIRECTIONS[direction],
        control_lock: control?.reveal() ?? '',
        speed: speedLevel(speed, SPEED_LEVELS),
        mode: 'NON_POINT',
      } as const;
      await client.call('controlPtz', params, signal);
    },
    async stop({ channelId, control, motor }, signal) {
      const params = { ...idsOf(channelId), direction: STOPS[motor], control_lock: control?.reveal() ?? '' };
      await client.call('controlPtz', params, signal);
    },
    async autoFocus({ channelId, control }, signal) {
      const params = { ...idsOf(channelId), direction: 'AUTO_FOCUS', control_lock: control?.reveal() ?? '' } as const;
      await client.call('controlPtz', params, signal);
    },
  };
}
