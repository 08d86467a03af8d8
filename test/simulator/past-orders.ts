/** Reads the orders of tests about recordings: `POST /media/past`. */
import { isCount, isMoment, isNumber, isOneOf, isRecordOf, isYesOrNo, readOrder } from './kernel/order-checks.ts';
import type { PastTraits } from './media/past-traits.ts';

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
      change: isRecordOf({ to: isOneOf('h265', 'size'), atMs: isMoment, untilMs: isMoment }, 'to'),
      lost: isRecordOf({ segment: isCount, atMs: isMoment, times: isCount }),
      ends: isRecordOf({ segments: isCount, sessions: isCount }, 'segments'),
      pace: isNumber(0.25, 8),
      isGrowing: isYesOrNo,
      bytesPerSec: isNumber(1, 1e9),
      clockAheadMs: isNumber(-DAY_MS, DAY_MS),
    },
    input,
  );
}
