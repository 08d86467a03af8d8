/**
 * When a player of recordings tries again after losses: later and later, until it has played for a while. It has no timer of
 * its own.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import {
  LEAST_NEW_MS,
  OPENS_AT_TRY,
  pageRetryOf,
  PLAYBACK_RETRY,
  PLAYED_MS,
  waitAfter,
  type RetryPolicy,
} from '../../../preload/domain/recording/playback-retry.ts';
import type { PastEngine } from './engines/past-engine.ts';
import type { PastPlayerState } from './past-setup.ts';
import { holds, type Reconnecting, type Stop } from './past-stop.ts';

/** A loss behind an engine: what is in its buffer plays, and its last picture stays. */
interface LossBehind {
  /** `load`: the same address is loaded again. `open`: the address is useless, and the recording is opened again. */
  readonly kind: 'load' | 'open';
  /** Null where nothing is lost: the stretch of a device ended in good order, and the next one follows. */
  readonly wait: Reconnecting | null;
  /** The moment that a device sends next, epoch ms; null where the picture that shows says where to continue. */
  readonly nextMs: number | null;
}

/** So far before the moment that a device sent last, its last picture shows. */
const LAST_PICTURE_MS = 5_000;

type NextTry = Reconnecting | Extract<Stop, { phase: 'failed' }>;

export class Losses {
  /** Null while nothing is lost, or there is no engine. */
  behind: LossBehind | null = null;
  /** The gateway tries again for a piece of the recording. */
  gatewayWait: Reconnecting | null = null;
  readonly #random: () => number;
  /** How many tries failed in a row, of each policy for itself. */
  readonly #tries = new Map<RetryPolicy, number>();
  /** The moment at which the stream of a device ended early, epoch ms. */
  #endedMs: number | null = null;
  /** When the newest try begins, epoch ms. */
  #triedAtMs = 0;

  /** @param random share of the jitter, 0 to 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The event that is awaited after a failure; `failed` where only the operator can help. */
  next(error: WireError, policy: RetryPolicy | null = pageRetryOf(error)): NextTry {
    const tries = policy === null ? 0 : (this.#tries.get(policy) ?? 0);
    if (policy === null || tries >= policy.mostTries) return { phase: 'failed', error };
    const attempt = tries + 1;
    this.#tries.set(policy, attempt);
    // Many tiles that are lost together do not return together.
    const waitMs = Math.round(waitAfter(attempt, policy.waitsMs) * (0.9 + this.#random() * 0.2));
    this.#triedAtMs = Date.now() + waitMs;
    return { phase: 'reconnecting', attempt, nextAtMs: this.#triedAtMs, error };
  }

  /** As {@link next}, for a recording that played: it is tried again, whatever its failure says. */
  nextOfPlayed(error: WireError): NextTry {
    return this.next(error, pageRetryOf(error) ?? PLAYBACK_RETRY.damaged);
  }

  /**
   * As {@link nextOfPlayed}, for a recording that main reports as lost.
   *
   * @param atMs the moment that a device delivered last, epoch ms; null for recordings of the cloud.
   */
  nextOfLost(error: WireError, atMs: number | null): NextTry {
    const { endedEarly } = PLAYBACK_RETRY;
    if (atMs === null || !endedEarly.isRetryable(error)) return this.nextOfPlayed(error);
    if (this.#endedMs === null || atMs >= this.#endedMs + LEAST_NEW_MS) {
      this.#tries.delete(endedEarly);
      this.#endedMs = atMs;
    }
    return this.next(error, endedEarly);
  }

  /**
   * The next try after an engine failed, which may come before main reports the loss.
   *
   * @param isLost as in `PastEngineState`.
   * @param atMs as in {@link nextOfLost}; the moment that showed last.
   */
  afterEngine(
    { error, isLost }: { readonly error: WireError; readonly isLost: boolean },
    atMs: number | null,
  ): NextTry {
    // Main has reported the loss: an order to the device that fails after it is no second failure.
    const isTried = isLost || this.behind?.kind === 'open';
    return isTried ? (this.behind?.wait ?? this.nextOfLost(error, atMs)) : { phase: 'failed', error };
  }

  /** The loss stays behind the picture that shows. @returns false where nothing is tried any more. */
  keepBehind(next: NextTry, kind: LossBehind['kind'], nextMs: number | null): boolean {
    if (next.phase === 'failed') return false;
    this.behind = { kind, wait: next, nextMs };
    return true;
  }

  /** The stretch of a device ended in good order. @param nextMs where the next one begins, epoch ms. */
  endStretch(nextMs: number): void {
    this.behind = { kind: 'open', wait: null, nextMs };
  }

  /** A try behind the picture failed. @returns false where no picture shows, or nothing is tried any more. */
  keepOn(next: NextTry): boolean {
    return this.behind !== null && this.keepBehind(next, this.behind.kind, this.behind.nextMs);
  }

  /**
   * The try that is due now, behind the picture of an engine. The caller makes it.
   *
   * @param isPaced a device sends the pictures.
   */
  due(nowMs: number, { loss, state }: Pick<PastEngine, 'loss' | 'state'>, isPaced: boolean): LossBehind['kind'] | null {
    if (loss === null && this.behind?.kind === 'load') this.behind = null;
    if (loss !== null && this.behind === null) {
      const next = this.nextOfPlayed(loss);
      const isNewAddress = next.phase === 'reconnecting' && next.attempt % OPENS_AT_TRY === 0;
      this.keepBehind(next, isNewAddress ? 'open' : 'load', null);
    }
    if (this.behind === null || nowMs < (this.behind.wait?.nextAtMs ?? 0)) return null;
    const { kind } = this.behind;
    // A device sends again what lies behind the last picture: until that one shows there is nothing to ask for.
    if (kind === 'open' && isPaced && state.phase !== 'loading' && state.phase !== 'ended') return null;
    if (kind === 'load') this.behind = null;
    return kind;
  }

  /** Whether only opening the recording again shows a moment: its address is useless, and the moment is not in the buffer. */
  isOutOfReach(atMs: number, { buffered }: Pick<PastEngine, 'buffered'>): boolean {
    return this.behind?.kind === 'open' && !buffered.some((range) => holds(range, atMs));
  }

  /** The state of a player with an engine. Footage in the buffer plays while a piece, or all, is tried again. */
  stateOver(state: PastEngine['state']): PastPlayerState {
    if (state.phase === 'failed') return { phase: 'failed', error: state.error };
    if (state.phase === 'loading' || state.phase === 'gap') return this.behind?.wait ?? this.gatewayWait ?? state;
    if (state.phase !== 'ended' || this.behind === null) return state;
    return this.behind.wait ?? { phase: 'loading' };
  }

  /** A picture shows. @param nowMs epoch ms. */
  onPicture(nowMs: number): void {
    if (this.behind === null && nowMs - this.#triedAtMs >= PLAYED_MS) this.reset();
  }

  /** The operator tries again. */
  reset(): void {
    this.#tries.clear();
    this.#endedMs = null;
  }

  /** No engine plays any more. */
  drop(): void {
    this.behind = null;
    this.gatewayWait = null;
  }

  /** Where a recording that was lost continues. @param shownMs the moment of the picture that shows, or that is sought. */
  momentOf(shownMs: number): number {
    const nextMs = this.behind?.nextMs ?? shownMs;
    return nextMs > shownMs && nextMs - shownMs <= LAST_PICTURE_MS ? nextMs : shownMs;
  }
}
