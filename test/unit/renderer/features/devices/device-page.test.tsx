// @vitest-environment jsdom
/** The parts of the page of a device, without the dialog around them. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LannerApi } from '../../../../../preload/contract/contract.ts';
import type { DeviceHistory } from '../../../../../preload/contract/devices.ts';
import type { CameraSettings } from '../../../../../preload/domain/cameras/camera-settings.ts';
import type { ErrorCode, WireError } from '../../../../../preload/domain/error.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { DeviceDialog } from '../../../../../renderer/features/devices/device-dialog.tsx';
import { DevicePlan } from '../../../../../renderer/features/devices/device-plan.tsx';
import { DeviceHistoryPart } from '../../../../../renderer/features/devices/device-history.tsx';
import { askMany } from '../../../../../renderer/features/devices/model/ask-many.ts';
import {
  askCopies,
  canRetry,
  forgetCopying,
  sendCopies,
  useCopying,
} from '../../../../../renderer/features/devices/model/copying.ts';
import { useFacts } from '../../../../../renderer/features/devices/model/facts.ts';
import { rowOfCamera } from '../../../../../renderer/features/devices/model/rows.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { account, camera, campus, viewOf } from '../cameras/directory-sample.ts';

const gate = camera(asAccountId('a1'), 101, 'North gate', null);
const failed = (code: ErrorCode): { readonly ok: false; readonly error: WireError } => ({
  ok: false,
  error: { code, params: { host: 'x' }, retryable: true, action: 'retry', vendor: null },
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

const EMPTY: DeviceHistory = {
  changes: [],
  watches: [{ fromMs: 1_000, toMs: 2_000 }],
  longestGapMs: 180_000,
  isCut: false,
};

it('the history of a device shows that it is being read, that it could not be read, or that no change was seen', async () => {
  const answers: ((answer: Awaited<ReturnType<LannerApi['request']['devices.history']>>) => void)[] = [];
  installMain({ 'devices.history': () => new Promise((resolve) => void answers.push(resolve)) });
  page = await open(<DeviceHistoryPart channelId={gate.id} />);
  const reading = (): boolean => document.querySelector('[aria-label="Reading the states of the camera"]') !== null;
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

// @promise devices.no-facts-no-call: A cloud that publishes no facts of its devices is not called for them.
it('a cloud that publishes no model, firmware or address is not called for them, however many of its devices are selected', async () => {
  const tencent = { ...account('a2', 'Metro'), vendor: 'tencent-ivp' as const };
  useAccounts.setState({ accounts: [account('a1', 'Campus'), tencent] });
  const asked: string[] = [];
  installMain({
    'devices.facts': ({ channelId }) => {
      asked.push(channelId);
      return Promise.resolve(failed('cloud.not-found'));
    },
  });
  const metro = Array.from({ length: 2_000 }, (_, i) => camera(tencent.id, 200 + i, `Metro ${i}`, null));
  await askMany([...metro, gate].map(rowOfCamera));
  expect(asked).toEqual([gate.id]);
});

// @promise devices.plan-unknown: No plan, a cloud that publishes none, and a plan that could not be read are three
// different sentences.
it('the page of a device distinguishes a plan, no plan, a cloud that publishes none, and a plan that could not be read', async () => {
  const table = { kind: 'continuous', hoursPerWeek: 168, keptDays: 30, archivedAfterDays: null } as const;
  const answers = [
    {
      answer: { ok: true, value: { plan: { tables: [table], asOfMs: 1 } } },
      words: 'Continuous, 168 hours a week, kept 30 days',
    },
    {
      answer: { ok: true, value: { plan: { tables: [], asOfMs: 1 } } },
      words: 'No plan records this camera in the cloud.',
    },
    { answer: { ok: true, value: { plan: null } }, words: 'not published by this cloud' },
    { answer: failed('network.timeout'), words: 'x did not answer' },
  ] as const;
  for (const { answer, words } of answers) {
    installMain({ 'devices.plan': () => Promise.resolve(answer as never) });
    page = await open(<DevicePlan channelId={gate.id} />);
    await page.settle();
    expect(page.element.textContent).toContain(words);
    await page.close();
    page = null;
  }
});

it('the page of a camera that vanished states since when no list has it, and that no account lists it any more', async () => {
  const pending = (): Promise<never> => new Promise(() => undefined);
  installMain({
    'devices.facts': pending,
    'devices.plan': pending,
    'devices.history': pending,
    'bookmark.search': pending,
    'devices.settings-offer': pending,
  });
  const vanished = { ...gate, reachable: 'unknown' as const, missingSinceMs: Date.UTC(2026, 2, 1, 12) };
  useDirectory.setState({ view: viewOf({ ...campus(), channels: [vanished] }) });
  useFacts.setState({ shown: { channelId: gate.id, of: 'camera', name: '101 North gate' } });
  page = await open(<DeviceDialog />);
  const words = (): string => document.body.textContent;
  expect(words()).toContain('not in the cloud’s list since');
  expect(words()).toContain('Let another camera take over');
  await act(async () => useDirectory.setState({ view: viewOf({ ...campus(), channels: [] }) }));
  expect(words()).toContain('No account lists this camera any more.');
  expect(words()).not.toContain('Let another camera take over');
  await page.close();
  page = null;
  useDirectory.setState(useDirectory.getInitialState(), true);
  useFacts.setState(useFacts.getInitialState(), true);
});
