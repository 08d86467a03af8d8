/**
 * Links that were opened in the system, on their way to the window that shows their camera or wall. The page checks
 * them.
 */
import { MAX_LINK } from '../../../preload/domain/links.ts';
import type { WindowStore } from '../../host.ts';
import { log } from '../../log.ts';
import type { Emit } from '../shared/emit.ts';

interface Waiting {
  readonly text: string;
  /** The window that was asked for it; null before there was any. */
  readonly key: string | null;
}

export class LinksService {
  readonly #windows: Pick<WindowStore, 'next'>;
  readonly #emit: Emit;
  #waiting: Waiting | null;

  /** @param start the link of this start, for the first window that asks. */
  constructor(options: {
    readonly windows: Pick<WindowStore, 'next'>;
    readonly emit: Emit;
    readonly start: string | null;
  }) {
    this.#windows = options.windows;
    this.#emit = options.emit;
    this.#waiting = options.start === null ? null : { text: bounded(options.start), key: null };
  }

  /** A later link replaces one that nobody took. */
  arrive(text: string): void {
    const { key } = this.#windows.next();
    this.#waiting = { text: bounded(text), key };
    log.info('a link was opened', { key });
    this.#emit('app.link-arrived', { key });
  }

  /** The link that waits for this window; nobody gets it twice. */
  take(key: string): { text: string | null } {
    const waiting = this.#waiting;
    if (waiting === null || (waiting.key !== null && waiting.key !== key)) return { text: null };
    this.#waiting = null;
    return { text: waiting.text };
  }
}

/** Cuts a long link to just above the limit, which is enough to report that it is too long. */
const bounded = (text: string): string => text.slice(0, MAX_LINK + 1);
