/** The window's report about its wall when automation asks; no other part needs it, so it is sent only on request. */
import type { Input } from '../../../preload/contract/contract.ts';
import type { Emit } from '../shared/emit.ts';

export type WallReport = Input<'app.report-wall'> & { readonly atMs: number };

/** A window that shows no wall does not answer: then its last report counts. */
const ANSWER_LIMIT_MS = 1_000;

export class WallReports {
  readonly #emit: Emit;
  readonly #waiting = new Set<() => void>();
  #last: WallReport | null = null;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  accept(report: Input<'app.report-wall'>): void {
    this.#last = { ...report, atMs: Date.now() };
    for (const answered of this.#waiting) answered();
  }

  /**
   * Asks the window for a report of its tiles. Without a wall on screen, returns the last report; null if no wall was
   * ever on screen.
   */
  async ask(): Promise<WallReport | null> {
    await new Promise<void>((resolve) => {
      const answered = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(answered);
        resolve();
      };
      const timer = setTimeout(answered, ANSWER_LIMIT_MS);
      this.#waiting.add(answered);
      this.#emit('wall.report-wanted', {});
    });
    return this.#last;
  }
}
