/**
 * The client's wall against its peers with the same sub-streams: a bare mpegts.js page in the same Chromium, and windows
 * of mpv. Sixteen tiles in every respect, then larger walls, then a wall that wants one main stream and no more.
 */
import { startSimulator, stop, type SimulatorInfo } from '../../scripts/lib.ts';
import { liveUrls } from './live-urls.ts';
import { whyNoMpv, withMpv } from './mpv-side.ts';
import { measure, pssBytes, treeOf } from './process-tree.ts';
import { withBarePage, withWall, type Layout, type Side } from './sides.ts';
import { median, type BenchOptions, type BenchResult, type Goal } from './types.ts';
import { switchWall } from './wall-switch.ts';

const TILES = 16;
const LARGE = [36, 64] as const;
/** Twice the largest wall and more: some cameras of the simulated cloud are offline. */
const CAMERAS = 200;
/** Start-up (compilation, first layouts, the governor's first choices) is over by then. */
const STARTED_MS = 20_000;
/**
 * A wall stays open for a shift: after this time its tiles are aligned. The bare page keeps everything that it
 * received, so it weighs less the sooner it is weighed; the weight after the start is reported beside.
 */
const SETTLE_MS = 60_000;
const MEGABYTE = 1024 * 1024;

type Clouds = SimulatorInfo['clouds'];

interface Row {
  readonly cores: number;
  readonly pssBytes: number;
  readonly pssAfterStartBytes: number;
  readonly firstFramesMs: number;
  readonly dropped: number;
}

interface Round {
  readonly bare: Row;
  readonly client: Row;
}

interface FullRound extends Round {
  readonly switchMs: number;
  readonly mpvCores: number | null;
}

async function watch(side: Side, seconds: number): Promise<Row> {
  await new Promise((resolve) => setTimeout(resolve, STARTED_MS));
  const pssAfterStartBytes = pssBytes(treeOf(side.pids));
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS - STARTED_MS));
  const before = await side.droppedFrames();
  const usage = await measure(side.pids, seconds);
  const dropped = (await side.droppedFrames()) - before;
  return { ...usage, pssAfterStartBytes, firstFramesMs: side.allFirstFramesMs, dropped };
}

const inMegabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);

const words = (row: Row): string =>
  `${row.cores.toFixed(2)} cores, ${inMegabytes(row.pssBytes)} MB (${inMegabytes(row.pssAfterStartBytes)} after the start), ${row.firstFramesMs.toFixed(0)} ms, ${row.dropped} dropped`;

async function mpvCores(clouds: Clouds, seconds: number): Promise<number | null> {
  if (whyNoMpv() !== null) return null;
  return withMpv(await liveUrls(clouds, TILES), async (pids) => (await measure(pids, seconds)).cores);
}

async function fullRound(clouds: Clouds, seconds: number): Promise<FullRound> {
  const bare = await withBarePage(await liveUrls(clouds, TILES), (side) => watch(side, seconds));
  const client = await withWall(clouds, TILES, async (side) => {
    const row = await watch(side, seconds);
    return { row, switchMs: await switchWall(side, TILES) };
  });
  return { bare, client: client.row, switchMs: client.switchMs, mpvCores: await mpvCores(clouds, seconds) };
}

async function largeRound(clouds: Clouds, count: (typeof LARGE)[number], seconds: number): Promise<Round> {
  const bare = await withBarePage(await liveUrls(clouds, count), (side) => watch(side, seconds));
  return { bare, client: await withWall(clouds, count, (side) => watch(side, seconds)) };
}

/** One large tile above, left and right of which fifteen small ones stand in a row and a column of eight. */
const ONE_AND_FIFTEEN: Layout = {
  columns: 8,
  rows: 8,
  cells: [
    { x: 0, y: 0, w: 7, h: 7 },
    ...Array.from({ length: 7 }, (_, y) => ({ x: 7, y, w: 1, h: 1 })),
    ...Array.from({ length: 8 }, (_, x) => ({ x, y: 7, w: 1, h: 1 })),
  ],
};

/** A monitor of a control room, on which the large tile is larger than its sub stream. */
const MONITOR = { width: 1920, height: 1080 };

/** How many streams the cloud serves as main stream to a wall of one large tile and fifteen small ones. */
async function mainStreams(clouds: Clouds, control: string): Promise<number> {
  const count = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, STARTED_MS));
    const viewers = (await (await fetch(`${control}/media/viewers`)).json()) as readonly { profile: string }[];
    return viewers.filter(({ profile }) => profile === 'main').length;
  };
  return withWall(clouds, ONE_AND_FIFTEEN, count, MONITOR);
}

const ratioOf = <R extends Round>(rows: readonly R[], pick: (row: Row) => number): number =>
  median(rows.map((row) => pick(row.client) / pick(row.bare)));

/** The median of the rounds, so that one disturbed round does not decide. */
const moreDropped = (rows: readonly Round[]): number =>
  median(rows.map(({ bare, client }) => client.dropped - bare.dropped));

function goalsOf16(rows: readonly FullRound[]): readonly Goal[] {
  const withPeer = rows.flatMap(({ client, mpvCores: peer }) => (peer === null ? [] : [client.cores / peer]));
  return [
    { name: 'CPU of the process tree / bare page', value: ratioOf(rows, (r) => r.cores), atMost: 0.85 },
    ...(withPeer.length > 0 ? [{ name: 'CPU / 16 mpv windows', value: median(withPeer), atMost: 1.0 }] : []),
    { name: 'memory (PSS) / bare page', value: ratioOf(rows, (r) => r.pssBytes), atMost: 1.2 },
    { name: 'all first frames / bare page', value: ratioOf(rows, (r) => r.firstFramesMs), atMost: 1.2 },
    {
      name: 'wall switch, all first frames / opening the bare page',
      value: median(rows.map((row) => row.switchMs / row.bare.firstFramesMs)),
      atMost: 1.1,
    },
    { name: 'dropped frames more than the bare page', value: Math.max(0, moreDropped(rows)), atMost: 0 },
  ];
}

export async function wall({ rounds, seconds, part }: BenchOptions): Promise<BenchResult> {
  const { child, info } = await startSimulator(CAMERAS);
  try {
    const { 'huawei-ivm': cloud } = info.clouds;
    if (!cloud) throw new Error('the simulator has no huawei-ivm cloud');
    const clouds = { 'huawei-ivm': cloud };
    const goals: Goal[] = [];
    const details: Record<string, unknown> = { mpv: whyNoMpv() ?? 'measured' };
    const tell = (text: string): void => void process.stderr.write(`${text}\n`);

    if (part === undefined || part === '16') {
      const rows: FullRound[] = [];
      for (let i = 0; i < rounds; i += 1) {
        const row = await fullRound(clouds, seconds);
        rows.push(row);
        const mpv = row.mpvCores === null ? '' : `; mpv ${row.mpvCores.toFixed(2)} cores`;
        tell(
          `round ${i + 1}: bare page ${words(row.bare)}; client ${words(row.client)}, switch ${row.switchMs.toFixed(0)} ms${mpv}`,
        );
      }
      goals.push(...goalsOf16(rows));
      details['16'] = rows;
    }
    for (const count of LARGE) {
      if (part !== undefined && part !== String(count)) continue;
      const rows: Round[] = [];
      for (let i = 0; i < rounds; i += 1) {
        const row = await largeRound(clouds, count, seconds);
        rows.push(row);
        tell(`${count} tiles, round ${i + 1}: bare page ${words(row.bare)}; client ${words(row.client)}`);
      }
      goals.push({ name: `${count} tiles: CPU / bare page`, value: ratioOf(rows, (r) => r.cores), atMost: 0.85 });
      goals.push({
        name: `${count} tiles: dropped frames more than the bare page`,
        value: moreDropped(rows),
        atMost: rows.every(({ bare }) => bare.dropped === 0) ? 0 : -1,
      });
      details[count] = rows;
    }
    if (part === undefined || part === 'main') {
      const count = await mainStreams(clouds, info.control);
      goals.push({ name: '1+15: streams opened as main, off one by', value: Math.abs(count - 1), atMost: 0 });
    }
    return { goals, details };
  } finally {
    await stop(child);
  }
}
