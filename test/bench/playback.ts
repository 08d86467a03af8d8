/**
 * All figures of playback and evidence. `--part NAME` runs one of them, `--part export` all of exports; `timeline` and `export-file`
 * are benches of their own too.
 * Each part is printed when it ends: its goals on standard error, and the part as a line of JSON on standard output. A part that
 * fails leaves the others as they are, and makes the exit code 1.
 */
import { exportFile } from './export-file.ts';
import { byteGoals } from './playback-bytes.ts';
import { clickGoals } from './playback-click.ts';
import { fastGoals } from './playback-fast.ts';
import { seekGoals } from './playback-seek.ts';
import { syncGoals } from './playback-sync.ts';
import { printGoals, printJson, watchConditions } from './report.ts';
import { timeline } from './timeline.ts';
import type { BenchOptions, BenchResult, PartResult } from './types.ts';

type Part = (options: BenchOptions) => Promise<PartResult>;

const exportPart =
  (part: string): Part =>
  (options) =>
    exportFile({ ...options, part });

const PARTS: Readonly<Record<string, Part>> = {
  click: clickGoals,
  seek: seekGoals,
  sync: syncGoals,
  fast: fastGoals,
  bytes: byteGoals,
  timeline,
  'export-time': exportPart('time'),
  'export-http': exportPart('http'),
  'export-memory': exportPart('memory'),
  'export-http-memory': exportPart('http-memory'),
};

/** `export` names all of its parts. */
const isNamed = (name: string, part: string | undefined): boolean =>
  part === undefined || name === part || name.startsWith(`${part}-`);

const wordsOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** @throws {Error} for a part that does not exist. */
export async function playback(options: BenchOptions): Promise<BenchResult> {
  const names = Object.keys(PARTS).filter((name) => isNamed(name, options.part));
  if (names.length === 0) throw new Error(`no part ${options.part}: ${Object.keys(PARTS).join(', ')}`);
  const results = new Map<string, PartResult>();
  const failures: { part: string; error: string }[] = [];
  for (const name of names) {
    process.stderr.write(`part ${name}\n`);
    const conditions = watchConditions(options);
    try {
      const result = await PARTS[name]?.({ ...options, part: undefined });
      if (result === undefined) continue;
      results.set(name, { goals: result.goals, details: { ...result.details, conditions: conditions() } });
      printGoals(result.goals);
      printJson({ bench: 'playback', part: name, ...result, conditions: conditions() });
    } catch (error) {
      failures.push({ part: name, error: wordsOf(error) });
      process.stderr.write(`failed part ${name}: ${wordsOf(error)}\n`);
      printJson({ bench: 'playback', part: name, error: wordsOf(error), conditions: conditions() });
    }
  }
  return {
    goals: [...results.values()].flatMap(({ goals }) => goals),
    details: Object.fromEntries([...results].map(([name, { details }]) => [name, details])),
    failures,
  };
}
