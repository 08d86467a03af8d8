/**
 * One clock for the recordings of up to 16 cameras. It knows the moment that all of them should show, and orders their
 * players until they do. It has no timer of its own: the caller calls `tick`, about four times a second.
 */
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { ClockedPlayer, Footage } from './clocked-player.ts';
import { ClockMember } from './clock-member.ts';

export const MOST_CAMERAS = 16;
/** The rates of playback. Backwards is not among them: the clock only runs forward. */
export const RATES: readonly number[] = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16];
/** Between two ticks the clock moves no further than this: the computer slept, or the page was hidden. */
const LONGEST_STEP_MS = 1_000;

/** Who waits for a camera that loads: `all` cameras stop until it is ready, or `nobody` and it follows when it can. */
export type WaitRule = 'all' | 'nobody';

export interface ClockState {
  /** The moment that shows, epoch ms. */
  readonly atMs: number;
  readonly isPlaying: boolean;
  readonly rate: number;
  /** The cameras that the clock waits for; it stands still while there are any. */
  readonly waitingFor: readonly string[];
  /** The clock reached the end of its range and stopped. A seek or `play` begins again. */
  readonly hasEnded: boolean;
}

export interface CameraStanding {
  readonly isSynced: boolean;
  /** Null: nobody has set one. */
  readonly offsetMs: number | null;
  /** What the camera has at the moment of the clock; `untilMs` is by the clock. */
  readonly footage: Footage;
  /** How far the picture was ahead of the clock at the last tick, ms; null when there was none to compare. */
  readonly errorMs: number | null;
}

export interface ClockOptions {
  /** All that can be played, epoch ms. */
  readonly range: TimeRange;
  /** The moment that shows first; kept within the range. */
  readonly atMs: number;
}

export class PlaybackClock {
  readonly #members = new Map<string, ClockMember>();
  #range: TimeRange;
  #atMs: number;
  #rate = 1;
  #isPlaying = false;
  #hasEnded = false;
  #waitRule: WaitRule = 'all';
  #skipsGaps = false;
  #loop: TimeRange | null = null;
  #waitingFor: readonly string[] = [];
  #tickedAtMs: number | null = null;

  constructor({ range, atMs }: ClockOptions) {
    this.#range = range;
    this.#atMs = clamp(atMs, range);
  }

  get state(): ClockState {
    return {
      atMs: this.#atMs,
      isPlaying: this.#isPlaying,
      rate: this.#rate,
      waitingFor: this.#waitingFor,
      hasEnded: this.#hasEnded,
    };
  }

  get range(): TimeRange {
    return this.#range;
  }

  get waitRule(): WaitRule {
    return this.#waitRule;
  }

  set waitRule(rule: WaitRule) {
    this.#waitRule = rule;
  }

  /** While set, the clock jumps over every time in which no camera has footage. */
  get skipsGaps(): boolean {
    return this.#skipsGaps;
  }

  set skipsGaps(skips: boolean) {
    this.#skipsGaps = skips;
  }

  /** The range that is played again and again (A to B); null: none. */
  get loop(): TimeRange | null {
    return this.#loop;
  }

  /** @param loop B lies behind A, or there is no loop. */
  set loop(loop: TimeRange | null) {
    this.#loop = loop !== null && loop.toMs > loop.fromMs ? loop : null;
    const isOutside = this.#loop !== null && (this.#atMs < this.#loop.fromMs || this.#atMs >= this.#loop.toMs);
    if (this.#loop !== null && isOutside) this.seek(this.#loop.fromMs);
  }

  /** The range that can be played changed, for example because time passes and more is recorded. */
  setRange(range: TimeRange): void {
    this.#range = range;
    if (clamp(this.#atMs, range) !== this.#atMs) this.seek(this.#atMs);
  }

  /**
   * Puts a player on the clock; its first order follows with the next tick.
   *
   * @returns false when there are {@link MOST_CAMERAS} players already, or this id is taken.
   */
  add(id: string, player: ClockedPlayer): boolean {
    if (this.#members.size >= MOST_CAMERAS || this.#members.has(id)) return false;
    this.#members.set(id, new ClockMember(player));
    this.#slowDown();
    return true;
  }

  /** Takes a player off the clock and leaves it as it is. */
  remove(id: string): void {
    this.#members.delete(id);
    this.#waitingFor = this.#waitingFor.filter((other) => other !== id);
  }

  /** Null for an unknown id. */
  standingOf(id: string): CameraStanding | null {
    const member = this.#members.get(id);
    if (member === undefined) return null;
    return {
      isSynced: member.isSynced,
      offsetMs: member.offsetMs,
      footage: member.footageAt(this.#atMs),
      errorMs: member.lastErrorMs,
    };
  }

  /** A player without sync is left alone until sync is on again; then it shows the moment of the clock. */
  setSynced(id: string, isSynced: boolean): void {
    const member = this.#members.get(id);
    if (member === undefined || member.isSynced === isSynced) return;
    member.isSynced = isSynced;
    member.forget();
    this.#slowDown();
  }

  /** @param offsetMs by how much the clock in the picture is ahead of the other cameras; null: not set. */
  setOffset(id: string, offsetMs: number | null): void {
    const member = this.#members.get(id);
    if (member === undefined || member.offsetMs === offsetMs) return;
    member.offsetMs = offsetMs;
    member.forget();
  }

  /** At the end of the range it begins again: at A, or where the range begins. */
  play(): void {
    if (this.#hasEnded) this.seek(this.#loop?.fromMs ?? this.#range.fromMs);
    this.#isPlaying = true;
  }

  pause(): void {
    this.#isPlaying = false;
  }

  /** @param atMs epoch ms; kept within the range. */
  seek(atMs: number): void {
    this.#atMs = clamp(atMs, this.#range);
    this.#hasEnded = false;
    for (const member of this.#members.values()) member.forget();
  }

  /** The rates at which every synced camera can play. */
  get rates(): readonly number[] {
    const synced = [...this.#members.values()].filter(({ isSynced }) => isSynced);
    return RATES.filter((rate) => synced.every(({ player }) => player.canPlayAt(rate)));
  }

  /**
   * @param rate one of {@link RATES}.
   * @returns the rate that is played from now on: the nearest one that every synced camera can play.
   */
  setRate(rate: number): number {
    const distance = (one: number): number => Math.abs(Math.log2(one / rate));
    const able = this.rates;
    this.#rate = able.reduce((best, one) => (distance(one) < distance(best) ? one : best), able[0] ?? 1);
    return this.#rate;
  }

  /**
   * Jumps to the next moment at which a synced camera has footage, if no camera has footage now.
   *
   * @returns whether the clock jumped.
   */
  skipGap(): boolean {
    const nextMs = this.#nextFootageMs();
    if (nextMs === null || nextMs >= this.#range.toMs) return false;
    this.seek(nextMs);
    return true;
  }

  /** @param nowMs of a clock that never runs backwards, as `performance.now()`. */
  tick(nowMs: number): void {
    const stepMs = Math.max(0, Math.min(LONGEST_STEP_MS, nowMs - (this.#tickedAtMs ?? nowMs)));
    this.#tickedAtMs = nowMs;
    if (this.#isPlaying && this.#waitingFor.length === 0) this.#advance(stepMs * this.#rate);
    if (this.#isPlaying && this.#skipsGaps) this.skipGap();
    this.#waitingFor = this.#isPlaying ? this.#awaited(nowMs) : [];
    const isHeld = this.#waitingFor.length > 0;
    const isMoving = this.#isPlaying && !isHeld;
    const order = { nowMs, atMs: this.#atMs, rate: this.#rate, isMoving, isHeld };
    for (const member of this.#members.values()) member.follow(order);
  }

  #advance(byMs: number): void {
    const endMs = this.#loop?.toMs ?? this.#range.toMs;
    const nextMs = this.#atMs + byMs;
    if (nextMs < endMs) this.#atMs = nextMs;
    else if (this.#loop !== null) this.seek(this.#loop.fromMs);
    else {
      this.#atMs = endMs;
      this.#isPlaying = false;
      this.#hasEnded = true;
    }
  }

  /** A camera that is alone is waited for under both rules: otherwise footage would pass that nobody sees. */
  #awaited(nowMs: number): readonly string[] {
    const entries = [...this.#members];
    const awaited = entries.filter(([, member]) => member.isAwaited(this.#atMs, nowMs));
    const hasReady = entries.some(([, member]) => member.isReady(this.#atMs));
    return this.#waitRule === 'nobody' && hasReady ? [] : awaited.map(([id]) => id);
  }

  /** Null while a synced camera has footage, may have footage, or nothing follows that is known of. */
  #nextFootageMs(): number | null {
    let nextMs: number | null = null;
    for (const member of this.#members.values()) {
      if (!member.isSynced || member.player.phase === 'failed') continue;
      const footage = member.footageAt(this.#atMs);
      if (footage.kind !== 'none') return null;
      if (footage.untilMs !== null) nextMs = Math.min(nextMs ?? footage.untilMs, footage.untilMs);
    }
    return nextMs;
  }

  /** A camera that came to the clock may not be able to play at the present rate. */
  #slowDown(): void {
    if (!this.rates.includes(this.#rate)) this.setRate(this.#rate);
  }
}

const clamp = (ms: number, { fromMs, toMs }: TimeRange): number => Math.min(Math.max(ms, fromMs), toMs);
