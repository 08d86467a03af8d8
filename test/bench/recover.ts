/**
 * How long tiles are without a picture once their media servers are well again, after silent stalls, a refusal and a
 * reset, on a wall of five clouds and on a kiosk that nobody touches. Which fault comes when follows from the seed.
 */
import { VENDOR_IDS, type VendorId } from '../../preload/domain/vendor.ts';
import { openClient, untilPlaying, type OpenSession } from '../e2e/harness.ts';
import { drawFaults, nameOf, protectWall, recoverFrom, type MediaFault, type Recovery } from '../e2e/recovery-watch.ts';
import { createRandom } from './soak-random.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const GOAL_SEC = 20;
/** One of each cloud, and one more of the first: of Huawei VIS only one, since not all of its cameras are H.264. */
const TILES = 6;
const LONGEST_REFUSAL_SEC = 60;
/** A tile that is not back by then is stuck. */
const LIMIT_MS = 180_000;
const START_LIMIT_MS = 120_000;
const RTMP_CLOUD: VendorId = 'aliyun-cityvisual';

interface Row {
  readonly fault: string;
  readonly place: 'wall' | 'kiosk';
  readonly tiles: readonly Recovery[];
}

async function open(args: readonly string[]): Promise<OpenSession> {
  const session = await openClient({ cameras: 64, vendors: VENDOR_IDS, args });
  try {
    await session.client.ask({ do: 'add-accounts', clouds: session.clouds });
    await session.client.ask({ do: 'fill-wall', layout: TILES });
    if (args.length === 0) await protectWall(session.page);
    await untilPlaying(session, TILES, START_LIMIT_MS);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The names of all cameras of the cloud that publishes RTMP. */
async function rtmpNamesOf(session: OpenSession): Promise<ReadonlySet<string>> {
  const names = await session.page.evaluate(async (vendor) => {
    const request = window.lanner?.request;
    const accounts = await request?.['account.list']({});
    if (!request || accounts?.ok !== true) throw new Error('no accounts');
    const ids = accounts.value.filter((account) => account.vendor === vendor).map(({ id }) => id);
    const pages = await Promise.all(
      ids.map((accountId) => request['directory.page']({ accountId, cursor: null, limit: 1_000 })),
    );
    return pages.flatMap((page) => (page.ok ? page.value.channels.map(({ name }) => name) : []));
  }, RTMP_CLOUD);
  return new Set(names);
}

async function sufferAll(faults: readonly MediaFault[]): Promise<readonly Row[]> {
  const sessions: OpenSession[] = [];
  const rows: Row[] = [];
  try {
    sessions.push(await open([]), await open(['--kiosk-wall', 'wall 1']));
    const [wall] = sessions;
    const rtmp = wall === undefined ? new Set<string>() : await rtmpNamesOf(wall);
    for (const fault of faults) {
      const [onWall = [], onKiosk = []] = await recoverFrom(sessions, fault, LIMIT_MS, rtmp);
      const name = nameOf(fault);
      rows.push({ fault: name, place: 'wall', tiles: onWall }, { fault: name, place: 'kiosk', tiles: onKiosk });
      const judged = [...onWall, ...onKiosk].filter(({ isParked }) => !isParked);
      const worst = Math.max(...judged.map(({ ms }) => ms ?? LIMIT_MS));
      process.stderr.write(`${name}: every tile back after ${(worst / 1000).toFixed(1)} s\n`);
    }
    return rows;
  } finally {
    for (const session of sessions) await session.close();
  }
}

const secondsOf = (tiles: readonly Recovery[]): readonly number[] => tiles.map(({ ms }) => (ms ?? LIMIT_MS) / 1000);

interface Figures {
  readonly tiles: number;
  readonly medianSec: number;
  readonly worstSec: number;
}

const figuresOf = (tiles: readonly Recovery[]): Figures => ({
  tiles: tiles.length,
  medianSec: Math.round(median(secondsOf(tiles)) * 10) / 10,
  worstSec: Math.round(Math.max(...secondsOf(tiles)) * 10) / 10,
});

function by<K extends string>(rows: readonly Row[], keyOf: (row: Row, tile: Recovery) => K): Record<string, Figures> {
  const groups = Object.groupBy(
    rows.flatMap((row) =>
      row.tiles.filter(({ isParked }) => !isParked).map((tile) => ({ key: keyOf(row, tile), tile })),
    ),
    ({ key }) => key,
  );
  return Object.fromEntries(
    Object.entries(groups).map(([key, found = []]) => [
      key,
      figuresOf((found as readonly { readonly tile: Recovery }[]).map(({ tile }) => tile)),
    ]),
  );
}

/** Each fault once: with stalls of 10, 35, 100 and 300 s about a quarter of an hour. */
export async function recover({ seed, stalls }: BenchOptions): Promise<BenchResult> {
  const rows = await sufferAll(drawFaults(createRandom(seed), stalls, LONGEST_REFUSAL_SEC));
  const byFault = by(rows, ({ fault }) => fault.replace(/^refuse.*/, 'refuse'));
  const goals = Object.entries(byFault).map(([fault, { worstSec }]) => ({
    name: `${fault}, the last tile plays again so long after the cure (s)`,
    value: worstSec,
    atMost: GOAL_SEC,
  }));
  const stuck = rows.flatMap(({ fault, place, tiles }) =>
    tiles
      .filter(({ ms, isParked }) => ms === null && !isParked)
      .map(({ name, phase, words }) => ({ fault, place, name, phase, words })),
  );
  const byTransport = by(rows, (_, { transport }) => transport ?? 'unknown');
  const byPlace = by(rows, ({ place }) => place);
  const parked = rows.flatMap(({ tiles }) => tiles.filter(({ isParked }) => isParked)).length;
  return { goals, details: { seed, stalls, tiles: TILES, byFault, byTransport, byPlace, parked, stuck } };
}
