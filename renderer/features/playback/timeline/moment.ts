/** The one moment that all cameras of playback show, and the ways to another moment. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { nextSpanMs, previousSpanMs } from '../../../ui/timeline/pieces.ts';
import type { RowModel } from '../../../ui/timeline/row-model.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { Newest } from '../../../state/page/newest.ts';
import { clearNotice, postNotice } from '../../../state/page/notices.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { useRecordings } from '../recordings/recordings.ts';
import { isRecorded, useSession, type SessionCamera } from '../session.ts';
import { searchSpan, type Direction } from '../recordings/span-search.ts';
import { timeline } from './timeline.ts';
import { moveApart, seek, usePlayBar } from '../play-bar/play-bar.ts';

/**
 * Moves forward or back by `byMs` from the moment that shows; a selected camera that stands apart moves alone. @returns
 * false before a moment was chosen.
 */
export function step(byMs: number): boolean {
  const { atMs, selectedId } = useSession.getState();
  if (selectedId !== null && moveApart(selectedId, byMs)) return true;
  if (atMs !== null) seek(atMs + byMs);
  return atMs !== null;
}

/** The selected camera, or all where none is selected. */
function chosen(): readonly SessionCamera[] {
  const { selectedId, cameras } = useSession.getState();
  return selectedId === null ? cameras : cameras.filter(({ channelId }) => channelId === selectedId);
}

function models(): readonly RowModel[] {
  const known = useRecordings.getState();
  return chosen().flatMap(({ channelId }) => known[channelId]?.model ?? []);
}

/** From where spans are looked for before a moment was chosen: the edges of the view. */
const startMs = ({ fromMs, toMs }: TimeRange, direction: Direction): number => (direction === 1 ? fromMs - 1 : toMs);

/** The beginning of the next or the previous span of footage of the selected camera; null where none is known. */
function spanMs(direction: Direction): number | null {
  const fromMs = useSession.getState().atMs ?? startMs(timeline.view, direction);
  const found = models().flatMap((model) => (direction === 1 ? nextSpanMs : previousSpanMs)(model, fromMs) ?? []);
  if (found.length === 0) return null;
  return direction === 1 ? Math.min(...found) : Math.max(...found);
}

/** The search for a span; a newer one and a seek end the one that runs. */
const searches = new Newest();

/**
 * Goes to the next or the previous span. If none is known, the clouds are asked for earlier or later times, and the
 * status bar reports the result. False without a camera.
 */
export function toSpan(direction: Direction): boolean {
  const isNewest = searches.next();
  const atMs = spanMs(direction);
  const cameras = chosen();
  if (atMs !== null) seek(atMs);
  else if (cameras.length > 0) void search(cameras, direction, isNewest);
  return cameras.length > 0;
}

async function search(cameras: readonly SessionCamera[], direction: Direction, isNewest: () => boolean): Promise<void> {
  const { atMs: beforeMs } = useSession.getState();
  const isWanted = (): boolean => isNewest() && useSession.getState().atMs === beforeMs;
  const word = direction === 1 ? 'Later' : 'Earlier';
  const momentMs = beforeMs ?? startMs(timeline.view, direction);
  const way = { momentMs, edgeMs: edgeMs(cameras, momentMs, direction), direction };
  const recorded = cameras.filter(isRecorded);
  if (recorded.length > 0) postNotice(`lookFor${word}`);
  const found = await searchSpan(recorded, way, isWanted);
  if (found.kind === 'dropped') return clearNotice(`lookFor${word}`);
  if (found.kind === 'failed') return postFailure(found.error);
  if (found.kind === 'none') return postNotice(`none${word}`, { time: stampWords(stampZone(), found.toMs) });
  clearNotice(`lookFor${word}`);
  seek(found.atMs);
}

/** Where the time that is loaded of all cameras ends, counted from a moment. */
function edgeMs(cameras: readonly SessionCamera[], atMs: number, direction: Direction): number {
  const known = useRecordings.getState();
  const edges = cameras.filter(isRecorded).map(({ channelId }) => {
    const answered = known[channelId]?.answered ?? null;
    if (answered === null || atMs < answered.fromMs || atMs > answered.toMs) return atMs;
    return direction === 1 ? answered.toMs : answered.fromMs;
  });
  return Math.floor(direction === 1 ? Math.min(...edges, Date.now()) : Math.max(...edges, 0));
}

/** The moment when the operator left the screen; null before. */
let leftAtMs: number | null = null;

/**
 * The playhead of the timeline follows the moment, and the view follows a playhead that plays out of sight. A moment that was
 * chosen on another screen comes into view; otherwise the timeline keeps its view. @returns ends it.
 */
export function followMoment(): () => void {
  const { atMs: firstMs } = useSession.getState();
  if (firstMs !== null && firstMs !== leftAtMs) timeline.reveal(firstMs);
  timeline.play(firstMs);
  const stop = useSession.subscribe(({ atMs }) =>
    usePlayBar.getState().isPlaying ? timeline.follow(atMs) : timeline.play(atMs),
  );
  return () => {
    leftAtMs = useSession.getState().atMs;
    stop();
  };
}
