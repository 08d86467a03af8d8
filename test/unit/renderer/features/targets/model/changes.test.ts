// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import type { LannerApi } from '../../../../../../preload/contract/contract.ts';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import type { DeviceId } from '../../../../../../preload/domain/ids.ts';
import type { Outcome } from '../../../../../../preload/domain/outcomes.ts';
import { askDelete, deleteAsked, useChanges } from '../../../../../../renderer/features/targets/model/changes.ts';
import {
  askMove,
  chooseList,
  moveAsked,
  retryReport,
} from '../../../../../../renderer/features/targets/model/moving.ts';
import { openList, useTargets } from '../../../../../../renderer/features/targets/model/targets.ts';
import { installMain } from '../../../page.tsx';

const PLACE = { deviceId: 'acc:dev' as DeviceId, groupId: '1' };
const failure = (code: WireError['code']): WireError => ({
  code,
  params: {},
  retryable: true,
  action: 'retry',
  vendor: null,
});
const ERRORS = {
  refused: failure('cloud.refused'),
  unknown: failure('targets.answer-lost'),
  notAsked: failure('targets.not-asked'),
};

/** The outcome that the cloud gives a target; `done` without an entry. */
let fates: Map<string, Outcome>;
let asked: (readonly string[])[];
/** Every request fails so before anything is sent; null: none does. */
let failsWith: WireError | null;

beforeEach(async () => {
  fates = new Map();
  asked = [];
  failsWith = null;
  const outcomeOf = (targetId: string) => {
    const state = fates.get(targetId) ?? 'done';
    return { targetId, state, error: state === 'done' ? null : ERRORS[state], requestId: null };
  };
  const request: Partial<LannerApi['request']> = {
    'targets.page': () => {
      const targets = ['1', '2', '3', '4'].map((id) => ({ id, values: { name: `n${id}` }, hasPicture: true }));
      return Promise.resolve({ ok: true, value: { targets, next: null, isCut: false, unreadable: 0, asOfMs: 1 } });
    },
    'targets.delete': ({ targetIds }) => {
      asked.push(targetIds);
      if (failsWith !== null) return Promise.resolve({ ok: false, error: failsWith });
      return Promise.resolve({ ok: true, value: { outcomes: targetIds.map(outcomeOf) } });
    },
    'targets.move': ({ targetIds }) => {
      asked.push(targetIds);
      if (failsWith !== null) return Promise.resolve({ ok: false, error: failsWith });
      const outcomes = targetIds.map((id) => {
        const outcome = outcomeOf(id);
        const place = outcome.state === 'done' ? ('to' as const) : ('unknown' as const);
        return { ...outcome, place, newTargetId: null };
      });
      return Promise.resolve({ ok: true, value: { outcomes } });
    },
  };
  installMain(request);
  useTargets.setState({ place: null, libraries: {}, person: null });
  openList(PLACE);
  await new Promise((resolve) => setTimeout(resolve));
});

const states = () => (useChanges.getState().report ?? []).map(({ id, state }) => `${id} ${state}`);
const loaded = () => useTargets.getState().people.targets.map(({ id }) => id);

// @promise target.retry: A retry of a deletion or a move asks for the named rows that are not done, and for no other.
it('a retry of a deletion sends the named rows that are not done, and the other rows do not change', async () => {
  fates = new Map([
    ['2', 'refused'],
    ['3', 'unknown'],
    ['4', 'notAsked'],
  ]);
  askDelete(new Set(['1', '2', '3', '4']));
  await deleteAsked();
  expect(states()).toEqual(['1 done', '2 refused', '3 unknown', '4 notAsked']);
  fates = new Map();
  await retryReport(new Set(['1', '3']));
  expect(asked).toEqual([['1', '2', '3', '4'], ['3']]);
  expect(states()).toEqual(['1 done', '2 refused', '3 done', '4 notAsked']);
  expect(loaded()).toEqual(['2', '4']);
});

it('a retry that fails before anything is sent leaves a row unknown whose answer was lost, and says why of a refused row', async () => {
  fates = new Map([
    ['1', 'refused'],
    ['2', 'unknown'],
  ]);
  askDelete(new Set(['1', '2']));
  await deleteAsked();
  failsWith = failure('network.unreachable');
  await retryReport(new Set(['1', '2']));
  expect(states()).toEqual(['1 notAsked', '2 unknown']);
  expect((useChanges.getState().report ?? []).map(({ error }) => error?.code)).toEqual([
    'network.unreachable',
    'targets.answer-lost',
  ]);
});

it('a retry of a move goes to the same list, and a second one does not start while it runs', async () => {
  fates = new Map([['2', 'unknown']]);
  askMove(new Set(['1', '2']));
  chooseList('7');
  await moveAsked();
  fates = new Map();
  const ids = new Set(['1', '2']);
  await Promise.all([retryReport(ids), retryReport(ids)]);
  expect(asked).toEqual([['1', '2'], ['2']]);
  expect(states()).toEqual(['1 done', '2 done']);
  expect(useChanges.getState()).toMatchObject({ reportOf: 'move', toGroupId: '7', isRetrying: false });
});

// @promise target.retry
it('a person who is in both lists is reported there still after a retry that could not be sent', async () => {
  fates = new Map([['1', 'refused']]);
  askMove(new Set(['1']));
  chooseList('7');
  await moveAsked();
  const [item] = useChanges.getState().report ?? [];
  if (item === undefined) throw new Error('no report');
  useChanges.setState({ report: [{ ...item, place: 'both' }] });
  failsWith = failure('network.unreachable');
  await retryReport(new Set(['1']));
  expect(useChanges.getState().report).toMatchObject([
    { state: 'notAsked', place: 'both', error: { code: 'network.unreachable' } },
  ]);
});

it('a target that is gone already is not retried', async () => {
  fates = new Map([['1', 'refused']]);
  askDelete(new Set(['1']));
  await deleteAsked();
  const [item] = useChanges.getState().report ?? [];
  if (item === undefined) throw new Error('no report');
  useChanges.setState({ report: [{ ...item, error: failure('cloud.not-found') }] });
  await retryReport(new Set(['1']));
  expect(asked).toHaveLength(1);
});
