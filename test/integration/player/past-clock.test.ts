/** Recordings of four cameras through the gateway, on one clock, in real Chromium: compared by the times in their pictures. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../servers/processes.ts';
import { codesOf, FRAME_MS, openPastSite, spreadOf, type PastSite, type Sight } from './past-site.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(300) };
const CAMERAS = ['c1', 'c2', 'c3', 'c4'];
/** The last camera has recorded nothing in this time. */
const GAP = { fromMs: at(120), toMs: at(150) };
const AROUND_GAP = [
  { fromMs: RANGE.fromMs, toMs: GAP.fromMs },
  { fromMs: GAP.toMs, toMs: RANGE.toMs },
];

let site: PastSite;
const look = (): Promise<Sight> => site.look();
const order = (name: string, ...values: readonly unknown[]): Promise<unknown> => site.order(name, ...values);

beforeAll(async () => {
  const spansOf = (cameraKey: string) => (cameraKey === CAMERAS.at(-1) ? AROUND_GAP : [RANGE]);
  site = await openPastSite({ cameras: CAMERAS, range: RANGE, stretchMs: 60_000, atMs: at(190), spansOf });
});

afterAll(() => site.close());

const told = async (): Promise<object> => {
  const { clock, cameras } = await look();
  return { clock, cameras: cameras.map(({ id, state, standing }) => ({ id, state, standing })) };
};

const inStep = (most: number): Promise<Sight> =>
  until(
    'the cameras are in step',
    async () => {
      const sight = await look();
      const isMoving = sight.clock.isPlaying && sight.clock.waitingFor.length === 0;
      const all = sight.cameras.every(({ standing }) => standing.footage.kind === 'footage');
      // The pictures of the moment before a seek are in step with each other, too.
      const isNow = codesOf(sight).every((code) => Math.abs(code - sight.clock.atMs) < 5 * FRAME_MS);
      return isMoving && all && isNow && codesOf(sight).length === CAMERAS.length && spreadOf(sight) <= most
        ? sight
        : null;
    },
    60_000,
    told,
  );

// @promise playback.clock-in-step: Four cameras through the gateway show the same moment within two pictures, and
// within five after seeks over all stretches.
it('four cameras begin together and stay within two pictures of each other', async () => {
  await order('play');
  await inStep(2);
  const from = (await look()).clock.atMs;
  const spreads: number[] = [];
  await until('five seconds have played', async () => {
    const sight = await look();
    spreads.push(spreadOf(sight));
    return sight.clock.atMs >= from + 5_000 ? true : null;
  });
  const sorted = spreads.toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(2);
});

// @promise playback.clock-in-step
it('after ten seeks over all stretches the cameras show the same moment, which is the moment of the clock', async () => {
  const before = site.openedCount();
  for (let seek = 0; seek < 10; seek += 1) {
    await order('seek', at((20 + seek * 137) % 290));
    if (seek % 3 === 2) await inStep(5);
  }
  await order('seek', at(62));
  const sight = await inStep(5);
  expect(Math.abs((codesOf(sight)[0] ?? 0) - sight.clock.atMs)).toBeLessThan(5 * FRAME_MS);
  // The first seek goes before the stretch with which the recordings were opened.
  expect(site.openedCount()).toBeGreaterThan(before);
});

// @promise playback.joins-play: hls.js plays over the joins of stretches.
it('stretches join unseen', async () => {
  await order('seek', at(56));
  await inStep(2);
  const before = site.openedCount();
  const after = await until('the next stretch plays', async () => {
    const sight = await look();
    return sight.clock.atMs >= at(64) && sight.clock.waitingFor.length === 0 ? sight : null;
  });
  expect(spreadOf(after)).toBeLessThanOrEqual(5);
  expect(site.openedCount()).toBe(before);
});

it('a camera in a gap shows none and delays nobody, and is in step again behind the gap', async () => {
  await order('play');
  await order('seek', GAP.fromMs - 3_000);
  await order('setRate', 2);
  const inGap = await until(
    'the last camera has no footage',
    async () => {
      const sight = await look();
      const last = sight.cameras.at(-1);
      return sight.clock.atMs > GAP.fromMs + 2_000 && last?.standing.footage.kind === 'none' ? sight : null;
    },
    60_000,
    told,
  );
  const { footage } = inGap.cameras.at(-1)?.standing ?? {};
  expect(footage?.kind === 'none' ? Math.abs((footage.untilMs ?? 0) - GAP.toMs) : null).toBeLessThan(1_000);
  const after = await until('the gap is over', async () => {
    const sight = await look();
    return sight.clock.atMs > GAP.toMs + 2_000 ? sight : null;
  });
  expect(after.clock.isPlaying).toBe(true);
  await order('setRate', 1);
  await inStep(2);
});

it('players that are disposed leave no recording open', async () => {
  await site.page.evaluate('window.end()');
  await until('nothing is open', async () => ((await site.gateway.stats()).recordings === 0 ? true : null));
});
