// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CameraSettings } from '../../../../../../preload/domain/cameras/camera-settings.ts';
import type { ErrorCode, WireError } from '../../../../../../preload/domain/error.ts';
import { asAccountId } from '../../../../../../preload/domain/ids.ts';
import {
  forgetCopying,
  retryCopies,
  stopCopying,
  useCopying,
  type CopyRow,
} from '../../../../../../renderer/features/devices/model/copying.ts';
import { useSettings } from '../../../../../../renderer/features/devices/model/settings.ts';
import { CopyPart } from '../../../../../../renderer/features/devices/settings/copy-part.tsx';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';
import { camera } from '../../cameras/directory-sample.ts';

const account = asAccountId('a1');
const gate = camera(account, 101, 'Gate', null);
const dock = camera(account, 102, 'Dock', null);
const yard = camera(account, 103, 'Yard', null);
const mast = camera(account, 104, 'Mast', null);

const failure = (code: ErrorCode): WireError => ({
  code,
  params: { host: 'x' },
  retryable: true,
  action: 'retry',
  vendor: {
    id: 'huawei-ivm',
    operation: 'setStreamDetail',
    code: 'IVM.1',
    httpStatus: 400,
    text: null,
    requestId: `request-${code}`,
  },
});
const settings: CameraSettings = {
  values: [{ place: 'camera', field: 'clock', value: 'on' }],
  rules: [{ place: 'camera', field: 'clock', limits: { values: ['on', 'off'] } }],
  variants: [],
};
const refused: CopyRow = { camera: dock, state: 'refused', error: failure('cloud.quota') };
const done: CopyRow = { camera: mast, state: 'done' };

let page: Page | null = null;
/** The cameras that were asked for their settings, by number. */
let asked: number[];

beforeEach(() => {
  completeDom();
  forgetCopying();
  useSettings.setState({ settings });
  asked = [];
});
afterEach(async () => {
  await page?.close();
  page = null;
  useSettings.setState(useSettings.getInitialState(), true);
});

/** @param onAsked runs when a camera is asked. */
function answer(onAsked: () => void = () => {}): void {
  installMain({
    'devices.settings': ({ channelId }) => {
      asked.push([gate, dock, yard, mast].find(({ id }) => id === channelId)?.number ?? 0);
      onAsked();
      return Promise.resolve({ ok: true, value: { settings } });
    },
  });
}

const states = (): readonly (string | undefined)[] => (useCopying.getState().rows ?? []).map(({ state }) => state);
const items = ({ element }: Page): readonly string[] =>
  [...element.querySelectorAll('li')].map(({ textContent }) => textContent);
const press = ({ element }: Page, words: string): Promise<void> =>
  act(async () => {
    const found = [...element.querySelectorAll('button')].find(({ textContent }) => textContent === words);
    if (found === undefined) throw new Error(`no button ${words}`);
    found.click();
  });

// @promise settings.copy-retry: A retry of a copy asks those cameras alone that did not get the settings.
it('each camera of a copy stands with its outcome, its reason and the id of the request, and a retry asks those alone that are shown', async () => {
  answer();
  const notSent: CopyRow = { camera: yard, state: 'notSent', error: failure('network.unreachable') };
  useCopying.setState({ rows: [done, refused, notSent] });
  page = await open(<CopyPart from={gate} />);
  const shown = page;
  expect(items(shown).map((one) => /10\d (?:Dock|Yard|Mast)(?:Refused|Not asked|Done)/.exec(one)?.[0])).toEqual([
    ...['102 DockRefused', '103 YardNot asked', '104 MastDone'],
  ]);
  expect(shown.element.querySelectorAll('li button[aria-label="Copy request id"]')).toHaveLength(2);
  await press(shown, '1 refused');
  expect(items(shown)).toHaveLength(1);
  await press(shown, 'Retry 1');
  await act(async () => {
    await expect.poll(states).toEqual(['done', 'same', 'notSent']);
  });
  expect(asked).toEqual([dock.number]);
});

it('the outcomes of a copy stay on the screen while the settings of the camera that it came from are not known', async () => {
  answer();
  useSettings.setState({ settings: null });
  useCopying.setState({ rows: [done, refused] });
  page = await open(<CopyPart from={gate} />);
  expect(items(page)).toHaveLength(2);
});

it('a retry that is stopped leaves the outcomes of the cameras behind the stop', async () => {
  answer(stopCopying);
  const unknown: CopyRow = { camera: yard, state: 'unknown', error: failure('network.timeout') };
  useCopying.setState({ rows: [refused, unknown, done] });
  await retryCopies([], new Set([dock.id, yard.id]));
  expect(states()).toEqual(['same', 'unknown', 'done']);
  expect(asked).toEqual([dock.number]);
});

it('a camera whose answer was lost stays unknown where a retry cannot read its settings', async () => {
  installMain({ 'devices.settings': () => Promise.resolve({ ok: false, error: failure('network.timeout') }) });
  const unknown: CopyRow = { camera: yard, state: 'unknown', error: failure('network.timeout') };
  useCopying.setState({ rows: [refused, unknown] });
  await retryCopies([], new Set([dock.id, yard.id]));
  expect(states()).toEqual(['unread', 'unknown']);
});
