/**
 * Lets the pictures of all tiles change in the same refresh of the screen. Chromium gives a video of 15 pictures a second
 * every second of 30 refreshes and keeps to that choice; which one, chance decides when the video starts. Tiles that do
 * not agree make the window compose twice as often, and composing costs as much as decoding.
 *
 * Only a video whose speed is not its own for about two seconds is given another choice: the refreshes that are seen
 * nearest to when its pictures fall due once the speed is back, half a refresh before or after. Those of a video that was
 * not given a choice for long may fall due at any moment. A pause is too short for a choice, and a seek shows.
 */

export interface AlignableTile {
  readonly video: HTMLVideoElement;
  /** An object that stays the same as long as the stream in the video does. */
  readonly stream: object;
  /** Pictures per second, as measured. */
  readonly fps: number;
  /** Reserves the speed of the video. The returned function sets the speed to 1 and ends the reservation. */
  readonly lendSpeed: () => () => void;
}

/** One picture of a video. Times are of `performance.now()`. */
export interface FrameTiming {
  /** When the picture is shown. */
  readonly shownAtMs: number;
  /** When the picture should have been shown by the clock of the video alone. */
  readonly dueAtMs: number;
  /** Time between two refreshes of the screen. */
  readonly refreshMs: number;
}

/** A tile whose pictures come at regular times. */
export interface SteadyTile extends FrameTiming {
  /** Time between two of its pictures. */
  readonly intervalMs: number;
}

const RATES: readonly number[] = [10, 12, 12.5, 15, 20, 24, 25, 30, 50, 60];
const RATE_TOLERANCE = 0.06;
/** Two pictures may be shown this much off their regular time and still count as regular. */
const JITTER_MS = 3;
/**
 * A change of speed that is too small to be seen, and how long it must last before Chromium assigns other refreshes.
 */
const SPEED_STEP = 0.1;
const CHANGE_MS = 2_200;
/** With less buffer than this a tile plays slower to change its refreshes, else faster. */
const SLOWER_BELOW_SEC = 0.8;
/** Chromium assigns refreshes some time after the speed is normal again. */
const LOOK_AGAIN_MS = 4_000;
const SETTLED_AFTER_MS = 3_000;
const LOOK_EVERY_MS = 10_000;
/** After this many moves in a row without success a tile is left alone for a while: each move costs pictures. */
const MAX_MOVES = 3;
const LET_BE_MS = 300_000;
const SIGHT_LIMIT_MS = 500;

/**
 * The time between two pictures at the camera's nominal rate, or null when the measured rate is not near a usual rate.
 */
export function nominalInterval(fps: number): number | null {
  const off = (rate: number): number => Math.abs(fps / rate - 1);
  const nearest = RATES.reduce((best, rate) => (off(rate) < off(best) ? rate : best));
  return off(nearest) < RATE_TOLERANCE ? 1000 / nearest : null;
}

const phaseOf = (ms: number, intervalMs: number): number => ((ms % intervalMs) + intervalMs) % intervalMs;

/** Distance of two phases on a circle of `intervalMs`. */
function apart(a: number, b: number, intervalMs: number): number {
  const turn = phaseOf(a - b, intervalMs);
  return Math.min(turn, intervalMs - turn);
}

/** The middle of phases on a circle of `intervalMs`. */
function middle(phases: readonly number[], intervalMs: number): number {
  const angles = phases.map((ms) => (ms / intervalMs) * 2 * Math.PI);
  const sum = (part: (angle: number) => number): number => angles.reduce((total, angle) => total + part(angle), 0);
  return phaseOf((Math.atan2(sum(Math.sin), sum(Math.cos)) / 2 / Math.PI) * intervalMs, intervalMs);
}

/**
 * The phase in which the pictures of a tile should fall due so that it is in step with most tiles of its rate.
 *
 * @returns milliseconds within the tile's interval, null for a tile that is in step, in the order of `tiles`.
 */
export function phasesFor(tiles: readonly SteadyTile[]): readonly (number | null)[] {
  return tiles.map((tile) => {
    const { intervalMs, refreshMs } = tile;
    const alike = tiles.filter((other) => Math.abs(other.intervalMs - intervalMs) < 0.01);
    const near = (a: SteadyTile, b: SteadyTile): boolean => apart(a.shownAtMs, b.shownAtMs, intervalMs) < refreshMs / 2;
    const company = (one: SteadyTile): readonly SteadyTile[] => alike.filter((other) => near(one, other));
    // The first of the largest groups, so that every tile finds the same one.
    const largest = alike.map(company).reduce((best, one) => (one.length > best.length ? one : best), []);
    if (largest.includes(tile)) return null;
    return middle(
      largest.map(({ shownAtMs }) => shownAtMs),
      intervalMs,
    );
  });
}

/** The moves of a tile since it was last in step. */
interface Effort {
  moves: number;
  againAtMs: number;
}

export class FrameAligner {
  #dueAtMs = 0;
  #isBusy = false;
  readonly #efforts = new WeakMap<object, Effort>();

  /** Called about once a second with the videos that play at their own speed and can be seen. Returns at once. */
  check(tiles: readonly AlignableTile[]): void {
    if (this.#isBusy || tiles.length < 2) return;
    const nowMs = performance.now();
    this.#welcome(tiles, nowMs);
    if (nowMs < this.#dueAtMs) return;
    this.#isBusy = true;
    void this.#align(tiles)
      .then((moved) => {
        this.#dueAtMs = performance.now() + (moved === 0 ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
      })
      .finally(() => {
        this.#isBusy = false;
      });
  }

  /** New streams are checked as soon as they have settled, even if more streams keep coming. */
  #welcome(tiles: readonly AlignableTile[], nowMs: number): void {
    const newcomers = tiles.filter(({ stream }) => !this.#efforts.has(stream));
    for (const { stream } of newcomers) this.#efforts.set(stream, { moves: 0, againAtMs: 0 });
    const isPlanned = this.#dueAtMs > nowMs && this.#dueAtMs <= nowMs + SETTLED_AFTER_MS;
    if (newcomers.length > 0 && !isPlanned) this.#dueAtMs = nowMs + SETTLED_AFTER_MS;
  }

  /** @returns how many tiles were moved. */
  async #align(tiles: readonly AlignableTile[]): Promise<number> {
    const seen = await Promise.all(tiles.map(async (tile) => ({ tile, steady: await steadyOf(tile) })));
    const regular = seen.flatMap(({ tile, steady }) => (steady === null ? [] : [{ tile, steady }]));
    const phases = phasesFor(regular.map(({ steady }) => steady));
    const late = regular.flatMap((one, i) => {
      const phaseMs = phases[i] ?? null;
      return this.#mayMove(one.tile, phaseMs === null) && phaseMs !== null ? [{ ...one, phaseMs }] : [];
    });
    await Promise.all(late.map(({ tile, steady, phaseMs }) => bring(tile, steady.intervalMs, phaseMs)));
    return late.length;
  }

  /** Notes how a tile was found. @returns whether a tile that is out of step may be moved (again). */
  #mayMove({ stream }: AlignableTile, isInStep: boolean): boolean {
    const effort = this.#efforts.get(stream);
    if (effort === undefined) return false;
    if (isInStep) effort.moves = 0;
    const nowMs = performance.now();
    if (isInStep || nowMs < effort.againAtMs) return false;
    effort.moves += 1;
    if (effort.moves < MAX_MOVES) return true;
    effort.moves = 0;
    effort.againAtMs = nowMs + LET_BE_MS;
    return true;
  }
}

/**
 * Two pictures in a row show whether a video is regular at all: a video of 25 pictures a second on a screen of 60 Hz is
 * not.
 */
async function steadyOf({ video, fps }: AlignableTile): Promise<SteadyTile | null> {
  const intervalMs = nominalInterval(fps);
  if (intervalMs === null) return null;
  const first = await nextPicture(video);
  const second = first && (await nextPicture(video));
  if (!second) return null;
  return apart(second.shownAtMs, first.shownAtMs, intervalMs) < JITTER_MS ? { ...second, intervalMs } : null;
}

/** @returns null when no picture comes in time. */
function nextPicture(video: HTMLVideoElement): Promise<FrameTiming | null> {
  return new Promise((resolve) => {
    const callback = video.requestVideoFrameCallback((_now, { expectedDisplayTime, presentationTime, mediaTime }) => {
      clearTimeout(limit);
      const dueAtMs = performance.now() - (video.currentTime - mediaTime) * 1000;
      const refreshMs = Math.min(40, Math.max(4, expectedDisplayTime - presentationTime));
      resolve({ shownAtMs: expectedDisplayTime, dueAtMs, refreshMs });
    });
    const limit = setTimeout(() => {
      video.cancelVideoFrameCallback(callback);
      resolve(null);
    }, SIGHT_LIMIT_MS);
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Changes the speed for a while and ends the change when the pictures fall due in the given phase. */
async function bring({ video, lendSpeed }: AlignableTile, intervalMs: number, phaseMs: number): Promise<void> {
  const { buffered, currentTime } = video;
  const aheadSec = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1) - currentTime;
  const isSlower = aheadSec < SLOWER_BELOW_SEC;
  const giveBack = lendSpeed();
  try {
    video.playbackRate = isSlower ? 1 - SPEED_STEP : 1 + SPEED_STEP;
    await pause(CHANGE_MS);
    const sight = await nextPicture(video);
    if (!sight) return;
    // A slower video falls due later by the step's share of every moment, a faster one sooner.
    const wayMs = phaseOf(isSlower ? phaseMs - sight.dueAtMs : sight.dueAtMs - phaseMs, intervalMs);
    await pause(wayMs / SPEED_STEP);
  } finally {
    giveBack();
  }
}
