/** A range of time as two typed fields. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { typedMoment, type MomentProblem } from '../../../ui/timeline/typed-moment.ts';
import { dayOf, type ZoneId } from '../../../ui/timeline/zone.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';

export type RangeProblem = { readonly field: 'from' | 'to'; readonly problem: MomentProblem | 'order' };

/** A moment as it stands in a field, with the offset: an hour that comes twice has two names. */
export const typed = (ms: number | undefined): string => (ms === undefined ? '' : stampWords(stampZone(), ms));

/** The moment of a field, or why the words are no moment. Of two moments of one name the first is taken. */
function momentIn(text: string, zone = stampZone()): number | MomentProblem {
  const nowMs = Date.now();
  const answer = typedMoment(text, { zone, nowMs, day: dayOf(zone, nowMs) });
  return 'problem' in answer ? answer.problem : (answer.moments[0] ?? 'unreadable');
}

export function rangeIn(from: string, to: string): TimeRange | RangeProblem {
  const [fromMs, toMs] = [momentIn(from), momentIn(to)];
  if (typeof fromMs === 'string') return { field: 'from', problem: fromMs };
  if (typeof toMs === 'string') return { field: 'to', problem: toMs };
  return toMs <= fromMs ? { field: 'to', problem: 'order' } : { fromMs, toMs };
}

/** The words of a field in the zone that is chosen now: the same moment as in the zone before. No moment stays as it is. */
export function retyped(text: string, before: ZoneId): string {
  const atMs = momentIn(text, before);
  return typeof atMs === 'string' ? text : typed(atMs);
}

export const problemKey = ({ problem }: RangeProblem) =>
  problem === 'order' ? ('playback.retrievals.endFirst' as const) : (`timeline.moments.problems.${problem}` as const);
