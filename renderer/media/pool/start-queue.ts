/**
 * Decides when players begin: a wall of 64 must not send 64 requests and decode 64 key frames in one moment.
 *
 * Chromium checks the progress of each element about every 350 ms from the moment when the element began, and each
 * check costs a frame of the page. Elements that begin together, or while Chromium checks others, are then checked
 * together and cost one frame instead of one each.
 */

const BURST = 32;
/** A little longer than the time between two checks of Chromium. */
const BEAT_AT_MOST_MS = 365;
const BEAT_AT_LEAST_MS = 300;

type Start = () => void;

export class StartQueue {
  readonly #waiting: Start[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #left = BURST;
  #burstAtMs = -Infinity;
  #isPlanned = false;

  /** Runs `start` when the present task is done, or soon, in order. The returned function cancels it. */
  add(start: Start): () => void {
    const takeBack = this.#wait(start);
    if (this.#left > 0) this.#plan();
    return takeBack;
  }

  /**
   * Runs `start` with the next beat: for a player that begins again and need not be quick. The returned function
   * cancels it.
   */
  rejoin(start: Start): () => void {
    const takeBack = this.#wait(start);
    this.#arm();
    return takeBack;
  }

  /** Chromium is checking the elements that play. */
  beat(): void {
    if (this.#waiting.length === 0 || performance.now() - this.#burstAtMs < BEAT_AT_LEAST_MS) return;
    this.#left = BURST;
    this.#run();
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#disarm();
    this.#left = BURST;
  }

  counts(): { readonly waiting: number; readonly timers: number } {
    return { waiting: this.#waiting.length, timers: this.#timer === null ? 0 : 1 };
  }

  #wait(start: Start): () => void {
    this.#waiting.push(start);
    return () => {
      const at = this.#waiting.indexOf(start);
      if (at >= 0) this.#waiting.splice(at, 1);
    };
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      this.#run();
    });
  }

  #run(): void {
    const starts = this.#waiting.splice(0, this.#left);
    if (starts.length === 0) return;
    this.#left -= starts.length;
    this.#burstAtMs = performance.now();
    this.#disarm();
    this.#arm();
    for (const start of starts) start();
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#left = BURST;
      this.#run();
    }, BEAT_AT_MOST_MS);
  }

  #disarm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
