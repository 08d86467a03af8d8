/** The range of time that a timeline shows: 1 second to 31 days. Epoch ms, with fractions while the view moves. */
import type { TimeRange } from '../../../preload/domain/time.ts';

export const MIN_SPAN_MS = 1_000;
export const MAX_SPAN_MS = 31 * 86_400_000;
/** The years that stamps can name with four digits. */
const FIRST_MS = 0;
const LAST_MS = Date.UTC(9_998, 0, 1);

export const spanOf = ({ fromMs, toMs }: TimeRange): number => toMs - fromMs;

/** The range with a length that can be shown, around the same middle. */
export function fittedView({ fromMs, toMs }: TimeRange): TimeRange {
  const spanMs = Math.min(MAX_SPAN_MS, Math.max(MIN_SPAN_MS, toMs - fromMs));
  const startMs = Math.min(LAST_MS - spanMs, Math.max(FIRST_MS, (fromMs + toMs - spanMs) / 2));
  return { fromMs: startMs, toMs: startMs + spanMs };
}

/**
 * Zooms so that the moment keeps its place.
 *
 * @param factor below 1 shows less time.
 */
export function zoomedView(view: TimeRange, atMs: number, factor: number): TimeRange {
  const spanMs = Math.min(MAX_SPAN_MS, Math.max(MIN_SPAN_MS, spanOf(view) * factor));
  const share = (atMs - view.fromMs) / spanOf(view);
  const fromMs = atMs - share * spanMs;
  return fittedView({ fromMs, toMs: fromMs + spanMs });
}

export const movedView = ({ fromMs, toMs }: TimeRange, byMs: number): TimeRange =>
  fittedView({ fromMs: fromMs + byMs, toMs: toMs + byMs });

/** The view itself where it shows the moment with some room around, else moved so that it does. */
export function viewWith(view: TimeRange, atMs: number): TimeRange {
  const roomMs = spanOf(view) * 0.05;
  if (atMs < view.fromMs + roomMs) return movedView(view, atMs - roomMs - view.fromMs);
  return atMs > view.toMs - roomMs ? movedView(view, atMs + roomMs - view.toMs) : view;
}

/** A view that does not run farther than a twentieth of its length past the latest moment that footage can have. */
export function endedView(view: TimeRange, latestMs: number): TimeRange {
  const pastMs = view.toMs - latestMs - spanOf(view) * 0.05;
  return pastMs > 0 ? movedView(view, -pastMs) : view;
}

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

/** The lengths to which the keys zoom, and by which a view is moved: those that operators think in. */
const ROUND_MS: readonly number[] = [
  ...[1, 2, 5, 10, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 30].map((count) => count * MINUTE),
  ...[1, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 31].map((count) => count * DAY),
];
/** A view that was moved has its length to a rounding of the numbers. */
const SAME_SHARE = 0.001;

/** The next round length: that of a shorter view (`-1`) or of a longer one; the view's own where there is none. */
export function nextLengthMs(view: TimeRange, direction: -1 | 1): number {
  const spanMs = spanOf(view);
  const found =
    direction === 1
      ? ROUND_MS.find((ms) => ms > spanMs * (1 + SAME_SHARE))
      : ROUND_MS.findLast((ms) => ms < spanMs * (1 - SAME_SHARE));
  return found ?? spanMs;
}

/** By how much a view is moved at once: a round length, half of the view at the most. */
export const turnMs = (view: TimeRange): number =>
  ROUND_MS.findLast((ms) => ms <= (spanOf(view) / 2) * (1 + SAME_SHARE)) ?? spanOf(view) / 2;

/** Where the playhead stands in the view that follows it: behind it lies what was played just now. */
const BEHIND_SHARE = 0.1;

/**
 * The view for a playhead that leaves it by playing: the next page, in which it stands near the edge from which it comes. Page
 * by page, because a picture that creeps with every frame cannot be read.
 */
export function pageWith(view: TimeRange, atMs: number): TimeRange {
  if (atMs >= view.fromMs && atMs <= view.toMs) return view;
  const share = atMs > view.toMs ? BEHIND_SHARE : 1 - BEHIND_SHARE;
  return movedView(view, atMs - share * spanOf(view) - view.fromMs);
}

/** The step of an arrow key: about a hundredth of the view, a round number. */
export function keyStepMs(view: TimeRange): number {
  const steps = [
    10, 40, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000,
  ];
  return steps.find((step) => step >= spanOf(view) / 150) ?? 6 * 3_600_000;
}
