/**
 * All figures of playback and evidence. `--part seek|sync|timeline|export` runs one of them; `timeline` and `export-file` are
 * benches of their own too.
 */
import { exportFile } from './export-file.ts';
import { seekGoals } from './playback-seek.ts';
import { syncGoals } from './playback-sync.ts';
import { timeline } from './timeline.ts';
import type { BenchOptions, BenchResult } from './types.ts';

const PARTS: Readonly<
  Record<string, (options: BenchOptions) => Promise<Pick<BenchResult, 'goals'> & { details: object }>>
> = { seek: seekGoals, sync: syncGoals, timeline, export: exportFile };

/** @throws {Error} for a part that does not exist. */
export async function playback(options: BenchOptions): Promise<BenchResult> {
  const names = options.part === undefined ? Object.keys(PARTS) : [options.part];
  const results = new Map<string, Pick<BenchResult, 'goals'> & { details: object }>();
  for (const name of names) {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no part ${name}: ${Object.keys(PARTS).join(', ')}`);
    results.set(name, await part({ ...options, part: undefined }));
  }
  return {
    goals: [...results.values()].flatMap(({ goals }) => goals),
    details: Object.fromEntries([...results].map(([name, { details }]) => [name, details])),
  };
}
