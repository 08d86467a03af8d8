// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asAccountId, asSequenceId, orgNodeIdOf, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import type { Sequence } from '../../../../../preload/domain/sequences.ts';
import { SequencePanel } from '../../../../../renderer/features/sequences/sequence-panel.tsx';
import { stepsIn } from '../../../../../renderer/features/sequences/step-drag.ts';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import {
  changeSequence,
  forgetSequences,
  removeSequence,
  saveNow,
  useSequences,
} from '../../../../../renderer/state/sequences/sequences.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const ACCOUNT = asAccountId('acc');
const camera = (n: number): ChannelId => `acc:dev/${n}` as ChannelId;
const ROUND: Sequence = {
  id: asSequenceId('round'),
  name: 'Round',
  kind: 'cameras',
  dwellSec: 10,
  offline: 'skip',
  steps: [1, 2].map((n) => ({ target: { kind: 'camera', channelId: camera(n) }, name: '', dwellSec: null })),
  revision: 1,
};

let page: Page;
let saved: Sequence[];

beforeEach(async () => {
  completeDom();
  setLocale('en-US');
  saved = [];
  installMain({
    'sequence.save': ({ sequence }) => {
      saved.push(sequence);
      return Promise.resolve({ ok: true, value: { ...sequence, revision: sequence.revision + 1 } });
    },
  });
  const channels = [1, 2, 3].map(
    (n) =>
      ({ id: camera(n), accountId: ACCOUNT, number: 100 + n, name: `Dock ${n}`, orgNodeId: null }) as NumberedChannel,
  );
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  useDirectory.setState({ view: { parts: [{ accountId: ACCOUNT, revision: 1, groups: [], channels }], byId } });
  useAccounts.setState({ accounts: [{ id: ACCOUNT }] as never, load: { status: 'ready' } });
  useSequences.setState({
    sequences: [ROUND, { ...ROUND, id: asSequenceId('other'), name: 'Other' }],
    editedId: ROUND.id,
  });
  page = await open(<SequencePanel />);
});
afterEach(async () => {
  await page.close();
  forgetSequences();
});

const edited = (): Sequence | undefined => useSequences.getState().sequences.find(({ id }) => id === ROUND.id);
const steps = (): readonly string[] =>
  [...page.element.querySelectorAll('[data-step] .grow')].map((name) => name.textContent ?? '');
const press = (selector: string, key: string, more: KeyboardEventInit = {}): Promise<void> =>
  act(async () => {
    page.find(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  });

describe('the panel of sequences', () => {
  it('a wrong value stays in its field with the reason beside it, and only right values are saved', async () => {
    await page.type('.sq-number input', '2');
    expect(page.find('.sq-number').closest('.frow')?.querySelector('.note')?.textContent).toBe('At least 3 s.');
    expect(edited()?.dwellSec).toBe(10);
    await page.type('.sq-number input', '25');
    expect(page.element.querySelector('.frow.bad')).toBeNull();
    await page.type('.sq-form input', 'other');
    expect(page.find('.sq-form .note').textContent).toBe('Another sequence has this name.');
    await act(() => saveNow());
    expect(saved.at(-1)).toMatchObject({ dwellSec: 25 });
    expect(saved.at(-1)?.name).not.toBe('other');
  });

  it('the number of a camera and Enter add the camera to the sequence, once', async () => {
    for (const expected of [3, 3]) {
      await page.type('[role="combobox"]', '103');
      await press('[role="combobox"]', 'Enter');
      expect(steps()).toHaveLength(expected);
    }
    expect(steps()).toEqual(['101 Dock 1', '102 Dock 2', '103 Dock 3']);
    const said = (): string | null => page.find('.frow [role=status]').textContent;
    await act(async () => setLocale('zh-CN'));
    expect(said()).toMatch(/^[^A-Za-z]+$/);
    await act(async () => setLocale('en-US'));
  });

  it('Alt with the arrows moves steps, and Delete removes a step', async () => {
    await press('[data-step]', 'ArrowDown', { altKey: true });
    expect(steps()).toEqual(['102 Dock 2', '101 Dock 1']);
    await press('[data-step]', 'Delete');
    expect(steps()).toEqual(['101 Dock 1']);
  });

  // @promise sequence.dwell: Each step of a sequence can have a dwell of its own.
  it('a step can have a dwell of its own, and loses it when the field is emptied', async () => {
    await page.type('.sq-dwell input', '7');
    expect(edited()?.steps[0]?.dwellSec).toBe(7);
    await page.type('.sq-dwell input', '1');
    expect(page.find('.sq-problem').textContent).toBe('At least 3 s.');
    expect(edited()?.steps[0]?.dwellSec).toBe(7);
  });

  it('a missing step has its last name, and is marked', async () => {
    const target = { kind: 'group' as const, groupId: orgNodeIdOf(ACCOUNT, 'west') };
    const gone = { ...ROUND, steps: [{ target, name: 'West gates', dwellSec: null }] };
    await act(async () => useSequences.setState({ sequences: [gone] }));
    expect(page.find('.sq-step.gone').textContent).toContain('West gates');
  });
});

it('a deleted sequence does not come back because another sequence was being saved', async () => {
  const [first, second] = useSequences.getState().sequences;
  if (first === undefined || second === undefined) throw new Error('two sequences are needed');
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const asked: string[] = [];
  installMain({
    'sequence.save': async ({ sequence }) => {
      asked.push(`save ${sequence.id}`);
      await promise;
      return { ok: true, value: { ...sequence, revision: sequence.revision + 1 } };
    },
    'sequence.remove': ({ sequenceId }) => {
      asked.push(`remove ${sequenceId}`);
      return Promise.resolve({ ok: true, value: null });
    },
    'sequence.list': () => Promise.resolve({ ok: true, value: { sequences: [first] } }),
  });
  await act(async () => {
    changeSequence({ ...first, dwellSec: 11 });
    changeSequence({ ...second, dwellSec: 12 });
    const saving = saveNow();
    const removing = removeSequence(second);
    resolve(undefined);
    await Promise.all([removing, saving]);
  });
  // The last change of the deleted sequence is saved before its deletion, and nothing is saved after that.
  expect(asked).toEqual(['save round', 'save other', 'remove other']);
  expect(useSequences.getState().sequences.map(({ id }) => id)).toEqual([first.id]);
});

it('a dropped group of the tree becomes a group, and dropped cameras become cameras', () => {
  const dragOf = (data: Readonly<Record<string, unknown>>) => ({
    getData: (type: string): string => (type in data ? JSON.stringify(data[type]) : ''),
  });
  const channels = { 'application/x-lanner-channels': [camera(1), camera(2)] };
  expect(stepsIn(dragOf(channels)).map(({ target }) => target.kind)).toEqual(['camera', 'camera']);
  const group = { ...channels, 'application/x-lanner-group': { kind: 'site', id: 's1', name: 'Yard' } };
  expect(stepsIn(dragOf(group))).toEqual([{ target: { kind: 'site', siteId: 's1' }, name: 'Yard' }]);
  expect(stepsIn(dragOf({ 'application/x-lanner-group': { kind: 'other' } }))).toEqual([]);
});
