/** How long tiles wait for a media server that is well again, whatever the gateway and the page planned meanwhile. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRandom } from '../../../bench/soak-random.ts';
import { CureWorld, STEP_MS, type CameraKind } from './cure-world.ts';

const TILES = 4;
const START_MS = 20_000;
const SHORTEST_FAULT_MS = 5_000;
const LONGEST_FAULT_MS = 305_000;
/** The longest wait of the gateway is 12 s. The rest is for the tries, the way to the page and the first picture. */
const BOUND_MS = 15_000;
/** A cured tile must play for longer than an HLS player can play from its buffer alone. */
const WATCH_MS = 30_000;
/** The first seeds, and those in which two waits followed each other before HLS players asked at once. */
const SEEDS = [...Array.from({ length: 30 }, (_, i) => i + 1), 122, 240, 285, 318, 352, 435, 443];

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function pass(world: CureWorld, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) await world.step();
}

/** @returns for each tile, after how long it began to play for good; null for a tile that does not play at the end. */
async function untilPlaying(world: CureWorld): Promise<readonly (number | null)[]> {
  let since = world.keys.map((): number | null => null);
  for (let ms = STEP_MS; ms <= WATCH_MS; ms += STEP_MS) {
    await world.step();
    const { phases } = world;
    since = since.map((sinceMs, i) => (phases[i] === 'playing' || phases[i] === 'delayed' ? (sinceMs ?? ms) : null));
  }
  return since;
}

// @promise failures.silent-server
it.each(SEEDS)(
  'every tile plays again within one wait of the gateway once the media server is well again (seed %i)',
  async (seed) => {
    const random = createRandom(seed);
    vi.spyOn(Math, 'random').mockImplementation(() => random.next());
    const kinds = Array.from({ length: TILES }, () => random.pick<CameraKind>(['flv', 'hls']));
    const world = new CureWorld(random, kinds);
    await pass(world, START_MS);
    expect(world.phases).toEqual(kinds.map(() => 'playing'));
    const faultMs = SHORTEST_FAULT_MS + random.below(LONGEST_FAULT_MS - SHORTEST_FAULT_MS);
    world.media = random.pick(['silent', 'refuses'] as const);
    await pass(world, faultMs);
    world.media = 'plays';
    const tookMs = await untilPlaying(world);
    await world.dispose();
    expect(tookMs.filter((ms) => ms === null || ms > BOUND_MS)).toEqual([]);
  },
);
