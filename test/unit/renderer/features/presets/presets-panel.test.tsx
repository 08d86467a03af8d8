// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CruiseList, CruiseRead } from '../../../../../preload/contract/cruises.ts';
import type { PresetList } from '../../../../../preload/contract/presets.ts';
import type { Result, WireError } from '../../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import { usePresets } from '../../../../../renderer/state/presets/presets.ts';
import { dropDeletions } from '../../../../../renderer/state/presets/preset-deletions.ts';
import { useRound } from '../../../../../renderer/features/presets/model/round.ts';
import { useStage } from '../../../../../renderer/features/presets/model/stage.ts';
import { PresetsPanel } from '../../../../../renderer/features/presets/presets-panel.tsx';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { runAction } from '../../../../../renderer/state/actions/shortcut-actions.ts';
import { STAGE_TILE, usePtz } from '../../../../../renderer/state/players/ptz.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { presetLimits } from '../../state/presets/preset-sample.ts';

const CAMERA = 'acc:dev/1' as ChannelId;
const LIMITS = presetLimits({ namePattern: '[A-Za-z0-9 ._-]+' });
const LIST: PresetList = {
  presets: [1, 2, 9].map((index) => ({ index, name: ['Gate', 'Dock', 'Ramp'][index % 3] ?? null, picture: null })),
  limits: LIMITS,
  asOfMs: 1_780_000_000_000,
  unreadable: 0,
};
const REFUSED: WireError = {
  code: 'device.offline',
  params: {},
  retryable: true,
  action: 'retry',
  vendor: {
    id: 'huawei-ivm',
    operation: 'listPresetPositions',
    code: 'IVM.20000036',
    httpStatus: 400,
    requestId: 'req-7',
    text: 'off',
  },
};

const NIGHT = { id: 't1', name: 'Night patrol', isRunning: false };
const TRACK_LIMITS: CruiseList['limits'] = {
  maxNameChars: 128,
  namePattern: null,
  minDwellSec: 30,
  maxDwellSec: 3_600,
  minSpeed: 0,
  maxSpeed: 10,
  maxPreset: 512,
};
const readTrack = (id: string): Result<CruiseRead> => {
  const track = { ...NIGHT, id, legs: legs.map((preset) => ({ preset, dwellSec: 60, speed: 5 })) };
  return { ok: true, value: { track, asOfMs: LIST.asOfMs } };
};

let page: Page;
let answer: { ok: true; value: PresetList } | { ok: false; error: WireError };
let asked: [string, unknown][];
let tracks: Result<CruiseList>;
let legs: readonly number[];
let renaming: Promise<{ ok: true; value: null } | { ok: false; error: WireError }>;

beforeEach(() => {
  completeDom();
  setLocale('en-US');
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  asked = [];
  answer = { ok: true, value: LIST };
  tracks = { ok: true, value: { tracks: [NIGHT], unreadable: 0, limits: TRACK_LIMITS, asOfMs: LIST.asOfMs } };
  legs = [2];
  renaming = Promise.resolve({ ok: true, value: null });
  const note =
    <T,>(name: string, result: () => T) =>
    (input: unknown) => {
      asked.push([name, input]);
      return Promise.resolve(result());
    };
  installMain({
    'presets.list': note('list', () => answer),
    'presets.goTo': note('goTo', () => ({ ok: true, value: null }) as const),
    'presets.add': note('add', () => ({ ok: true, value: { index: 3 } }) as const),
    'presets.delete': note('delete', () => ({ ok: true, value: null }) as const),
    'cruises.list': () => Promise.resolve(tracks),
    'cruises.read': ({ id }) => Promise.resolve(readTrack(id)),
    'presets.rename': (input) => (asked.push(['rename', input]), renaming),
  });
});

afterEach(async () => {
  await page.close();
  usePresets.setState({
    byCamera: {},
    pictures: {},
    busy: null,
    failure: null,
    selected: null,
    asked: null,
    filter: '',
  });
  usePtz.setState({ steered: null, state: null, error: null });
  useStage.setState({ channelId: null });
  useRound.setState({ round: null });
  dropDeletions();
});

async function show(): Promise<void> {
  page = await open(<PresetsPanel channelId={CAMERA} />);
  await page.settle();
}

const cards = (): (string | null)[] =>
  [...page.element.querySelectorAll('[data-preset]')].map((card) => card.textContent);
const orders = () => asked.filter(([name]) => name !== 'list');

it('the presets of a camera show number and name, and a filter that finds nothing shows a sentence', async () => {
  await show();
  expect(cards()).toEqual(['1 Dock', '2 Ramp', '9 Gate']);
  expect(page.element.textContent).toContain('3 of 512');
  await page.type('[data-action="presets.filter"]', 'ga');
  expect(cards()).toEqual(['9 Gate']);
  await page.type('[data-action="presets.filter"]', 'gax');
  expect(page.element.textContent).toContain('No preset matches "gax".');
});

it('presets that cannot be read show the reason with the id of the call, and a button reads them again', async () => {
  answer = { ok: false, error: REFUSED };
  await show();
  expect(page.element.textContent).toContain('req-7');
  answer = { ok: true, value: LIST };
  await page.click('.errt .acts button');
  await page.settle();
  expect(cards()).toHaveLength(3);
});

it('the presets of a camera that were read stay with their time when a later reading fails', async () => {
  await show();
  answer = { ok: false, error: REFUSED };
  await act(async () => void runAction('presets.refresh'));
  await page.settle();
  expect(cards()).toHaveLength(3);
  expect(page.element.textContent).toContain('Presets as of');
});

it('the list of a camera without presets is marked as empty, and offers to save the view', async () => {
  answer = { ok: true, value: { ...LIST, presets: [] } };
  await show();
  expect(page.element.textContent).toContain('This camera has no presets yet.');
  await page.click('.presets-card-free');
  await page.type('.presets-form input', 'a/b');
  expect(page.find('.presets-form input').getAttribute('aria-invalid')).toBe('true');
  expect(orders()).toEqual([]);
});

it('the figures of the keyboard call presets, on any layout, and no preset that is not there', async () => {
  await show();
  const press = (key: string, code: string) =>
    act(async () => runAction('presets.goTo', new KeyboardEvent('keydown', { key, code })));
  await press('2', 'Digit2');
  await press('ç', 'Digit9');
  await press('5', 'Digit5');
  expect(orders()).toEqual([
    ['goTo', { channelId: CAMERA, index: 2 }],
    ['goTo', { channelId: CAMERA, index: 9 }],
  ]);
});

it('a name that the cloud refuses stays in its field with the reason, and a second press sends nothing meanwhile', async () => {
  let refuse = (): void => {};
  renaming = new Promise((resolve) => {
    refuse = () => resolve({ ok: false, error: REFUSED });
  });
  await show();
  await act(async () => page.find('[data-preset="1"]').focus());
  await act(async () => void runAction('presets.rename'));
  await page.type('.presets-form input', 'North');
  await page.click('.presets-form [type="submit"]');
  await page.click('.presets-form [type="submit"]');
  await act(async () => refuse());
  await page.settle();
  expect(orders()).toEqual([['rename', { channelId: CAMERA, index: 1, name: 'North' }]]);
  expect((page.find('.presets-form input') as HTMLInputElement).value).toBe('North');
  expect(page.element.textContent).toContain('req-7');
});

// @promise preset.compare: Before another view is stored, the stored picture shows beside the live one.
it('storing another view in a preset shows its stored picture beside the live picture, before anything is sent', async () => {
  answer = { ok: true, value: { ...LIST, limits: { ...LIMITS, hasPictures: true } } };
  await show();
  await act(async () => page.find('[data-preset="1"]').focus());
  await act(async () => void runAction('presets.update'));
  await page.settle();
  const captions = [...document.querySelectorAll('.presets-both figure')].map((figure) => figure.textContent);
  expect(captions).toEqual(['No pictureStored now', 'No live pictureLive picture']);
  expect(orders()).toEqual([]);
});

it('nothing is sent to a camera that another user controls, and every button names the reason', async () => {
  await show();
  const error: WireError = { ...REFUSED, code: 'cloud.conflict' };
  await act(async () => usePtz.setState({ steered: { tile: STAGE_TILE, channelId: CAMERA }, error }));
  await page.click('[data-preset="1"]');
  await act(async () => void runAction('presets.save'));
  expect(orders()).toEqual([]);
  expect(page.element.querySelector('form')).toBeNull();
  const buttons = [...page.element.querySelectorAll<HTMLElement>('.presets-card, .presets-head .ib')];
  const off = buttons.filter((button) => button.getAttribute('aria-disabled') === 'true');
  expect(buttons.filter((button) => !off.includes(button)).map(({ dataset }) => dataset['action'])).toEqual([
    'presets.refresh',
  ]);
  expect(off.every(({ title }) => title.includes('Another user has control of the camera'))).toBe(true);
});

async function deletePreset(index: number): Promise<void> {
  useStage.setState({ channelId: CAMERA });
  await show();
  await act(async () => page.find(`[data-preset="${index}"]`).focus());
  await act(async () => void runAction('presets.delete'));
  await page.settle();
}
const question = (): string => document.querySelector('[role="dialog"]')?.textContent ?? '';

it('a preset that no track uses is deleted without a question, and its card shows until when the deletion can be taken back', async () => {
  await deletePreset(1);
  expect(question()).toBe('');
  expect(cards()[0]).toMatch(/^1 DockDeleted in \d+ s$/);
  await page.click('[data-preset="1"]');
  expect(cards()[0]).toBe('1 Dock');
  expect(orders()).toEqual([]);
});

it.each([
  ['a track uses', () => (legs = [1]), 'Used by: Night patrol.'],
  [
    'a tour under way visits',
    () =>
      useRound.setState({
        round: { channelId: CAMERA, kind: 'tour', stops: [1, 2], staySec: 30, at: 0, phase: 'staying' },
      }),
    'Used by: Tour over the presets.',
  ],
  [
    'may be used by a track that cannot be read',
    () => (tracks = { ok: false, error: REFUSED }),
    'Whether a cruise track uses it could not be read.',
  ],
])('a preset that %s is deleted after a question that names it', async (_, given, words) => {
  given();
  await deletePreset(1);
  expect(question()).toContain(words);
  expect(orders()).toEqual([]);
});

it('a preset of a camera without cruise tracks needs no question', async () => {
  tracks = { ok: false, error: { ...REFUSED, code: 'cloud.not-supported' } };
  await deletePreset(1);
  expect(question()).toBe('');
  expect(cards()[0]).toContain('Deleted in');
});
