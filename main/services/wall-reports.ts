/** The last thing that the window said about its wall; automation reads it. */
import type { Input } from '../../preload/contract/contract.ts';

export type WallReport = Input<'app.report-wall'> & { readonly atMs: number };

export class WallReports {
  #last: WallReport | null = null;

  take(report: Input<'app.report-wall'>): void {
    this.#last = { ...report, atMs: Date.now() };
  }

  last(): WallReport | null {
    return this.#last;
  }
}
