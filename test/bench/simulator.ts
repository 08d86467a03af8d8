/**
 * The simulator under load: signed requests to all five clouds at a pace, with viewers on 200 different cameras at the
 * same time, all from one process. It must need no more than one core for both, and no viewer may lose a frame.
 */
import { startSimulator, stop } from '../../scripts/lib.ts';
import { cpuSec, treeOf } from './process-tree.ts';
import { openRequests, sendAtPace } from './simulator-requests.ts';
import type { Served } from './simulator-requests.ts';
import { cameraUrls, tokenOf, watchAll } from './simulator-viewers.ts';
import type { Audience } from './simulator-viewers.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const CAMERAS = 320;
const VIEWERS = 200;
const WANTED_PER_SEC = 500;
/** The offered pace: a pace exactly at the goal could never exceed the goal. */
const OFFERED_PER_SEC = 600;
/** All rounds together stay below a minute. */
const MAX_ROUNDS = 3;
const MAX_SECONDS = 10;
/** Requests that come all at once, to measure the rest of the capacity. */
const BURST = 3_000;

interface Row extends Served {
  readonly cores: number;
  readonly whole: number;
  readonly gaps: number;
  readonly megabitsPerSec: number;
}

type Source = ReturnType<typeof openRequests>;

async function round(source: Source, audience: Audience, pids: readonly number[], seconds: number): Promise<Row> {
  const requests = Array.from({ length: OFFERED_PER_SEC * seconds }, () => source.next());
  audience.report();
  const [cpuBefore, startedMs] = [cpuSec(pids), performance.now()];
  const served = await sendAtPace(requests, OFFERED_PER_SEC);
  const tookSec = (performance.now() - startedMs) / 1000;
  const { whole, gaps, bytes } = audience.report();
  const megabitsPerSec = (bytes * 8) / 1e6 / tookSec;
  return { ...served, cores: (cpuSec(pids) - cpuBefore) / tookSec, whole, gaps, megabitsPerSec };
}

const lineOf = (row: Row): string =>
  `${row.perSecond.toFixed(0)} requests/s (${String(row.failed)} failed, worst ${row.worstMs.toFixed(0)} ms), ` +
  `${String(row.whole)} viewers at ${row.megabitsPerSec.toFixed(0)} Mbit/s (${String(row.gaps)} gaps), ` +
  `${row.cores.toFixed(2)} cores`;

export async function simulator({ rounds, seconds }: BenchOptions): Promise<BenchResult> {
  const { child, info } = await startSimulator(CAMERAS);
  const cloud = info.clouds['huawei-ivm'];
  if (!cloud) throw new Error('the simulator has no huawei-ivm cloud');
  const token = await tokenOf(cloud);
  const source = openRequests(info.clouds, token);
  let audience: Audience | null = null;
  try {
    audience = await watchAll(await cameraUrls(cloud, token, VIEWERS));
    // code that is compiled once must not count as memory that stays
    await sendAtPace(
      Array.from({ length: OFFERED_PER_SEC }, () => source.next()),
      OFFERED_PER_SEC,
    );
    const pids = treeOf([child.pid ?? 0]);
    const rows: Row[] = [];
    for (let i = 0; i < Math.min(rounds, MAX_ROUNDS); i += 1) {
      const row = await round(source, audience, pids, Math.min(seconds, MAX_SECONDS));
      rows.push(row);
      process.stderr.write(`round ${String(i + 1)}: ${lineOf(row)}\n`);
    }
    const burst = await sendAtPace(
      Array.from({ length: BURST }, () => source.next()),
      Number.POSITIVE_INFINITY,
    );
    process.stderr.write(`all at once, viewers watching: ${burst.perSecond.toFixed(0)} requests/s\n`);
    const middle = (of: (row: Row) => number): number => median(rows.map(of));
    const cores = middle((row) => row.cores);
    return {
      goals: [
        { name: '500 requests/s / served', value: WANTED_PER_SEC / middle((row) => row.perSecond), atMost: 1 },
        { name: 'CPU cores for both', value: cores, atMost: 1 },
        { name: '200 viewers / served without a gap', value: VIEWERS / middle((row) => row.whole), atMost: 1 },
        { name: 'gaps', value: middle((row) => row.gaps), atMost: 0 },
        { name: 'failed requests', value: middle((row) => row.failed), atMost: 0 },
      ],
      details: { viewers: VIEWERS, offeredPerSec: OFFERED_PER_SEC, burst, rows },
    };
  } finally {
    audience?.close();
    source.dispose();
    await stop(child);
  }
}
