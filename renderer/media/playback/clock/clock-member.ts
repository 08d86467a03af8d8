/** One camera on the clock: what the clock ordered of its player, and how far the player is away from the clock. */
import { correctionFor, LEAST_ERROR_MS, seekAboveMs } from './clock-correction.ts';
import type { ClockedPlayer, Footage } from './clocked-player.ts';

/** A player gets this long to show the moment of a seek before the clock orders another seek. */
const FIRST_PATIENCE_MS = 2_000;
/** A player that stays late in spite of seeks is sought less and less often: each seek costs pictures. */
const LONGEST_PATIENCE_MS = 32_000;
/** In step for this long: the next error is a new one. */
const FORGIVEN_AFTER_MS = 10_000;
/** A camera that loads for longer than this is not waited for, until it has shown a picture again. */
const WAIT_LIMIT_MS = 15_000;
/** The end of footage is the begin of the time without. */
const INTO_FOOTAGE_MS = 1;
/** The footage behind a gap is loaded this long before it is shown, in the viewer's time. */
const PREPARED_BEFORE_MS = 10_000;

/** The moment of the clock as the players get it. */
export interface ClockOrder {
  /** Of a clock that never runs backwards, as `performance.now()`. */
  readonly nowMs: number;
  /** Epoch ms by the clock. */
  readonly atMs: number;
  readonly rate: number;
  readonly isMoving: boolean;
  /** Stands still only until another camera has loaded. */
  readonly isHeld: boolean;
}

export class ClockMember {
  readonly player: ClockedPlayer;
  isSynced = true;
  /** By how much the stamps of the recording are ahead of the other cameras, set by eye; null: not set. */
  offsetMs: number | null = null;
  /** The player shows key pictures only. */
  #isByKeys = false;
  #isMoving: boolean | null = null;
  #rate: number | null = null;
  /** The moment of the last seek; null when the present moment was not ordered yet. */
  #soughtMs: number | null = null;
  #soughtAtMs = 0;
  #patienceMs = FIRST_PATIENCE_MS;
  #inStepSinceMs: number | null = null;
  #loadingSinceMs: number | null = null;
  #errorMs: number | null = null;

  constructor(player: ClockedPlayer) {
    this.player = player;
  }

  /** The moment of the recording that belongs to a moment of the clock. */
  ownMs(clockMs: number): number {
    return clockMs + (this.offsetMs ?? 0);
  }

  /** `untilMs` is by the clock. */
  footageAt(clockMs: number): Footage {
    const footage = this.player.footageAt(this.ownMs(clockMs));
    if (footage.kind !== 'none' || footage.untilMs === null) return footage;
    return { kind: 'none', untilMs: footage.untilMs - (this.offsetMs ?? 0) };
  }

  /** The last moment of the footage before a moment without footage, by the clock; null where none is known. */
  footageBeforeMs(clockMs: number): number | null {
    const endMs = this.player.footageBeforeMs(this.ownMs(clockMs));
    return endMs === null ? null : endMs - (this.offsetMs ?? 0) - INTO_FOOTAGE_MS;
  }

  /** Whether nothing that is known of follows in the direction of play. */
  isBehindFootage(clockMs: number, rate: number): boolean {
    const footage = this.footageAt(clockMs);
    // Clouds without a list of recordings refuse what lies before their first recording.
    if (footage.kind === 'unknown') return rate < 0 && this.player.phase === 'failed';
    if (footage.kind === 'footage') return false;
    return (rate > 0 ? footage.untilMs : this.footageBeforeMs(clockMs)) === null;
  }

  /** Where the footage ends that the clock has left behind in the direction of play, by the clock; null for unknown ends. */
  edgeMs(clockMs: number, rate: number): number | null {
    if (rate > 0) return this.footageBeforeMs(clockMs);
    const footage = this.footageAt(clockMs);
    return footage.kind === 'none' ? footage.untilMs : null;
  }

  /** How far the player was ahead of the clock at the last tick; null when there was nothing to compare. */
  get lastErrorMs(): number | null {
    return this.#errorMs;
  }

  /** How far the player is ahead of the clock now; null when it shows nothing that could be compared. */
  errorMs(clockMs: number): number | null {
    const { phase, atMs } = this.player;
    return this.#isByKeys || phase !== 'ready' || atMs === null ? null : atMs - this.ownMs(clockMs);
  }

  /**
   * Whether others may wait for this camera now: it has footage, does not show it yet, and has not loaded for
   * too long.
   */
  isAwaited(clockMs: number, nowMs: number): boolean {
    if (!this.isSynced || !this.#isOnItsWay(clockMs) || this.footageAt(clockMs).kind === 'none') {
      this.#loadingSinceMs = null;
      return false;
    }
    this.#loadingSinceMs ??= nowMs;
    return nowMs - this.#loadingSinceMs < WAIT_LIMIT_MS;
  }

  #isOnItsWay(clockMs: number): boolean {
    const { phase } = this.player;
    if (this.#isByKeys) return phase === 'loading' || (phase === 'ready' && this.player.isKeyAwaited);
    if (phase === 'loading') return true;
    if (phase === 'failed' || this.#soughtMs !== null) return false;
    return Math.abs(this.errorMs(clockMs) ?? LEAST_ERROR_MS) >= LEAST_ERROR_MS;
  }

  /** Could show the picture of the moment: it is not waited for, and nothing is wrong with it. */
  isReady(clockMs: number): boolean {
    return this.isSynced && this.player.phase === 'ready' && this.footageAt(clockMs).kind !== 'none';
  }

  /** The clock jumped, or the camera came back to it: the next order is a seek, whatever was ordered before. */
  forget(): void {
    this.#soughtMs = null;
    this.#patienceMs = FIRST_PATIENCE_MS;
    this.#isMoving = null;
    this.#rate = null;
    this.#inStepSinceMs = null;
  }

  follow(order: ClockOrder): void {
    const { player } = this;
    this.#errorMs = this.isSynced ? this.errorMs(order.atMs) : null;
    // A picture that stands still is the picture of its moment, whatever the rate.
    if (this.isSynced && (order.isMoving || order.isHeld) && player.playsByKeys(order.rate))
      return this.#showKey(order);
    if (this.#isByKeys) this.#leaveKeys(order);
    if (!this.isSynced) return this.forget();
    if (player.phase === 'failed') return this.#followFailed(order);
    const footage = this.footageAt(order.atMs);
    if (footage.kind === 'none') {
      this.#prepare(order, footage.untilMs);
      return this.#move(false);
    }
    if (this.#soughtMs === null) this.#jump(order);
    else if (player.phase === 'ready') this.#correct(order);
    // The player found nothing where footage is listed, or may be: asked again at the moment that has come since.
    else if (player.phase !== 'loading') this.#seekAgain(order);
    this.#move(order.isMoving);
  }

  /** The part that cannot be shown may end while the clock still runs: then the player seeks again. */
  #followFailed(order: ClockOrder): void {
    const { againAtMs } = this.player;
    this.forget();
    if (againAtMs === null || this.ownMs(order.atMs) < againAtMs) return;
    this.#seek(order);
    this.#move(order.isMoving);
  }

  #showKey({ atMs, rate }: ClockOrder): void {
    this.#isByKeys = true;
    this.forget();
    this.player.showKey(this.ownMs(atMs), rate);
  }

  #leaveKeys(order: ClockOrder): void {
    this.#isByKeys = false;
    this.player.endKeys();
    // Apart from the clock, the picture of the moment stands still.
    if (!this.isSynced) this.player.seek(this.ownMs(order.atMs));
  }

  /** Loads the first picture behind a gap shortly before the clock is there, so that nobody has to wait for it. */
  #prepare(order: ClockOrder, untilMs: number | null): void {
    const isNear = untilMs !== null && untilMs - order.atMs <= PREPARED_BEFORE_MS * Math.abs(order.rate);
    const nextMs = isNear ? this.ownMs(untilMs) : null;
    if (nextMs !== null && this.#soughtMs !== nextMs) this.#seekTo(nextMs, order);
    this.#soughtMs = nextMs;
  }

  /** The first order of a moment. A player that shows the moment already is not sought. */
  #jump(order: ClockOrder): void {
    const errorMs = this.errorMs(order.atMs);
    this.#setRate(order.rate);
    if (errorMs !== null && Math.abs(errorMs) < LEAST_ERROR_MS) this.#soughtMs = this.ownMs(order.atMs);
    else this.#seek(order);
  }

  #correct(order: ClockOrder): void {
    const { atMs, nowMs, rate } = order;
    const errorMs = this.errorMs(atMs);
    if (errorMs === null) return;
    if (!order.isMoving) return this.#correctStill(order, errorMs);
    const correction = correctionFor(errorMs, rate);
    this.#remember(correction.kind !== 'seek', nowMs);
    if (correction.kind === 'rate') this.#setRate(correction.rate);
    else this.#seekAgain(order);
  }

  /** A picture that stands still is put right by one seek: players round to their pictures, so a second one is no better. */
  #correctStill(order: ClockOrder, errorMs: number): void {
    const isOrdered = this.#soughtMs === this.ownMs(order.atMs);
    const fromMs = order.isHeld ? seekAboveMs(order.rate) : LEAST_ERROR_MS;
    if (!isOrdered && Math.abs(errorMs) >= fromMs) this.#seek(order);
  }

  #seekAgain(order: ClockOrder): void {
    if (order.nowMs - this.#soughtAtMs < this.#patienceMs) return;
    this.#patienceMs = Math.min(LONGEST_PATIENCE_MS, this.#patienceMs * 2);
    this.#seek(order);
  }

  #remember(isInStep: boolean, nowMs: number): void {
    if (!isInStep) this.#inStepSinceMs = null;
    else this.#inStepSinceMs ??= nowMs;
    if (this.#inStepSinceMs !== null && nowMs - this.#inStepSinceMs >= FORGIVEN_AFTER_MS) {
      this.#patienceMs = FIRST_PATIENCE_MS;
    }
  }

  #seek(order: ClockOrder): void {
    this.#seekTo(this.ownMs(order.atMs), order);
  }

  #seekTo(ownMs: number, { nowMs, rate }: ClockOrder): void {
    this.#soughtMs = ownMs;
    this.#soughtAtMs = nowMs;
    this.#setRate(rate);
    this.player.seek(ownMs);
  }

  #setRate(rate: number): void {
    if (this.#rate === rate) return;
    this.#rate = rate;
    this.player.setRate(rate);
  }

  #move(isMoving: boolean): void {
    if (this.#isMoving === isMoving) return;
    this.#isMoving = isMoving;
    if (isMoving) this.player.play();
    else this.player.pause();
  }
}
