/** Links that the system hands to the client: as an argument of a second start, or on macOS as an event. */
import { isAbsolute, resolve } from 'node:path';
import { isLinkText, LINK_SCHEME } from '../../../preload/domain/links.ts';
import type { Parts } from './parts.ts';

type Apps = Pick<Parts, 'app'>;

/** The link among the arguments of a start, or null. */
export function linkIn(args: readonly string[]): string | null {
  return args.find(isLinkText) ?? null;
}

/**
 * Registers this client as the program that opens links. A client that is not installed names the program that was
 * started with it. On Windows the system writes the link into a command line: the lone `--` before the link keeps a
 * link with a quotation mark from adding switches.
 *
 * @param process how this client was started.
 */
export function registerLinks({ app }: Apps, process: Pick<NodeJS.Process, 'execPath' | 'argv'>): void {
  const [, program] = process.argv;
  if (app.isPackaged || program === undefined) {
    app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
  } else {
    const own = isAbsolute(program) ? program : resolve(program);
    app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [own, '--']);
  }
}

/** Keeps links that come before a listener is set: macOS reports the first link before the app is ready. */
export class LinkInbox {
  #listener: ((text: string) => void) | null = null;
  #waiting: string | null = null;

  /** @param start the link of this start, if it had one. */
  constructor({ app }: Apps, start: string | null) {
    this.#waiting = start;
    app.on('open-url', (event, url) => {
      event.preventDefault();
      this.#deliver(url);
    });
    app.on('second-instance', (_event, argv) => {
      const link = linkIn(argv);
      if (link !== null) this.#deliver(link);
    });
  }

  /** Calls `listener` with the last link that waits, and with every later one. */
  follow(listener: (text: string) => void): void {
    this.#listener = listener;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) listener(waiting);
  }

  #deliver(text: string): void {
    if (this.#listener === null) this.#waiting = text;
    else this.#listener(text);
  }
}
