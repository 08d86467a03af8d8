/**
 * Lets the frames of all tiles be shown together. Sixteen clocks that run beside each other make the window compose up to
 * sixteen times per frame interval; on one grid it composes once. The nudges are too small to be seen.
 */

/** Frame rates that cameras are set to; a measured rate is one of these or is left alone. */
const KNOWN_RATES = [8, 10, 12, 12.5, 15, 20, 24, 25, 30, 50, 60] as const;
const RATE_TOLERANCE = 0.04;
/** A frame that is due this close to its line is on it. */
const ON_GRID_MS = 4;
/** Over how long an offset is taken back: until the next look. */
const WITHIN_MS = 1_000;

/** One frame, on the clock of `performance.now()`. */
export interface SeenFrame {
  /** When it was due by the clock of its player. */
  readonly dueMs: number;
  /** When the screen showed it: a refresh of the display. */
  readonly shownMs: number;
}

export class FrameGrid {
  readonly #refreshMs: () => number | null;
  /** A line of the grid, on a refresh of the display; every rate's lines are counted from it. */
  #anchorMs: number | null = null;

  /** @param refreshMs the display's refresh interval, or null while it is not known. */
  constructor(refreshMs: () => number | null) {
    this.#refreshMs = refreshMs;
  }

  /**
   * The playback rate for the next second.
   *
   * Chromium shows a frame up to a refresh and a half before or after it is due, and keeps to that for as long as nothing
   * disturbs it: frames that are due together may yet be shown at two refreshes. So it is the refresh that counts, and
   * only when that is right is the due moment brought to it, where a little jitter does no harm.
   *
   * @param fps as measured over some seconds.
   */
  rate(frame: SeenFrame, fps: number): number {
    const intervalMs = intervalOf(fps);
    if (intervalMs === null) return 1;
    const anchorMs = (this.#anchorMs ??= frame.shownMs);
    const shownOffMs = this.#isWholeRefreshes(intervalMs) ? wrap(frame.shownMs - anchorMs, intervalMs) : 0;
    const isShownTogether = Math.abs(shownOffMs) < (this.#refreshMs() ?? 0) / 2 || shownOffMs === 0;
    const offsetMs = isShownTogether ? wrap(frame.dueMs - anchorMs, intervalMs) : shownOffMs;
    return Math.abs(offsetMs) < ON_GRID_MS ? 1 : 1 + offsetMs / WITHIN_MS;
  }

  /** Only then is a camera's every frame shown at the same place among the refreshes. */
  #isWholeRefreshes(intervalMs: number): boolean {
    const refreshMs = this.#refreshMs();
    if (refreshMs === null) return false;
    const count = intervalMs / refreshMs;
    return Math.abs(count - Math.round(count)) < 0.02 * count;
  }
}

function intervalOf(fps: number): number | null {
  const nearest = KNOWN_RATES.reduce((best, rate) => (Math.abs(fps - rate) < Math.abs(fps - best) ? rate : best));
  return Math.abs(fps / nearest - 1) < RATE_TOLERANCE ? 1_000 / nearest : null;
}

/** The distance to the nearer of two lines, so that no clock moves by more than half an interval. */
function wrap(distanceMs: number, intervalMs: number): number {
  return distanceMs - Math.round(distanceMs / intervalMs) * intervalMs;
}

const REFRESHES = 8;

/** Looks at a few refreshes of the display when first asked; a page that is hidden tells none until it is seen. */
export function watchRefresh(): () => number | null {
  const times: number[] = [];
  let refreshMs: number | null = null;
  let isLooking = false;
  const look = (atMs: number): void => {
    times.push(atMs);
    if (times.length < REFRESHES) return void requestAnimationFrame(look);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    refreshMs = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
  };
  return () => {
    if (!isLooking) requestAnimationFrame(look);
    isLooking = true;
    return refreshMs;
  };
}
