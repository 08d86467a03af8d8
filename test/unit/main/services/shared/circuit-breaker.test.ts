import { beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { CircuitBreaker } from '../../../../../main/services/shared/circuit-breaker.ts';

const never = new AbortController().signal;
const failure = (code: AppError['code'], retryable = true): AppError => new AppError(code, code, { retryable });

let nowMs: number;
let onBack: ReturnType<typeof vi.fn<() => void>>;
let breaker: CircuitBreaker;
/** The questions to the cloud, in order, with a way to end each. */
let asked: { readonly key: string; answer(): void; fail(error: AppError): void }[];

beforeEach(() => {
  nowMs = 0;
  onBack = vi.fn();
  breaker = new CircuitBreaker({ onBack, nowMs: () => nowMs, random: () => 0.5 });
  asked = [];
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One stream that wants its URL; resolves with `played` or the code of the failure. */
function want(key: string, signal = never): Promise<string> {
  const work = (): Promise<string> =>
    new Promise((resolve, reject) => asked.push({ key, answer: () => resolve('played'), fail: reject }));
  return breaker.pass(key, signal, work).catch((error: unknown) => (error as AppError).code);
}

const wantMany = (count: number): Promise<string>[] => Array.from({ length: count }, (_, i) => want(`camera-${i}`));

/** Lets every question end like this, and those that follow from it, until nobody asks any more. */
async function endAll(end: (question: (typeof asked)[number]) => void): Promise<number> {
  let most = 0;
  for (;;) {
    await settled();
    if (asked.length === 0) return most;
    most = Math.max(most, asked.length);
    for (const question of asked.splice(0)) end(question);
  }
}

it('the storm breaker of an account lets a few streams ask at a time, and everybody in the end', async () => {
  const wall = wantMany(200);
  expect(await endAll((question) => question.answer())).toBe(6);
  expect(await Promise.all(wall)).toEqual(Array.from({ length: 200 }, () => 'played'));
});

// @promise failures.sign-in-storm
it('the storm breaker of an account spares the cloud the other streams once it is clear that all fail', async () => {
  const wall = wantMany(200);
  let questions = 0;
  await endAll((question) => {
    questions++;
    question.fail(failure('cloud.unavailable'));
  });
  expect(questions).toBe(6);
  expect(new Set(await Promise.all(wall))).toEqual(new Set(['cloud.unavailable']));
  expect(await Promise.all(wantMany(200))).toHaveLength(200);
  expect(asked).toHaveLength(0);
});

it('the storm breaker of an account sends one stream to look, later each time, and lets all through again when it is answered', async () => {
  for (const wall = wantMany(6); asked.length === 0; await settled()) void wall;
  await endAll((question) => question.fail(failure('network.unreachable')));
  for (const waitMs of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    nowMs += waitMs - 1;
    expect(await want('early')).toBe('network.unreachable');
    nowMs += 1;
    const wall = wantMany(50);
    await settled();
    expect(asked).toHaveLength(1);
    await endAll((question) => question.fail(failure('network.unreachable')));
    await Promise.all(wall);
  }
  nowMs += 15_000;
  const look = want('camera-7');
  await endAll((question) => question.answer());
  expect(await look).toBe('played');
  expect(onBack).toHaveBeenCalledTimes(1);
  const wall = wantMany(30);
  await settled();
  expect(asked).toHaveLength(1);
  await endAll((question) => question.answer());
  expect(new Set(await Promise.all(wall))).toEqual(new Set(['played']));
});

it('the storm breaker of an account takes wrong keys for the whole account at once, and waits long before it probes again', async () => {
  const first = want('camera-1');
  await endAll((question) => question.fail(failure('auth.rejected-key', false)));
  expect(await first).toBe('auth.rejected-key');
  nowMs += 30_000;
  expect(await want('camera-2')).toBe('auth.rejected-key');
  breaker.probeSoon();
  const look = want('camera-2');
  await endAll((question) => question.answer());
  expect(await look).toBe('played');
});

it('the storm breaker of an account leaves one camera that fails alone to itself', async () => {
  for (let i = 0; i < 10; i++) {
    const one = want('camera-1');
    await endAll((question) => question.fail(failure('cloud.unavailable')));
    expect(await one).toBe('cloud.unavailable');
  }
  const other = want('camera-2');
  await endAll((question) => question.answer());
  expect(await other).toBe('played');
  expect(onBack).not.toHaveBeenCalled();
});

it('the storm breaker of an account takes a refusal of one camera for an answer of the cloud', async () => {
  const wall = wantMany(60);
  let i = 0;
  await endAll((question) => question.fail(failure(i++ % 2 ? 'device.offline' : 'cloud.unavailable')));
  await Promise.all(wall);
  expect(breaker.cause).toBeNull();
});

it('the storm breaker of an account forgets a stream that is cancelled while it waits', async () => {
  const wall = wantMany(6);
  const abort = new AbortController();
  const late = want('late', abort.signal);
  await settled();
  abort.abort();
  expect(await late).toBe('cancelled');
  await endAll((question) => question.answer());
  expect(await Promise.all(wall)).not.toContain('cancelled');
});
