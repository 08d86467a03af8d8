/**
 * One clock for the recordings of up to 16 cameras. It knows the moment that all of them should show, and orders their
 * players until they do. It has no timer of its own: the caller calls `tick`, about four times a second.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { ClockedPlayer, Footage } from './clocked-player.ts';
import { ClockMember } from './clock-member.ts';
import { BACKWARD_RATES, isByKeyPictures, RATES } from './rates.ts';

export const MOST_CAMERAS = 16;
/** Between two ticks the clock moves no further than this: the computer slept, or the page was hidden. */
const LONGEST_STEP_MS = 1_000;
/** A rate in the other direction is further away than every rate in the same direction. */
const OTHER_DIRECTION = 100;

/**
 * Whether cameras wait for a camera that loads: `all` stop until it is ready; `nobody` stops, and it follows when it
 * can.
 */
export type WaitRule = 'all' | 'nobody';

export interface ClockState {
  /** The moment that shows, epoch ms. */
  readonly atMs: number;
  readonly isPlaying: boolean;
  /** Below 0: backwards. */
  readonly rate: number;
  /** The cameras that the clock waits for; it stands still while there are any. */
  readonly waitingFor: readonly string[];
  /**
   * The clock reached the end of its range and stopped, or where no footage is known further on in the direction of play. A seek
   * or `play` begins again.
   */
  readonly hasEnded: boolean;
}

export interface CameraStanding {
  readonly isSynced: boolean;
  /** Null: nobody has set one. */
  readonly offsetMs: number | null;
  /** The camera's footage at the moment of the clock; `untilMs` is by the clock. */
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
    const isAtEnd = this.#atMs >= this.#range.toMs && this.#rate > 0;
    if (this.#hasEnded && isAtEnd) this.seek(this.#loop?.fromMs ?? this.#range.fromMs);
    this.#hasEnded = false;
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

  /** The rates at which every synced camera can play: forward, then backwards, both from slow to fast. */
  get rates(): readonly number[] {
    const synced = this.#synced;
    return [...RATES, ...BACKWARD_RATES].filter((rate) => synced.every(({ player }) => player.canPlayAt(rate)));
  }

  /**
   * @param rate one of {@link RATES} or {@link BACKWARD_RATES}.
   * @returns the rate that is played from now on: the nearest one that every synced camera can play.
   */
  setRate(rate: number): number {
    const turned = (one: number): number => (one > 0 === rate > 0 ? 0 : OTHER_DIRECTION);
    const distance = (one: number): number => Math.abs(Math.log2(Math.abs(one / rate))) + turned(one);
    const able = this.rates;
    this.#rate = able.reduce((best, one) => (distance(one) < distance(best) ? one : best), able[0] ?? 1);
    return this.#rate;
  }

  /**
   * Jumps to the next moment in the direction of play at which a synced camera has footage, if no camera has footage now.
   *
   * @returns whether the clock jumped.
   */
  skipGap(): boolean {
    const next = this.#nextFootage();
    const nextMs = next === 'here' ? null : next;
    if (nextMs === null || nextMs >= this.#range.toMs || nextMs < this.#range.fromMs) return false;
    this.seek(nextMs);
    return true;
  }

  /** @param nowMs of a clock that never runs backwards, as `performance.now()`. */
  tick(nowMs: number): void {
    const stepMs = Math.max(0, Math.min(LONGEST_STEP_MS, nowMs - (this.#tickedAtMs ?? nowMs)));
    this.#tickedAtMs = nowMs;
    if (this.#isPlaying && this.#waitingFor.length === 0) this.#advance(stepMs * this.#rate);
    if (this.#isPlaying && isByKeyPictures(this.#rate)) this.#stopBehindFootage();
    if (this.#isPlaying && this.#skipsGaps) this.skipGap();
    this.#waitingFor = this.#isPlaying ? this.#awaited(nowMs) : [];
    const isHeld = this.#waitingFor.length > 0;
    const isMoving = this.#isPlaying && !isHeld;
    const order = { nowMs, atMs: this.#atMs, rate: this.#rate, isMoving, isHeld };
    for (const member of this.#members.values()) member.follow(order);
  }

  #advance(byMs: number): void {
    const { fromMs, toMs } = this.#loop ?? this.#range;
    const nextMs = this.#atMs + byMs;
    if (byMs >= 0 ? nextMs < toMs : nextMs >= fromMs) this.#atMs = nextMs;
    else if (this.#loop !== null) this.seek(byMs >= 0 ? fromMs : toMs - 1);
    else this.#stopAt(byMs >= 0 ? toMs : fromMs);
  }

  #stopAt(atMs: number): void {
    this.#atMs = atMs;
    this.#isPlaying = false;
    this.#hasEnded = true;
  }

  /** At 16 times an hour without footage takes four minutes: the clock stops where nothing is known to follow. */
  #stopBehindFootage(): void {
    const isOver = this.#synced.every((member) => member.isBehindFootage(this.#atMs, this.#rate));
    if (this.#synced.length === 0 || !isOver) return;
    const edges = this.#synced.flatMap((member) => member.edgeMs(this.#atMs, this.#rate) ?? []);
    this.#stopAt(edges.length === 0 ? this.#atMs : this.#rate > 0 ? Math.max(...edges) : Math.min(...edges));
  }

  get #synced(): readonly ClockMember[] {
    return [...this.#members.values()].filter(({ isSynced }) => isSynced);
  }

  /** A camera that is alone is waited for under both rules: otherwise footage would pass that nobody sees. */
  #awaited(nowMs: number): readonly string[] {
    const entries = [...this.#members];
    const awaited = entries.filter(([, member]) => member.isAwaited(this.#atMs, nowMs));
    const hasReady = entries.some(([, member]) => member.isReady(this.#atMs));
    return this.#waitRule === 'nobody' && hasReady ? [] : awaited.map(([id]) => id);
  }

  /**
   * The nearest moment in the direction of play at which a synced camera has footage. `here`: one has, or may have, footage now.
   * Null: nothing follows that is known of.
   */
  #nextFootage(): number | 'here' | null {
    const found: number[] = [];
    for (const member of this.#synced) {
      if (member.player.phase === 'failed') continue;
      const footage = member.footageAt(this.#atMs);
      if (footage.kind !== 'none') return 'here';
      const nextMs = this.#rate > 0 ? footage.untilMs : member.footageBeforeMs(this.#atMs);
      if (nextMs !== null) found.push(nextMs);
    }
    if (found.length === 0) return null;
    return this.#rate > 0 ? Math.min(...found) : Math.max(...found);
  }

  /** A camera that came to the clock may not be able to play at the present rate. */
  #slowDown(): void {
    if (!this.rates.includes(this.#rate)) this.setRate(this.#rate);
  }
}

const clamp = (ms: number, { fromMs, toMs }: TimeRange): number => Math.min(Math.max(ms, fromMs), toMs);
