/**
 * How long an export takes against `ffmpeg -c copy` of the same segments, and how much its memory grows from one hour of footage
 * to twelve hours without a break. `time` and `memory`: the writer of files alone, on files of this disk. `http` and
 * `http-memory`: the export as the client does it (`export-product.ts`). The side that begins takes turns; the start of a process
 * counts on neither side.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withTempDir } from '../../scripts/lib.ts';
import { copyByPeer, FPS, makeFootage, SEGMENT_SEC, startOfPeer, type Card, type Footage } from './export-peer.ts';
import { httpMemory, httpTime } from './export-product.ts';
import type { SideResult } from './export-side.ts';
import { median, turnsOf, type BenchOptions, type Goal, type PartResult } from './types.ts';

const exec = promisify(execFile);
const SIDE = fileURLToPath(new URL('./export-side.ts', import.meta.url));
const HOUR_SEC = 3_600;
/** A main stream with noise, as cameras have at night, and a small one for the hours. */
const LARGE: Card = { source: `testsrc2=size=1280x720:rate=${FPS},noise=alls=20`, bitRate: '4000k', seconds: 896 };
const SMALL: Card = { source: `testsrc2=size=320x180:rate=${FPS}`, bitRate: '100k', seconds: 12 * HOUR_SEC };
const PER_HOUR = HOUR_SEC / SEGMENT_SEC;
const TIME_RATIO = 1.3;
const MEMORY_RATIO = 1.1;

/** @throws {Error} when the writer lost a picture, or found a break in footage that has none. */
async function exportOwn(folder: string, { playlist, count }: Footage): Promise<SideResult> {
  await rm(folder, { recursive: true, force: true });
  const { stdout } = await exec(process.execPath, [SIDE, folder, String(SEGMENT_SEC), playlist, String(count)]);
  const result = JSON.parse(stdout) as SideResult;
  const wanted = count * SEGMENT_SEC * FPS;
  if (Math.abs(result.pictures - wanted) > FPS || result.notes > 0)
    throw new Error(`${result.pictures} of ${wanted} pictures exported, with ${result.notes} breaks`);
  return result;
}

async function time(folder: string, rounds: number): Promise<PartResult> {
  const footage = await makeFootage(path.join(folder, 'large'), LARGE);
  const rows: { ownMs: number; peerMs: number; peerStartMs: number }[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const row = { ownMs: Number.NaN, peerMs: Number.NaN, peerStartMs: await startOfPeer() };
    for (const side of turnsOf(i, ['own', 'peer'] as const)) {
      if (side === 'own') ({ tookMs: row.ownMs } = await exportOwn(path.join(folder, 'own'), footage));
      else row.peerMs = await copyByPeer(footage.playlist, path.join(folder, 'peer.mp4'));
    }
    rows.push(row);
  }
  const value = median(rows.map(({ ownMs, peerMs, peerStartMs }) => ownMs / (peerMs - peerStartMs)));
  const name = 'export of files of this disk (writer alone) / ffmpeg -c copy, time without the start of the processes';
  return { goals: [{ name, value, atMost: TIME_RATIO }], details: { time: rows } };
}

const memoryGoal = (name: string, rows: readonly { readonly hour: number; readonly halfDay: number }[]): Goal => ({
  name,
  value: median(rows.map(({ hour, halfDay }) => halfDay / hour)),
  atMost: MEMORY_RATIO,
});

async function memory(folder: string, rounds: number): Promise<PartResult> {
  const footage = await makeFootage(path.join(folder, 'small'), SMALL);
  const rows: { hour: number; halfDay: number }[] = [];
  const lengths = { hour: { ...footage, count: PER_HOUR }, halfDay: footage };
  for (let i = 0; i < rounds; i += 1) {
    const row = { hour: Number.NaN, halfDay: Number.NaN };
    for (const length of turnsOf(i, ['hour', 'halfDay'] as const))
      ({ peakBytes: row[length] } = await exportOwn(path.join(folder, 'own'), lengths[length]));
    rows.push(row);
  }
  const goal = memoryGoal('peak memory of the writer, 12 h without a break / 1 h', rows);
  return { goals: [goal], details: { peakBytes: rows } };
}

async function overHttp({ rounds }: BenchOptions): Promise<PartResult> {
  const rows = await httpTime(rounds);
  const value = median(rows.map(({ ownMs, peerMs, peerStartMs }) => ownMs / (peerMs - peerStartMs)));
  const name =
    'export by the client over HTTP (gateway, bundle and SHA-256 included) / ffmpeg -c copy of the same URL, time without the start of the processes';
  return { goals: [{ name, value, atMost: TIME_RATIO }], details: { http: rows } };
}

async function overHttpMemory({ rounds }: BenchOptions): Promise<PartResult> {
  const rows = await httpMemory(rounds);
  const goal = memoryGoal("peak memory of the client's main process, export over HTTP, 12 h / 1 h", rows);
  return { goals: [goal], details: { httpPeakBytes: rows } };
}

/** `--part time|memory|http|http-memory` runs one of the four. */
export async function exportFile(options: BenchOptions): Promise<PartResult & { details: Record<string, unknown> }> {
  const parts: Readonly<Record<string, () => Promise<PartResult>>> = {
    time: () => withTempDir((folder) => time(folder, options.rounds)),
    memory: () => withTempDir((folder) => memory(folder, options.rounds)),
    http: () => overHttp(options),
    'http-memory': () => overHttpMemory(options),
  };
  const chosen = Object.entries(parts).filter(([name]) => options.part === undefined || name === options.part);
  if (chosen.length === 0) throw new Error(`no part ${options.part}: ${Object.keys(parts).join(', ')}`);
  const results: PartResult[] = [];
  for (const [name, run] of chosen) {
    process.stderr.write(`export: ${name}\n`);
    results.push(await run());
  }
  return {
    goals: results.flatMap(({ goals }) => goals),
    details: Object.assign({}, ...results.map(({ details }) => details)) as Record<string, unknown>,
  };
}
