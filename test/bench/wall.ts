/** The client's 16-tile wall against a bare mpegts.js page with the same 16 sub-streams. */
import { startSimulator, stop, type SimulatorInfo } from '../../scripts/lib.ts';
import { liveUrls } from './live-urls.ts';
import { measure } from './process-tree.ts';
import { withBarePage, withWall, type Side } from './sides.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const TILES = 16;
const SETTLE_MS = 10_000;
const MEGABYTE = 1024 * 1024;

interface Row {
  readonly cores: number;
  readonly pssBytes: number;
  readonly firstFramesMs: number;
  readonly dropped: number;
}

async function watch(side: Side, seconds: number): Promise<Row> {
  // Start-up work (compilation, first layouts) is no part of a wall that stays open for a shift.
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const before = await side.droppedFrames();
  const usage = await measure(side.pids, seconds);
  const dropped = (await side.droppedFrames()) - before;
  return { ...usage, firstFramesMs: side.allFirstFramesMs, dropped };
}

async function round(clouds: SimulatorInfo['clouds'], seconds: number): Promise<{ bare: Row; client: Row }> {
  const bare = await withBarePage(await liveUrls(clouds, TILES), (side) => watch(side, seconds));
  const client = await withWall(clouds, TILES, (side) => watch(side, seconds));
  return { bare, client };
}

export async function wall({ rounds, seconds }: BenchOptions): Promise<BenchResult> {
  const simulator = await startSimulator(64);
  try {
    const rows: { bare: Row; client: Row }[] = [];
    const { 'huawei-ivm': cloud } = simulator.info.clouds;
    if (!cloud) throw new Error('the simulator has no huawei-ivm cloud');
    for (let i = 0; i < rounds; i += 1) {
      const row = await round({ 'huawei-ivm': cloud }, seconds);
      rows.push(row);
      const line = (r: Row): string =>
        `${r.cores.toFixed(2)} cores, ${(r.pssBytes / MEGABYTE).toFixed(0)} MB, ${r.firstFramesMs.toFixed(0)} ms, ${r.dropped} dropped`;
      process.stderr.write(`round ${i + 1}: bare page ${line(row.bare)}; client ${line(row.client)}\n`);
    }
    const ratio = (pick: (row: Row) => number): number => median(rows.map((r) => pick(r.client) / pick(r.bare)));
    return {
      goals: [
        { name: 'CPU of the process tree / bare page', value: ratio((r) => r.cores), atMost: 1.15 },
        { name: 'memory (PSS) / bare page', value: ratio((r) => r.pssBytes), atMost: 1.4 },
        { name: 'all first frames / bare page', value: ratio((r) => r.firstFramesMs), atMost: 1.5 },
        {
          name: 'dropped frames more than the bare page',
          value: median(rows.map((r) => Math.max(0, r.client.dropped - r.bare.dropped))),
          atMost: 0,
        },
      ],
      details: { tiles: TILES, rows },
    };
  } finally {
    await stop(simulator.child);
  }
}
