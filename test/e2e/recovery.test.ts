/**
 * Media servers that accept connections and send nothing, that refuse, that cut: on a wall of five clouds and on a
 * kiosk, which nobody ever touches. A seed determines the faults and their order.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VENDOR_IDS } from '../../preload/domain/vendor.ts';
import { createRandom } from '../bench/soak-random.ts';
import { hostKind, openClient, untilPlaying, type OpenSession } from './harness.ts';
import { drawFaults, nameOf, protectWall, recoverFrom } from './recovery-watch.ts';

const SEED = 2;
/** One tile for each cloud, and a second one of the first. */
const TILES = 6;
const FAULTS = { stallsSec: [10, 35], refusals: 1, refusalSec: 8, resets: 1 };
/** Slow machines: the bench measures against the goal of 20 s, this test waits for the promise alone. */
const PATIENCE_MS = 90_000;

const sessions: OpenSession[] = [];

async function open(args: readonly string[]): Promise<void> {
  const session = await openClient({ cameras: 24, vendors: VENDOR_IDS, args });
  sessions.push(session);
  await session.client.ask({ do: 'add-accounts', clouds: session.clouds });
  await session.client.ask({ do: 'fill-wall', layout: TILES });
  if (args.length === 0) await protectWall(session.page);
  await untilPlaying(session, TILES);
}

beforeAll(async () => {
  await open([]);
  if (hostKind !== 'electron') await open(['--kiosk-wall', 'wall 1']);
});

afterAll(async () => {
  for (const session of sessions) await session.close();
});

// @promise failures.silent-server
it.each(drawFaults(createRandom(SEED), FAULTS).map((fault) => ({ fault, name: nameOf(fault) })))(
  'the client plays every tile of a wall and of a kiosk again by itself after media had a $name',
  async ({ fault }) => {
    const recoveries = await recoverFrom(sessions, fault, PATIENCE_MS);
    for (const tiles of recoveries) {
      expect(tiles).toHaveLength(TILES);
      // A busy machine may park tiles of the kiosk, which are none of those that wait for their server.
      expect(tiles.filter(({ ms, isParked }) => ms === null && !isParked)).toEqual([]);
      expect(tiles.filter(({ ms }) => ms !== null)).not.toEqual([]);
    }
  },
);
