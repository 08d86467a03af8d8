// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChannelCapability } from '../../../../../../preload/domain/cameras/cameras.ts';
import type { PtzFacts } from '../../../../../../preload/domain/ptz/ptz.ts';
import { StagePad } from '../../../../../../renderer/features/live/ptz/stage-pad.tsx';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { runAction } from '../../../../../../renderer/state/actions/shortcut-actions.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { campus, viewOf } from '../../cameras/directory-sample.ts';
import { PTZ_FACTS } from '../../../../preload/domain/ptz/ptz-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const [camera] = campus().channels;
if (camera === undefined) throw new Error('the sample has a camera');

let page: Page;
let orders: string[];

async function show(capabilities: readonly ChannelCapability[], facts: PtzFacts = PTZ_FACTS): Promise<void> {
  const sample = campus();
  const channels = sample.channels.map((one) => (one.id === camera?.id ? { ...one, capabilities } : one));
  useDirectory.setState({ view: viewOf({ ...sample, channels }), states: {}, isKnown: true });
  const done = (order: string) => (orders.push(order), Promise.resolve({ ok: true as const, value: null }));
  installMain({
    'ptz.open': () => Promise.resolve({ ok: true, value: facts }),
    'ptz.leave': () => Promise.resolve({ ok: true, value: null }),
    'ptz.move': ({ command }) => done(command.direction),
    'ptz.stop': () => done('stop'),
    'ptz.auto-focus': () => done('auto focus'),
  });
  page = await open(<StagePad channelId={camera?.id as never} />);
  await page.settle();
}

beforeEach(() => {
  completeDom();
  Object.assign(navigator, { getGamepads: () => [] });
  setLocale('en-US');
  orders = [];
});
afterEach(() => page.close());

const titleOf = (label: string): string => page.find(`[aria-label^="${label}"]`).title;
const press = (action: 'ptz.irisOpen' | 'ptz.autoFocus'): Promise<void> =>
  act(async () => void runAction(action, new KeyboardEvent('keydown', { key: ']', code: 'BracketRight' })));

// @promise ptz.iris-reason: Where a cloud lists no iris and no auto focus for a camera, the buttons have the reason.
it('a camera whose functions list no iris and no auto focus has both buttons with the reason, and its keys send nothing', async () => {
  await show(['ptz']);
  expect(titleOf('Open the iris')).toBe(
    'Open the iris: the cloud does not list the iris among the functions of this camera',
  );
  expect(titleOf('Auto focus')).toContain('the cloud does not list auto focus');
  await press('ptz.irisOpen');
  await press('ptz.autoFocus');
  await page.click('.lv-ptz-auto');
  expect(orders).toEqual([]);
});

it('a camera of a cloud without a command for auto focus gives the cloud as the reason', async () => {
  await show(['ptz', 'iris'], { ...PTZ_FACTS, hasAutoFocus: false });
  expect(titleOf('Auto focus')).toBe('Auto focus: this cloud has no command for auto focus');
});

it('a camera whose functions list them gets the iris command while the key is pressed, and auto focus once', async () => {
  await show(['ptz', 'iris', 'auto-focus']);
  await press('ptz.irisOpen');
  await act(async () => void window.dispatchEvent(new KeyboardEvent('keyup', { code: 'BracketRight' })));
  await page.click('.lv-ptz-auto');
  expect(orders).toEqual(['iris-open', 'stop', 'auto focus']);
});
