/** Cameras on one clock: who is corrected how, who waits for whom, and gaps. Times are exact: nothing here waits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  correctionFor,
  LEAST_ERROR_MS,
  seekAboveMs,
} from '../../../../../../renderer/media/playback/clock/clock-correction.ts';
import { MOST_CAMERAS, type PlaybackClock } from '../../../../../../renderer/media/playback/clock/playback-clock.ts';
import { RATES } from '../../../../../../renderer/media/playback/clock/rates.ts';
import {
  errorOf,
  FROM,
  MINUTE,
  passTime,
  PICTURE_MS,
  RANGE,
  SECOND,
  SimulatedPlayer,
  TICK_MS,
  wall,
} from './simulated-player.ts';

describe('corrections', () => {
  // @promise playback.clock-error: Up to 16 cameras follow one clock. An error below 25 ms is left alone, a larger one
  // is ended by up to 8 % more or less speed, and one of 500 ms or more by a seek.
  it('below 25 ms nothing is done, then the rate changes by at most 8 %, then a seek is ordered', () => {
    expect(correctionFor(24, 1)).toEqual({ kind: 'rate', rate: 1 });
    expect(correctionFor(-24, 1)).toEqual({ kind: 'rate', rate: 1 });
    expect(correctionFor(-400, 1)).toEqual({ kind: 'rate', rate: 1.08 });
    expect(correctionFor(400, 1)).toEqual({ kind: 'rate', rate: 0.92 });
    expect(correctionFor(500, 1)).toEqual({ kind: 'seek' });
    fc.assert(
      fc.property(fc.double({ min: -5_000, max: 5_000, noNaN: true }), fc.constantFrom(...RATES), (errorMs, rate) => {
        const correction = correctionFor(errorMs, rate);
        expect(correction.kind === 'seek').toBe(Math.abs(errorMs) >= seekAboveMs(rate));
        if (correction.kind === 'rate') expect(Math.abs(correction.rate / rate - 1)).toBeLessThanOrEqual(0.08 + 1e-9);
      }),
    );
  });

  it('in whatever order errors come, each camera is back within a picture, and small errors cost no seek', () => {
    const disturbances = fc.array(
      fc.record({ camera: fc.nat(3), byMs: fc.integer({ min: -499, max: 499 }), afterTicks: fc.nat(40) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        disturbances,
        fc.array(fc.double({ min: 0.999, max: 1.001, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (errors, drifts) => {
          const { clock, players } = wall(drifts.map((drift) => ({ drift })));
          clock.play();
          passTime(clock, players, 2 * SECOND);
          const before = players.map(({ seeks }) => seeks.length);
          let mayBeSought = false;
          for (const { camera, byMs, afterTicks } of errors) {
            players[camera]?.disturb(byMs);
            const errorMs = Math.abs((players[camera]?.atMs ?? 0) - clock.state.atMs);
            mayBeSought ||= errorMs >= seekAboveMs(1) - PICTURE_MS;
            passTime(clock, players, afterTicks * TICK_MS);
          }
          passTime(clock, players, 20 * SECOND);
          for (const i of players.keys()) expect(errorOf(clock, i)).toBeLessThan(PICTURE_MS);
          if (!mayBeSought) expect(players.map(({ seeks }) => seeks.length)).toEqual(before);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a camera is brought back at every rate', () => {
    for (const rate of RATES) {
      const { clock, players } = wall([{}, {}]);
      clock.setRate(rate);
      clock.play();
      passTime(clock, players, SECOND);
      players[1]?.disturb(-300);
      passTime(clock, players, 30 * SECOND);
      expect(errorOf(clock, 1)).toBeLessThan(LEAST_ERROR_MS * Math.max(1, rate));
    }
  });

  it('a camera that stays late in spite of seeks is sought less and less often', () => {
    const { clock, players } = wall([{}, { drift: 0.5 }]);
    clock.play();
    passTime(clock, players, 10 * SECOND);
    const early = players[1]?.seeks.length ?? 0;
    passTime(clock, players, 5 * MINUTE);
    expect((players[1]?.seeks.length ?? 0) - early).toBeLessThan(15);
  });

  it('pictures that stand still are put right by one seek each', () => {
    const { clock, players } = wall([{}, {}]);
    passTime(clock, players, SECOND);
    clock.seek(FROM + MINUTE);
    passTime(clock, players, 5 * SECOND);
    expect(players.map(({ seeks }) => seeks)).toEqual([
      [FROM, FROM + MINUTE],
      [FROM, FROM + MINUTE],
    ]);
    expect(players.map(({ isMoving }) => isMoving)).toEqual([false, false]);
  });
});

describe('waiting', () => {
  // @promise playback.clock-waits: All cameras wait for a late one, or none does.
  it('all wait for a late camera, and begin together at the same moment', () => {
    const { clock, players } = wall([{}, { loadingMs: [3_100] }]);
    clock.play();
    passTime(clock, players, 2 * SECOND);
    expect(clock.state).toMatchObject({ atMs: FROM, isPlaying: true, waitingFor: ['c1'] });
    expect(players.map(({ isMoving }) => isMoving)).toEqual([false, false]);
    passTime(clock, players, 4 * SECOND);
    expect(clock.state.waitingFor).toEqual([]);
    expect(clock.state.atMs).toBeGreaterThan(FROM + 2 * SECOND);
    expect(players.every(({ isMoving }) => isMoving)).toBe(true);
    expect(Math.max(errorOf(clock, 0), errorOf(clock, 1))).toBeLessThan(LEAST_ERROR_MS);
  });

  // @promise playback.clock-waits
  it('no camera waits when the operator switched that off, and the late camera follows by a seek', () => {
    const { clock, players } = wall([{}, { loadingMs: [3_000, 0] }]);
    clock.waitRule = 'nobody';
    clock.play();
    passTime(clock, players, 10 * SECOND);
    expect(clock.state.atMs).toBeGreaterThanOrEqual(FROM + 9 * SECOND);
    expect(players[1]?.seeks.length).toBeGreaterThan(1);
    expect(errorOf(clock, 1)).toBeLessThan(PICTURE_MS);
  });

  it('a camera that is alone is waited for under both rules', () => {
    const { clock, players } = wall([{ loadingMs: [3_000] }]);
    clock.waitRule = 'nobody';
    clock.play();
    passTime(clock, players, 2 * SECOND);
    expect(clock.state.atMs).toBe(FROM);
  });

  it('a camera that cannot show its footage is asked again once the clock is behind that footage', () => {
    const { clock, players } = wall([{}, {}]);
    const [blind] = players;
    if (blind === undefined) throw new Error('there is a first camera');
    clock.play();
    passTime(clock, players, 2 * SECOND);
    blind.hasFailed = true;
    blind.againAtMs = FROM + 6 * SECOND;
    const before = blind.seeks.length;
    passTime(clock, players, 3 * SECOND);
    expect(blind.seeks).toHaveLength(before);
    expect(clock.state.waitingFor).toEqual([]);
    passTime(clock, players, 1.5 * SECOND);
    expect(blind.seeks.length).toBeGreaterThan(before);
    expect(blind.seeks[before]).toBeGreaterThanOrEqual(FROM + 6 * SECOND);
  });

  it('a wait ends when the camera fails, has no footage, is removed, is not synced, or loads for too long', () => {
    const ends: ((clock: PlaybackClock, player: SimulatedPlayer) => void)[] = [
      (_, player) => (player.hasFailed = true),
      (clock) => clock.remove('c1'),
      (clock) => clock.setSynced('c1', false),
      () => undefined,
    ];
    for (const end of ends) {
      const { clock, players } = wall([{}, {}]);
      const late = players[1];
      if (late === undefined) throw new Error('there is a second camera');
      late.isStuck = true;
      clock.play();
      passTime(clock, players, 5 * SECOND);
      expect(clock.state.atMs).toBe(FROM);
      end(clock, late);
      passTime(clock, players, 15 * SECOND);
      expect(clock.state.atMs).toBeGreaterThan(FROM + SECOND);
    }
  });

  it('the clock reaches the end of its range whatever becomes of the cameras', () => {
    const camera = fc.record({
      gapFromMin: fc.integer({ min: 0, max: 60 }),
      gapMin: fc.integer({ min: 1, max: 60 }),
      loadingMs: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 3 }),
      failsAfterMin: fc.integer({ min: 0, max: 120 }),
      sticksAfterMin: fc.integer({ min: 0, max: 120 }),
    });
    const cameras = fc.array(camera, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(cameras, fc.constantFrom('all' as const, 'nobody' as const), (plans, rule) => {
        const { clock, players } = wall(
          plans.map(({ gapFromMin, gapMin, loadingMs }) => ({
            loadingMs,
            footage: [
              { fromMs: FROM, toMs: FROM + gapFromMin * MINUTE },
              { fromMs: FROM + (gapFromMin + gapMin) * MINUTE, toMs: RANGE.toMs },
            ].filter(({ fromMs, toMs }) => toMs > fromMs),
          })),
        );
        clock.waitRule = rule;
        clock.setRate(4);
        clock.play();
        for (let minute = 0; minute < 30 && clock.state.isPlaying; minute += 1) {
          for (const [i, player] of players.entries()) {
            player.hasFailed ||= (plans[i]?.failsAfterMin ?? 0) <= minute;
            player.isStuck ||= (plans[i]?.sticksAfterMin ?? 0) <= minute;
          }
          passTime(clock, players, MINUTE);
        }
        expect(clock.state).toMatchObject({ hasEnded: true, isPlaying: false, atMs: RANGE.toMs });
      }),
      { numRuns: 40 },
    );
  });
});

describe('gaps', () => {
  const second = { fromMs: FROM + 20 * SECOND, toMs: RANGE.toMs };
  const first = { fromMs: FROM, toMs: FROM + 5 * SECOND };

  // @promise playback.gap-holds-nobody: A camera without footage at a moment shows none and holds no other camera; a
  // gap of all cameras can be skipped.
  it('a camera without footage shows the end of its gap, has no picture, and delays nobody', () => {
    const { clock, players } = wall([{}, { footage: [first, second], loadingMs: [500] }]);
    clock.play();
    passTime(clock, players, 10 * SECOND);
    expect(clock.standingOf('c1')?.footage).toEqual({ kind: 'none', untilMs: second.fromMs });
    expect(players.map(({ isMoving }) => isMoving)).toEqual([true, false]);
    expect(clock.state.waitingFor).toEqual([]);
    let held = 0;
    passTime(clock, players, 20 * SECOND, () => (held += clock.state.waitingFor.length));
    expect(held).toBe(0);
    expect(players[1]?.isMoving).toBe(true);
    expect(errorOf(clock, 1)).toBeLessThan(PICTURE_MS);
  });

  // @promise playback.gap-holds-nobody
  it('gaps are skipped to the next moment at which any synced camera has footage', () => {
    const earlier = { fromMs: FROM + 15 * SECOND, toMs: FROM + 16 * SECOND };
    const { clock, players } = wall([
      { footage: [first, second] },
      { footage: [earlier] },
      { footage: [{ fromMs: FROM + 10 * SECOND, toMs: RANGE.toMs }] },
    ]);
    clock.setSynced('c2', false);
    passTime(clock, players, SECOND);
    expect(clock.skipGap()).toBe(false);
    clock.seek(FROM + 6 * SECOND);
    expect(clock.skipGap()).toBe(true);
    expect(clock.state.atMs).toBe(earlier.fromMs);
    clock.seek(FROM + 6 * SECOND);
    clock.skipsGaps = true;
    clock.play();
    passTime(clock, players, 5 * SECOND);
    expect(clock.state.atMs).toBeGreaterThan(second.fromMs);
  });

  it('an offset shifts the pictures of a camera, and its gaps', () => {
    const { clock, players } = wall([{}, { footage: [second] }]);
    clock.setOffset('c1', 20 * SECOND);
    expect(clock.standingOf('c1')).toMatchObject({ offsetMs: 20 * SECOND, footage: { kind: 'footage' } });
    passTime(clock, players, SECOND);
    expect(players.map(({ atMs }) => atMs)).toEqual([FROM, second.fromMs]);
    clock.setOffset('c1', 15 * SECOND);
    expect(clock.standingOf('c1')?.footage).toEqual({ kind: 'none', untilMs: FROM + 5 * SECOND });
    clock.setOffset('c1', null);
    expect(clock.standingOf('c1')?.footage).toEqual({ kind: 'none', untilMs: second.fromMs });
  });
});

describe('orders of the operator', () => {
  it('a loop from A to B is played again and again, and a moment outside it goes to A', () => {
    const { clock, players } = wall([{}]);
    clock.loop = { fromMs: FROM + 10 * SECOND, toMs: FROM + 12 * SECOND };
    expect(clock.state.atMs).toBe(FROM + 10 * SECOND);
    clock.play();
    passTime(clock, players, 30 * SECOND, () => {
      expect(clock.state.atMs).toBeGreaterThanOrEqual(FROM + 10 * SECOND);
      expect(clock.state.atMs).toBeLessThan(FROM + 12 * SECOND);
    });
    expect(players[0]?.seeks.length).toBeGreaterThan(5);
    clock.loop = { fromMs: FROM + 5, toMs: FROM };
    expect(clock.loop).toBe(null);
  });

  it('a camera without sync is left alone, and shows the moment of the clock when sync is on again', () => {
    const { clock, players } = wall([{}, {}]);
    clock.setSynced('c1', false);
    clock.play();
    passTime(clock, players, 10 * SECOND);
    expect(players[1]?.seeks).toEqual([]);
    expect(clock.standingOf('c1')).toMatchObject({ isSynced: false, errorMs: null });
    clock.setSynced('c1', true);
    passTime(clock, players, 10 * SECOND);
    expect(errorOf(clock, 1)).toBeLessThan(PICTURE_MS);
  });

  it('the clock plays at the nearest rate that every synced camera can play', () => {
    const { clock } = wall([{}, { fastest: 4 }]);
    expect(clock.setRate(16)).toBe(4);
    clock.setSynced('c1', false);
    expect(clock.setRate(16)).toBe(16);
    clock.setSynced('c1', true);
    expect(clock.state.rate).toBe(4);
  });

  it('at its end the clock stops, and play begins again', () => {
    const { clock, players } = wall([{}]);
    clock.seek(RANGE.toMs - SECOND);
    clock.play();
    passTime(clock, players, 5 * SECOND);
    expect(clock.state).toMatchObject({ hasEnded: true, isPlaying: false, atMs: RANGE.toMs });
    clock.play();
    expect(clock.state).toMatchObject({ hasEnded: false, isPlaying: true, atMs: FROM });
  });

  it('no time passes for the clock while the computer sleeps', () => {
    const { clock, players } = wall([{}]);
    clock.play();
    clock.tick(0);
    clock.tick(TICK_MS);
    const { atMs } = clock.state;
    clock.tick(10 * MINUTE);
    expect(clock.state.atMs - atMs).toBeLessThanOrEqual(SECOND);
    expect(players).toHaveLength(1);
  });

  it('the clock accepts 16 cameras at most, each once', () => {
    const { clock } = wall(Array.from({ length: MOST_CAMERAS }, () => ({})));
    expect(clock.add('more', new SimulatedPlayer({ footage: [RANGE] }))).toBe(false);
    clock.remove('c0');
    expect(clock.add('c1', new SimulatedPlayer({ footage: [RANGE] }))).toBe(false);
    expect(clock.add('more', new SimulatedPlayer({ footage: [RANGE] }))).toBe(true);
    expect(clock.standingOf('c0')).toBe(null);
  });
});
