import { describe, expect, it } from 'vitest';
import {
  judge,
  pictureLack,
  type Evidence,
  type PlayerState,
} from '../../../../../renderer/media/live/player-state.ts';
import { retryDelayMs, slowRetryMs } from '../../../../../renderer/media/live/retry-schedule.ts';
import { chooseProfile } from '../../../../../renderer/media/live/stream-profile.ts';
import { wire } from '../player-harness.ts';

const NOW = 1_000_000;
const PLAYING: PlayerState = { phase: 'playing', sinceMs: 0 };
const evidence = (change: Partial<Evidence>): Evidence => ({
  nowMs: NOW,
  lastFrameAtMs: NOW,
  receivedAtMs: NOW,
  latencyMs: 600,
  feed: { phase: 'flowing', sinceMs: 0, codec: null },
  feedChangedAtMs: 0,
  ...change,
});
const lost = (attempt: number): Evidence['feed'] => ({
  phase: 'reconnecting',
  attempt,
  nextAtMs: NOW + 4_000,
  isTrying: false,
  lastDataAtMs: null,
  error: wire('network.reset', true),
});

describe('judging a picture', () => {
  // @promise failures.selectors: A state is the same object while nothing changes, and a tile is published four times a
  // second at most.
  it('the state is the same object while nothing changes', () => {
    expect(judge(PLAYING, evidence({}))).toBe(PLAYING);
  });

  it.each([
    [2_900, 'playing'],
    [3_100, 'stalled'],
    [6_900, 'stalled'],
    [7_000, 'frozen'],
  ])('a picture after %i ms of silence is judged as %s', (silenceMs, phase) => {
    expect(judge(PLAYING, evidence({ lastFrameAtMs: NOW - silenceMs })).phase).toBe(phase);
  });

  it('the moment of freezing stays, so that the rebuild comes', () => {
    const frozen = judge(PLAYING, evidence({ lastFrameAtMs: NOW - 7_000 }));
    expect(judge(frozen, evidence({ nowMs: NOW + 2_000, lastFrameAtMs: NOW - 7_000 }))).toBe(frozen);
    expect(frozen).toMatchObject({ rebuildAtMs: NOW + 3_000 });
  });

  // @promise failures.slow-transport: A tile reads "delayed" from 3 s on over every transport, and the faster transport
  // is tried beside it until it delivers a picture.
  it('a picture is delayed from three seconds on, whatever its transport, and punctual again below two and a half', () => {
    expect(judge(PLAYING, evidence({ latencyMs: 3_000 })).phase).toBe('playing');
    const delayed = judge(PLAYING, evidence({ latencyMs: 3_001 }));
    expect(delayed.phase).toBe('delayed');
    expect(judge(delayed, evidence({ latencyMs: 2_700 }))).toBe(delayed);
    expect(judge(delayed, evidence({ latencyMs: 2_500 })).phase).toBe('playing');
  });

  it('a loss that the buffer bridges is not reported, and a longer loss is', () => {
    expect(judge(PLAYING, evidence({ feed: lost(1), lastFrameAtMs: NOW - 500 })).phase).toBe('playing');
    expect(judge(PLAYING, evidence({ feed: lost(2), lastFrameAtMs: NOW - 2_000 }))).toMatchObject({
      phase: 'reconnecting',
      attempt: 2,
      nextAtMs: NOW + 4_000,
    });
  });

  // @promise tile.last-picture: The last picture of a lost stream has the time at which it was received.
  it('the state reports when the last frame was received, not when it was shown', () => {
    const silent = { lastFrameAtMs: NOW - 8_000, receivedAtMs: NOW - 12_000 };
    expect(judge(PLAYING, evidence(silent))).toMatchObject({ phase: 'frozen', lastFrameAtMs: NOW - 12_000 });
    expect(judge(PLAYING, evidence({ ...silent, feed: lost(1) }))).toMatchObject({
      phase: 'reconnecting',
      lastFrameAtMs: NOW - 12_000,
    });
  });

  it('a source that flows again has time to move the picture before the picture counts as frozen', () => {
    const before = judge(PLAYING, evidence({ feed: lost(2), lastFrameAtMs: NOW - 9_000 }));
    const again = evidence({ lastFrameAtMs: NOW - 9_000, feedChangedAtMs: NOW - 1_000 });
    expect(judge(before, again)).toMatchObject({ phase: 'reconnecting', isTrying: true, nextAtMs: NOW + 7_000 });
    expect(judge(before, { ...again, feedChangedAtMs: NOW - 6_000 }).phase).toBe('frozen');
  });
});

describe('trying again', () => {
  it('the player waits longer before each try, never over a quarter of a minute, and many tiles are spread', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => retryDelayMs(attempt, 0.5));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 12_000, 12_000, 12_000]);
    expect(retryDelayMs(7, 0)).toBe(10_800);
    expect(retryDelayMs(7, 1)).toBe(13_200);
  });

  it('the player tries again by itself only where something outside can change', () => {
    expect(slowRetryMs(wire('device.offline', false))).toBe(60_000);
    expect(slowRetryMs(wire('cloud.arrears', false))).toBe(60_000);
    expect(slowRetryMs(wire('cloud.not-supported', false))).toBeNull();
    expect(slowRetryMs(wire('auth.rejected-key', false))).toBeNull();
    expect(slowRetryMs(wire('media.unsupported-codec', false))).toBeNull();
  });
});

describe('the lack of a picture', () => {
  const at = { sinceMs: NOW, lastFrameAtMs: NOW };
  const error = wire('network.reset', true);

  it.each<PlayerState>([
    PLAYING,
    { phase: 'delayed', sinceMs: NOW },
    { phase: 'stalled', ...at },
    { phase: 'frozen', rebuildAtMs: NOW, ...at },
  ])('a player that is $phase shows a picture', (state) => {
    expect(pictureLack(state)).toBeNull();
  });

  it('a place without a player, and one whose player opens, wait for a picture', () => {
    expect(pictureLack(undefined)).toEqual({ kind: 'opening' });
    expect(pictureLack({ phase: 'idle' })).toEqual({ kind: 'opening' });
    expect(pictureLack({ phase: 'opening', attempt: 1, sinceMs: NOW })).toEqual({ kind: 'opening' });
  });

  it('the lack of a picture names a parked player, and a failed player with its failure', () => {
    expect(pictureLack({ phase: 'parked', sinceMs: NOW })).toEqual({ kind: 'parked' });
    expect(pictureLack({ phase: 'failed', retryAtMs: null, error, ...at })).toEqual({ kind: 'failed', error });
  });
});

describe('main or sub stream', () => {
  const tile = (widthPx: number, heightPx: number, isMaximised = false) => ({ widthPx, heightPx, isMaximised });

  it('a tile uses the main stream above 960×540 device pixels and when it is maximised', () => {
    expect(chooseProfile(tile(960, 540), null)).toBe('sub');
    expect(chooseProfile(tile(1280, 720), null)).toBe('main');
    expect(chooseProfile(tile(400, 225, true), 'sub')).toBe('main');
  });

  it('a tile uses the stream that the operator chose, whatever its size', () => {
    expect(chooseProfile({ ...tile(400, 225), choice: 'main' }, 'sub')).toBe('main');
    expect(chooseProfile({ ...tile(1280, 720, true), choice: 'sub' }, 'main')).toBe('sub');
    expect(chooseProfile({ ...tile(1280, 720), choice: null }, null)).toBe('main');
  });

  // @promise stream.no-flip: A tile takes main or sub stream by its pixels, and does not flip between them.
  it('a tile that moves around the limit does not flip between streams', () => {
    expect(chooseProfile(tile(1000, 562), 'sub')).toBe('sub');
    expect(chooseProfile(tile(1000, 562), 'main')).toBe('main');
    expect(chooseProfile(tile(920, 517), 'main')).toBe('main');
    expect(chooseProfile(tile(800, 450), 'main')).toBe('sub');
  });
});
