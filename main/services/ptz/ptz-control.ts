/** The control over one camera that a cloud gives to one at a time: taken with the first command, kept while it is used. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Secret } from '../../secret.ts';
import type { PtzPort } from '../../ports/ptz.ts';

/** Control that is about to run out is taken again before it is used. */
const MARGIN_MS = 2_000;
const RELEASE_WITHIN_MS = 3_000;

export class PtzControl {
  readonly #channelId: ChannelId;
  #releasing: Promise<void> = Promise.resolve();
  #held: { readonly token: Secret; readonly untilMs: number } | null = null;

  constructor(channelId: ChannelId) {
    this.#channelId = channelId;
  }

  /** Epoch ms, or null without control. */
  get untilMs(): number | null {
    return this.#held !== null && this.#held.untilMs > Date.now() ? this.#held.untilMs : null;
  }

  /**
   * Gets the token that a command must carry; null where the cloud knows no lock. @throws {AppError} the cloud's
   * refusal.
   */
  async hold({ lock }: PtzPort, signal: AbortSignal): Promise<Secret | null> {
    if (lock === null) return null;
    if (this.#held !== null && this.#held.untilMs - MARGIN_MS > Date.now()) return this.#held.token;
    await this.#releasing; // which names no token, and would take away the new one
    const token = await lock.acquire(this.#channelId, signal);
    this.#held = { token, untilMs: Date.now() + lock.lifeMs };
    return token;
  }

  /** A command went through, which renews it. */
  onUsed({ lock }: PtzPort): void {
    if (lock !== null && this.#held !== null) this.#held = { ...this.#held, untilMs: Date.now() + lock.lifeMs };
  }

  /**
   * Why control was lost, if the refusal says so; null otherwise. Lost control is forgotten, and the next command takes
   * it again.
   */
  lossIn({ lock }: PtzPort, error: AppError): 'expired' | 'taken' | null {
    const loss = lock?.lossIn(error) ?? null;
    if (loss !== null) this.#held = null;
    return loss;
  }

  /** Gives the control back. A failure does no harm: the control ends by itself. */
  release(port: () => Promise<PtzPort>, signal: AbortSignal): Promise<void> {
    if (this.untilMs !== null) this.#releasing = this.#release(port, signal);
    return this.#releasing;
  }

  async #release(port: () => Promise<PtzPort>, signal: AbortSignal): Promise<void> {
    this.#held = null;
    try {
      const { lock } = await port();
      await lock?.release(this.#channelId, AbortSignal.any([signal, AbortSignal.timeout(RELEASE_WITHIN_MS)]));
    } catch (error) {
      log.debug('control over a camera was not given back', { error });
    }
  }
}
