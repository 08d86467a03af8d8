/**
 * Hostile inputs for everything that reads bytes from outside: in a thread for parsers, and over sockets for servers.
 * Usage: npm run bench -- fuzz --minutes N [--seed S]
 *
 * A crash is a failure that the code does not intend. A hang is an input on which the thread works for more than 100 ms
 * in each of four tries, or for ever. The seed and the number of an input make that input again.
 */
import { Worker } from 'node:worker_threads';
import { fuzzDoors, type DoorsResult } from './fuzz-doors.ts';
import { TARGETS } from './fuzz-targets.ts';
import type { FuzzNews, FuzzOrder } from './fuzz-worker.ts';
import type { BenchOptions, BenchResult } from './types.ts';

const HANG_MS = 10_000;
const LOOK_EVERY_MS = 250;
const HEAP_MB = 512;
const MAX_FINDINGS = 50;
const WANTED_INPUTS = 2_000_000;

interface Findings {
  readonly crashes: FuzzNews[];
  readonly hangs: FuzzNews[];
  readonly outOfMemory: FuzzNews[];
  inputs: number;
  slowestMs: number;
  heapMb: number;
}

/** Runs one thread until the time is over, it hangs or it ends. @returns the number of the next input. */
async function runThread(order: FuzzOrder, findings: Findings): Promise<number> {
  const at = new Int32Array(order.place);
  const where = (): Pick<FuzzNews, 'target' | 'input'> => ({
    target: TARGETS[Atomics.load(at, 0)]?.name ?? '',
    input: Atomics.load(at, 1),
  });
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  let seen = -1;
  let seenAtMs = performance.now();
  const watch = setInterval(() => {
    const count = Atomics.load(at, 2);
    if (count !== seen) [seen, seenAtMs] = [count, performance.now()];
    else if (performance.now() - seenAtMs > HANG_MS) {
      findings.hangs.push({ kind: 'slow', ...where(), detail: `no end within ${HANG_MS} ms` });
      void worker.terminate();
    }
  }, LOOK_EVERY_MS);
  worker.on('message', (news: FuzzNews) => {
    if (news.kind === 'crash' && findings.crashes.length < MAX_FINDINGS) findings.crashes.push(news);
    if (news.kind === 'slow' && findings.hangs.length < MAX_FINDINGS) findings.hangs.push(news);
    if (news.kind !== 'done') return;
    findings.slowestMs = Math.max(findings.slowestMs, news.slowestMs ?? 0);
    findings.heapMb = Math.max(findings.heapMb, (news.heapBytes ?? 0) / 2 ** 20);
  });
  worker.on('error', (error: Error) => findings.outOfMemory.push({ kind: 'crash', ...where(), detail: error.message }));
  await new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  clearInterval(watch);
  return Atomics.load(at, 1) + 1;
}

async function fuzzParsers(minutes: number, seed: number): Promise<Findings> {
  const findings: Findings = { crashes: [], hangs: [], outOfMemory: [], inputs: 0, slowestMs: 0, heapMb: 0 };
  const untilMs = Date.now() + minutes * 60_000;
  let from = 0;
  while (Date.now() < untilMs && findings.hangs.length + findings.outOfMemory.length < MAX_FINDINGS) {
    const place = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
    from = await runThread({ seed, from, untilMs, place }, findings);
    findings.inputs += Atomics.load(new Int32Array(place), 2);
  }
  return findings;
}

export async function fuzz({ minutes, seed }: BenchOptions): Promise<BenchResult> {
  const [parsers, doors]: readonly [Findings, DoorsResult] = await Promise.all([
    fuzzParsers(minutes, seed),
    fuzzDoors(minutes, seed),
  ]);
  const { crashes, hangs, outOfMemory, inputs, slowestMs, heapMb } = parsers;
  const goals = [
    { name: 'failures that the code does not mean', value: crashes.length, atMost: 0 },
    { name: 'inputs that take more than 100 ms', value: hangs.length, atMost: 0 },
    { name: 'threads out of memory', value: outOfMemory.length, atMost: 0 },
    { name: 'heap after the last input, MB', value: heapMb, atMost: HEAP_MB / 2 },
    { name: 'clients that a request ended', value: doors.deaths, atMost: 0 },
    { name: 'growth of the client, MB', value: doors.grownMb, atMost: 128 },
  ];
  const details = {
    seed,
    minutes,
    inputs,
    wantedInputs: WANTED_INPUTS,
    targets: TARGETS.map(({ name }) => name),
    slowestMs,
    crashes,
    hangs,
    outOfMemory,
    doors,
  };
  return { goals, details };
}
