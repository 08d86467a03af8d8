// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import type { LannerApi } from '../../../../../../preload/contract/contract.ts';
import type { DeviceId } from '../../../../../../preload/domain/ids.ts';
import type { Job } from '../../../../../../preload/domain/jobs.ts';
import type { Target, TargetLimits } from '../../../../../../preload/domain/people/targets.ts';
import { askDelete, deleteAsked, useChanges } from '../../../../../../renderer/features/targets/model/changes.ts';
import {
  closeForm,
  faultsOf,
  leaveForm,
  openForm,
  saveForm,
  setValue,
  useForm,
} from '../../../../../../renderer/features/targets/model/form.ts';
import { useImport } from '../../../../../../renderer/features/targets/model/import/people-import.ts';
import {
  followTargets,
  openList,
  readLibrary,
  readMore,
  useTargets,
} from '../../../../../../renderer/features/targets/model/targets.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { account } from '../../cameras/directory-sample.ts';
import { installMain } from '../../../page.tsx';

const PLACE = { deviceId: 'acc:dev' as DeviceId, groupId: '1' };
const target = (id: string): Target => ({ id, values: { name: `n${id}`, gender: 'male' }, hasPicture: true });
const rule = { maxChars: 20, pattern: '[a-z0-9]+', barOnAdd: null, barOnUpdate: null };
const LIMITS: TargetLimits = {
  family: 'sdc',
  fields: [
    { ...rule, field: 'name', isMandatory: true },
    { ...rule, field: 'gender', isMandatory: true },
    { ...rule, field: 'age', isMandatory: false, barOnAdd: 'family', barOnUpdate: 'family' },
    { ...rule, field: 'remark', isMandatory: false },
  ],
  picture: { maxChars: 40_000, maxBytes: 30_000, maxSidePx: 1_200 },
  targetsPerCall: 1,
  pictureCharsPerCall: null,
  listHasPictures: false,
  lists: { types: ['other'], maxNameChars: 63, hasUniqueNames: true, canSwitch: true, deletesFull: false },
};

/** The list in the cloud, and the requests for it. */
let ids: string[];
let cursors: (string | null)[];
let updates: unknown[];
let gone: ReadonlySet<string>;

beforeEach(() => {
  ids = Array.from({ length: 120 }, (_, i) => String(i + 1));
  cursors = [];
  updates = [];
  gone = new Set();
  const request: Partial<LannerApi['request']> = {
    'targets.page': ({ cursor }) => {
      cursors.push(cursor);
      const at = Number(cursor ?? '0');
      const targets = ids.slice(at, at + 50).map(target);
      const next = targets.length < 50 ? null : String(at + 50);
      return Promise.resolve({ ok: true, value: { targets, next, isCut: false, unreadable: 0, asOfMs: 1 } });
    },
    'targets.get': ({ targetId }) =>
      Promise.resolve({ ok: true, value: { target: target(targetId), picture: null, asOfMs: 1 } }),
    'targets.delete': ({ targetIds }) => {
      ids = ids.filter((id) => !targetIds.includes(id));
      const outcomes = targetIds.map((targetId) => {
        const state = gone.has(targetId) ? ('unknown' as const) : ('done' as const);
        return { targetId, state, error: null, requestId: null };
      });
      return Promise.resolve({ ok: true, value: { outcomes } });
    },
    'targets.update': (input) => {
      updates.push(input);
      const outcome = { targetId: '2', state: 'done' as const, error: null, requestId: null };
      return Promise.resolve({ ok: true, value: { outcomes: [outcome] } });
    },
  };
  installMain(request);
  useTargets.setState({ place: null, libraries: {}, person: null });
  useChanges.setState({ asked: null, isDeleting: false, report: null });
  closeForm();
});

const loadedIds = () => useTargets.getState().people.targets.map(({ id }) => id);
const settle = () => new Promise((resolve) => setTimeout(resolve));

// @promise target.deletion-screen
it('rows that move up after a deletion are not skipped by the next page, and none is shown twice', async () => {
  openList(PLACE);
  await settle();
  await readMore();
  expect([loadedIds().length, cursors]).toEqual([100, [null, '50']]);
  askDelete(new Set(['3', '4', '99']));
  await deleteAsked();
  expect(loadedIds().length).toBe(97);
  await readMore();
  await readMore();
  expect(loadedIds()).toEqual(ids);
  expect(useTargets.getState().people.isAtEnd).toBe(true);
});

// @promise target.list-changes: A list that another client changes while it is read shows nobody twice.
it('a list that another client changes while it is read shows nobody twice, and is right after the next reading', async () => {
  openList(PLACE);
  await settle();
  ids = ['new1', 'new2', ...ids];
  await readMore();
  await readMore();
  expect(loadedIds()).toEqual(ids.filter((id) => !id.startsWith('new')));
  ids = ids.filter((id) => id !== '1' && id !== '60');
  openList({ ...PLACE });
  await settle();
  await readMore();
  await readMore();
  expect(loadedIds()).toEqual(ids);
});

// @promise target.deletion-screen
it('a deletion whose outcome is unknown leaves the row in the table, and the report names it', async () => {
  gone = new Set(['2']);
  openList(PLACE);
  await settle();
  askDelete(new Set(['1', '2']));
  await deleteAsked();
  expect(loadedIds().slice(0, 2)).toEqual(['2', '3']);
  expect(useChanges.getState().report?.map(({ name, state }) => [name, state])).toEqual([
    ['n1', 'done'],
    ['n2', 'unknown'],
  ]);
});

// @promise target.edit-screen
it('an edit sends only changed values, without an unchanged picture, and never a value that the family does not store', async () => {
  openList(PLACE);
  await settle();
  openForm(PLACE, LIMITS, { target: target('2'), picture: 'data:image/jpeg;base64,AAAA' });
  setValue('name', ' new1 ');
  setValue('age', '30');
  await saveForm();
  expect(updates).toEqual([{ ...PLACE, changes: [{ targetId: '2', edits: { name: 'new1' }, picture: null }] }]);
  expect(useForm.getState().form).toBeNull();
});

// @promise target.typed-stays: What was typed into the form of a target is given up after a question only.
it('a wrong value is marked and nothing is sent, and typed words are given up only after a question', async () => {
  openList(PLACE);
  await settle();
  openForm(PLACE, LIMITS, { target: target('2'), picture: null });
  setValue('name', 'a@b');
  await saveForm();
  const { form } = useForm.getState();
  expect(form === null ? null : faultsOf(form)).toEqual({ name: 'form', picture: 'missing' });
  expect(updates).toEqual([]);
  let isLeft = false;
  leaveForm(() => (isLeft = true));
  expect([isLeft, useForm.getState().form?.values.name]).toEqual([false, 'a@b']);
});

/** Follows the events of main as the window does, with the lists of the device open. Ends with the clock of the system. */
async function follow() {
  vi.useFakeTimers();
  let readings = 0;
  let change: (by: 'hand' | 'job') => void = () => undefined;
  installMain({
    'targets.groups': () => {
      readings += 1;
      const consent = { state: 'unknown', error: null } as const;
      const library = { groups: [], unreadable: 0, maxGroups: null, limits: LIMITS, consent, asOfMs: 1 };
      return Promise.resolve({ ok: true, value: library });
    },
  });
  const on = (name: string, listener: (event: typeof PLACE & { by: 'hand' | 'job' }) => void): (() => void) => {
    if (name === 'targets.changed') change = (by) => listener({ ...PLACE, by });
    return () => undefined;
  };
  Object.assign(window, { lanner: { ...window.lanner, on } });
  useAccounts.setState({ accounts: [account('acc', 'Campus')] });
  const stop = followTargets();
  await readLibrary(PLACE.deviceId);
  const end = (): void => {
    stop();
    vi.useRealTimers();
  };
  return { count: () => readings, change: (by: 'hand' | 'job') => change(by), end };
}

// @promise target.lists-fresh: A device whose list changes is read again, at once or every 30 s while an import changes
// it.
it('a device is read at once after a change of a list, and once a second while its lists are changed all the time', async () => {
  const { count, change, end } = await follow();
  expect(count()).toBe(1);
  change('hand');
  expect(count()).toBe(2);
  for (let tenths = 0; tenths < 30; tenths += 1) {
    change('hand');
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(count()).toBe(5);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(count(), 'no reading without a change').toBe(5);
  end();
});

// @promise target.lists-fresh
it('while a job changes a list all the time, its device is read every 30 s and when the job ends, and at once after a change by hand', async () => {
  const { count, change, end } = await follow();
  const job = { id: 'j1', place: PLACE, state: 'running' } as unknown as Job;
  useImport.setState({ jobs: [job] });
  change('job');
  expect(count(), 'the first change of the job').toBe(2);
  for (let seconds = 0; seconds < 50; seconds += 1) {
    change('job');
    await vi.advanceTimersByTimeAsync(1_000);
    useImport.setState({ jobs: [{ ...job }] });
  }
  expect(count(), 'after 30 s').toBe(3);
  change('hand');
  expect(count(), 'the change by hand').toBe(4);
  await vi.advanceTimersByTimeAsync(2_000);
  change('job');
  expect(count()).toBe(4);
  useImport.setState({ jobs: [{ ...job, state: 'ended' }] });
  expect(count(), 'the end of the job').toBe(5);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count(), 'no reading without a change').toBe(5);
  useImport.setState({ jobs: [] });
  end();
});
