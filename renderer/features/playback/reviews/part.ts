/**
 * The part from A to B. There is one part: the same selection of the timeline is repeated, exported and bookmarked,
 * however it was chosen.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { timeline } from '../timeline/timeline.ts';
import { setPart, usePlayBar } from '../play-bar/play-bar.ts';

/** The part; null where an end is not set. */
export function partNow(): TimeRange | null {
  const { loopFromMs, loopToMs } = usePlayBar.getState();
  return loopFromMs === null || loopToMs === null
    ? null
    : { fromMs: Math.floor(loopFromMs), toMs: Math.ceil(loopToMs) };
}

/** Chooses the part, as far as it has been recorded yet; null takes it away. */
export function choosePart(range: TimeRange | null): void {
  const part = range && {
    fromMs: Math.max(0, Math.floor(range.fromMs)),
    toMs: Math.min(Math.ceil(range.toMs), Date.now()),
  };
  if (part === null || part.toMs <= part.fromMs) setPart(null);
  else setPart(part);
  // A range that has no part leaves nothing to draw, and the part may be shorter than the drawn range.
  timeline.select(partNow());
}

/** Calls when the part has changed. @returns ends it. */
export const onPart = (changed: () => void): (() => void) =>
  usePlayBar.subscribe(({ loopFromMs, loopToMs }, before) => {
    if (loopFromMs !== before.loopFromMs || loopToMs !== before.loopToMs) changed();
  });

/** Draws the part on the timeline. @returns ends it. */
export function followPart(): () => void {
  const draw = (): void => timeline.select(partNow());
  draw();
  return onPart(draw);
}
