/**
 * Cuts a range where the cloud does not let a request cross midnight. The document does not say in which time zone, so
 * a range is cut at midnight in China and at midnight in UTC.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { AppError } from '../../../errors.ts';

const DAY_MS = 86_400_000;
/** Beijing's midnight within the UTC day. */
const BEIJING_MIDNIGHT_MS = 16 * 3_600_000;
/** Both midnights, in ms after midnight in UTC. */
export const MIDNIGHTS_MS = [0, BEIJING_MIDNIGHT_MS] as const;

/** The next midnight after `atMs`. */
function nextMidnight(atMs: number): number {
  const dayMs = Math.floor(atMs / DAY_MS) * DAY_MS;
  return atMs < dayMs + BEIJING_MIDNIGHT_MS ? dayMs + BEIJING_MIDNIGHT_MS : dayMs + DAY_MS;
}

/** The parts in order, none empty; together they are the range. */
export function splitAtMidnights({ fromMs, toMs }: TimeRange): TimeRange[] {
  const parts: TimeRange[] = [];
  for (let atMs = fromMs; atMs < toMs;) {
    const endMs = Math.min(nextMidnight(atMs), toMs);
    parts.push({ fromMs: atMs, toMs: endMs });
    atMs = endMs;
  }
  return parts;
}

/** The first part of a range. @throws {AppError} `input.invalid-field`: the range is empty. */
export function firstPart(range: TimeRange): TimeRange {
  const [part] = splitAtMidnights(range);
  if (part) return part;
  throw new AppError('input.invalid-field', 'an empty range cannot be played', {
    params: { field: 'range', detail: 'empty-range' },
  });
}

/**
 * A part as the cloud takes it: whole seconds, the end inside the day and behind the start. A recording that begins or
 * ends within a second is found whole. For a part in the last second of a day the request starts a second earlier,
 * since the cloud refuses a range without length.
 *
 * @param part from {@link splitAtMidnights}.
 */
export function secondsOf({ fromMs, toMs }: TimeRange): { readonly startSec: number; readonly endSec: number } {
  const firstSec = Math.floor(fromMs / 1000);
  const lastSec = nextMidnight(firstSec * 1000) / 1000 - 1;
  const endSec = Math.min(Math.ceil(toMs / 1000), lastSec);
  return { startSec: Math.min(firstSec, endSec - 1), endSec };
}

/**
 * The time that the footage of a part has, which begins with the second that is requested.
 *
 * @param startSec from {@link secondsOf}.
 */
export const coveredBy = ({ toMs }: TimeRange, startSec: number): TimeRange => ({ fromMs: startSec * 1000, toMs });

/** The end of a part that the cloud reports in seconds: the last second of a day stands for the midnight after it. */
export function endOf(endSec: number): number {
  const endMs = endSec * 1000;
  return nextMidnight(endMs) === endMs + 1000 ? endMs + 1000 : endMs;
}
