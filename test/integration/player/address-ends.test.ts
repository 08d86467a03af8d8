/** The address of a recording is taken back while it is sought: the seek still ends at the picture of its moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../servers/processes.ts';
import { codesOf, FRAME_MS, openPastSite, type PastSite } from './past-site.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(240) };

let site: PastSite;

beforeAll(async () => {
  const options = { cameras: ['c1'], range: RANGE, stretchMs: 300_000, atMs: at(8.4), spansOf: () => [RANGE] };
  // Each address is refused from its third segment on, so that every seek meets one that has ended.
  site = await openPastSite({ ...options, traitsOf: { c1: { ends: { segments: 2 } } } });
});
afterAll(() => site.close());

const told = async (): Promise<object> => {
  const { clock, cameras } = await site.look();
  return { clock, cameras: cameras.map(({ row: _, ...camera }) => camera) };
};

const shows = (second: number): Promise<true> =>
  until(
    'the picture of the moment shows',
    async () => {
      const sight = await site.look();
      const [code = 0] = codesOf(sight);
      const isStill = sight.cameras[0]?.state.phase === 'paused';
      return isStill && code <= at(second) + FRAME_MS / 2 && code > at(second) - 1.5 * FRAME_MS ? true : null;
    },
    60_000,
    told,
  );

// @promise playback.address-ends-in-seek: An address that ends in the middle of a seek is asked for again.
it('a seek whose address ends in the middle still ends at the picture of its moment', async () => {
  await shows(8.4);
  for (const second of [100.2, 40.6, 180.8]) {
    const before = site.askedCount();
    await site.go(at(second));
    await shows(second);
    // The address did end.
    await until('another address was asked for', () => (site.askedCount() > before ? true : null));
  }
  // The player saw nothing of it.
  expect(site.openedCount()).toBe(1);
});
