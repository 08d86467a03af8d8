/** Looks for the next or the previous span of footage beyond the days that are loaded, in steps that grow. */
import type { WireError } from '../../../../preload/domain/error.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { request } from '../../../page/bridge.ts';
import { nextSpanMs, previousSpanMs } from '../../../ui/timeline/pieces.ts';
import { rowModel, type RowModel } from '../../../ui/timeline/row-model.ts';
import { failure } from './recordings.ts';

const DAY_MS = 86_400_000;
/** The nearest days are asked for first: most gaps are short, and a list of a month costs a cloud many requests. */
const STEPS_MS = [1, 2, 4, 8, 16].map((days) => days * DAY_MS);
/** Length of time before an edge that shows whether footage begins at the edge or continues over it. */
const OVERLAP_MS = 60_000;

export type Direction = -1 | 1;

interface Way {
  /** From where spans are looked for, epoch ms. */
  readonly momentMs: number;
  /** Where the time that is known ends, in the direction of the search. */
  readonly edgeMs: number;
  readonly direction: Direction;
}

export type SpanSearch =
  | { readonly kind: 'found'; readonly atMs: number }
  /** `toMs`: up to here the clouds report no recording. */
  | { readonly kind: 'none'; readonly toMs: number }
  | { readonly kind: 'failed'; readonly error: WireError }
  /** The operator went elsewhere. */
  | { readonly kind: 'dropped' };

/** The range of a step, without time that has not come; null where nothing is left. */
function stepFrom(edgeMs: number, lengthMs: number, direction: Direction): TimeRange | null {
  const range =
    direction === 1
      ? { fromMs: edgeMs, toMs: Math.min(edgeMs + lengthMs, Math.floor(Date.now())) }
      : { fromMs: Math.max(0, edgeMs - lengthMs), toMs: edgeMs };
  return range.fromMs < range.toMs ? range : null;
}

/** The begin of the nearest span in a step, on the far side of the moment; null without one. */
const spanIn = (model: RowModel, { fromMs, toMs }: TimeRange, { momentMs, direction }: Way): number | null =>
  direction === 1 ? nextSpanMs(model, Math.max(fromMs - 1, momentMs)) : previousSpanMs(model, Math.min(toMs, momentMs));

/**
 * Asks the clouds step by step, 31 days at the most.
 *
 * @param isWanted false ends the search before the next step.
 */
export async function searchSpan(
  cameras: readonly PlaybackCamera[],
  way: Way,
  isWanted: () => boolean,
): Promise<SpanSearch> {
  const { direction } = way;
  let atMs = way.edgeMs;
  for (const lengthMs of STEPS_MS) {
    const range = stepFrom(atMs, lengthMs, direction);
    if (range === null) break;
    const asked = { fromMs: Math.max(0, range.fromMs - OVERLAP_MS), toMs: range.toMs };
    const answers = await Promise.all(
      cameras.map((camera) =>
        request['recordings.read']({ ...camera, range: asked, archiveGrainMs: DAY_MS, use: 'search' }),
      ),
    );
    if (!isWanted()) return { kind: 'dropped' };
    const found = answers.flatMap((answer, i) => {
      const place = cameras[i]?.place ?? 'cloud';
      return answer.ok ? (spanIn(rowModel({ place, ...answer.value.view }), range, way) ?? []) : [];
    });
    if (found.length > 0) return { kind: 'found', atMs: direction === 1 ? Math.min(...found) : Math.max(...found) };
    const errors = cameras.map((camera, i) => {
      const answer = answers[i];
      return answer === undefined ? null : failure(camera, answer.ok ? answer.value.error : answer.error);
    });
    const error = errors.find((one) => one !== null) ?? null;
    if (error !== null) return { kind: 'failed', error };
    atMs = direction === 1 ? range.toMs : range.fromMs;
  }
  return { kind: 'none', toMs: atMs };
}
