/**
 * The moment of each segment of a recording: from the date-times of the cloud where they can be believed, else counted
 * from the begin of the stretch by the lengths of the segments.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { MediaPlaylist, Segment } from '../../formats/hls/hls-playlist.ts';

export interface StampedSegment extends TimeRange {
  readonly segment: Segment;
}

export interface StampedPlaylist {
  readonly segments: readonly StampedSegment[];
  readonly stamps: 'cloud' | 'estimated';
}

/** Two segments that lie closer together have no gap between them: lengths are rounded. */
export const GAP_MS = 1_000;
/** Clouds cut at their own segments and files: a stretch can begin this much earlier and end this much later. */
const AROUND_MS = 3_600_000;
/** Without a zone nobody knows which moment a date-time means. Some servers write the hours of a zone alone: `-06`. */
const WITH_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const ZONE_OF_HOURS = /(T\d{2}:\d{2}:\d{2}(?:\.\d+)?[+-]\d{2})$/i;
const WITHOUT_ZONE = /T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/i;
/** Zones differ from UTC by whole quarters of an hour. */
const QUARTER_MS = 900_000;

const lengthMs = ({ duration }: Segment): number => Math.round(Number(duration) * 1_000);

/** @returns epoch ms, or null for a text that names no moment. */
export function momentOf(programTime: string | null): number | null {
  const text = (programTime?.trim() ?? '').replace(ZONE_OF_HOURS, '$1:00');
  const ms = WITH_ZONE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}

/** The moment if the zone were UTC: good for distances, and not for a moment. */
function distantOf(programTime: string | null): number | null {
  const text = programTime?.trim() ?? '';
  return WITHOUT_ZONE.test(text) ? momentOf(`${text}Z`) : null;
}

type Moments = readonly (number | null)[];

/** The moments of the segments, and whether the cloud gave them: a guess is shifted into the stretch. */
function momentsIn(segments: readonly Segment[], stretch: TimeRange): { readonly moments: Moments; isGuess: boolean } {
  const moments = segments.map(({ programTime }) => momentOf(programTime));
  if (moments.some((ms) => ms !== null && isNear(ms, stretch))) return { moments, isGuess: false };
  const isZoned = moments.some((ms) => ms !== null);
  const distant = isZoned ? moments : segments.map(({ programTime }) => distantOf(programTime));
  const firstAt = distant.findIndex((ms) => ms !== null);
  if (firstAt < 0) return { moments, isGuess: true };
  const leadMs = segments.slice(0, firstAt).reduce((sum, segment) => sum + lengthMs(segment), 0);
  const offMs = stretch.fromMs - ((distant[firstAt] ?? 0) - leadMs);
  // A clock that is wrong is off by anything, a zone that is left out by quarters of an hour.
  const shiftMs = isZoned ? offMs : Math.round(offMs / QUARTER_MS) * QUARTER_MS;
  return { moments: distant.map((ms) => (ms === null ? null : ms + shiftMs)), isGuess: true };
}

/**
 * Places the segments of a playlist on the clock, in order.
 *
 * @param stretch the stretch that was asked for. When no date-time lies in or near it, the camera's clock is wrong or
 *   has no zone: the distances between the date-times still hold, and all moments are estimated.
 */
export function stamped({ segments }: Pick<MediaPlaylist, 'segments'>, stretch: TimeRange): StampedPlaylist {
  const { moments, isGuess } = momentsIn(segments, stretch);
  const isBelieved = moments.some((ms) => ms !== null && isNear(ms, stretch));
  // The times of segments before the first date-time are counted backwards from there.
  const firstAt = isBelieved ? moments.findIndex((ms) => ms !== null && isNear(ms, stretch)) : -1;
  const leadMs = segments.slice(0, Math.max(0, firstAt)).reduce((sum, segment) => sum + lengthMs(segment), 0);
  let nextMs = firstAt < 0 ? stretch.fromMs : (moments[firstAt] ?? 0) - leadMs;
  let isEstimated = isGuess;
  const placed: { segment: Segment; fromMs: number; toMs: number }[] = [];
  for (const [i, segment] of segments.entries()) {
    const before = placed.at(-1);
    const own = isBelieved && i >= firstAt ? (moments[i] ?? null) : null;
    // The clock must go forward. How far is its own affair: lengths of segments can be wrong, and gaps are skipped.
    const isUsable = own !== null && isNear(own, stretch) && own > (before?.fromMs ?? Number.NEGATIVE_INFINITY);
    // Behind a break without a date-time the next moment is a guess.
    if (own !== null ? !isUsable : isBelieved && i > firstAt && segment.isDiscontinuous) isEstimated = true;
    const fromMs = isUsable ? own : nextMs;
    if (before !== undefined) before.toMs = Math.min(before.toMs, fromMs);
    nextMs = fromMs + lengthMs(segment);
    placed.push({ segment, fromMs, toMs: nextMs });
  }
  return { segments: placed, stamps: isEstimated ? 'estimated' : 'cloud' };
}

const isNear = (ms: number, { fromMs, toMs }: TimeRange): boolean => ms >= fromMs - AROUND_MS && ms < toMs + AROUND_MS;

/** The footage of stamped segments as spans without gaps, in order. Lost segments (`EXT-X-GAP`) are no footage. */
export function spansOf(segments: readonly StampedSegment[]): TimeRange[] {
  const spans: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs, segment } of segments) {
    if (segment.isGap) continue;
    const last = spans.at(-1);
    if (last !== undefined && fromMs - last.toMs < GAP_MS) last.toMs = Math.max(last.toMs, toMs);
    else spans.push({ fromMs, toMs });
  }
  return spans;
}
