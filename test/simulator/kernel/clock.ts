import { WorldDays } from '../world/world-days.ts';

/** The one clock of the simulator. Tests inject the base and step it; the control endpoint skews it. */
export interface Clock {
  /** Epoch milliseconds UTC as the simulated clouds see them. */
  nowMs(): number;
  /** The same without what tests turned the clock by: live pictures go by it. */
  pictureMs(): number;
  /** The days of the simulated world, counted from the moment at which this clock was made. */
  readonly days: WorldDays;
}

export class SkewableClock implements Clock {
  #skewMs = 0;
  readonly days: WorldDays;
  readonly #base: () => number;

  constructor(base: () => number = Date.now) {
    this.#base = base;
    this.days = new WorldDays(base());
  }

  nowMs(): number {
    return this.#base() + this.#skewMs;
  }

  pictureMs(): number {
    return this.#base();
  }

  /** @param skewMs how far the clouds' clock is ahead (positive) or behind (negative) of the base clock. */
  setSkew(skewMs: number): void {
    this.#skewMs = skewMs;
  }

  get skewMs(): number {
    return this.#skewMs;
  }
}
