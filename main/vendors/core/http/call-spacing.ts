/** Keeps calls of one kind a given time apart. */
import { ConcurrencyLimit } from '../../../concurrency-limit.ts';
import { pause } from './retry.ts';

/** The clock that the spacing uses. */
export interface SpacingClock {
  nowMs(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const CLOCK: SpacingClock = { nowMs: () => performance.now(), pause };

/**
 * Keeps a gap between calls of one kind, as some clouds demand for camera commands. Calls wait and are sent one at a
 * time; a caller that gives up before its call was sent does not delay the next one.
 */
export class CallSpacing {
  readonly #clock: SpacingClock;
  readonly #keys = new Map<
    string,
    { readonly turn: ConcurrencyLimit; users: number; sentAtMs: number; gapMs: number }
  >();

  constructor(clock: SpacingClock = CLOCK) {
    this.#clock = clock;
  }

  /**
   * Runs `work` when the last call with this key was sent long enough ago.
   *
   * @param work sends; it must call `sent` when the request leaves, which is when the gap begins. It need not end before
   *   the next call is sent.
   */
  async run<T>(key: string, gapMs: number, signal: AbortSignal, work: (sent: () => void) => Promise<T>): Promise<T> {
    const place = this.#keys.get(key) ?? { turn: new ConcurrencyLimit(1), users: 0, sentAtMs: -Infinity, gapMs };
    this.#keys.set(key, place);
    place.users += 1;
    try {
      return await new Promise<T>((resolve, reject) => {
        const turn = place.turn.run(signal, async () => {
          const waitMs = place.sentAtMs + gapMs - this.#clock.nowMs();
          if (waitMs > 0) await this.#clock.pause(waitMs, signal);
          await new Promise<void>((left) => {
            const sent = (): void => {
              place.sentAtMs = this.#clock.nowMs();
              left();
            };
            work(sent).then(resolve, reject).finally(left);
          });
        });
        turn.catch(reject);
      });
    } finally {
      place.users -= 1;
      if (place.users === 0) this.#forgetOld();
    }
  }

  #forgetOld(): void {
    const nowMs = this.#clock.nowMs();
    for (const [key, { users, sentAtMs, gapMs }] of this.#keys) {
      if (users === 0 && sentAtMs + gapMs <= nowMs) this.#keys.delete(key);
    }
  }
}
