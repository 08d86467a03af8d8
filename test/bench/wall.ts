/**
 * The client's wall against its peers with the same sub-streams: a bare mpegts.js page in the same Chromium, and windows
 * of mpv. Sixteen tiles in every respect, then larger walls, each with streams of 15 and of 25 pictures a second; then how memory
 * grows while a wall stays open, and a wall that wants one main stream and no more.
 *
 * Both sides show pictures of the same size at the same places of a window of the same size, and take turns in beginning. At the
 * end of each measurement every tile is looked at: a side on which one shows no new picture fails the part.
 */
import { startSimulator, stop, type SimulatorInfo } from '../../scripts/lib.ts';
import type { BenchOptions, BenchResult, Goal } from './types.ts';
import { withWall } from './sides.ts';
import { MAIN_FPS, SUB_FPS, withClips } from './wall-clips.ts';
import { mainStreams } from './wall-main.ts';
import { goalsOf16, goalsOfLarge, goalsOfMemory } from './wall-goals.ts';
import { memoryRound, runRound, type Round, type Scene } from './wall-rounds.ts';
import { placesOf } from './wall-pictures.ts';
import { whyNoMpv } from './mpv-side.ts';

/** Twice the largest wall and more: some cameras of the simulated cloud are offline. */
const CAMERAS = 200;
const COUNTS = [16, 36, 64] as const;
const MEMORY_TILES = 16;

type Clouds = SimulatorInfo['clouds'];

interface Report {
  readonly goals: Goal[];
  readonly details: Record<string, unknown>;
  readonly failures: { readonly part: string; readonly error: string }[];
}

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

/** A part that fails does not take the figures of the others with it. */
async function take(report: Report, part: string, measure: () => Promise<readonly Goal[]>): Promise<void> {
  try {
    report.goals.push(...(await measure()));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    report.failures.push({ part, error: text });
    tell(`${part} failed: ${text}`);
  }
}

/** The wall as an operator has it, whose places the peers take over. */
async function sceneOf(clouds: Clouds, count: (typeof COUNTS)[number], seconds: number): Promise<Scene> {
  return { clouds, count, seconds, places: await withWall(clouds, count, ({ page }) => placesOf(page, count)) };
}

async function takeAll(report: Report, clouds: Clouds, fps: number, options: BenchOptions): Promise<void> {
  const { rounds, seconds, minutes, part } = options;
  for (const count of COUNTS) {
    if (part !== undefined && part !== String(count)) continue;
    const name = `${count} tiles of ${fps} fps`;
    await take(report, name, async () => {
      const scene = await sceneOf(clouds, count, seconds);
      const rows: Round[] = [];
      for (let i = 0; i < rounds; i += 1) {
        const row = await runRound(i, scene);
        rows.push(row);
        tell(`${name}, round ${i + 1}: ${row.words}`);
      }
      report.details[name] = rows;
      return count === 16 ? goalsOf16(name, rows) : goalsOfLarge(name, rows);
    });
  }
  if (part !== undefined && part !== 'memory') return;
  const name = `memory of ${MEMORY_TILES} tiles of ${fps} fps`;
  await take(report, name, async () => {
    const row = await memoryRound(await sceneOf(clouds, MEMORY_TILES, seconds), minutes);
    report.details[name] = row;
    return goalsOfMemory(name, row);
  });
}

export async function wall(options: BenchOptions): Promise<BenchResult> {
  const report: Report = { goals: [], details: { mpv: whyNoMpv() ?? 'measured' }, failures: [] };
  const isMainOnly = options.part === 'main';
  const speeds: readonly (typeof SUB_FPS | typeof MAIN_FPS)[] = isMainOnly ? [SUB_FPS] : [SUB_FPS, MAIN_FPS];
  for (const fps of speeds) {
    await withClips(fps, async (footageDir) => {
      const { child, info } = await startSimulator(CAMERAS, null, footageDir === null ? [] : ['--footage', footageDir]);
      try {
        const { 'huawei-ivm': cloud } = info.clouds;
        if (!cloud) throw new Error('the simulator has no huawei-ivm cloud');
        const clouds = { 'huawei-ivm': cloud };
        if (!isMainOnly) await takeAll(report, clouds, fps, options);
        if (fps !== SUB_FPS || (options.part !== undefined && !isMainOnly)) return;
        await take(report, 'main', async () => {
          const count = await mainStreams(clouds, info.control);
          return [{ name: '1+15: streams opened as main, off one by', value: Math.abs(count - 1), atMost: 0 }];
        });
      } finally {
        await stop(child);
      }
    });
  }
  return report;
}
