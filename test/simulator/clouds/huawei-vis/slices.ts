/**
 * When an access strategy takes video (chapter 4.3.4): one stretch, or at most six random slices of ten minutes and
 * more whose beginnings lie at least twenty minutes apart, drawn anew every day since the strategy was set.
 */
import { Random } from '../../world/random.ts';
import type { Strategy } from './tenant.ts';
import { beijingDayStart, DAY_MS, MINUTE_MS, readClock } from './time.ts';

const UNIT = 10;
const MAX_SLICES = 6;

/** Minutes after Beijing midnight, half-open. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** The slices of one day. @param key of the channel. @param dayMs Beijing midnight. */
function slicesOf(strategy: Strategy, key: string, dayMs: number): readonly Slice[] {
  const start = readClock(strategy.startTime);
  const total = strategy.totalMinutes;
  if (strategy.kind === 'CONSECUTIVE') return [{ from: start, to: start + total }];
  const end = readClock(strategy.endTime ?? '23:50');
  const random = new Random(key, (dayMs - beijingDayStart(strategy.changedAtMs)) / DAY_MS);
  const spare = (end - start - total) / UNIT;
  const count = random.int(1, Math.max(1, Math.min(MAX_SLICES, total / UNIT, spare + 1)));
  const lengths = spread(random, total / UNIT, count, 1);
  const gaps = spread(random, spare - (count - 1), count + 1, 0);
  const slices: Slice[] = [];
  let at = start;
  for (const [i, length] of lengths.entries()) {
    // before the first slice there may be no gap, between two there is one unit at least
    at += ((gaps[i] ?? 0) + (i === 0 ? 0 : 1)) * UNIT;
    slices.push({ from: at, to: at + length * UNIT });
    at += length * UNIT;
  }
  return slices;
}

/** The slice that runs now, or null. */
export function sliceAt(strategy: Strategy, key: string, nowMs: number): Slice | null {
  const dayMs = beijingDayStart(nowMs);
  const isOver = strategy.periodicity === 'ONCE' && endOfOnce(strategy) <= nowMs;
  if (strategy.state !== 'ACTIVE' || isOver) return null;
  const minute = (nowMs - dayMs) / MINUTE_MS;
  const changedAt = (strategy.changedAtMs - dayMs) / MINUTE_MS;
  const slices = slicesOf(strategy, key, dayMs);
  return slices.find((one) => one.from >= changedAt && one.from <= minute && minute < one.to) ?? null;
}

/** When a strategy that runs once has run: the end of its first whole window after the change, epoch ms UTC. */
export function endOfOnce(strategy: Strategy): number {
  const dayMs = beijingDayStart(strategy.changedAtMs);
  const start = readClock(strategy.startTime);
  const end = strategy.endTime === null ? start + strategy.totalMinutes : readClock(strategy.endTime);
  const isTomorrow = dayMs + start * MINUTE_MS < strategy.changedAtMs;
  return dayMs + end * MINUTE_MS + (isTomorrow ? DAY_MS : 0);
}

/** Cuts `units` into `count` parts of at least `least` each. */
function spread(random: Random, units: number, count: number, least: number): number[] {
  const parts = Array.from({ length: count }, () => least);
  for (let left = units - least * count; left > 0; left -= 1) {
    const i = random.int(0, count - 1);
    parts[i] = (parts[i] ?? 0) + 1;
  }
  return parts;
}
