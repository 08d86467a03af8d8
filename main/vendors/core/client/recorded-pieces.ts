/** Reads a list of recordings that does not report enough about the time between them. */
import type { Recording } from '../../../../preload/domain/recording/recordings.ts';
import { joinRanges } from '../../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../../preload/domain/time.ts';
import type { RecordAnswer } from '../../../ports/records.ts';

/**
 * An answer for each recorded piece, and none for the times between, which stay unknown.
 *
 * @param recordings in order of their begin.
 * @param range that was asked for; recordings can reach out of it.
 * @param unreadable how many entries of the list could not be read, reported with the first piece.
 */
export function* recordedPieces(
  recordings: readonly Recording[],
  range: TimeRange,
  unreadable: number,
): Generator<RecordAnswer> {
  const wanted = recordings.filter((one) => intersect(one, range) !== null);
  let next = 0;
  for (const piece of joinRanges(wanted.flatMap((one) => intersect(one, range) ?? []))) {
    const from = next;
    while ((wanted[next]?.fromMs ?? Infinity) < piece.toMs) next += 1;
    const within = wanted.slice(from, next);
    yield { range: piece, recordings: within, archivedWithin: [], unreadable: from === 0 ? unreadable : 0 };
  }
}
