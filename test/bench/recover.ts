/**
 * How long tiles are without a picture once their media servers are well again, after silent stalls, refusals and resets,
 * on a wall of five clouds and on a kiosk that nobody touches. Which fault comes when, how long a refusal lasts, and over
 * which transport each tile begins before each fault, follows from the seed.
 */
import { VENDOR_IDS, type VendorId } from '../../preload/domain/vendor.ts';
import { openClient, untilPlaying, type OpenSession } from '../e2e/harness.ts';
import {
  drawFaults,
  nameOf,
  protectWall,
  recoverFrom,
  type MediaFault,
  type Recovery,
  type Transport,
} from '../e2e/recovery-watch.ts';
import { beginAnew, type Starts } from './recover-starts.ts';
import { createRandom } from './soak-random.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const GOAL_SEC = 20;
/** One of each cloud, and one more of the first: of Huawei VIS only one, since not all of its cameras are H.264. */
const TILES = 6;
const REFUSALS = { refusals: 2, refusalSec: 60 };
const RESETS = 2;
/** A tile that is not back after this time is stuck. */
const LIMIT_MS = 180_000;
const START_LIMIT_MS = 120_000;

type Place = 'wall' | 'kiosk';

interface OpenPlace {
  readonly place: Place;
  readonly session: OpenSession;
}

/** One tile and one fault. */
interface Row {
  readonly fault: MediaFault;
  readonly place: Place;
  readonly vendor: VendorId;
  readonly before: Transport;
  /** Null where the simulator serves the tile nothing at the end. */
  readonly after: Transport | null;
  /** From the cure until the picture moves; the limit for a tile that is stuck. */
  readonly sec: number;
  readonly end: 'plays' | 'stuck' | 'parked';
  readonly name: string;
  /** The phase and the words of a tile that is stuck. */
  readonly words: string;
  /** Empty for a tile that met the goal. */
  readonly diary: readonly string[];
}

async function open(place: Place): Promise<OpenPlace> {
  const args = place === 'kiosk' ? ['--kiosk-wall', 'wall 1'] : [];
  const session = await openClient({ cameras: 64, vendors: VENDOR_IDS, args });
  try {
    await session.client.ask({ do: 'add-accounts', clouds: session.clouds });
    await session.client.ask({ do: 'fill-wall', layout: TILES });
    if (place === 'wall') await protectWall(session.page);
    await untilPlaying(session, TILES, START_LIMIT_MS);
    return { place, session };
  } catch (error) {
    await session.close();
    throw error;
  }
}

function rowOf(fault: MediaFault, place: Place, starts: Starts, tile: Recovery): Row {
  const { name, carrier, ms, isParked, phase, words, diary } = tile;
  const before = starts.find((start) => start.name === name);
  if (before === undefined) throw new Error(`${name} was not on the page before the fault`);
  const end = isParked ? 'parked' : ms === null ? 'stuck' : 'plays';
  const { transport, vendor } = before;
  return {
    fault,
    place,
    name,
    end,
    before: transport,
    vendor,
    after: carrier?.transport ?? null,
    sec: Math.round((ms ?? LIMIT_MS) / 100) / 10,
    words: end === 'stuck' ? `${phase}: ${words}` : '',
    diary: ms === null || ms > GOAL_SEC * 1000 ? diary : [],
  };
}

function say({ fault, place, vendor, before, after, sec, end, words, diary }: Row): void {
  const how = end === 'plays' ? `${sec.toFixed(1)} s` : `${end} ${words}`;
  const cells = [nameOf(fault).padEnd(15), place.padEnd(5), vendor.padEnd(17), `${before} -> ${after ?? 'nothing'}`];
  process.stderr.write(`${[`${cells.join('  ').padEnd(56)}  ${how}`, ...diary].join('\n    ')}\n`);
}

async function sufferAll(seed: number, stallsSec: readonly number[]): Promise<readonly Row[]> {
  const random = createRandom(seed);
  const faults = drawFaults(random, { stallsSec, ...REFUSALS, resets: RESETS });
  const places: OpenPlace[] = [];
  const rows: Row[] = [];
  try {
    for (const place of ['wall', 'kiosk'] as const) places.push(await open(place));
    for (const fault of faults) {
      const starts: Starts[] = [];
      for (const { session } of places) starts.push(await beginAnew(session, random));
      const recoveries = await recoverFrom(
        places.map(({ session }) => session),
        fault,
        LIMIT_MS,
      );
      const now = places.flatMap(({ place }, i) =>
        (recoveries[i] ?? []).map((tile) => rowOf(fault, place, starts[i] ?? [], tile)),
      );
      now.forEach(say);
      rows.push(...now);
    }
    return rows;
  } finally {
    for (const { session } of places) await session.close();
  }
}

interface Figures {
  readonly tiles: number;
  readonly medianSec: number;
  readonly worstSec: number;
}

function figuresOf(rows: readonly Row[]): Figures {
  const seconds = rows.map(({ sec }) => sec);
  return { tiles: rows.length, medianSec: Math.round(median(seconds) * 10) / 10, worstSec: Math.max(...seconds) };
}

/** Figures of the rows with the same key. Parked tiles are left out, because they play no stream. */
function by<K extends string>(rows: readonly Row[], keyOf: (row: Row) => K): Readonly<Record<string, Figures>> {
  const groups = new Map<K, Row[]>();
  for (const row of rows) if (row.end !== 'parked') groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return Object.fromEntries([...groups].map(([key, found]) => [key, figuresOf(found)]));
}

/** Each fault once: with stalls of 10, 35, 100 and 300 s about a quarter of an hour. */
export async function recover({ seed, stalls }: BenchOptions): Promise<BenchResult> {
  const rows = await sufferAll(seed, stalls);
  const byFault = by(rows, ({ fault }) => (fault.kind === 'refuse' ? 'refusals' : nameOf(fault)));
  const stuck = rows.filter(({ end }) => end === 'stuck').length;
  const goals = [
    { name: 'tiles that never play again', value: stuck, atMost: 0 },
    ...Object.entries(byFault).map(([fault, { worstSec }]) => ({
      name: `${fault}, the last tile plays again so long after the cure (s)`,
      value: worstSec,
      atMost: GOAL_SEC,
    })),
  ];
  const details = {
    seed,
    stalls,
    tiles: TILES,
    all: by(rows, () => 'all')['all'],
    byFault,
    byTransport: by(rows, ({ before }) => before),
    byChange: by(rows, ({ before, after }) => `${before} -> ${after ?? 'nothing'}`),
    byVendor: by(rows, ({ vendor }) => vendor),
    byPlace: by(rows, ({ place }) => place),
    parked: rows.filter(({ end }) => end === 'parked').length,
    missed: rows.filter(({ end, sec }) => end !== 'parked' && sec > GOAL_SEC),
  };
  return { goals, details };
}
