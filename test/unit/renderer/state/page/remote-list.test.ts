import { beforeEach, expect, it, vi } from 'vitest';
import type { Result, WireError } from '../../../../../preload/domain/error.ts';
import { RemoteList } from '../../../../../renderer/state/page/remote-list.ts';

const LOST: WireError = { code: 'network.timeout', params: {}, retryable: true, action: 'retry', vendor: null };
const AT_MS = Date.UTC(2026, 10, 27);

type Answer = (answer: Result<string>) => Promise<void>;

/** The questions in their order, each with the subject and the answer that the test gives. */
let questions: { readonly subject: string; readonly answer: Answer }[];
let list: RemoteList<string, string>;

const ask = (subject: string): Promise<Result<string>> =>
  new Promise((resolve) => {
    const answer: Answer = async (given) => {
      resolve(given);
      await vi.advanceTimersByTimeAsync(0);
    };
    questions.push({ subject, answer });
  });
const answer = (question: number, given: string | WireError): Promise<void> | undefined =>
  questions[question]?.answer(typeof given === 'string' ? { ok: true, value: given } : { ok: false, error: given });

/** Follows the list; the test calls the event. */
function follow(subject: string): { readonly event: () => void; readonly end: () => void } {
  let event = (): void => undefined;
  const end = list.follow((onChanged) => {
    event = onChanged;
    return () => (event = () => undefined);
  }, subject);
  return { event: () => event(), end };
}

beforeEach(() => {
  vi.useFakeTimers({ now: AT_MS });
  questions = [];
  list = new RemoteList(ask);
  return () => vi.useRealTimers();
});

it('a list that nobody requested has no data, no age and no error, and an event does not read it', () => {
  list.refresh();
  expect(list.now).toEqual({ subject: null, data: null, asOfMs: null, isAsking: false, error: null });
  expect(questions).toEqual([]);
});

it('the answer to the newest question stays, also when the answer to an older question comes later', async () => {
  void list.read('a');
  void list.read('a');
  await answer(1, 'new');
  expect(list.now).toMatchObject({ data: 'new', isAsking: false });
  await answer(0, 'old');
  expect(list.now).toMatchObject({ data: 'new', isAsking: false, error: null });
});

it('an older question whose answer comes first changes nothing: the list is being asked for until the newest answer', async () => {
  void list.read('a');
  void list.read('a');
  await answer(0, 'old');
  expect(list.now).toMatchObject({ data: null, isAsking: true });
  await answer(1, 'new');
  expect(list.now).toMatchObject({ data: 'new', isAsking: false });
});

it('an older question that fails later changes nothing', async () => {
  void list.read('a');
  void list.read('a');
  await answer(1, 'new');
  await answer(0, LOST);
  expect(list.now).toMatchObject({ data: 'new', error: null });
});

it('a failure leaves the last data and their age, and the next answer ends the failure', async () => {
  void list.read('a');
  await answer(0, 'first');
  vi.setSystemTime(AT_MS + 5_000);
  void list.read('a');
  expect(list.now).toMatchObject({ data: 'first', isAsking: true });
  await answer(1, LOST);
  expect(list.now).toEqual({ subject: 'a', data: 'first', asOfMs: AT_MS, isAsking: false, error: LOST });
  void list.read('a');
  await answer(2, 'second');
  expect(list.now).toEqual({ subject: 'a', data: 'second', asOfMs: AT_MS + 5_000, isAsking: false, error: null });
});

it('the list of another subject leaves the page at once, and a late answer about it is dropped', async () => {
  void list.read('a');
  await answer(0, 'of a');
  void list.read('a');
  void list.read('b');
  expect(list.now).toMatchObject({ subject: 'b', data: null, asOfMs: null, isAsking: true });
  await answer(1, 'of a again');
  expect(list.now).toMatchObject({ subject: 'b', data: null });
  await answer(2, 'of b');
  expect(list.now).toMatchObject({ subject: 'b', data: 'of b' });
});

it('events while main is asked ask once more after the answer, about the same subject', async () => {
  const { event } = follow('a');
  event();
  event();
  event();
  expect(questions).toHaveLength(1);
  await answer(0, 'before');
  expect(questions.map(({ subject }) => subject)).toEqual(['a', 'a']);
  await answer(1, 'after');
  expect(list.now).toMatchObject({ data: 'after', isAsking: false });
  event();
  expect(questions).toHaveLength(3);
});

it('an event while a question fails asks once more', async () => {
  const { event } = follow('a');
  event();
  await answer(0, LOST);
  await answer(1, 'after');
  expect(list.now).toMatchObject({ data: 'after', error: null });
});

it('a new question replaces a question that an event caused', async () => {
  const { event } = follow('a');
  event();
  void list.read('b');
  await answer(0, 'of a');
  await answer(1, 'of b');
  expect(questions.map(({ subject }) => subject)).toEqual(['a', 'b']);
});

it('a closed list drops the answer that is under way, shows the last one, and follows no event', async () => {
  const { event, end } = follow('a');
  await answer(0, 'first');
  event();
  end();
  expect(list.now).toMatchObject({ data: 'first', isAsking: false });
  await answer(1, 'late');
  event();
  list.refresh();
  expect(list.now).toMatchObject({ data: 'first', isAsking: false });
  expect(questions).toHaveLength(2);
});

it('a list with two followers is closed by the last one', async () => {
  const [first, second] = [follow('a'), follow('a')];
  first.end();
  await answer(1, 'shown');
  expect(list.now.data).toBe('shown');
  second.event();
  expect(questions).toHaveLength(3);
  second.end();
  list.refresh();
  expect(questions).toHaveLength(3);
});

it('the next page of the owner is taken as the newest answer', async () => {
  void list.read('a');
  await answer(0, 'page 1');
  const taken = list.take(Promise.resolve({ ok: true, value: 'page 1, page 2' }));
  expect(list.now).toMatchObject({ data: 'page 1', isAsking: true });
  await taken;
  expect(list.now).toMatchObject({ data: 'page 1, page 2', isAsking: false });
});
