/** A player whose footage, loading times and speed a test decides, in exact time. It shows what a `<video>` would show. */
import type { TimeRange } from '../../../../../../preload/domain/time.ts';
import { FOOTAGE } from '../../../../../../renderer/media/playback/clock/clocked-player.ts';
import type {
  ClockedPhase,
  ClockedPlayer,
  Footage,
} from '../../../../../../renderer/media/playback/clock/clocked-player.ts';
import { PlaybackClock } from '../../../../../../renderer/media/playback/clock/playback-clock.ts';

export const TICK_MS = 250;
export const FROM = Date.UTC(2026, 2, 1, 8);
export const SECOND = 1_000;
export const MINUTE = 60_000;
/** The hour of the clocks of {@link wall}; epoch ms. */
export const RANGE = { fromMs: FROM, toMs: FROM + 60 * MINUTE };
/** The length of a picture of a camera with 25 pictures a second. */
export const PICTURE_MS = 40;

export interface Habits {
  readonly footage: readonly TimeRange[];
  /** How long each next seek loads; the last one repeats. */
  readonly loadingMs?: readonly number[];
  /** The media of a second last this many seconds: the clock of a real player is not exact. */
  readonly drift?: number;
  readonly fastest?: number;
  /** Above this rate, and backwards, key pictures show. */
  readonly keysAbove?: number;
}

export class SimulatedPlayer implements ClockedPlayer {
  readonly seeks: number[] = [];
  readonly #habits: Habits;
  #loads: number[];
  #shownMs: number | null = null;
  #wantedMs: number | null = null;
  #loadingMs = 0;
  #isMoving = false;
  rate = 1;
  /** The moments of key pictures that were ordered since all pictures showed last. */
  keyMoments: number[] = [];
  isKeyAwaited = false;
  hasFailed = false;
  againAtMs: number | null = null;
  /** Loads for ever. */
  isStuck = false;

  constructor(habits: Habits) {
    this.#habits = habits;
    this.#loads = [...(habits.loadingMs ?? [0])];
  }

  get phase(): ClockedPhase {
    if (this.hasFailed) return 'failed';
    if (this.isStuck || this.#loadingMs > 0 || this.#shownMs === null) return 'loading';
    const footage = this.footageAt(this.#shownMs);
    if (footage.kind !== 'none') return 'ready';
    return footage.untilMs === null ? 'ended' : 'gap';
  }

  get atMs(): number | null {
    return this.phase === 'ready' ? this.#shownMs : null;
  }

  get isMoving(): boolean {
    return this.#isMoving && this.phase === 'ready';
  }

  footageAt(atMs: number): Footage {
    const { footage } = this.#habits;
    if (footage.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)) return FOOTAGE;
    return { kind: 'none', untilMs: footage.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? null };
  }

  canPlayAt(rate: number): boolean {
    return rate <= (this.#habits.fastest ?? 16);
  }

  footageBeforeMs(atMs: number): number | null {
    const { footage } = this.#habits;
    return footage.findLast(({ toMs }) => toMs <= atMs)?.toMs ?? null;
  }

  playsByKeys(rate: number): boolean {
    return rate < 0 || rate > (this.#habits.keysAbove ?? 16);
  }

  showKey(atMs: number): void {
    this.keyMoments.push(atMs);
    this.#shownMs = atMs;
  }

  endKeys(): void {
    this.keyMoments = [];
    // The picture of the video is of another moment.
    this.#shownMs = null;
  }

  play(): void {
    this.#isMoving = true;
  }

  pause(): void {
    this.#isMoving = false;
  }

  seek(atMs: number): void {
    this.seeks.push(atMs);
    this.#wantedMs = atMs;
    this.#loadingMs = this.#loads.length > 1 ? (this.#loads.shift() ?? 0) : (this.#loads[0] ?? 0);
    if (this.#loadingMs === 0) this.#shownMs = atMs;
  }

  setRate(rate: number): void {
    this.rate = rate;
  }

  /** The picture is so much further than it should be. */
  disturb(byMs: number): void {
    if (this.#shownMs !== null) this.#shownMs += byMs;
  }

  pass(ms: number): void {
    if (this.phase === 'ready' && this.#isMoving && this.#shownMs !== null) {
      this.#shownMs += ms * this.rate * (this.#habits.drift ?? 1);
    }
    if (this.#loadingMs === 0) return;
    this.#loadingMs = Math.max(0, this.#loadingMs - ms);
    if (this.#loadingMs === 0) this.#shownMs = this.#wantedMs;
  }
}

/** A clock at the begin of its hour, and its players, which have footage of the whole hour where they name none. */
export function wall(habits: readonly Partial<Habits>[]): { clock: PlaybackClock; players: SimulatedPlayer[] } {
  const clock = new PlaybackClock({ range: RANGE, atMs: FROM });
  const players = habits.map((own) => new SimulatedPlayer({ footage: [RANGE], ...own }));
  for (const [i, player] of players.entries()) clock.add(`c${i}`, player);
  return { clock, players };
}

/** How far the picture of a player is from the clock, in ms; infinite where it shows none. */
export const errorOf = (clock: PlaybackClock, i: number): number =>
  Math.abs(clock.standingOf(`c${i}`)?.errorMs ?? Infinity);

/** Lets the time of the clock and of its players pass, tick by tick. @param onTick called after each tick. */
export function passTime(
  clock: PlaybackClock,
  players: readonly SimulatedPlayer[],
  ms: number,
  onTick: () => void = () => undefined,
): void {
  for (let passedMs = 0; passedMs < ms; passedMs += TICK_MS) {
    for (const player of players) player.pass(TICK_MS);
    nowMs += TICK_MS;
    clock.tick(nowMs);
    onTick();
  }
}

let nowMs = 1_000;
