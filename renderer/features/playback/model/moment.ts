/** The one moment that all cameras of playback show, and the ways to another moment. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { nextSpanMs, previousSpanMs } from '../../../ui/timeline/pieces.ts';
import type { RowModel } from '../../../ui/timeline/row-model.ts';
import { useRecordings } from './recordings.ts';
import { useSession } from './session.ts';
import { timeline } from './timeline.ts';
import { moveApart, seek } from './transport.ts';

/**
 * Goes forward or back by so many ms from the moment that shows; a selected camera that stands apart goes alone. False before a
 * moment was chosen.
 */
export function step(byMs: number): boolean {
  const { atMs, selectedId } = useSession.getState();
  if (selectedId !== null && moveApart(selectedId, byMs)) return true;
  if (atMs !== null) seek(atMs + byMs);
  return atMs !== null;
}

/** The recordings of the selected camera, or of all where none is selected. */
function models(): readonly RowModel[] {
  const { selectedId, cameras } = useSession.getState();
  const known = useRecordings.getState();
  const ids = selectedId === null ? cameras.map(({ channelId }) => channelId) : [selectedId];
  return ids.flatMap((id) => known[id]?.model ?? []);
}

/** From where spans are looked for before a moment was chosen: the edges of the view. */
const startMs = ({ fromMs, toMs }: TimeRange, direction: -1 | 1): number => (direction === 1 ? fromMs - 1 : toMs);

/** The beginning of the next or the previous span of footage of the selected camera; null where none is known. */
function spanMs(direction: -1 | 1): number | null {
  const fromMs = useSession.getState().atMs ?? startMs(timeline.view, direction);
  const found = models().flatMap((model) => (direction === 1 ? nextSpanMs : previousSpanMs)(model, fromMs) ?? []);
  if (found.length === 0) return null;
  return direction === 1 ? Math.min(...found) : Math.max(...found);
}

/** False where no such span is known. */
export function toSpan(direction: -1 | 1): boolean {
  const atMs = spanMs(direction);
  if (atMs !== null) seek(atMs);
  return atMs !== null;
}

/** The moment when the operator left the screen; null before. */
let leftAtMs: number | null = null;

/**
 * The playhead of the timeline follows the moment. A moment that was chosen on another screen comes into view; otherwise the
 * timeline keeps its view. @returns ends it.
 */
export function followMoment(): () => void {
  const { atMs: firstMs } = useSession.getState();
  if (firstMs !== null && firstMs !== leftAtMs) timeline.reveal(firstMs);
  timeline.play(firstMs);
  const stop = useSession.subscribe(({ atMs }) => timeline.play(atMs));
  return () => {
    leftAtMs = useSession.getState().atMs;
    stop();
  };
}
