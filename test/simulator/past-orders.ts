/** Reads the orders of tests about recordings: `POST /media/past` and `POST /recordings`. */
import {
  isCount,
  isMoment,
  isNumber,
  isOneOf,
  isRecordOf,
  isText,
  isYesOrNo,
  readOrder,
} from './kernel/order-checks.ts';
import type { Check } from './kernel/order-checks.ts';
import type { PastTraits } from './media/past-traits.ts';
import { SOUNDS } from './media/sound.ts';
import type { FootageOrder } from './world/footage-orders.ts';
import type { RecordedSpan } from './world/recorded-days.ts';

const DAY_MS = 86_400_000;

/** The traits among the members of an order, or the name of one that is wrong. */
export function readPastTraits(input: object): PastTraits | string {
  return readOrder<PastTraits>(
    {
      dateTime: isOneOf('each', 'run', 'none', 'backwards'),
      durationFactor: isNumber(0.1, 10),
      segmentSec: isNumber(1, 60),
      gopSec: isNumber(1, 60),
      keys: isOneOf('idr', 'recovery', 'none'),
      codec: isOneOf('h264', 'h265'),
      stamps: isRecordOf({ atMs: isMoment, jumpMs: isNumber(-DAY_MS, DAY_MS) }, 'atMs'),
      change: isRecordOf({ to: isOneOf('h265', 'size'), atMs: isMoment, untilMs: isMoment }, 'to'),
      lost: isRecordOf({ segment: isCount, atMs: isMoment, times: isCount }),
      ends: isRecordOf({ segments: isCount, sessions: isCount }, 'segments'),
      sound: isOneOf(...SOUNDS),
      pace: isNumber(0.25, 8),
      isGrowing: isYesOrNo,
      bytesPerSec: isNumber(1, 1e9),
      clockAheadMs: isNumber(-DAY_MS, DAY_MS),
    },
    input,
  );
}

interface FootageInput {
  readonly vendor: string;
  readonly cameraKey: string;
  readonly deviceId: string;
  readonly channelId: string;
  readonly place: 'cloud' | 'device';
  readonly recorded: RecordedSpan;
  readonly gap: RecordedSpan;
}

/** Clouds name recordings by whole seconds. */
const isSecond: Check = (value) => isMoment(value) && Number(value) % 1000 === 0;

const isSpan: Check = (value) =>
  isRecordOf({ fromMs: isSecond, toMs: isSecond }, 'fromMs', 'toMs')(value) &&
  Number((value as RecordedSpan).fromMs) < Number((value as RecordedSpan).toMs);

/**
 * An order of a recording or a gap, without its camera.
 *
 * @returns why it cannot be followed when a member is unknown or wrong, or when there is not exactly one of the two.
 */
export function readFootageOrder(input: object): Omit<FootageOrder, 'cameraKey'> | string {
  const checks = {
    vendor: isText,
    cameraKey: isText,
    deviceId: isText,
    channelId: isText,
    place: isOneOf('cloud', 'device'),
    recorded: isSpan,
    gap: isSpan,
  };
  const unknown = Object.keys(input).find((name) => !(name in checks));
  if (unknown !== undefined) return `${unknown} is not known here`;
  const read = readOrder<FootageInput>(checks, input);
  if (typeof read === 'string') return `${read} cannot be that`;
  const { place = null, recorded, gap } = read;
  if (recorded !== undefined && gap === undefined) return { ...recorded, place, is: 'recorded' };
  if (gap !== undefined && recorded === undefined) return { ...gap, place, is: 'gap' };
  return 'one of recorded and gap is expected';
}
