// @vitest-environment jsdom
/** A device whose cloud has footage from a later moment on than the one that was asked for: clock, player and engine together. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PlaybackClock } from '../../../../../renderer/media/playback/clock/playback-clock.ts';
import { createPastEngine } from '../../../../../renderer/media/playback/engines/create-past-engine.ts';
import { FROM, HOUR, openPlayerBench, ticketOf, type PlayerBench } from './player-bench.ts';

// jsdom plays nothing.
vi.mock('mpegts.js', () => {
  const idle = { on: () => {}, attachMediaElement: () => {}, load: () => {}, destroy: () => {} };
  return { default: { LoggingControl: {}, Events: {}, createPlayer: () => idle } };
});

const TICK_MS = 250;
const RANGE = { fromMs: FROM, toMs: FROM + 24 * HOUR };
const ASKED = FROM + HOUR;
const BEGIN = FROM + 2 * HOUR;
/** So much of the device's footage has come, in seconds. */
const LOADED_SEC = 30;

let bench: PlayerBench;
let video: HTMLVideoElement;
let clock: PlaybackClock;

/** An element with the first seconds of a device. */
function loadedVideo(): HTMLVideoElement {
  const element = document.createElement('video');
  let isPaused = true;
  Object.defineProperties(element, {
    paused: { get: () => isPaused },
    readyState: { value: element.HAVE_ENOUGH_DATA },
    currentTime: { value: 0, writable: true },
    buffered: { value: { length: 1, start: () => 0, end: () => LOADED_SEC } },
  });
  element.load = () => undefined;
  element.pause = () => void (isPaused = true);
  element.play = () => {
    isPaused = false;
    return Promise.resolve();
  };
  return element;
}

beforeEach(async () => {
  vi.useFakeTimers({ now: FROM + 100 * 24 * HOUR });
  video = loadedVideo();
  bench = openPlayerBench(() => RANGE, { video, createEngine: createPastEngine });
  clock = new PlaybackClock({ range: RANGE, atMs: ASKED });
  clock.add('late', bench.player);
  const { kind } = await bench.answer(ticketOf('p1', BEGIN, { transport: 'flv', control: { speeds: [1, 2] } }));
  expect(kind).toBe('open');
});

afterEach(() => {
  bench.player.dispose();
  vi.useRealTimers();
});

/** Time passes, tick by tick. @param look is called behind each tick. */
function pass(ms: number, look: () => void = () => undefined): void {
  for (let passedMs = 0; passedMs < ms; passedMs += TICK_MS) {
    vi.advanceTimersByTime(TICK_MS);
    if (!video.paused) video.currentTime += TICK_MS / 1_000;
    bench.player.tick(Date.now());
    clock.tick(performance.now());
    look();
  }
}

it('a paused moment before the footage of a device shows none until its begin, and the device is asked once', () => {
  for (const atMs of [ASKED, ASKED + HOUR / 2, BEGIN - 60_000]) {
    clock.seek(atMs);
    pass(30_000);
    expect(bench.player.state).toEqual({ phase: 'gap', untilMs: BEGIN });
    expect(bench.player.atMs).toBeNull();
    expect(clock.standingOf('late')?.footage).toEqual({ kind: 'none', untilMs: BEGIN });
    expect(clock.state).toMatchObject({ atMs, waitingFor: [] });
  }
  expect(bench.questions).toEqual([]);
  expect(bench.closed).toEqual([]);
  // What it sends meanwhile fills no memory.
  expect(bench.steered).toEqual([{ kind: 'pause' }]);
});

it('the clock runs through the time before the footage of a device, whose pictures begin in time, and the device is asked once', () => {
  const beginMs = BEGIN - 15_000;
  clock.seek(beginMs);
  clock.play();
  pass(15_000, () => {
    expect(clock.state.waitingFor).toEqual([]);
    if (clock.state.atMs < BEGIN) expect(video.paused).toBe(true);
  });
  pass(5_000, () => expect(clock.state.waitingFor).toEqual([]));
  // The first tick of a clock moves nothing.
  expect(clock.state.atMs).toBe(beginMs + 20_000 - TICK_MS);
  expect(bench.player.state).toEqual({ phase: 'playing' });
  expect(Math.abs((bench.player.atMs ?? 0) - clock.state.atMs)).toBeLessThanOrEqual(TICK_MS);
  expect(bench.questions).toEqual([]);
  expect(bench.closed).toEqual([]);
});
