/**
 * Cameras whose HTTP-FLV address answers with a page of words, as media servers do whose FLV is turned off: a player finds
 * no stream there and has to take HLS.
 */
import type { ServerResponse } from 'node:http';

const PAGE = '<html><body>HTTP-FLV is turned off on this server.</body></html>\n';

export class HlsOnly {
  readonly #cameraKeys = new Set<string>();
  /** Answers that wait for the end of a stall. */
  readonly #held = new Set<ServerResponse>();

  has(cameraKey: string): boolean {
    return this.#cameraKeys.has(cameraKey);
  }

  /** From now on these cameras and no others have HLS only; viewers that play already continue. */
  set(cameraKeys: readonly string[]): void {
    this.#cameraKeys.clear();
    for (const cameraKey of cameraKeys) this.#cameraKeys.add(cameraKey);
  }

  /** @param isStalled the headers go out now, and the page when the stall ends. */
  answer(response: ServerResponse, isStalled: boolean): void {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    if (!isStalled) return void response.end(PAGE);
    response.flushHeaders();
    this.#held.add(response);
    response.once('close', () => this.#held.delete(response));
  }

  resume(): void {
    for (const response of this.#held) response.end(PAGE);
    this.#held.clear();
  }
}
