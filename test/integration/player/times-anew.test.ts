/** Recordings whose timestamps begin anew or jump, while their playlists say nothing of it: the picture of each moment shows. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../servers/processes.ts';
import { codesOf, FRAME_MS, openPastSite, type PastSite } from './past-site.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(60) };
const CAMERAS = ['restarts', 'jumps', 'falls back'];

let site: PastSite;

beforeAll(async () => {
  site = await openPastSite({
    cameras: CAMERAS,
    range: RANGE,
    stretchMs: 60_000,
    atMs: at(4),
    spansOf: () => [RANGE],
    traitsOf: {
      restarts: { stamps: { atMs: at(24) } },
      jumps: { stamps: { atMs: at(24), jumpMs: 6_000 } },
      'falls back': { stamps: { atMs: at(24), jumpMs: -6_000 } },
    },
  });
});

afterAll(() => site.close());

const told = async (): Promise<object> => {
  const sight = await site.look();
  return {
    clock: sight.clock,
    codes: codesOf(sight).map((code) => code - FROM_MS),
    cameras: sight.cameras.map(({ id, state }) => ({ id, state })),
  };
};

/** All cameras show the picture of the moment that the clock has. */
const untilShown = (isEnough: (atMs: number) => boolean): Promise<number> =>
  until(
    'every camera shows the moment of the clock',
    async () => {
      const sight = await site.look();
      const codes = codesOf(sight);
      const isShown =
        codes.length === CAMERAS.length && codes.every((code) => Math.abs(code - sight.clock.atMs) < 3 * FRAME_MS);
      return isShown && isEnough(sight.clock.atMs) ? sight.clock.atMs : null;
    },
    60_000,
    told,
  );

// @promise failures.times-anew: A recording whose times begin anew in the middle shows the picture of each moment, and
// plays over the place.
it.each([34, 12, 50, 20.5, 28, 22.5])(
  'the player shows the picture of second %s, before and behind the place',
  async (second) => {
    await site.go(at(second));
    expect(await untilShown((atMs) => atMs === at(second))).toBe(at(second));
  },
);

// @promise failures.times-anew
it('the player plays over the place, and shows the moment behind it', async () => {
  await site.go(at(21));
  await site.order('play');
  expect(await untilShown((atMs) => atMs > at(29))).toBeLessThan(at(60));
  await site.order('pause');
});
