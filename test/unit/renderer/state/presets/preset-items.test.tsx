// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PresetList } from '../../../../../preload/contract/presets.ts';
import type { ChannelCapability } from '../../../../../preload/domain/cameras/cameras.ts';
import { PadPresets } from '../../../../../renderer/features/live/ptz/pad-presets.tsx';
import { setLocale, useText } from '../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { cameraMenu, useMenuContent } from '../../../../../renderer/state/actions/camera-menu.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { usePresets } from '../../../../../renderer/state/presets/presets.ts';
import { account, campus, viewOf } from '../../features/cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { presetLimits } from './preset-sample.ts';

const LIST: PresetList = {
  presets: Array.from({ length: 20 }, (_, i) => ({ index: i + 1, name: i === 5 ? 'Gate' : null, picture: null })),
  limits: presetLimits(),
  asOfMs: 1_780_000_000_000,
  unreadable: 0,
};
const [camera] = campus().channels;
if (camera === undefined) throw new Error('the sample has a camera');

let page: Page | undefined;
let asked: [string, unknown][];

function show(capabilities: readonly ChannelCapability[], protocol: 'holosens' | 'gb28181' = 'holosens'): void {
  const sample = campus();
  const channels = sample.channels.map((one) => (one.id === camera?.id ? { ...one, capabilities, protocol } : one));
  useDirectory.setState({ view: viewOf({ ...sample, channels }), states: {}, isKnown: true });
}

beforeEach(() => {
  completeDom();
  setLocale('en-US');
  asked = [];
  installMain({
    'presets.list': (input) => (asked.push(['list', input]), Promise.resolve({ ok: true, value: LIST })),
    'presets.goTo': (input) => (asked.push(['goTo', input]), Promise.resolve({ ok: true, value: null })),
  });
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
});

afterEach(async () => {
  await page?.close();
  page = undefined;
  usePresets.setState(usePresets.getInitialState(), true);
});

const itemNamed = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(({ textContent }) => textContent === name);

// @promise preset.read-once: The presets of a camera are read once, when they are first asked for.
it('the pad on a tile reads the presets of its camera once, lists them, and sends the camera to the clicked preset', async () => {
  show(['ptz', 'presets']);
  page = await open(<PadPresets channelId={camera.id} />);
  for (let round = 0; round < 2; round += 1) {
    await page.click('.ib');
    await page.settle();
    expect(itemNamed('20 Preset 20')).toBeUndefined();
    expect(itemNamed('All 20 presets, on the PTZ stage')).toBeDefined();
    await act(async () => itemNamed('6 Gate')?.click());
  }
  const goTo = ['goTo', { channelId: camera.id, index: 6 }];
  expect(asked).toEqual([['list', { channelId: camera.id }], goTo, goTo]);
});

it('the pad on a tile names the reason why its camera has no presets, and sends nothing', async () => {
  show(['ptz'], 'gb28181');
  page = await open(<PadPresets channelId={camera.id} />);
  await page.click('.ib');
  expect(page.find('.ib').title).toBe('Presets: No presets: this cloud offers them for HoloSens cameras only.');
  expect(asked).toEqual([]);
});

it('the menu of a camera that turns offers its presets once they are read, and the menu of a fixed camera none', async () => {
  const Sample = () => {
    useMenuContent(camera.id);
    const menu = cameraMenu(useText(), { channelId: camera.id, tile: null, from: 'list', isSelected: false });
    const names = menu.find(({ id }) => id === 'presets.call')?.items?.map(({ name }) => name);
    return <p>{names?.slice(0, 2).join() ?? 'no presets'}</p>;
  };
  show([]);
  page = await open(<Sample />);
  expect(page.element.textContent).toBe('no presets');
  expect(asked).toEqual([]);
  await page.close();
  show(['ptz', 'presets']);
  page = await open(<Sample />);
  await page.settle();
  expect(page.element.textContent).toBe('1 Preset 1,2 Preset 2');
});
