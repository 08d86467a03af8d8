/** Cameras on one clock at rates at which key pictures only show. Times are exact: nothing here waits. */
import { describe, expect, it } from 'vitest';
import { errorOf, FROM, MINUTE, passTime, PICTURE_MS, SECOND, TICK_MS, wall } from './simulated-player.ts';

describe('key pictures only', () => {
  const second = { fromMs: FROM + 10 * MINUTE, toMs: FROM + 20 * MINUTE };
  const first = { fromMs: FROM + 4 * MINUTE, toMs: FROM + 5 * MINUTE };
  /** A camera plays all pictures up to four times. */
  const CAMERA = { footage: [first, second], keysAbove: 4 };

  it('backwards and above four times a player gets every moment, and is sought when all pictures show again', () => {
    const { clock, players } = wall([CAMERA]);
    const [player] = players;
    clock.seek(second.fromMs + MINUTE);
    clock.setRate(16);
    clock.play();
    passTime(clock, players, 10 * SECOND);
    expect(clock.state.atMs).toBeGreaterThan(second.fromMs + 3 * MINUTE);
    expect(player?.keyMoments.at(-1)).toBe(clock.state.atMs);
    expect(player?.seeks).toEqual([]);
    const turnedAtMs = clock.state.atMs;
    clock.setRate(-8);
    passTime(clock, players, 10 * SECOND);
    expect(turnedAtMs - clock.state.atMs).toBe(80 * SECOND);
    expect(player?.keyMoments.at(-1)).toBe(clock.state.atMs);
    clock.setRate(1);
    passTime(clock, players, SECOND);
    expect(player?.keyMoments).toEqual([]);
    expect(player?.seeks).toHaveLength(1);
    expect(errorOf(clock, 0)).toBeLessThan(PICTURE_MS);
  });

  it('a picture that stands still is the picture of its moment, not a key picture', () => {
    const { clock, players } = wall([CAMERA]);
    clock.seek(second.fromMs + MINUTE);
    clock.setRate(-16);
    clock.play();
    passTime(clock, players, SECOND);
    expect(players[0]?.keyMoments.length).toBeGreaterThan(0);
    clock.pause();
    passTime(clock, players, SECOND);
    expect(players[0]?.keyMoments).toEqual([]);
    expect(players[0]?.seeks).toEqual([clock.state.atMs]);
  });

  it('the clock waits for a key picture that loads, if all wait', () => {
    const { clock, players } = wall([CAMERA, CAMERA]);
    const [late] = players;
    if (late === undefined) throw new Error('there is a camera');
    clock.seek(second.fromMs + MINUTE);
    clock.setRate(16);
    clock.play();
    passTime(clock, players, SECOND);
    late.isKeyAwaited = true;
    passTime(clock, players, SECOND);
    const { atMs, waitingFor } = clock.state;
    expect(waitingFor).toEqual(['c0']);
    passTime(clock, players, SECOND);
    expect(clock.state.atMs).toBe(atMs);
    clock.waitRule = 'nobody';
    passTime(clock, players, SECOND);
    expect(clock.state.atMs).toBeGreaterThan(atMs);
  });

  it('backwards the clock skips a gap to the end of the footage before, and stops where none is known before', () => {
    for (const skips of [false, true]) {
      const { clock, players } = wall([CAMERA]);
      clock.skipsGaps = skips;
      clock.seek(second.fromMs + 10 * SECOND);
      clock.setRate(-16);
      clock.play();
      passTime(clock, players, 2 * SECOND);
      const isInGap = clock.state.atMs >= first.toMs && clock.state.atMs < second.fromMs;
      expect(isInGap).toBe(!skips);
      if (skips) expect(clock.state.atMs).toBeLessThan(first.toMs);
      passTime(clock, players, MINUTE);
      expect(clock.state).toMatchObject({ isPlaying: false, hasEnded: true, atMs: first.fromMs });
    }
  });

  it('at 16 times the clock stops behind the last footage, and at normal speed it runs further', () => {
    const { clock, players } = wall([CAMERA]);
    clock.seek(second.toMs - 10 * SECOND);
    clock.setRate(16);
    clock.play();
    passTime(clock, players, 10 * SECOND);
    expect(clock.state).toMatchObject({ isPlaying: false, hasEnded: true, atMs: second.toMs - 1 });
    clock.setRate(1);
    clock.play();
    passTime(clock, players, 10 * SECOND);
    expect(clock.state.atMs).toBeGreaterThan(second.toMs);
  });

  it('backwards the clock stops at the begin of its range, and a loop restarts at B', () => {
    const { clock, players } = wall([{ keysAbove: 4 }]);
    clock.seek(FROM + MINUTE);
    clock.setRate(-16);
    clock.loop = { fromMs: FROM + 50 * SECOND, toMs: FROM + 2 * MINUTE };
    clock.play();
    passTime(clock, players, 2 * SECOND);
    expect(clock.state.atMs).toBeGreaterThan(FROM + MINUTE);
    clock.loop = null;
    passTime(clock, players, MINUTE);
    expect(clock.state).toMatchObject({ isPlaying: false, hasEnded: true, atMs: FROM });
    expect(clock.rates).toContain(-16);
  });

  it('an unsynced camera shows all pictures of the moment at which it left the clock', () => {
    const { clock, players } = wall([CAMERA]);
    clock.seek(second.fromMs + MINUTE);
    clock.setRate(16);
    clock.play();
    passTime(clock, players, SECOND);
    clock.setSynced('c0', false);
    passTime(clock, players, TICK_MS);
    expect(players[0]?.keyMoments).toEqual([]);
    expect(players[0]?.seeks).toHaveLength(1);
  });
});
