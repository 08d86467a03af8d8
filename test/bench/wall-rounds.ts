/** One round of the wall bench: the bare page, the client and mpv, each with the same streams at the same places. */
import type { SimulatorInfo } from '../../scripts/lib.ts';
import { liveUrls } from './live-urls.ts';
import { whyNoMpv, withMpv } from './mpv-side.ts';
import { measure, pssBytes, treeOf } from './process-tree.ts';
import { withBarePage, withWall, type Side } from './sides.ts';
import { turnsOf } from './types.ts';
import { checkPictures, type Place } from './wall-pictures.ts';
import { switchWall } from './wall-switch.ts';

/** Start-up (compilation, first layouts, the governor's first choices) is over by then. */
const STARTED_MS = 20_000;
/**
 * A wall stays open for a shift: after this time its tiles are aligned. The bare page keeps everything that it
 * received, so it weighs less the sooner it is weighed; the weight after the start is reported beside.
 */
const SETTLE_MS = 60_000;
const MEGABYTE = 1024 * 1024;
const SIDES = ['bare', 'client'] as const;

/** The pictures to show: sub-streams of `count` cameras of a cloud, at these places of the window. */
export interface Scene {
  readonly clouds: SimulatorInfo['clouds'];
  readonly count: 16 | 36 | 64;
  readonly seconds: number;
  readonly places: readonly Place[];
}

export interface Row {
  readonly cores: number;
  readonly pssBytes: number;
  readonly pssAfterStartBytes: number;
  readonly firstFramesMs: number;
  readonly dropped: number;
  /** Pictures a second of the slowest tile, at the end. */
  readonly slowestFps: number;
}

export interface Round {
  readonly bare: Row;
  readonly client: Row;
  /** Sixteen tiles only. */
  readonly switchMs: number | null;
  /** Sixteen tiles only, and where mpv is installed. */
  readonly mpvCores: number | null;
  readonly words: string;
}

/** The weight of a side after the start, after the tiles are aligned, and after a while, in bytes. */
export interface Weights {
  readonly after20Sec: number;
  readonly after60Sec: number;
  readonly atEnd: number;
}

export interface MemoryRound {
  readonly minutes: number;
  readonly bare: Weights;
  readonly client: Weights;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function watch(side: Side, { seconds, places }: Scene): Promise<Row> {
  await pause(STARTED_MS);
  const pssAfterStartBytes = pssBytes(treeOf(side.pids));
  await pause(SETTLE_MS - STARTED_MS);
  const before = await side.droppedFrames();
  const usage = await measure(side.pids, seconds);
  const dropped = (await side.droppedFrames()) - before;
  const slowestFps = await checkPictures(side.page, places);
  return { ...usage, pssAfterStartBytes, firstFramesMs: side.allFirstFramesMs, dropped, slowestFps };
}

const inMegabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);

const wordsOf = (row: Row): string =>
  `${row.cores.toFixed(2)} cores, ${inMegabytes(row.pssBytes)} MB (${inMegabytes(row.pssAfterStartBytes)} after the start), ` +
  `${row.firstFramesMs.toFixed(0)} ms, ${row.dropped} dropped, slowest tile ${row.slowestFps.toFixed(1)} fps`;

async function mpvCores({ clouds, count, seconds, places }: Scene): Promise<number | null> {
  if (whyNoMpv() !== null) return null;
  return withMpv(await liveUrls(clouds, count), places, async (pids) => (await measure(pids, seconds)).cores);
}

/** The side that begins takes turns. @throws {Error} when a tile of either side shows no new picture at the end. */
export async function runRound(index: number, scene: Scene): Promise<Round> {
  const { clouds, count, places } = scene;
  const rows: Partial<Record<(typeof SIDES)[number], Row>> = {};
  let switchMs: number | null = null;
  for (const side of turnsOf(index, SIDES)) {
    if (side === 'bare') {
      rows.bare = await withBarePage(await liveUrls(clouds, count), places, (page) => watch(page, scene));
      continue;
    }
    rows.client = await withWall(clouds, count, async (own) => {
      const row = await watch(own, scene);
      if (count === 16) switchMs = await switchWall(own, count);
      return row;
    });
  }
  const { bare, client } = rows;
  if (!bare || !client) throw new Error('a side was not measured');
  const peer = count === 16 ? await mpvCores(scene) : null;
  const others = [
    ...(switchMs === null ? [] : [`switch ${Math.round(switchMs)} ms`]),
    ...(peer === null ? [] : [`mpv ${peer.toFixed(2)} cores`]),
  ];
  const words = [`bare page ${wordsOf(bare)}`, `client ${wordsOf(client)}`, ...others].join('; ');
  return { bare, client, switchMs, mpvCores: peer, words };
}

async function weigh(side: Side, { places }: Scene, minutes: number): Promise<Weights> {
  const weight = (): number => pssBytes(treeOf(side.pids));
  await pause(STARTED_MS);
  const after20Sec = weight();
  await pause(SETTLE_MS - STARTED_MS);
  const after60Sec = weight();
  await pause(Math.max(0, minutes * 60_000 - SETTLE_MS));
  const atEnd = weight();
  await checkPictures(side.page, places);
  return { after20Sec, after60Sec, atEnd };
}

/** Both sides one after the other, each for `minutes`. */
export async function memoryRound(scene: Scene, minutes: number): Promise<MemoryRound> {
  const { clouds, count, places } = scene;
  const bare = await withBarePage(await liveUrls(clouds, count), places, (side) => weigh(side, scene, minutes));
  return { minutes, bare, client: await withWall(clouds, count, (side) => weigh(side, scene, minutes)) };
}
