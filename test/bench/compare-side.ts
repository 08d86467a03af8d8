/**
 * One round of `tree` or `operate` in the checkout in which this file lies. Usage: compare-side.ts tree|operate CAMERAS SECONDS.
 * Prints the longest task of each phase as a line of JSON. `compare` copies this file and what it imports of the benches into the
 * other checkout, so that both sides are measured by the same code.
 */
import { operate } from './operate.ts';
import { tree } from './tree.ts';
import type { BenchOptions, BenchResult } from './types.ts';

interface Row {
  /** Milliseconds by phase; 0 where no task took 50 ms, since browsers report only longer ones. */
  readonly longestMs: Readonly<Record<string, number>>;
}

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult>>> = { tree, operate };

const [name = '', cameras = '', seconds = ''] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) throw new Error(`no bench ${name}`);
const { details } = await bench({
  rounds: 1,
  seconds: Number(seconds),
  cameras: Number(cameras),
  minutes: 0,
  seed: 1,
  part: undefined,
  stalls: [],
  other: undefined,
});
const [row] = details['rows'] as readonly Row[];
process.stdout.write(`${JSON.stringify(row?.longestMs ?? {})}\n`);
