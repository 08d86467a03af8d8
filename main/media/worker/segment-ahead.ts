/**
 * Asks for the next segment of a recording while the one before it is read, so that its server works while the writer does.
 * One answer waits at most, and unread: its bytes stay in the buffers of its connection. A segment that could not be had
 * ahead of its turn is asked for again in its turn, so that asking ahead makes no export fail.
 */
import type { IncomingMessage } from 'node:http';

interface Waiting {
  readonly url: string;
  /** Null where the segment was not to be had. */
  readonly answer: Promise<IncomingMessage | null>;
}

export class SegmentAhead {
  readonly #open: (url: string) => Promise<IncomingMessage>;
  #waiting: Waiting | null = null;

  /** @param open asks for a segment. */
  constructor(open: (url: string) => Promise<IncomingMessage>) {
    this.#open = open;
  }

  /** Asks for the segment whose turn comes next, unless an answer waits already. */
  ask(url: string): void {
    this.#waiting ??= { url, answer: this.#open(url).catch(() => null) };
  }

  /** The answer for a segment, which is the caller's from now on. @throws what `open` throws. */
  async take(url: string): Promise<IncomingMessage> {
    const waiting = this.#waiting;
    if (waiting?.url !== url) this.drop();
    this.#waiting = null;
    const answer = waiting?.url === url ? await waiting.answer : null;
    return answer === null || answer.destroyed ? await this.#open(url) : answer;
  }

  /** Ends the answer that nobody reads any more. */
  drop(): void {
    void this.#waiting?.answer.then((answer) => answer?.destroy());
    this.#waiting = null;
  }
}
