// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CruiseList } from '../../../../../preload/contract/cruises.ts';
import type { PresetList } from '../../../../../preload/contract/presets.ts';
import type { CruiseDetail } from '../../../../../preload/domain/ptz/cruises.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import { editTrack, newTrack, useTracks } from '../../../../../renderer/features/presets/model/tracks.ts';
import { TrackEditor } from '../../../../../renderer/features/presets/track-editor.tsx';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { usePresets } from '../../../../../renderer/state/presets/presets.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const CAMERA = 'acc:dev/1' as ChannelId;
const names = { maxNameChars: 128, namePattern: null };
const LIST: CruiseList = {
  limits: { ...names, minDwellSec: 30, maxDwellSec: 3600, minSpeed: 0, maxSpeed: 10, maxPreset: 512 },
  tracks: [],
  asOfMs: 1,
  unreadable: 0,
};
const PRESETS: PresetList = {
  presets: [1, 3].map((index) => ({ index, name: index === 1 ? 'Gate' : 'Dock', picture: null })),
  limits: { maxIndex: 512, names: 'cloud', ...names, index: 'cloud', renamingMoves: true, hasPictures: false },
  asOfMs: 1,
  unreadable: 0,
};
const TRACK: CruiseDetail = {
  id: '7',
  name: 'Night',
  isRunning: true,
  legs: [1, 2, 3].map((preset) => ({ preset, dwellSec: 60, speed: 4 })),
};

let page: Page;
let sent: unknown[];
let refusal: WireError;

function Editor() {
  const editing = useTracks((state) => state.editing);
  return editing === null ? <p>closed</p> : <TrackEditor editing={editing} />;
}

beforeEach(() => {
  completeDom();
  setLocale('en-US');
  sent = [];
  useTracks.setState({ byCamera: {}, editing: null, failure: null, dropped: null, leaving: null, busy: null });
  usePresets.setState(usePresets.getInitialState(), true);
  const refuse = (input: unknown) => (sent.push(input), Promise.resolve({ ok: false as const, error: refusal }));
  installMain({
    'presets.list': () => Promise.resolve({ ok: true, value: PRESETS }),
    'cruises.read': () => Promise.resolve({ ok: true, value: { track: TRACK, asOfMs: 1 } }),
    'cruises.add': refuse,
    'cruises.change': refuse,
  });
});

afterEach(() => page.close());

const alerts = (): string[] =>
  [...page.element.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent.trim());
const valuesOf = (): string[] =>
  [...page.element.querySelectorAll('input:not([type])')].map((one) => (one as HTMLInputElement).value);
const save = (): Promise<void> => page.click('[data-action="presets.saveTrack"]');

it('a new track without a name and legs is marked at both, and nothing is sent', async () => {
  newTrack(CAMERA, LIST);
  page = await open(<Editor />);
  await save();
  expect(alerts()).toEqual(['Enter a name.', 'Add at least one leg.']);
  expect(sent).toEqual([]);
});

it('a name of 129 characters, stays of 29 and 3601 and a speed of 11 are marked on their fields, and nothing is sent', async () => {
  editTrack(CAMERA, LIST, TRACK);
  await vi.waitUntil(() => useTracks.getState().editing !== null);
  await act(async () =>
    useTracks.setState(({ editing }) =>
      editing === null
        ? {}
        : {
            editing: {
              ...editing,
              fields: {
                name: 'n'.repeat(129),
                legs: editing.fields.legs.map((leg, i) => ({
                  ...leg,
                  stay: ['29', '3601', '60'][i] ?? '',
                  speed: i === 2 ? '11' : '4',
                })),
              },
            },
          },
    ),
  );
  page = await open(<Editor />);
  await save();
  expect(alerts()).toEqual([
    'At most 128 characters.',
    'Stay: allowed are 30 to 3600 s.',
    'Stay: allowed are 30 to 3600 s.',
    'Speed: allowed are 0 to 10.',
  ]);
  const wrong = [...page.element.querySelectorAll<HTMLInputElement>('[aria-invalid="true"]')].map(({ value }) => value);
  expect(wrong).toEqual(['n'.repeat(129), '29', '3601', '11']);
  expect(page.element.textContent).toContain('4 values to fix');
  expect(sent).toEqual([]);
});

const refusalOf = (code: WireError['code'], vendorCode: string): WireError => ({
  code,
  params: {},
  retryable: true,
  action: 'retry',
  vendor: {
    id: 'huawei-ivm',
    operation: 'updateCruiseTrack',
    code: vendorCode,
    httpStatus: 400,
    requestId: 'req-9',
    text: 'no',
  },
});

// @promise cruise.failure: After a failure the words stay in the editor of a track, with the reason.
it.each([
  ['is off line', refusalOf('device.offline', 'IVM.20000036')],
  ['is asked too often', refusalOf('cloud.rate-limited', '429')],
  ['is controlled by another desk', refusalOf('cloud.conflict', 'IVM.20002009')],
  ['lost the control of this desk', refusalOf('cloud.conflict', 'IVM.20002001')],
])('a track of a camera that %s stays in the editor, with the reason and the id of the call', async (_, error) => {
  refusal = error;
  editTrack(CAMERA, LIST, TRACK);
  await vi.waitUntil(() => useTracks.getState().editing !== null);
  page = await open(<Editor />);
  await page.type('.presets-track-field input', 'Day');
  await save();
  await page.settle();
  expect(sent).toHaveLength(1);
  expect(page.element.textContent).toContain('req-9');
  expect(page.element.textContent).toContain(error.vendor?.code);
  expect(valuesOf().filter((value) => value === 'Day')).toHaveLength(1);
});

it('a leg whose preset was deleted meanwhile is named as gone, and stays in its place', async () => {
  editTrack(CAMERA, LIST, TRACK);
  await vi.waitUntil(() => useTracks.getState().editing !== null);
  page = await open(<Editor />);
  await page.settle();
  const legs = [...page.element.querySelectorAll('.presets-track-choice')].map(({ textContent }) => textContent);
  expect(legs).toEqual(['1 Gate', '2, preset is gone', '3 Dock']);
});
