/**
 * Which transport a stream is asked for: the first that the cloud offers, until it is refused or proves unusable, then
 * the next. After the last one it starts again, so that a passing fault does not settle a stream for ever.
 */
import type { ErrorCode } from '../../../preload/domain/error.ts';
import { AppError } from '../../errors.ts';
import type { UpstreamAttempt } from '../../media/messages/types.ts';
import type { LivePort, UpstreamSource } from '../../ports/live.ts';

type Transport = UpstreamSource['transport'];

/** The cloud has no URL of this kind for the channel. */
const REFUSED: readonly ErrorCode[] = ['cloud.not-supported', 'media.no-url', 'media.unsupported-transport'];
/** Bytes came and were of no use: another attempt over the same transport would end alike. */
const UNUSABLE: readonly ErrorCode[] = ['media.bad-stream', 'media.unsupported-transport', 'media.unsupported-codec'];
/** The upstream closed or went silent before any picture: given a few tries. */
const SUSPECT: readonly ErrorCode[] = ['media.upstream-closed', 'media.stalled'];
const SUSPECT_ATTEMPTS = 3;

export class TransportLadder {
  #step = 0;

  /**
   * Opens the live stream over the transport that is due.
   *
   * @throws {AppError} of the port; when every transport was refused, the first refusal.
   */
  async open(
    live: LivePort,
    attempt: UpstreamAttempt,
    ask: (transport: Transport) => Promise<UpstreamSource>,
  ): Promise<UpstreamSource> {
    const { transports } = live;
    if (this.#isSpent(attempt)) this.#step = (this.#step + 1) % transports.length;
    let refusal: AppError | null = null;
    for (let tried = 0; tried < transports.length; tried++) {
      const transport = transports[this.#step % transports.length];
      if (!transport) break;
      try {
        return await ask(transport);
      } catch (error) {
        if (!(error instanceof AppError) || !REFUSED.includes(error.code)) throw error;
        refusal ??= error;
        this.#step = (this.#step + 1) % transports.length;
      }
    }
    throw refusal ?? new AppError('cloud.not-supported', 'this cloud offers no transport that the client plays');
  }

  #isSpent({ number, lastError }: UpstreamAttempt): boolean {
    if (!lastError) return false;
    if (UNUSABLE.includes(lastError.code)) return true;
    return number > SUSPECT_ATTEMPTS && SUSPECT.includes(lastError.code);
  }
}
