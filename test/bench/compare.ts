/**
 * `tree` and `operate` in this checkout and in another one, on the same machine: the sides take turns, each with its own client,
 * simulated clouds and build, both measured by the bench of this checkout. Judged is the longest task of all rounds, and not the
 * median of the rounds: one stop of the page is one too many. Usage: npm run bench -- compare --other FOLDER [--part tree|operate]
 * [--cameras N] [--rounds N] [--seconds N]
 *
 * FOLDER is the root of a checkout of its own with its node modules. The files of the bench lie in its folder `test/bench-compared`
 * while they run.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/lib.ts';
import { turnsOf, type BenchOptions, type BenchResult, type Goal } from './types.ts';

const BENCHES = ['tree', 'operate'] as const;
const CAMERAS: readonly number[] = [5_000, 20_000];
const FILES = ['compare-side.ts', 'tree.ts', 'operate.ts', 'types.ts'] as const;
const FOLDER = path.join('test', 'bench-compared');
/** Browsers report longer tasks only: below, no side is worse than the other. */
const LONG_TASK_MS = 50;
const SIDES = ['this', 'other'] as const;

type Side = (typeof SIDES)[number];
/** Milliseconds by phase. */
type Longest = Readonly<Record<string, number>>;
type Rows = Record<Side, Longest[]>;

/** Runs one round in a checkout. @throws {Error} when it fails there. */
async function runSide(checkout: string, args: readonly string[]): Promise<Longest> {
  const script = path.join(FOLDER, 'compare-side.ts');
  const flags = ['--disable-warning=ExperimentalWarning', script, ...args];
  const child = spawn(process.execPath, flags, { cwd: checkout, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${args.join(' ')} in ${checkout} ended with ${code}`);
  return JSON.parse(text.trim().split('\n').at(-1) ?? '') as Longest;
}

/** The bench of this checkout lies in both while `use` runs. */
async function withBench<T>(checkouts: readonly string[], use: () => Promise<T>): Promise<T> {
  const folders = checkouts.map((checkout) => path.join(checkout, FOLDER));
  try {
    for (const folder of folders) {
      await mkdir(folder, { recursive: true });
      for (const file of FILES) await copyFile(path.join(import.meta.dirname, file), path.join(folder, file));
    }
    return await use();
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

const worst = (rows: readonly Longest[], phase: string): number => Math.max(...rows.map((row) => row[phase] ?? 0));

function goalsOf(name: string, rows: Rows): readonly Goal[] {
  return Object.keys(rows.this[0] ?? {}).map((phase) => {
    const other = worst(rows.other, phase);
    return {
      name: `${name}, ${phase}: longest task of all rounds, ms (other checkout: ${other.toFixed(0)})`,
      value: worst(rows.this, phase),
      atMost: Math.max(LONG_TASK_MS, other),
    };
  });
}

/** @throws {Error} without another checkout. */
export async function compare({ other, part, cameras, rounds, seconds }: BenchOptions): Promise<BenchResult> {
  if (other === undefined) throw new Error('--other FOLDER names the root of the other checkout');
  const checkouts: Readonly<Record<Side, string>> = { this: root, other: path.resolve(other) };
  const goals: Goal[] = [];
  const details: Record<string, Rows> = {};
  await withBench(Object.values(checkouts), async () => {
    for (const bench of BENCHES.filter((name) => part === undefined || name === part)) {
      for (const count of cameras === undefined ? CAMERAS : [cameras]) {
        const name = `${bench} with ${count} cameras`;
        const rows: Rows = { this: [], other: [] };
        for (let i = 0; i < rounds; i += 1) {
          for (const side of turnsOf(i, SIDES)) {
            const longest = await runSide(checkouts[side], [bench, String(count), String(seconds)]);
            rows[side].push(longest);
            process.stderr.write(`${name}, round ${i + 1} of ${rounds}, ${side}: ${JSON.stringify(longest)}\n`);
          }
        }
        details[name] = rows;
        goals.push(...goalsOf(name, rows));
      }
    }
  });
  return { goals, details: { checkouts, rows: details } };
}
