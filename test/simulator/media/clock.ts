/**
 * Two clocks: an even one that paces the streams and never jumps, and the one that is burnt in, which tests may
 * skew while streams run.
 */
export interface MediaClock {
  /** Epoch ms, monotonic. */
  paceMs(): number;
  /** How far the burnt-in clock is ahead of {@link paceMs}, in whole seconds as ms. */
  skewMs(): number;
  /** Pace time that streams count their timestamps from. */
  readonly anchorMs: number;
}

/** HLS serves segments of the half minute before the start; their times must not be negative. */
const ANCHOR_BEFORE_START_MS = 60_000;

export function createClock(nowMs: () => number): MediaClock {
  const paceMs = (): number => performance.timeOrigin + performance.now();
  return {
    paceMs,
    skewMs: () => Math.round((nowMs() - paceMs()) / 1000) * 1000,
    anchorMs: Math.floor(paceMs()) - ANCHOR_BEFORE_START_MS,
  };
}
