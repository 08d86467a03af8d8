/** When a camera was recorded: round the clock, with a few losses on each day that follow from its key. */
import { Random } from './random.ts';
import { DAY_MS } from './world-days.ts';
import type { WorldDays } from './world-days.ts';

/** Half-open, epoch ms UTC. */
export interface RecordedSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

const MINUTE_MS = 60_000;

/**
 * One day of a camera without its gaps: up to two losses of 3 to 25 minutes, none in the first hour.
 *
 * @param place distinguishes recordings of the cloud from those of the device. @param dayMs the first moment of a day
 *   of `days`.
 */
export function recordedDay(cameraKey: string, place: string, days: WorldDays, dayMs: number): readonly RecordedSpan[] {
  const random = new Random(cameraKey, place, days.indexOf(dayMs));
  const spans: RecordedSpan[] = [];
  let fromMs = dayMs;
  for (let left = random.int(0, 2); left > 0; left -= 1) {
    const gapMs = fromMs + random.int(60, 600) * MINUTE_MS;
    if (gapMs >= dayMs + DAY_MS) break;
    spans.push({ fromMs, toMs: gapMs });
    fromMs = gapMs + random.int(3, 25) * MINUTE_MS;
  }
  if (fromMs < dayMs + DAY_MS) spans.push({ fromMs, toMs: dayMs + DAY_MS });
  return spans;
}

/** The part of `span` within `within`: one span or none. */
export function cutSpan(span: RecordedSpan, within: RecordedSpan): readonly RecordedSpan[] {
  const fromMs = Math.max(span.fromMs, within.fromMs);
  const toMs = Math.min(span.toMs, within.toMs);
  return fromMs < toMs ? [{ fromMs, toMs }] : [];
}

/** The parts of `span` outside `hole`: up to two spans. */
export function spanWithout(span: RecordedSpan, hole: RecordedSpan): readonly RecordedSpan[] {
  return [
    ...cutSpan(span, { fromMs: Number.NEGATIVE_INFINITY, toMs: hole.fromMs }),
    ...cutSpan(span, { fromMs: hole.toMs, toMs: Number.POSITIVE_INFINITY }),
  ];
}
