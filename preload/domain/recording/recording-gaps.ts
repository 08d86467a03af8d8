/** Why a piece of time holds no recording, as far as anything says so. */
import { joinRanges, rangesWithout } from './recordings.ts';
import type { TimeRange } from '../time.ts';

/**
 * `offline`: this client saw the camera off line. `expired`: older than today's retention keeps. `not-planned`: today's
 * plan does not record at this time. `not-published`: nothing says why. Plan and retention are those of today: no cloud
 * reports those of earlier days.
 */
export const GAP_REASONS = ['offline', 'expired', 'not-planned', 'not-published'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

export interface RecordingGap extends TimeRange {
  readonly reason: GapReason;
}

interface GapFacts {
  /** When this client saw the camera off line. */
  readonly offline: readonly TimeRange[];
  /** When today's plan records, within the range; null where no plan is published. */
  readonly planned: readonly TimeRange[] | null;
  /** Recordings that begin earlier are deleted, epoch ms; null where they stay, or where nothing is published. */
  readonly keptFromMs: number | null;
}

/**
 * The gaps with their reasons, in order, without overlap; together they are as long as the gaps. The surest reason
 * counts first: times seen off line, then deleted recordings, then times that are not planned.
 */
export function reasonedGaps(gaps: readonly TimeRange[], { offline, planned, keptFromMs }: GapFacts): RecordingGap[] {
  const found: RecordingGap[] = [];
  let left: TimeRange[] = joinRanges(gaps);
  const give = (reason: GapReason, ranges: readonly TimeRange[]): void => {
    const rest = rangesWithout(left, joinRanges(ranges));
    for (const { fromMs, toMs } of rangesWithout(left, rest)) found.push({ reason, fromMs, toMs });
    left = rest;
  };
  give('offline', offline);
  if (keptFromMs !== null) give('expired', [{ fromMs: Number.NEGATIVE_INFINITY, toMs: keptFromMs }]);
  if (planned !== null) give('not-planned', rangesWithout(left, joinRanges(planned)));
  give('not-published', left);
  return found.sort((a, b) => a.fromMs - b.fromMs);
}
