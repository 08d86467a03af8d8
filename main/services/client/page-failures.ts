/** Failures that pages report, on their way into the log. */
import { log } from '../../log.ts';
import { LineLimit } from '../../log-limit.ts';

/** Of each window: a page that fails without end leaves room in the log for the failures of the others. */
const FAILURES = { burst: 20, everyMs: 3_000 } as const;
const MAX_LOGGED_TEXT = 1_000;

export class PageFailures {
  readonly #limit = new LineLimit(FAILURES);

  /** @param failure where in the page the failure happened, and its text, of any length. */
  report({ where, text }: { readonly where: string; readonly text: string }, windowId: string): void {
    const fate = this.#limit.take(windowId);
    if (fate.kind === 'first-left-out') log.error('further failures in the window are left out', { windowId });
    if (fate.kind !== 'write') return;
    const { leftOut } = fate;
    const shown = text.slice(0, MAX_LOGGED_TEXT);
    log.error('failure in the window', { where, text: shown, ...(leftOut === 0 ? {} : { leftOut }) });
  }
}
