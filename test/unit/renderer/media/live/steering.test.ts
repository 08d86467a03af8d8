/** Twelve hours of a wall in a moment: media comes in batches, cameras' clocks are not ours, networks pause. */
import { describe, expect, it } from 'vitest';
import { steerPlayer, type Steered } from '../../../../../renderer/media/live/steering.ts';

const BATCH_MS = 333;
const TARGET_MS = 750;
/** The limits that the product promises. */
const LIVE_WITHIN_MS = 1_500;
const SETTLED_AFTER_SEC = 20;
const HOUR_SEC = 3_600;

interface Camera {
  /** By how much its clock runs faster than ours. */
  readonly drift: number;
  /** How much of the buffer is there when the picture first moves. */
  readonly startMs: number;
}

/** One tile: a `<video>` whose media keeps coming, looked at once a second as the pool does. */
class Tile {
  readonly #camera: Camera;
  readonly #video: Steered & { endSec: number };
  #nowMs = 0;
  #arrivedMs = 0;
  jumps = 0;
  starved = 0;
  /** Seconds at a speed that a viewer may notice. */
  hurriedSec = 0;

  constructor(camera: Camera) {
    this.#camera = camera;
    const video = {
      endSec: 10 + camera.startMs / 1_000,
      currentTime: 10,
      playbackRate: 1,
      buffered: { length: 1, start: () => Math.max(0, video.currentTime - 8), end: () => video.endSec },
    };
    this.#video = video;
  }

  /** A viewer's delay: the footage in the buffer, and the footage that came to the gateway since its last batch. */
  get behindMs(): number {
    return (this.#video.endSec - this.#video.currentTime) * 1_000 + (this.#nowMs - this.#arrivedMs);
  }

  /** A second goes by; `isPaused` means that the network brings nothing, and all of it when it is back. */
  second(isPaused: boolean): void {
    const before = this.#video.currentTime;
    this.#nowMs += 1_000;
    if (!isPaused) {
      const untilMs = Math.floor(this.#nowMs / BATCH_MS) * BATCH_MS;
      this.#video.endSec += ((untilMs - this.#arrivedMs) / 1_000) * (1 + this.#camera.drift);
      this.#arrivedMs = untilMs;
    }
    const wantedSec = before + this.#video.playbackRate;
    this.#video.currentTime = Math.min(wantedSec, this.#video.endSec);
    const isStuck = this.#video.currentTime === before;
    if (wantedSec > this.#video.endSec) this.starved++;
    const placeSec = this.#video.currentTime;
    steerPlayer(this.#video, TARGET_MS, isStuck);
    if (this.#video.currentTime !== placeSec) this.jumps++;
    if (this.#video.playbackRate !== 1) this.hurriedSec++;
  }
}

const CAMERAS: readonly Camera[] = [
  { drift: 0, startMs: 450 },
  { drift: 80e-6, startMs: 300 },
  { drift: -80e-6, startMs: 1_400 },
  { drift: 200e-6, startMs: 2_500 },
  { drift: -200e-6, startMs: 450 },
];

const wall = (): readonly Tile[] => CAMERAS.map((camera) => new Tile(camera));

describe('the live edge over hours', () => {
  // @promise failures.growing-latency: Latency does not grow: a player runs a little faster when it is behind, cuts
  // when it is far behind, and runs slower when its buffer is thin.
  // @promise failures.clocks-apart: Latency does not depend on the clocks of cameras, and a clock of the computer that
  // is off is reported before a signature fails.
  // @promise stream.live-edge: A live picture stays within a second and a half of its target for hours.
  it('a picture stays within a second and a half, never jumps and never runs dry on a calm network, whatever the clocks', () => {
    const tiles = wall();
    let worstMs = 0;
    for (let second = 0; second < 12 * HOUR_SEC; second++) {
      for (const tile of tiles) tile.second(false);
      if (second > SETTLED_AFTER_SEC) worstMs = Math.max(worstMs, ...tiles.map(({ behindMs }) => behindMs));
    }
    expect(worstMs).toBeLessThan(LIVE_WITHIN_MS);
    expect(tiles.map(({ jumps, starved }) => ({ jumps, starved }))).toEqual(
      CAMERAS.map(() => ({ jumps: 0, starved: 0 })),
    );
    // Of twelve hours, minutes are spent at another speed.
    for (const { hurriedSec } of tiles) expect(hurriedSec).toBeLessThan(0.01 * 12 * HOUR_SEC);
  });

  // @promise failures.growing-latency
  it('the live edge over hours is back at the edge soon after every pause of the network, and does not drift from pause to pause', () => {
    const tiles = wall();
    let sincePause = 0;
    let worstMs = 0;
    for (let second = 0; second < 4 * HOUR_SEC; second++) {
      // Every other minute the network pauses for one to nine seconds.
      const isPaused = second % 120 < 1 + (Math.floor(second / 120) % 9);
      sincePause = isPaused ? 0 : sincePause + 1;
      for (const tile of tiles) tile.second(isPaused);
      if (sincePause > 40) worstMs = Math.max(worstMs, ...tiles.map(({ behindMs }) => behindMs));
    }
    expect(worstMs).toBeLessThan(LIVE_WITHIN_MS);
  });

  it('a picture is cut to the live edge after sleep, and is not played faster for minutes', () => {
    const [tile] = wall();
    if (!tile) throw new Error('no tile');
    for (let second = 0; second < 60; second++) tile.second(false);
    for (let second = 0; second < 600; second++) tile.second(true);
    for (let second = 0; second < 3; second++) tile.second(false);
    expect(tile.behindMs).toBeLessThan(LIVE_WITHIN_MS);
    expect(tile.jumps).toBe(1);
  });
});
