/** The one timeline of the window: it keeps its view while the operator is on another screen. */
import { TimelineState } from '../../../ui/timeline/timeline-state.ts';
import { turnMs } from '../../../ui/timeline/view.ts';

const DAY_MS = 86_400_000;
/** So much later than now, so that the newest recording does not stand at the very edge. */
const AHEAD_MS = DAY_MS / 24;

const lastDay = (nowMs: number): { fromMs: number; toMs: number } => ({
  fromMs: nowMs + AHEAD_MS - DAY_MS,
  toMs: nowMs + AHEAD_MS,
});

export const timeline = new TimelineState(lastDay(Date.now()), Date.now);

/** Shows the last 24 hours. */
export const showLastDay = (): void => timeline.show(lastDay(Date.now()));

/** Moves the view by a round length, half of the view at the most. */
export const turn = (direction: -1 | 1): void => timeline.move(turnMs(timeline.view) * direction);
