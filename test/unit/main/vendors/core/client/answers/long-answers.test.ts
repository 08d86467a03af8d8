/** Long answers are read within bounds and in a thread of their own. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, describe, expect, it } from 'vitest';
import {
  AnswerThread,
  type AnswerThreadOptions,
} from '../../../../../../../main/vendors/core/client/answers/answer-thread.ts';
import { vendors, OVERRIDES } from '../../../../../../../main/vendors/registry.ts';
import { loadCatalogue } from '../../../../../../../main/vendors/core/contract/catalogue.ts';
import { excessIn, MAX_JSON_DEPTH, MAX_JSON_NODES } from '../../../../../../../main/json-bounds.ts';
import type { LongAnswer } from '../../../../../../../main/ports/answers.ts';
import { readReply } from '../../../../../../../main/vendors/core/client/answers/reading.ts';
import { PATIENT } from '../../../../../../patience.ts';

const WORKER = new URL('../../../../../../../main/vendors/answer-worker.ts', import.meta.url);
const never = new AbortController().signal;
const MB = 1024 * 1024;

const threads: AnswerThread[] = [];
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.dispose()));
});

function openThread(options: Partial<AnswerThreadOptions> = {}): AnswerThread {
  const thread = new AnswerThread({ workerUrl: WORKER, contractRoot: null, ...options });
  threads.push(thread);
  return thread;
}

const answerOf = (body: string): LongAnswer => ({
  vendor: 'huawei-ivm',
  operation: 'listDevices',
  wantsFile: false,
  isFirstPage: true,
  status: 200,
  headers: {},
  body,
});

const devices = (count: number): string =>
  `{"total":${count},"devices":[${Array.from({ length: count }, (_, i) => `{"device_id":${'9'.repeat(20)},"device_name":"Gate ${i}","unknown":1}`).join(',')}]}`;

const readHere = (body: string) =>
  readReply(
    loadCatalogue('huawei-ivm', OVERRIDES['huawei-ivm']).entry('listDevices'),
    vendors['huawei-ivm'].answers.rules,
    answerOf(body),
  );

/** Answers with which a cloud could block the client. */
const HOSTILE: Readonly<Record<string, () => string>> = {
  '15 MB of numbers': () => `{"devices":[${'1234567890123456789,'.repeat(750_000)}1]}`,
  '15 MB of opening brackets': () => '['.repeat(15 * MB),
  'a list that is nested 4 million levels deep': () => '['.repeat(4_000_000) + ']'.repeat(4_000_000),
  'objects that are nested a million levels deep': () => '{"a":'.repeat(1_000_000),
  'an object of a million members': () => `{${Array.from({ length: 1_000_000 }, (_, i) => `"${i}":1`).join(',')}}`,
};

describe.each(Object.entries(HOSTILE))('%s', (_, make) => {
  // @promise security.long-answers: A bad answer of 15 MB is refused beside the main thread, within limits of bytes,
  // depth, values and time.
  it('bad answers are refused beside the main thread, which stays free in the meantime', async () => {
    const thread = openThread();
    await thread.read(answerOf(devices(1)), never); // the thread is up
    const body = make();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const reading = await thread.read(answerOf(body), never);
    delay.disable();
    expect(reading).toMatchObject({ kind: 'bad', isRetryable: false });
    expect(delay.max / 1e6).toBeLessThan(500);
  });
});

it('the worker thread reads a long answer as main reads it', async () => {
  const body = devices(2_000);
  const reading = await openThread().read(answerOf(body), never);
  expect(reading).toEqual(readHere(body));
  expect(reading.kind).toBe('data');
});

it.each([
  ['a web page', `<html>${'x'.repeat(100_000)}`, 200],
  ['a refusal', JSON.stringify({ error_code: 'IVM.10000001', error_msg: 'x'.repeat(50_000) }), 400],
  ['a wrong type', JSON.stringify({ total: 'many', devices: [], pad: 'x'.repeat(100_000) }), 200],
  ['data with a failing status that are nested too deep', '['.repeat(100_000), 500],
])('main reports the same of %s with the worker thread and without it', async (_, body, status) => {
  const answer = { ...answerOf(body), status };
  const entry = loadCatalogue('huawei-ivm', OVERRIDES['huawei-ivm']).entry('listDevices');
  expect(await openThread().read(answer, never)).toEqual(readReply(entry, vendors['huawei-ivm'].answers.rules, answer));
});

it('main counts no brackets and commas that stand inside texts', () => {
  expect(excessIn(JSON.stringify({ a: '[[[{{{,,,\\"'.repeat(100_000) }))).toBeNull();
  expect(excessIn('['.repeat(MAX_JSON_DEPTH))).toBeNull();
  expect(excessIn('['.repeat(MAX_JSON_DEPTH + 1))).toContain('deeper');
  expect(excessIn(`[${'1,'.repeat(MAX_JSON_NODES - 10)}1]`)).toBeNull();
  expect(excessIn(`[${'1,'.repeat(MAX_JSON_NODES)}1]`)).toContain('values');
  expect(excessIn('"never closed \\')).toBeNull();
});

it('main looks over a text in time that is proportional to its length', () => {
  const spent = (text: string): number => {
    const startedMs = performance.now();
    excessIn(text);
    return performance.now() - startedMs;
  };
  for (const piece of ['"', '\\', '"\\', '"a":', '[]', ' ']) {
    const long = piece.repeat(400_000);
    spent(long);
    expect(spent(long.repeat(8))).toBeLessThan(Math.max(20, spent(long)) * 24);
  }
});

// @promise security.long-answers
it('main ends a thread that takes too long, and reads the next answer in a new thread', async () => {
  // A thread that never answers stands for an answer that nobody foresaw.
  const code = `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ answer }) => { for (; answer.body === 'endless'; ); const reading = { kind: 'pending', requestId: null };
      parentPort.postMessage({ kind: 'read', reading }); });
    parentPort.postMessage({ kind: 'ready' });`;
  const workerUrl = new URL(
    `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///'); ${code}`)}`,
  );
  const thread = openThread({ workerUrl, timeoutMs: 300 });
  const first = thread.read(answerOf('endless'), never);
  const second = thread.read(answerOf('short'), never);
  expect(await first).toMatchObject({ kind: 'bad', detail: 'an answer that takes too long to read' });
  expect(await second).toMatchObject({ kind: 'pending' });
});

it('main reads further answers after a thread that died', async () => {
  const thread = openThread();
  const unknown = { ...answerOf(devices(1)), operation: 'no-such-operation' };
  expect(await thread.read(unknown, never)).toMatchObject({ kind: 'bad' });
  expect((await thread.read(answerOf(devices(1)), never)).kind).toBe('data');
});

it('main starts no thread before a long answer comes, and leaves none when there is nothing to read', async () => {
  const thread = openThread({ idleMs: 20 });
  expect(thread.isRunning).toBe(false);
  await thread.read(answerOf(devices(1)), never);
  await expect.poll(() => thread.isRunning, PATIENT).toBe(false);
  expect((await thread.read(answerOf(devices(1)), never)).kind).toBe('data');
});

it('main lets a caller cancel, and leaves no caller waiting when it is disposed', async () => {
  const thread = openThread();
  const abort = new AbortController();
  const running = thread.read(answerOf(devices(20_000)), never);
  const waiting = thread.read(answerOf(devices(10)), abort.signal);
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  const queued = thread.read(answerOf(devices(10)), never);
  await thread.dispose();
  expect(await Promise.all([running, queued])).toMatchObject([{ kind: 'bad' }, { kind: 'bad' }]);
  await expect(thread.read(answerOf(devices(1)), never)).rejects.toMatchObject({ code: 'cancelled' });
});
