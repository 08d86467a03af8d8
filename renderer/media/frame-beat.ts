/**
 * Lets the pictures of all tiles change in the same refresh of the screen. Chromium gives a video of 15 pictures a second
 * every second of 30 refreshes and keeps to that choice; which one, chance decides when the video starts. Tiles that do
 * not agree make the window compose twice as often, and composing costs as much as decoding. A tile that is out of step
 * has one picture stay a refresh longer, which nobody sees; then it keeps step by itself.
 */

export interface BeatTile {
  readonly video: HTMLVideoElement;
  /** Pictures per second, as measured. */
  readonly fps: number;
}

/** One picture of a video, as the compositor told it. Times are of `performance.now()`. */
export interface Sight {
  /** When the picture is seen. */
  readonly shownAtMs: number;
  /** Time between two refreshes of the screen. */
  readonly refreshMs: number;
}

/** A tile that keeps a regular beat. */
export interface Steady extends Sight {
  /** Time between two of its pictures. */
  readonly intervalMs: number;
}

const RATES: readonly number[] = [10, 12, 12.5, 15, 20, 24, 25, 30, 50, 60];
const RATE_TOLERANCE = 0.06;
/** Two pictures may be seen this much off the beat and still be on it. */
const JITTER_MS = 3;
const LOOK_AGAIN_MS = 2_000;
const LOOK_EVERY_MS = 10_000;
/** Tries in a row that may leave tiles out of step before it is left alone for a while. */
const MAX_TRIES = 4;
const GIVE_UP_MS = 60_000;
const SIGHT_LIMIT_MS = 500;
const MAX_TIMER_TRIES = 3;

/** The camera's own rate behind a measured one, or null for a rate that is none. */
export function nominalInterval(fps: number): number | null {
  const off = (rate: number): number => Math.abs(fps / rate - 1);
  const nearest = RATES.reduce((best, rate) => (off(rate) < off(best) ? rate : best));
  return off(nearest) < RATE_TOLERANCE ? 1000 / nearest : null;
}

/** Distance of two phases on a circle of `intervalMs`. */
function apart(a: number, b: number, intervalMs: number): number {
  const turn = (((a - b) % intervalMs) + intervalMs) % intervalMs;
  return Math.min(turn, intervalMs - turn);
}

/**
 * By how much each tile must be late once to be in step with most tiles of its rate.
 *
 * @returns milliseconds, 0 for a tile that is in step, in the order of `tiles`.
 */
export function delaysOf(tiles: readonly Steady[]): readonly number[] {
  return tiles.map((tile) => {
    const { intervalMs, refreshMs } = tile;
    const alike = tiles.filter((other) => Math.abs(other.intervalMs - intervalMs) < 0.01);
    const near = (a: Steady, b: Steady): boolean => apart(a.shownAtMs, b.shownAtMs, intervalMs) < refreshMs / 2;
    const company = (one: Steady): number => alike.filter((other) => near(one, other)).length;
    const most = Math.max(...alike.map(company));
    // The first of the largest company: every tile finds the same one.
    const leader = alike.find((one) => company(one) === most) ?? tile;
    if (near(tile, leader)) return 0;
    return (((leader.shownAtMs - tile.shownAtMs) % intervalMs) + intervalMs) % intervalMs;
  });
}

export class FrameBeat {
  #dueAtMs = 0;
  #isBusy = false;
  #tries = 0;

  /** Called about once a second with the videos that play at their own speed and can be seen. Returns at once. */
  look(tiles: readonly BeatTile[], nowMs: number): void {
    if (this.#isBusy || tiles.length < 2 || (nowMs < this.#dueAtMs && this.#dueAtMs - nowMs <= GIVE_UP_MS)) return;
    this.#isBusy = true;
    void this.#align(tiles)
      .then((moved) => {
        this.#tries = moved > 0 ? this.#tries + 1 : 0;
        this.#dueAtMs = Date.now() + (moved === 0 ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
        if (this.#tries < MAX_TRIES) return;
        this.#tries = 0;
        this.#dueAtMs = Date.now() + GIVE_UP_MS;
      })
      .finally(() => {
        this.#isBusy = false;
      });
  }

  /** @returns how many tiles were out of step. */
  async #align(tiles: readonly BeatTile[]): Promise<number> {
    const seen = await Promise.all(tiles.map(async (tile) => ({ tile, steady: await steadyOf(tile) })));
    const regular = seen.flatMap(({ tile, steady }) => (steady === null ? [] : [{ video: tile.video, steady }]));
    const delays = delaysOf(regular.map(({ steady }) => steady));
    const late = regular.flatMap((one, i) => {
      const delayMs = delays[i] ?? 0;
      return delayMs > 0 ? [{ ...one, delayMs }] : [];
    });
    await Promise.all(late.map(({ video, steady, delayMs }) => hold(video, steady, delayMs)));
    return late.length;
  }
}

/** Two pictures in a row tell whether the video keeps a beat at all: one of 25 a second on a screen of 60 does not. */
async function steadyOf({ video, fps }: BeatTile): Promise<Steady | null> {
  const intervalMs = nominalInterval(fps);
  if (intervalMs === null) return null;
  const first = await nextPicture(video);
  const second = first && (await nextPicture(video));
  if (!second) return null;
  return apart(second.shownAtMs, first.shownAtMs, intervalMs) < JITTER_MS ? { ...second, intervalMs } : null;
}

/** @returns null when no picture comes in time. */
function nextPicture(video: HTMLVideoElement): Promise<Sight | null> {
  return new Promise((resolve) => {
    const callback = video.requestVideoFrameCallback((_now, { expectedDisplayTime, presentationTime }) => {
      clearTimeout(limit);
      const refreshMs = Math.min(40, Math.max(4, expectedDisplayTime - presentationTime));
      resolve({ shownAtMs: expectedDisplayTime, refreshMs });
    });
    const limit = setTimeout(() => {
      video.cancelVideoFrameCallback(callback);
      resolve(null);
    }, SIGHT_LIMIT_MS);
  });
}

/** Pauses at a picture and plays on so that the next one is `delayMs` later than its beat. */
async function hold(video: HTMLVideoElement, { refreshMs, intervalMs }: Steady, delayMs: number): Promise<void> {
  const { src } = video;
  const sight = await nextPicture(video);
  if (!sight || video.src !== src || video.paused) return;
  video.pause();
  // A refresh is asked for one ahead of when it is seen, so this lies in the middle before the one that is meant.
  let atMs = sight.shownAtMs + intervalMs + delayMs - 1.5 * refreshMs;
  for (let i = 0; i < MAX_TIMER_TRIES; i++) {
    while (atMs < performance.now()) atMs += intervalMs;
    await new Promise((resolve) => setTimeout(resolve, atMs - performance.now()));
    if (performance.now() < atMs + refreshMs / 3) break;
  }
  // The element may serve another stream by now, or none.
  if (video.src === src && video.paused && video.isConnected) video.play().catch(() => undefined);
}
