/**
 * A shift in short: an operator who never rests, clouds that fail, and afterwards the question what is left of it.
 *
 * From a seed the bench draws what an operator does and what goes wrong, a few things at a time; then the client is
 * brought to one reference state (nine cameras of five clouds play, nothing else is open), garbage is collected in
 * every heap, and all is weighed and counted. The warm-up does everything once and lasts for a fifth of the time: code
 * that is loaded on first use, and code that the engines compile because it is used often, is not growth.
 *
 * **Memory** must not grow by more than 1 MB an hour in any process or heap. The measurement is a slope with an
 * uncertainty: the goal is met when the upper end of its 95 % confidence interval is within 1 MB/h, missed when the
 * lower end is above, and not decided otherwise: a short run decides little. Slope, standard error, interval and R2 are
 * printed for each. The heaps are weighed after a collection and hardly waver, so that they show a leak of objects long
 * before the processes do. Of the processes anonymous and shared memory counts (the proportional share of it), not the
 * pages of files. Beside the heaps of main and gateway the report lists their buffers, which are outside of the heaps:
 * if a process grows while neither of these does, its allocator keeps freed memory, and no object of ours leaks.
 *
 * **Counts** are compared with those after the warm-up, which are taken after a quiet time in which everything that
 * waits for an answer, and every connection that waits for reuse, has ended. A leak is there at every later look: the
 * least of the second half of the rounds and of the end counts, since a stream holds on to the connection that it lost
 * last, and React to what it showed last. Growth must be zero, with the allowances of {@link ALLOWANCES}. Streams that
 * no tile shows must be none at all.
 *
 * Every action goes with its time and what was drawn for it into `test-results/soak-<seed>.log`; the same seed draws the
 * same actions again.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib.ts';
import { operatorActions, pause, type Action } from './soak-actions.ts';
import { weigh, type ResourceCounts } from './soak-counts.ts';
import { looksOf, protect, bringToReference, troublesOf, withSoakSession, type SoakSession } from './soak-session.ts';
import { faultActions } from './soak-faults.ts';
import { lineThrough, type Line } from './soak-line.ts';
import { createRandom } from './soak-random.ts';
import type { BenchOptions, BenchResult, Goal } from './types.ts';

const ACTIONS_PER_ROUND = 8;
const GOAL_MEGABYTES_PER_HOUR = 1;
/** With fewer rounds the interval of a slope is too wide, or too uncertain, to say anything. */
const MIN_ROUNDS = 6;
const WARM_UP_SHARE = 0.2;
/** Longer than the simulator remembers an HLS session, and than connections wait for their next use. */
const QUIET_MS = 35_000;
/** The clouds' cameras are read once a minute, which takes signals, timers and connections for half a minute. */
const QUIET_LOOKS = 4;
const QUIET_LOOK_EVERY_MS = 8_000;

/** Counts that may end higher than they began. All others may not. */
const ALLOWANCES: Readonly<Record<string, number>> = {
  // Elements that play nothing stay for the next player: the pool of elements has up to 16.
  'page HTMLVideoElement': 16,
};

/**
 * Chromium keeps a node for each time that a field was emptied, to undo it: up to 250 for a field that is typed into and
 * emptied as here, on an empty page as on ours. The field of the camera list stays, and what it keeps with it.
 */
const EMPTIED_IN = 'search';
const KEPT_TO_UNDO = 250;

interface Weighed extends ResourceCounts {
  readonly atMs: number;
}

const everything: readonly Action[] = [...operatorActions, ...faultActions];
const drawn: readonly Action[] = everything.flatMap((action) => Array.from({ length: action.weight }, () => action));

type Log = (entry: Readonly<Record<string, unknown>>) => void;

function openLog(seed: number): { readonly file: string; readonly write: Log } {
  const folder = path.join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `soak-${seed}.log`);
  writeFileSync(file, '');
  return {
    file,
    write: (entry) => appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`),
  };
}

/**
 * Ctrl-C ends a long run early: the current step is finished, reported and closed. A second Ctrl-C ends the run at
 * once.
 */
function stopWish(): { readonly isThere: boolean } {
  const wish = { isThere: false };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (wish.isThere = true));
  return wish;
}

interface Course {
  readonly rounds: readonly Weighed[];
  /** After the warm-up and at the end, each after a quiet time. */
  readonly first: Weighed;
  readonly last: Weighed;
  readonly actions: number;
  /** How often the field of the camera list was emptied between `first` and `last`. */
  readonly emptied: number;
  /** Actions that did not find what they needed, by the log's number. */
  readonly failures: readonly string[];
  /** Errors that the page threw and the client logged. */
  readonly troubles: readonly string[];
}

/** A leaked resource is there at every count, so the least of several counts decides. */
async function weighQuiet(session: SoakSession): Promise<ResourceCounts> {
  let held = await weigh(session);
  for (let i = 1; i < QUIET_LOOKS; i++) {
    await pause(QUIET_LOOK_EVERY_MS);
    const { counts, ...weights } = await weigh(session);
    const least = Object.entries(counts).map(([name, value]) => [name, Math.min(value, held.counts[name] ?? value)]);
    held = { ...weights, counts: Object.fromEntries(least) as ResourceCounts['counts'] };
  }
  return held;
}

async function live(session: SoakSession, options: BenchOptions, write: Log): Promise<Course> {
  const random = createRandom(options.seed);
  const looks = await looksOf(session);
  const beganMs = performance.now();
  const endsAtMs = beganMs + options.minutes * 60_000 - QUIET_MS;
  const warmAtMs = beganMs + options.minutes * 60_000 * WARM_UP_SHARE;
  const rounds: Weighed[] = [];
  const failures: string[] = [];
  const stop = stopWish();
  let number = 0;
  let emptied = 0;
  const act = async (action: Action): Promise<void> => {
    const choice = action.choose(random);
    const began = performance.now();
    write({ number: ++number, action: action.name, ...choice });
    if (action.name === EMPTIED_IN) emptied += 1;
    await action.run(session, choice).catch((error: unknown) => {
      const why = `${number} ${action.name}: ${error instanceof Error ? error.message : String(error)}`;
      failures.push(why);
      write({ number, failed: why });
    });
    write({ number, tookMs: Math.round(performance.now() - began) });
  };
  const settle = async (): Promise<Weighed> => {
    await bringToReference(session, looks);
    const held = { atMs: performance.now(), ...(await weigh(session)) };
    write({ round: rounds.length, ...held });
    return held;
  };
  const settleForLong = async (): Promise<Weighed> => {
    await bringToReference(session, looks);
    await pause(QUIET_MS);
    const held = { atMs: performance.now(), ...(await weighQuiet(session)) };
    write({ round: rounds.length, quietMs: QUIET_MS, ...held });
    return held;
  };
  const actAll = async (actions: readonly Action[]): Promise<void> => {
    await protect(session, false);
    for (const action of actions) await act(action);
  };
  const some = (): readonly Action[] => Array.from({ length: ACTIONS_PER_ROUND }, () => random.pick(drawn));
  const each = [...random.shuffled(everything)];
  while (each.length > 0) {
    await actAll(each.splice(0, ACTIONS_PER_ROUND));
    await bringToReference(session, looks);
  }
  while (performance.now() < warmAtMs && !stop.isThere) {
    await actAll(some());
    await bringToReference(session, looks);
  }
  const first = await settleForLong();
  emptied = 0;
  process.stderr.write(`warm after ${number} actions\n`);
  while (rounds.length < MIN_ROUNDS || (performance.now() < endsAtMs && !stop.isThere)) {
    await actAll(some());
    const broken = await settle().then(
      (round) => void rounds.push(round),
      (error: unknown) => String(error),
    );
    if (broken === undefined) continue;
    // A client that does not come to rest is a finding of the soak; the error reports the earlier figures too.
    if (rounds.length < MIN_ROUNDS) throw new Error(broken);
    failures.push(`round ${rounds.length}: ${broken}`);
    write({ broken });
    break;
  }
  const last = await settleForLong().catch(() => rounds.at(-1) ?? first);
  const troubles = await troublesOf(session);
  for (const trouble of troubles) write({ trouble });
  return { rounds, first, last, actions: number, emptied, failures, troubles };
}

interface Trend extends Line {
  readonly name: string;
}

function trendsOf(rounds: readonly Weighed[]): readonly Trend[] {
  const last = rounds.at(-1);
  const pick = (kind: 'processes' | 'heaps') => (name: string) => {
    const samples = rounds.flatMap((round) => {
      const value = round[kind][name];
      return value === undefined ? [] : [{ atMs: round.atMs, value }];
    });
    if (samples.length < MIN_ROUNDS) return [];
    return [{ name, ...lineThrough(samples) }];
  };
  return [
    ...Object.keys(last?.processes ?? {}).flatMap(pick('processes')),
    ...Object.keys(last?.heaps ?? {}).flatMap(pick('heaps')),
  ];
}

function growthOf({ rounds, first, last, emptied }: Course): readonly Goal[] {
  const allowances: typeof ALLOWANCES = { ...ALLOWANCES, 'page nodes': Math.min(emptied, KEPT_TO_UNDO) };
  return Object.entries(last.counts).map(([name, value]) => {
    const isAbsolute = name.startsWith('streams');
    const later = rounds.slice(Math.floor(rounds.length / 2)).map(({ counts }) => counts[name] ?? value);
    const grown = isAbsolute ? value : Math.min(value, ...later) - (first.counts[name] ?? 0);
    return { name: isAbsolute ? name : `growth of ${name}`, value: grown, atMost: allowances[name] ?? 0 };
  });
}

const figure = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : String(value));

function tell({ name, perHour, standardError, low, high, r2 }: Trend): void {
  const interval = `${figure(low)} to ${figure(high)}`;
  process.stderr.write(
    `${name}: ${figure(perHour)} MB/h, standard error ${figure(standardError)}, 95 % ${interval}, R2 ${r2.toFixed(2)}\n`,
  );
}

/** See the head of this file. */
export async function soak(options: BenchOptions): Promise<BenchResult> {
  const { file, write } = openLog(options.seed);
  process.stderr.write(`seed ${options.seed}, log ${path.relative(root, file)}\n`);
  const course = await withSoakSession((session) => live(session, options, write));
  const { rounds, first, last, actions, emptied, failures, troubles } = course;
  const trends = trendsOf(rounds);
  trends.forEach(tell);
  failures.forEach((why) => process.stderr.write(`failed: ${why}\n`));
  troubles.forEach((trouble) => process.stderr.write(`trouble: ${trouble}\n`));
  const slopes = trends.map(({ name, low, high }) => ({
    name: `${name}, MB/h by its 95 % interval`,
    low,
    value: high,
    atMost: GOAL_MEGABYTES_PER_HOUR,
  }));
  return {
    goals: [
      ...slopes,
      ...growthOf(course),
      { name: 'actions that failed', value: failures.length, atMost: 0 },
      { name: 'errors thrown or logged', value: troubles.length, atMost: 0 },
    ],
    details: {
      seed: options.seed,
      minutes: options.minutes,
      actions,
      emptied,
      samples: rounds.length,
      trends,
      failures,
      troubles,
      first,
      last,
    },
  };
}
