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
  /** Refused or of no use since the ladder began: not worth a trial. */
  readonly #unfit = new Set<Transport>();

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
    if (attempt.aim === 'try-faster') return await this.#tryFaster(transports, ask);
    if (attempt.aim === 'take-faster') this.#step = this.#fasterStep(transports);
    else if (this.#isSpent(attempt)) this.#leave(transports, attempt);
    let refusal: AppError | null = null;
    for (let tried = 0; tried < transports.length; tried++) {
      const transport = transports[this.#step % transports.length];
      if (!transport) break;
      try {
        const source = await ask(transport);
        return this.#faster(transports).length > 0 ? { ...source, hasFaster: true } : source;
      } catch (error) {
        if (!(error instanceof AppError) || !REFUSED.includes(error.code)) throw error;
        refusal ??= error;
        this.#unfit.add(transport);
        this.#step = (this.#step + 1) % transports.length;
      }
    }
    throw refusal ?? new AppError('cloud.not-supported', 'this cloud offers no transport that the client plays');
  }

  /** The transports before the present one that were left because their connections were lost. */
  #faster(transports: LivePort['transports']): readonly Transport[] {
    return transports.slice(0, this.#step % transports.length).filter((transport) => !this.#unfit.has(transport));
  }

  #fasterStep(transports: LivePort['transports']): number {
    const [transport] = this.#faster(transports);
    return transport === undefined ? this.#step : transports.indexOf(transport);
  }

  /** The stream plays on over the present transport meanwhile: only a later `take-faster` leaves that. */
  async #tryFaster(
    transports: LivePort['transports'],
    ask: (transport: Transport) => Promise<UpstreamSource>,
  ): Promise<UpstreamSource> {
    const [transport] = this.#faster(transports);
    if (transport === undefined) throw new AppError('cloud.not-supported', 'no faster transport is left to try');
    return await ask(transport);
  }

  #leave(transports: LivePort['transports'], { lastError }: UpstreamAttempt): void {
    const left = transports[this.#step % transports.length];
    if (left !== undefined && lastError !== null && UNUSABLE.includes(lastError.code)) this.#unfit.add(left);
    this.#step = (this.#step + 1) % transports.length;
    if (this.#step === 0) this.#unfit.clear();
  }

  #isSpent({ number, lastError }: UpstreamAttempt): boolean {
    if (!lastError) return false;
    if (UNUSABLE.includes(lastError.code)) return true;
    return number > SUSPECT_ATTEMPTS && SUSPECT.includes(lastError.code);
  }
}
