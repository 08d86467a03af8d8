/** Moments and positions in a playlist of a recording, whose gaps take no time in the player. */

/** A segment of the playlist, as hls.js has it. */
export interface Stamped {
  /** Where the segment begins in the player, in seconds. */
  readonly start: number;
  /** In seconds. */
  readonly duration: number;
  /** The moment at which the segment begins, epoch ms; null where nobody wrote it. */
  readonly programDateTime: number | null;
}

/** Rounding of the player. */
const SLACK_SEC = 0.001;

/** The moment that the player shows at this position, epoch ms; null where no segment tells. */
export function momentAt(segments: readonly Stamped[], positionSec: number): number | null {
  const segment = segments.findLast(({ start }) => start <= positionSec + SLACK_SEC) ?? segments[0];
  if (segment === undefined || segment.programDateTime === null) return null;
  return segment.programDateTime + (positionSec - segment.start) * 1_000;
}

/** Where the player shows this moment, in seconds; null in a gap and outside the playlist. */
export function positionOf(segments: readonly Stamped[], atMs: number): number | null {
  const segment = segments.findLast(({ programDateTime }) => programDateTime !== null && programDateTime <= atMs);
  if (segment === undefined || segment.programDateTime === null) return null;
  const intoSec = (atMs - segment.programDateTime) / 1_000;
  return intoSec < segment.duration ? segment.start + intoSec : null;
}
