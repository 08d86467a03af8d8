// @vitest-environment jsdom
/** The parts of the page of a device, without the dialog around them. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LannerApi } from '../../../../../preload/contract/contract.ts';
import type { DeviceHistory } from '../../../../../preload/contract/devices.ts';
import type { CameraSettings } from '../../../../../preload/domain/camera-settings.ts';
import type { ErrorCode, WireError } from '../../../../../preload/domain/error.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { DeviceHistoryPart } from '../../../../../renderer/features/devices/device-history.tsx';
import {
  askCopies,
  canRetry,
  forgetCopying,
  sendCopies,
  useCopying,
} from '../../../../../renderer/features/devices/model/copying.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { camera } from '../cameras/directory-sample.ts';

const gate = camera(asAccountId('a1'), 101, 'North gate', null);
const failed = (code: ErrorCode): { readonly ok: false; readonly error: WireError } => ({
  ...{ ok: false, error: { code, params: { host: 'x' }, retryable: true, action: 'retry', vendor: null } },
});

let page: Page | null = null;

beforeEach(() => {
  completeDom();
  forgetCopying();
});
afterEach(async () => {
  await page?.close();
  page = null;
});

const EMPTY: DeviceHistory = { changes: [], watches: [{ fromMs: 1_000, toMs: 2_000 }], isCut: false };

it('the history of a device says that it is read, that it could not be read, and that no change was seen', async () => {
  const answers: ((answer: Awaited<ReturnType<LannerApi['request']['devices.history']>>) => void)[] = [];
  installMain({ 'devices.history': () => new Promise((resolve) => void answers.push(resolve)) });
  page = await open(<DeviceHistoryPart channelId={gate.id} />);
  const reading = (): boolean => page?.element.querySelector('[aria-label="Reading the states of the camera"]') != null;
  expect(reading()).toBe(true);
  expect(page.element.textContent).not.toContain('No change was seen');
  await act(async () => answers[0]?.(failed('ipc.disconnected')));
  expect(reading()).toBe(false);
  expect(page.find('[role=alert]').textContent).not.toContain('No change was seen');
  await page.click('[role=alert] .acts .btn');
  expect(reading()).toBe(true);
  await act(async () => answers[1]?.({ ok: true, value: EMPTY }));
  expect(reading()).toBe(false);
  expect(page.element.textContent).toContain('No change was seen');
});

const setting = (value: string) => ({ place: 'camera', field: 'clock', value }) as const;
const settingsOf = (value: string): CameraSettings => ({
  values: [setting(value)],
  rules: [{ place: 'camera', field: 'clock', limits: { values: ['on', 'off'] } }],
  variants: [],
});

it.each<[ErrorCode, string]>([
  ['network.unreachable', 'notSent'],
  ['network.proxy-sign-in', 'notSent'],
  ['network.timeout', 'unknown'],
  ['cloud.quota', 'refused'],
])('copied settings whose sending failed with %s read as %s, and can be tried again', async (code, state) => {
  installMain({
    'devices.settings': () => Promise.resolve({ ok: true, value: { settings: settingsOf('off') } }),
    'devices.save-settings': () => Promise.resolve(failed(code)),
  });
  await askCopies(settingsOf('on').values, [gate]);
  expect(useCopying.getState().rows?.map((row) => row.state)).toEqual(['ready']);
  await sendCopies();
  const { rows } = useCopying.getState();
  expect(rows?.map((row) => row.state)).toEqual([state]);
  expect(rows?.every(canRetry)).toBe(true);
});
