// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceChangeRule } from '../../../../../../preload/domain/cameras/device-changes.ts';
import type { ErrorCode, WireError } from '../../../../../../preload/domain/error.ts';
import { asAccountId, type AccountId } from '../../../../../../preload/domain/ids.ts';
import { ChangeResults } from '../../../../../../renderer/features/devices/change/change-results.tsx';
import {
  retryChange,
  stopChange,
  useChanging,
  type ChangeResult,
} from '../../../../../../renderer/features/devices/model/changing.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';
import { camera } from '../../cameras/directory-sample.ts';

const rule: DeviceChangeRule = { change: 'rename', isByDevice: false, perCall: 1, protocols: null, name: null };
const failure = (code: ErrorCode, detail = ''): WireError => ({
  code,
  params: { detail },
  retryable: true,
  action: 'retry',
  vendor: null,
});

/** The outcome of one device of an account. */
function resultOf(
  accountId: AccountId,
  name: string,
  number: number,
  { state, error }: Pick<ChangeResult, 'state' | 'error'>,
): ChangeResult {
  const { id } = camera(accountId, number, name, null);
  const subject = { id, accountId, name, number, groupId: null, along: [], goes: [id], rule };
  return { subject, name: `New ${name}`, groupId: null, state, error, requestId: null };
}

const near = asAccountId('a1');
const far = asAccountId('a2');
const lost = failure('devices.answer-lost');
const { id: goneId } = camera(near, 104, 'Mast', null);

const done = resultOf(near, 'Gate', 101, { state: 'done', error: null });
const full = resultOf(near, 'Dock', 102, { state: 'refused', error: failure('cloud.quota') });
const deleted = resultOf(near, 'Yard', 103, { state: 'refused', error: failure('cloud.not-found') });
const unlisted = resultOf(near, 'Mast', 104, { state: 'notAsked', error: failure('channel.not-found', goneId) });
const beside = resultOf(near, 'Pier', 105, { state: 'notAsked', error: failure('channel.not-found', goneId) });
const unknown = resultOf(far, 'Hall', 106, { state: 'unknown', error: lost });

let page: Page | null = null;
/** The devices of each request, by number. */
let asked: (readonly number[])[];

const numberOf = (id: string): number =>
  [done, full, deleted, unlisted, beside, unknown].find(({ subject }) => subject.id === id)?.subject.number ?? 0;

/** @param onAsked runs when main is asked for a change. */
function answer(onAsked: () => void = () => {}): void {
  installMain({
    'devices.change': ({ items }) => {
      asked.push(items.map(({ id }) => numberOf(id)));
      onAsked();
      const outcomes = items.map(({ id }) => ({ id, state: 'done' as const, error: null, requestId: null }));
      return Promise.resolve({ ok: true, value: { outcomes } });
    },
  });
}

beforeEach(() => {
  completeDom();
  asked = [];
});
afterEach(async () => {
  await page?.close();
  page = null;
  useChanging.setState(useChanging.getInitialState(), true);
});

const states = (): readonly (readonly [number, string])[] =>
  (useChanging.getState().results ?? []).map(({ subject, state }) => [subject.number, state]);
const buttons = ({ element }: Page): readonly string[] =>
  [...element.querySelectorAll('button')].map(({ textContent }) => textContent);
const press = ({ element }: Page, words: string): Promise<void> =>
  act(async () => {
    const found = [...element.querySelectorAll('button')].find(({ textContent }) => textContent === words);
    if (found === undefined) throw new Error(`no button ${words}`);
    found.click();
  });

// @promise devices.retry: "Retry these" sends those devices alone that are shown and can end otherwise.
it('a retry of a change sends those devices alone that are shown and can end otherwise, and the others have their outcomes still', async () => {
  answer();
  useChanging.setState({ change: 'rename', results: [done, full, deleted, unlisted, beside] });
  page = await open(<ChangeResults />);
  const shown = page;
  expect(buttons(shown)).toContain('Retry these 2');
  await press(shown, '2 not asked');
  await press(shown, 'Retry 1');
  await act(async () => {
    await expect.poll(() => states()[4]).toEqual([105, 'done']);
  });
  expect(asked).toEqual([[105]]);
  expect(states()).toEqual([
    [101, 'done'],
    [102, 'refused'],
    [103, 'refused'],
    [104, 'notAsked'],
    [105, 'done'],
  ]);
});

it('a change none of whose devices can end otherwise offers no retry', async () => {
  useChanging.setState({ change: 'rename', results: [done, deleted, unlisted] });
  page = await open(<ChangeResults />);
  expect(buttons(page).filter((words) => words.startsWith('Retry'))).toEqual([]);
});

it('a retry of a change that is stopped leaves the outcomes of the devices behind the stop', async () => {
  answer(stopChange);
  useChanging.setState({ change: 'rename', results: [full, unknown, done] });
  await retryChange(new Set([full.subject.id, unknown.subject.id]));
  expect(asked).toEqual([[102]]);
  expect(states()).toEqual([
    [102, 'done'],
    [106, 'unknown'],
    [101, 'done'],
  ]);
});

it('a device whose answer was lost and that its cloud lists no longer does not hinder the next retry of the others', async () => {
  installMain({
    'devices.change': ({ items }) => {
      if (items.some(({ id }) => id === goneId))
        return Promise.resolve({ ok: false, error: failure('channel.not-found', goneId) });
      const outcomes = items.map(({ id }) => ({ id, state: 'done' as const, error: null, requestId: null }));
      return Promise.resolve({ ok: true, value: { outcomes } });
    },
  });
  const gone = resultOf(near, 'Mast', 104, { state: 'unknown', error: lost });
  const stopped = resultOf(near, 'Pier', 105, { state: 'notAsked', error: null });
  useChanging.setState({ change: 'delete', results: [gone, stopped] });
  const both = new Set([gone.subject.id, stopped.subject.id]);
  await retryChange(both);
  expect(states()).toEqual([
    [104, 'unknown'],
    [105, 'notAsked'],
  ]);
  await retryChange(both);
  expect(states()).toEqual([
    [104, 'unknown'],
    [105, 'done'],
  ]);
});
