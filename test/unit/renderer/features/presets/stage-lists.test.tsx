// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChannelCapability } from '../../../../../preload/domain/cameras/cameras.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { TurningCameras } from '../../../../../renderer/features/presets/camera-list.tsx';
import { useStage } from '../../../../../renderer/features/presets/model/stage.ts';
import { useTracks } from '../../../../../renderer/features/presets/model/tracks.ts';
import { TracksPanel } from '../../../../../renderer/features/presets/tracks-panel.tsx';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { STAGE_TILE, usePtz } from '../../../../../renderer/state/players/ptz.ts';
import { account, campus, viewOf } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const NOW_MS = 1_780_000_000_000;
const [camera] = campus().channels;
if (camera === undefined) throw new Error('the sample has a camera');
const { id } = camera;

let page: Page;
let asked: string[];

function list(capabilities: readonly ChannelCapability[]): void {
  const sample = campus();
  const channels = sample.channels.map((one) => (one.id === id ? { ...one, capabilities } : one));
  useDirectory.setState({ view: viewOf({ ...sample, channels }), states: {}, isKnown: true });
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  completeDom();
  setLocale('en-US');
  asked = [];
  const refused: WireError = { code: 'cloud.rate-limited', params: {}, retryable: true, action: 'retry', vendor: null };
  installMain({ 'cruises.list': () => (asked.push('list'), Promise.resolve({ ok: false, error: refused })) });
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
  useTracks.setState({ byCamera: {} });
});

afterEach(async () => {
  await page.close();
  vi.useRealTimers();
  usePtz.setState({ steered: null, state: null, error: null });
  useStage.setState({ channelId: null });
});

// @promise ptz.control-count: The list of cameras on the stage counts how long this client still has control, by its
// own count.
it('the list of cameras counts how long this client still has control of the camera on the stage', async () => {
  list(['ptz', 'presets']);
  useStage.setState({ channelId: id });
  const atRest = { channelId: id, phase: 'rest', command: null, isMine: true, answerMs: 40 } as const;
  const state = { ...atRest, failedStops: 0, cut: null, error: null, controlUntilMs: NOW_MS + 87_000 };
  usePtz.setState({ steered: { tile: STAGE_TILE, channelId: id }, state });
  page = await open(<TurningCameras />);
  expect(page.find('.presets-held').title).toBe('Steered here, 87 s left by our count');
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(page.find('.presets-held').textContent).toBe('77 s');
  await act(async () => usePtz.setState({ state: { ...state, controlUntilMs: null } }));
  expect(page.element.querySelector('.presets-held')).toBeNull();
});

it('a camera that its cloud lists without cruise tracks is shown as such, and the cloud is not asked', async () => {
  list(['ptz', 'presets']);
  page = await open(<TracksPanel channelId={id} />);
  await page.settle();
  expect(page.element.textContent).toContain(
    'Cruise tracks: the cloud does not list them among the functions of this camera.',
  );
  expect(page.element.textContent).toContain('from this desk');
  expect(asked).toEqual([]);
});

it('the tracks of a camera whose cloud is asked too often show the reason, and a button reads them again', async () => {
  list(['ptz', 'presets', 'cruise']);
  page = await open(<TracksPanel channelId={id} />);
  await page.settle();
  const [before] = [asked.length];
  await page.click('.errt .acts button');
  expect([before, asked.length]).toEqual([1, 2]);
});
