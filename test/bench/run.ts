/**
 * Runs one benchmark. Usage: npm run bench -- wall|startup|tree|devices|signing|simulator|soak|operate|fuzz|recover|timeline|export-file|playback|ptz|targets|compare [--json] [--rounds N]
 * [--seconds N] [--minutes N] [--seed S] [--part NAME] [--cameras N] [--stalls 10,35] [--other FOLDER]
 *
 * Figures are ratios of client and peer on the same input in one run, the median of several rounds, unless their names say
 * otherwise; goals are printed beside them. The last line is JSON, with the conditions of the run; the exit code is 0 when
 * everything was measured and every goal is met, 3 when a figure is too uncertain to decide and nothing is missed, else 1.
 */
import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { devices } from './devices.ts';
import { exportFile } from './export-file.ts';
import { fuzz } from './fuzz.ts';
import { operate } from './operate.ts';
import { playback } from './playback.ts';
import { ptz } from './ptz.ts';
import { recover } from './recover.ts';
import { EXIT_CODES, printGoals, printJson, verdictOn, watchConditions } from './report.ts';
import { signing } from './signing.ts';
import { simulator } from './simulator.ts';
import { soak } from './soak.ts';
import { startup } from './startup.ts';
import { targets } from './targets.ts';
import { timeline } from './timeline.ts';
import { tree } from './tree.ts';
import type { BenchOptions, BenchResult } from './types.ts';
import { wall } from './wall.ts';

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult>>> = {
  wall,
  startup,
  tree,
  devices,
  signing,
  simulator,
  soak,
  operate,
  fuzz,
  recover,
  timeline,
  'export-file': exportFile,
  playback,
  ptz,
  targets,
  compare,
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
    other: { type: 'string' },
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
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  minutes: Number(values.minutes),
  seed: Number(values.seed),
  part: values.part,
  cameras: values.cameras === undefined ? undefined : Number(values.cameras),
  stalls: values.stalls.split(',').map(Number),
  other: values.other,
};
const conditions = watchConditions(options);
const result = await bench(options);
printGoals(result.goals);
const verdict = verdictOn(result);
printJson({ bench: name, verdict, isMet: verdict === 'met', conditions: conditions(), ...result });
process.exitCode = EXIT_CODES[verdict];
