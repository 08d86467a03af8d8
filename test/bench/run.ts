/**
 * Runs one benchmark. Usage: npm run bench -- wall|startup|tree|signing|simulator|soak|operate|fuzz|recover|timeline|export-file|playback [--json] [--rounds N]
 * [--seconds N] [--minutes N] [--seed S] [--part 16|36|64|main] [--cameras N] [--stalls 10,35]
 *
 * Every figure is a ratio of client and peer on the same input in one run, the median of several rounds; goals are
 * printed beside it. The last line is JSON; the exit code is 0 when every goal is met.
 */
import { parseArgs } from 'node:util';
import { exportFile } from './export-file.ts';
import { fuzz } from './fuzz.ts';
import { operate } from './operate.ts';
import { playback } from './playback.ts';
import { recover } from './recover.ts';
import { signing } from './signing.ts';
import { simulator } from './simulator.ts';
import { soak } from './soak.ts';
import { startup } from './startup.ts';
import { timeline } from './timeline.ts';
import { tree } from './tree.ts';
import type { BenchOptions, BenchResult } from './types.ts';
import { wall } from './wall.ts';

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult>>> = {
  wall,
  startup,
  tree,
  signing,
  simulator,
  soak,
  operate,
  fuzz,
  recover,
  timeline,
  'export-file': exportFile,
  playback,
};

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '15' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string' },
    cameras: { type: 'string' },
    stalls: { type: 'string', default: '10,35,100,300' },
  },
  allowPositionals: true,
});
const name = positionals[0] ?? '';
const bench = benches[name];
if (!bench) {
  process.stderr.write(
    `usage: npm run bench -- ${Object.keys(benches).join('|')} [--json] [--rounds N] [--seconds N] [--minutes N] [--seed S]\n`,
  );
  process.exit(2);
}
const options: BenchOptions = {
  ...{ rounds: Number(values.rounds), seconds: Number(values.seconds) },
  ...{ minutes: Number(values.minutes), seed: Number(values.seed), part: values.part },
  cameras: values.cameras === undefined ? undefined : Number(values.cameras),
  stalls: values.stalls.split(',').map(Number),
};
const result = await bench(options);
const isMet = result.goals.every((goal) => goal.value <= goal.atMost);
for (const goal of result.goals) {
  const sign = goal.value <= goal.atMost ? 'met   ' : 'missed';
  process.stderr.write(`${sign} ${goal.name}: ${goal.value.toFixed(2)} (goal <= ${goal.atMost})\n`);
}
process.stdout.write(`${JSON.stringify({ bench: name, isMet, ...result })}\n`);
process.exitCode = isMet ? 0 : 1;
