// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import type { Preset } from '../../../../../preload/domain/ptz/presets.ts';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { forgetChanges, redoLast, undoLast, UNDO_MS } from '../../../../../renderer/state/page/undo.ts';
import { deleteSoon, keepByHand, useDeletions } from '../../../../../renderer/state/presets/preset-deletions.ts';
import { addPreset, followPresets, loadPresets, usePresets } from '../../../../../renderer/state/presets/presets.ts';
import { installMain } from '../../page.tsx';
import { presetLimits } from './preset-sample.ts';

const CAMERA = 'a1:d1/0' as ChannelId;
const OTHER = 'a1:d2/0' as ChannelId;
const OFFLINE: WireError = { code: 'device.offline', params: {}, retryable: true, action: 'retry', vendor: null };
const LOST: WireError = { ...OFFLINE, code: 'network.timeout' };
const preset = (index: number, name: string | null = `view ${index}`): Preset => ({ index, name, picture: null });

let orders: string[];
let listed: readonly Preset[];
let refusal: WireError | null;
/** The cloud carries out a call, and its answer is lost. */
let isDone: boolean;
let unread: WireError | null;
let endFollowing: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  setLocale('en-US');
  [orders, listed, refusal] = [[], [preset(1), preset(2), preset(3)], null];
  [isDone, unread] = [false, null];
  const limits = presetLimits({ hasPictures: true });
  installMain({
    'presets.list': () =>
      Promise.resolve(
        unread === null
          ? { ok: true, value: { presets: listed, limits, asOfMs: Date.now(), unreadable: 0 } }
          : { ok: false, error: unread },
      ),
    'presets.delete': ({ channelId, index }) => {
      orders.push(channelId === CAMERA ? `delete ${index}` : `delete ${index} there`);
      if (refusal !== null && !isDone) return Promise.resolve({ ok: false, error: refusal });
      listed = listed.filter((one) => one.index !== index);
      return Promise.resolve(refusal === null ? { ok: true, value: null } : { ok: false, error: refusal });
    },
    'presets.add': ({ name }) => (orders.push(`add ${name}`), Promise.resolve({ ok: true, value: { index: 4 } })),
  });
  endFollowing = followPresets();
});

afterEach(() => {
  endFollowing();
  forgetChanges();
  usePresets.setState(usePresets.getInitialState(), true);
  vi.useRealTimers();
});

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const phases = (): string[] => useDeletions.getState().deletions.map((one) => `${one.preset.index} ${one.phase}`);
const said = () => useNotices.getState().last;

it('a preset that is deleted stays in the cloud while its deletion can be undone, and goes after that time', async () => {
  deleteSoon(CAMERA, preset(2));
  expect(said()).toMatchObject({ key: 'presetDeletion', params: { index: 2, name: 'view 2', seconds: 10 } });
  await pass(UNDO_MS - 1);
  expect([orders, phases()]).toEqual([[], ['2 waiting']]);
  await pass(1);
  expect([orders, phases(), said()?.key]).toEqual([['delete 2'], ['2 sent'], 'presetDeleted']);
  await loadPresets(CAMERA);
  expect(phases()).toEqual([]);
  undoLast();
  expect(said()?.key).toBe('nothingToUndo');
});

it('a preset whose deletion is undone by key, by its offer or by its card is never deleted', async () => {
  deleteSoon(CAMERA, preset(2));
  undoLast();
  expect([phases(), said()?.key]).toEqual([[], 'undone']);
  deleteSoon(CAMERA, preset(2));
  said()?.undo?.run();
  deleteSoon(CAMERA, preset(2));
  keepByHand(CAMERA, 2);
  expect(said()).toMatchObject({ key: 'undone', undo: null });
  await pass(2 * UNDO_MS);
  expect([orders, phases()]).toEqual([[], []]);
});

it('a deletion of a preset that is made again can be undone again', async () => {
  deleteSoon(CAMERA, preset(2));
  await pass(UNDO_MS - 1);
  undoLast();
  redoLast();
  await pass(UNDO_MS - 1);
  expect([orders, phases(), said()?.undo === null]).toEqual([[], ['2 waiting'], false]);
  await pass(1);
  expect(orders).toEqual(['delete 2']);
});

it('a deletion of a preset is sent before the next change of presets of its camera, and not before other cameras', async () => {
  deleteSoon(OTHER, preset(1));
  deleteSoon(CAMERA, preset(2));
  deleteSoon(CAMERA, preset(3));
  await pass(0);
  expect([orders, phases()]).toEqual([['delete 2'], ['1 waiting', '2 sent', '3 waiting']]);
  expect(said()?.undo).not.toBeNull();
  await addPreset(CAMERA, 'Dock', null);
  expect(orders).toEqual(['delete 2', 'delete 3', 'add Dock']);
});

it('a preset that cannot be deleted is back with the reason, and the list is read again', async () => {
  refusal = OFFLINE;
  deleteSoon(CAMERA, preset(2));
  await pass(UNDO_MS);
  expect([phases(), said()?.key]).toEqual([[], 'presetNotDeleted']);
  expect(useDeletions.getState().failed).toMatchObject({ channelId: CAMERA, preset: { index: 2 }, error: OFFLINE });
  expect(usePresets.getState().byCamera[CAMERA]?.list?.presets).toHaveLength(3);
});

it.each([
  ['was done', true, null, ['2 sent'], 'presetDeleted'],
  ['was not done', false, null, [], 'presetNotDeleted'],
  ['cannot be looked up', true, LOST, [], 'presetInDoubt'],
] as const)('a deletion of a preset without an answer that %s is reported so', async (_, done, listError, now, key) => {
  [refusal, isDone, unread] = [LOST, done, listError];
  deleteSoon(CAMERA, preset(2));
  await pass(UNDO_MS);
  expect([phases(), said()?.key]).toEqual([now, key]);
});

// @promise preset.changed-elsewhere: A preset that another window or desk changed meanwhile stays.
it.each([
  ['deleted', [preset(1), preset(3)], 'presetGone'],
  ['renamed', [preset(1), preset(2, 'North'), preset(3)], 'presetKept'],
  ['given another view', [preset(1), { ...preset(2), picture: 'new' }, preset(3)], 'presetKept'],
] as const)('a preset that was %s elsewhere meanwhile is not deleted by this window', async (_, now, key) => {
  deleteSoon(CAMERA, preset(2));
  listed = now;
  await loadPresets(CAMERA);
  expect([phases(), said()?.key]).toEqual([[], key]);
  await pass(2 * UNDO_MS);
  expect(orders).toEqual([]);
});

it('a window that closes before the time is over deletes nothing', async () => {
  deleteSoon(CAMERA, preset(2));
  endFollowing();
  await pass(2 * UNDO_MS);
  expect([orders, phases()]).toEqual([[], []]);
});
