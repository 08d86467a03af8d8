/**
 * The one hand on a player's speed. The chase of the live edge comes first; only a player that is where it should be is
 * nudged onto the frame grid, so the two never pull against each other.
 */
import type { FrameGrid } from './frame-grid.ts';
import { steer } from './live-edge.ts';
import type { PlaybackMeter } from './playback-meter.ts';

/** Rates nearer to 1 than this come from the frame grid, not from the chase of the live edge. */
const GRID_NUDGE_LIMIT = 0.07;
/** A player that runs on the grid is looked at every so many seconds: looking wakes the page. */
const STEERS_PER_FRAME = 5;

/** What is steered: the parts of a `<video>` that matter here. */
export interface Steered {
  readonly buffered: { readonly length: number; start(i: number): number; end(i: number): number };
  currentTime: number;
  playbackRate: number;
}

export class Steering {
  readonly #video: Steered;
  readonly #meter: Pick<PlaybackMeter, 'takeSeenFrame' | 'watchFrame'>;
  readonly #grid: Pick<FrameGrid, 'rate'>;
  #steers = 0;

  constructor(
    video: Steered,
    meter: Pick<PlaybackMeter, 'takeSeenFrame' | 'watchFrame'>,
    grid: Pick<FrameGrid, 'rate'>,
  ) {
    this.#video = video;
    this.#meter = meter;
    this.#grid = grid;
  }

  /**
   * Called once a second while a picture is there.
   *
   * @param fps as measured over some seconds.
   * @param isStuck no new frame came since the last call.
   */
  steer(targetMs: number, fps: number, isStuck: boolean): void {
    const { buffered, currentTime, playbackRate } = this.#video;
    const ranges = Array.from({ length: buffered.length }, (_, i) => ({
      startSec: buffered.start(i),
      endSec: buffered.end(i),
    }));
    const rateNow = Math.abs(playbackRate - 1) < GRID_NUDGE_LIMIT ? 1 : playbackRate;
    const course = steer({ currentSec: currentTime, ranges, rate: rateNow, targetMs, isStuck });
    const seen = this.#meter.takeSeenFrame();
    const rate = course.rate === 1 && seen ? this.#grid.rate(seen, fps) : course.rate;
    if (rate !== 1 || this.#steers++ % STEERS_PER_FRAME === 0) this.#meter.watchFrame();
    if (rate !== playbackRate) this.#video.playbackRate = rate;
    if (course.jumpToSec !== null) this.#video.currentTime = course.jumpToSec;
  }
}
