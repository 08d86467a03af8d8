/**
 * One thread that feeds hostile inputs to the targets in turn. The number of the current input is in shared memory, so
 * that the watching thread can name the input even if this thread hangs or runs out of memory.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { setTimeout as delay } from 'node:timers/promises';
import { isAnswer, randomOf, TARGETS } from './fuzz-targets.ts';

export interface FuzzOrder {
  readonly seed: number;
  /** The number of the first input; number and seed always give the same input. */
  readonly from: number;
  readonly untilMs: number;
  /** [0] the target, [1] the input, [2] a count that goes up with each input. */
  readonly place: SharedArrayBuffer;
}

export interface FuzzNews {
  readonly kind: 'crash' | 'slow' | 'done';
  readonly target?: string;
  readonly input?: number;
  readonly detail?: string;
  readonly slowestMs?: number;
  readonly heapBytes?: number;
}

const SLOW_MS = 100;
/** A garbage collection makes any input slow once: only an input that is slow each time counts. */
const SLOW_TRIES = 4;
const BATCH = 500;

const { seed, from, untilMs, place } = workerData as FuzzOrder;
const at = new Int32Array(place);
const tell = (news: FuzzNews): void => parentPort?.postMessage(news);

/** @returns how long this thread worked on the input, in ms: a machine that is busy elsewhere does not count. */
async function feed(target: number, input: number): Promise<number> {
  const before = process.threadCpuUsage();
  try {
    await TARGETS[target]?.run(randomOf(seed, target, input));
  } catch (error) {
    if (!isAnswer(error)) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({ kind: 'crash', target: TARGETS[target]?.name ?? '', input, detail: detail.slice(0, 800) });
    }
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

async function leastMs(target: number, input: number, firstMs: number): Promise<number> {
  let least = firstMs;
  for (let tries = 1; tries < SLOW_TRIES && least > SLOW_MS; tries += 1)
    least = Math.min(least, await feed(target, input));
  return least;
}

let slowestMs = 0;
let input = from;
while (Date.now() < untilMs) {
  for (let i = 0; i < BATCH; i += 1, input += 1) {
    const target = input % TARGETS.length;
    Atomics.store(at, 0, target);
    Atomics.store(at, 1, input);
    const ms = await leastMs(target, input, await feed(target, input));
    slowestMs = Math.max(slowestMs, ms);
    if (ms > SLOW_MS) tell({ kind: 'slow', target: TARGETS[target]?.name ?? '', input, detail: `${ms.toFixed(0)} ms` });
    Atomics.add(at, 2, 1);
  }
  await delay(0);
}
tell({ kind: 'done', slowestMs, heapBytes: process.memoryUsage().heapUsed });
