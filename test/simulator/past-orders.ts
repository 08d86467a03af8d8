/** Reads the orders of tests about recordings: `POST /media/past`. */
import type { PastTraits } from './media/past-traits.ts';

type Input = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isNumber = (from: number, to: number): Check => {
  return (value) => typeof value === 'number' && value >= from && value <= to;
};
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isMoment: Check = isNumber(0, 8.64e15);
const isOneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);
const hasOnly =
  (checks: Readonly<Record<string, Check>>, ...needed: readonly string[]): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const isKnown = Object.entries(value).every(([name, item]) => checks[name]?.(item) === true);
    return isKnown && needed.every((name) => name in value);
  };

const TRAITS: Readonly<Record<keyof PastTraits, Check>> = {
  dateTime: isOneOf('each', 'run', 'none', 'backwards'),
  durationFactor: isNumber(0.1, 10),
  segmentSec: isNumber(1, 60),
  gopSec: isNumber(1, 60),
  keys: isOneOf('idr', 'recovery', 'none'),
  codec: isOneOf('h264', 'h265'),
  change: hasOnly({ to: isOneOf('h265', 'size'), atMs: isMoment }, 'to'),
  lost: hasOnly({ segment: isCount, atMs: isMoment, times: isCount }),
  ends: hasOnly({ segments: isCount, sessions: isCount }, 'segments'),
  pace: isNumber(0.25, 8),
  isGrowing: (value) => typeof value === 'boolean',
  bytesPerSec: isNumber(1, 1e9),
  clockAheadMs: isNumber(-8.64e7, 8.64e7),
};

/** The traits among the members of an order, or the name of one that is wrong. */
export function readPastTraits(input: Input): PastTraits | string {
  const named = Object.entries(TRAITS).filter(([name]) => input[name] !== undefined);
  const wrong = named.find(([name, check]) => !check(input[name]));
  if (wrong !== undefined) return wrong[0];
  return Object.fromEntries(named.map(([name]) => [name, input[name]]));
}
