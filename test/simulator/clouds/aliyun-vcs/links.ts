/**
 * Stream links. VCS pulls a camera on demand unless it has the order to pull all the time: the first call for a URL
 * sets the link up, and until the link works the answer is `Retry` (GetDeviceLiveUrl). When no call asks for a while,
 * VCS takes the link down again.
 */
import type { Clock } from '../../kernel/clock.ts';
import type { VcsDevice } from './estate.ts';

/** "The first picture takes seconds" (SetStreamMode); no number is printed. */
const SETUP_MS = 2_000;
const IDLE_MS = 5 * 60_000;

interface Link {
  readonly sinceMs: number;
  usedAtMs: number;
}

export type LinkState = 'down' | 'setting-up' | 'up';

export class Links {
  readonly #links = new Map<string, Link>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  stateOf(device: VcsDevice): LinkState {
    if (device.isPulledAlways) return 'up';
    const link = this.#links.get(device.id);
    const nowMs = this.#clock.nowMs();
    if (link === undefined || nowMs - link.usedAtMs >= IDLE_MS) return 'down';
    return nowMs - link.sinceMs < SETUP_MS ? 'setting-up' : 'up';
  }

  /** Counts as a use; starts to set a link up that is down. */
  ask(device: VcsDevice): LinkState {
    const nowMs = this.#clock.nowMs();
    const state = this.stateOf(device);
    if (state === 'down') this.#links.set(device.id, { sinceMs: nowMs, usedAtMs: nowMs });
    const link = this.#links.get(device.id);
    if (link !== undefined) link.usedAtMs = nowMs;
    return state === 'up' ? 'up' : 'setting-up';
  }

  drop(device: VcsDevice): void {
    this.#links.delete(device.id);
  }
}
