/** Steering by steps: the document knows no stop, no lock and no duration; a command is a step that ends by itself. */
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import { speedLevel, type PtzDirection } from '../../../../preload/domain/ptz/ptz.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { PtzPort } from '../../../ports/ptz.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

const SPEED_LEVELS = 8;

const TYPES = {
  left: 'left',
  right: 'right',
  up: 'up',
  down: 'down',
  'up-left': 'leftup',
  'up-right': 'rightup',
  'down-left': 'leftdown',
  'down-right': 'rightdown',
  'zoom-in': 'zoomin',
  'zoom-out': 'zoomout',
  'focus-near': 'focusnear',
  'focus-far': 'focusfar',
  'iris-close': 'irisout',
  'iris-open': 'irisin',
} as const satisfies Readonly<Record<PtzDirection, string>>;

export function createIvpPtz(client: VendorClient<TencentIvpOperations>): PtzPort {
  return {
    speedLevels: SPEED_LEVELS,
    minGapMs: client.minGapMs('controlPtz') ?? 0,
    lock: null,
    async move({ channelId, command }, signal) {
      const { channelNativeId } = channelRefOf(channelId);
      const Speed = speedLevel(command.speed, SPEED_LEVELS);
      await client.call('controlPtz', { ChannelId: channelNativeId, Type: TYPES[command.direction], Speed }, signal);
    },
    stop: null,
    autoFocus: null,
  };
}
