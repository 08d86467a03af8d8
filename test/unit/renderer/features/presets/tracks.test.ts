// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import type { CruiseDetail, CruiseDraft } from '../../../../../preload/domain/ptz/cruises.ts';
import type { CruiseList, CruiseSaved } from '../../../../../preload/contract/cruises.ts';
import type { Result, WireError } from '../../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import {
  differentLegs,
  draftOf,
  fieldsOf,
  isSameFields,
  withCopy,
  withLeg,
  withMoved,
  withoutLeg,
} from '../../../../../renderer/features/presets/model/track-draft.ts';
import {
  addLeg,
  changeFields,
  editTrack,
  keepEditing,
  leaveEditor,
  newTrack,
  saveTrack,
  takeTheirs,
  useTracks,
} from '../../../../../renderer/features/presets/model/tracks.ts';
import { installMain } from '../../page.tsx';

const CAMERA = 'acc:dev/1' as ChannelId;
const limits = { maxNameChars: 128, namePattern: null, minDwellSec: 30, maxDwellSec: 3600, minSpeed: 0, maxSpeed: 10 };
const LIST: CruiseList = { tracks: [], limits: { ...limits, maxPreset: 512 }, asOfMs: 1, unreadable: 0 };
const leg = (preset: number, dwellSec: number | null = 30) => ({ preset, dwellSec, speed: 5 });
const TRACK: CruiseDetail = { id: '7', name: 'Night', isRunning: false, legs: [leg(1), leg(2), leg(3)] };
const errorOf = (code: WireError['code']): WireError => ({
  code,
  params: {},
  retryable: true,
  action: 'retry',
  vendor: null,
});

const presetsOf = ({ legs }: { readonly legs: readonly { readonly preset: number | null }[] }) =>
  legs.map(({ preset }) => preset);
const keyAt = (fields: ReturnType<typeof fieldsOf>, at: number): number => fields.legs[at]?.key ?? 0;

type Sent = { readonly draft: CruiseDraft; readonly base?: CruiseDetail | null };
let sent: Sent[];
let stored: CruiseDetail;
let refusal: WireError | null;

beforeEach(() => {
  sent = [];
  stored = TRACK;
  refusal = null;
  useTracks.setState({ byCamera: {}, editing: null, failure: null, dropped: null, leaving: null, busy: null });
  const save = (input: Sent): Promise<Result<CruiseSaved>> => {
    sent.push(input);
    const track = { ...stored, ...input.draft };
    const dropped = [{ leg: 0, part: 'dwellSec' as const, sent: 60, stored: 30 }];
    const done = { ok: true as const, value: { track, dropped, asOfMs: 2 } };
    return Promise.resolve(refusal === null ? done : { ok: false as const, error: refusal });
  };
  installMain({
    'cruises.list': () => Promise.resolve({ ok: true, value: LIST }),
    'cruises.read': () => Promise.resolve({ ok: true, value: { track: stored, asOfMs: 1 } }),
    'cruises.add': save,
    'cruises.change': save,
  });
});

const opened = async (): Promise<void> => {
  editTrack(CAMERA, LIST, TRACK);
  await expect.poll(() => useTracks.getState().editing?.id).toBe('7');
};

it('a new leg goes behind the selected one with its stay and speed, and at the end where none is selected', () => {
  const fields = fieldsOf({ name: 'a', legs: [leg(1, 60), leg(2)] });
  const first = { preset: 9, minDwellSec: 30, maxSpeed: 10 };
  const { fields: after } = withLeg(fields, keyAt(fields, 0), first);
  expect(presetsOf(after)).toEqual([1, 9, 2]);
  expect(after.legs[1]?.stay).toBe('60');
  expect(presetsOf(withLeg(fields, null, first).fields)).toEqual([1, 2, 9]);
});

it('a leg moves to a place, stops at the ends, is copied behind itself and removed', () => {
  const fields = fieldsOf(TRACK);
  expect(presetsOf(withMoved(fields, keyAt(fields, 2), 0))).toEqual([3, 1, 2]);
  expect(presetsOf(withMoved(fields, keyAt(fields, 0), 99))).toEqual([2, 3, 1]);
  expect(presetsOf(withMoved(fields, keyAt(fields, 0), -1))).toEqual([1, 2, 3]);
  expect(presetsOf(withCopy(fields, keyAt(fields, 1))?.fields ?? { legs: [] })).toEqual([1, 2, 2, 3]);
  expect(presetsOf(withoutLeg(fields, keyAt(fields, 1)))).toEqual([1, 3]);
});

it('a field shows the typed words, and a text that is no whole number is sent as no value', () => {
  const fields = fieldsOf({ name: ' Night ', legs: [leg(1, null)] });
  expect(fields.legs[0]?.stay).toBe('');
  expect(draftOf(fields)).toEqual({ name: 'Night', legs: [{ preset: 1, dwellSec: Number.NaN, speed: 5 }] });
  expect(isSameFields(fields, fieldsOf({ name: ' Night ', legs: [leg(1, null)] }))).toBe(true);
});

it('two versions of a track differ at the legs that differ or that one of them lacks', () => {
  expect([...differentLegs([leg(1), leg(2)], [leg(1), leg(2, 60), leg(3)])]).toEqual([1, 2]);
});

it('an editor with a wrong field sends nothing', async () => {
  newTrack(CAMERA, LIST);
  await saveTrack();
  expect(sent).toEqual([]);
  expect(useTracks.getState().editing?.isTried).toBe(true);
});

it('an editor with unsaved legs is left only after they are given up', async () => {
  await opened();
  let hasLeft = false;
  addLeg(1);
  leaveEditor(() => (hasLeft = true));
  expect(hasLeft).toBe(false);
  keepEditing();
  expect(useTracks.getState().editing?.fields.legs).toHaveLength(4);
  leaveEditor(() => (hasLeft = true));
  useTracks.getState().leaving?.();
  expect([hasLeft, useTracks.getState().editing]).toEqual([true, null]);
});

it('an editor whose order failed still shows the typed words, with the reason', async () => {
  await opened();
  changeFields((fields) => ({ ...fields, name: 'Day' }));
  refusal = errorOf('device.offline');
  await saveTrack();
  const { editing } = useTracks.getState();
  expect([editing?.fields.name, editing?.error?.code, editing?.isBusy]).toEqual(['Day', 'device.offline', false]);
});

// @promise cruise.dropped: Parts of a track that the device dropped are named.
it('an editor names the parts that the device dropped', async () => {
  await opened();
  await saveTrack();
  expect(useTracks.getState().dropped?.parts).toEqual([{ leg: 0, part: 'dwellSec', sent: 60, stored: 30 }]);
});

it('an editor shows the version of another desk, saves the own one over it, or takes the other', async () => {
  await opened();
  changeFields((fields) => ({ ...fields, name: 'Day' }));
  refusal = errorOf('cruises.changed-elsewhere');
  stored = { ...TRACK, legs: [leg(9)] };
  await saveTrack();
  expect(sent[0]?.base).toEqual(TRACK);
  expect(useTracks.getState().editing?.theirs).toEqual(stored);
  refusal = null;
  const asked = useTracks.getState().editing;
  await saveTrack(true);
  expect([sent[1]?.base, sent[1]?.draft.name]).toEqual([null, 'Day']);
  useTracks.setState({ editing: asked });
  takeTheirs();
  expect(presetsOf(useTracks.getState().editing?.fields ?? { legs: [] })).toEqual([9]);
  expect(useTracks.getState().editing?.base).toEqual(stored);
});
