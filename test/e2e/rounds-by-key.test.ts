/** Trial, copy and tour over presets by keyboard alone: no pointer is used, and the focus is never lost. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { NumberedChannel } from '../../preload/domain/cameras/cameras.ts';
import type { Pose } from '../simulator/world/ptz-head.ts';
import { hasFocus, MOST_STEPS, tabTo } from './by-keys.ts';
import { until } from './harness.ts';
import { cameraOf, listed, received, untilPose } from './ptz-stage.ts';
import { sharedClient } from './shared-client.ts';

const GATE: Pose = { panDeg: 40, tiltDeg: -5, zoom: 2 };
const SECOND_OF_IVP: Pose = { panDeg: 60, tiltDeg: -10, zoom: 2 };

const tracks = (page: Page): Locator => page.getByRole('region', { name: 'Cruise tracks' });
const editor = (page: Page): Locator => page.locator('.presets-track-editor');
const legsOf = (page: Page): Promise<readonly string[]> => page.locator('.presets-track-choice').allTextContents();

/** Brings the camera to the stage with the keys that step through the list. */
async function stepTo(page: Page, camera: NumberedChannel): Promise<void> {
  await page.keyboard.press('Control+4');
  await page.locator('.presets-stage').waitFor();
  for (let i = 0; i < MOST_STEPS; i += 1) {
    if ((await listed(page, camera).getAttribute('aria-current')) === 'true') return;
    const shown = await page.locator('.presets-camera.sel').allTextContents();
    await page.keyboard.press('PageDown');
    await until(
      async () => (await page.locator('.presets-camera.sel').allTextContents()).join() !== shown.join(),
      'the next camera',
    );
  }
  throw new Error('the keys do not come to the camera');
}

describe('rounds by keyboard', () => {
  const session = sharedClient(
    { cameras: 60, wall: 1, vendors: ['huawei-ivm', 'tencent-ivp'], viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );

  // @promise cruise.focus
  it('the legs of a track are tried live by keyboard alone, and the focus stays with what begins and ends the trial', async () => {
    const { page } = session();
    await stepTo(page, await cameraOf(session(), 'huawei-ivm', 'ptzDome'));
    await tracks(page).getByText('had no cruise tracks').waitFor();
    await page.keyboard.press('Shift+T');
    await hasFocus(page, editor(page).getByLabel('Name'));
    await page.keyboard.type('Night patrol');
    const add = editor(page).getByRole('button', { name: 'Add leg' });
    for (const leg of [1, 2, 3]) {
      await tabTo(page, add);
      await page.keyboard.press('Enter');
      await page.locator(`[data-leg="${leg}"] :focus`).waitFor();
    }
    await tabTo(page, editor(page).getByRole('button', { name: 'Remove leg 3' }));
    await page.keyboard.press('Enter');
    await hasFocus(page, add);
    await tabTo(page, editor(page).getByRole('button', { name: 'Try the legs live' }));
    await page.keyboard.press('Enter');
    await hasFocus(page, editor(page).getByRole('button', { name: 'Stop trying' }));
    await untilPose(page, GATE);
    await page.keyboard.press('Enter');
    await hasFocus(page, editor(page).getByRole('button', { name: 'Try the legs live' }));
    const sent = await received(session(), 'moveToPresetPosition', 'addCruiseTrack');
    expect(sent.map(({ operation, params }) => [operation, params['preset_index']])).toEqual([
      ['moveToPresetPosition', 1],
    ]);
  });

  // @promise cruise.focus: Editor, trial, copy and tour work by keyboard alone, and none of them loses the focus.
  it('a track is saved, opened and closed by keyboard alone, and the focus comes back to the list', async () => {
    const { page } = session();
    await page.keyboard.press('Control+s');
    await tracks(page).locator(':focus').waitFor();
    const edit = tracks(page).getByRole('button', { name: 'Edit Night patrol' });
    await edit.waitFor();
    await tabTo(page, edit);
    await page.keyboard.press('Enter');
    await hasFocus(page, editor(page).getByLabel('Name'));
    await tabTo(page, editor(page).getByRole('button', { name: 'Close' }));
    await page.keyboard.press('Enter');
    await hasFocus(page, edit);
  });

  // @promise cruise.focus
  it('a track is copied to another camera by keyboard alone, and a copy that is given up leaves the focus where it was', async () => {
    const { page } = session();
    const other = await cameraOf(session(), 'huawei-ivm', 'behindRecorder');
    const copy = tracks(page).getByRole('button', { name: 'Copy Night patrol to another camera' });
    await tabTo(page, copy);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Copy Night patrol to another camera' });
    const choice = dialog.getByRole('combobox', { name: 'Camera' });
    await hasFocus(page, choice);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await hasFocus(page, copy);
    await page.keyboard.press('Enter');
    await hasFocus(page, choice);
    await page.keyboard.type(`${other.number} ${other.name}`);
    await page.keyboard.press('Enter');
    await dialog.getByText('2 of 2 legs have a preset of the same name.').waitFor();
    await tabTo(page, dialog.getByRole('button', { name: 'Open copy' }));
    await page.keyboard.press('Enter');
    await hasFocus(page, editor(page).getByLabel('Name'));
    await until(async () => (await legsOf(page)).join() === '1 Gate,2 停车场', 'the two legs');
    await page.keyboard.press('Control+s');
    await tracks(page).getByText('Stopped as read at').waitFor();
    await tracks(page).locator(':focus').waitFor();
    const stored = await received(session(), 'addCruiseTrack');
    expect(
      new Set(stored.map(({ params }) => `${String(params['device_id'])}/${String(params['channel_id'])}`)).size,
    ).toBe(2);
  });

  it('a track is started, stopped and deleted by keyboard alone, and the focus stays in the list', async () => {
    const { page } = session();
    const button = (name: string): Locator => tracks(page).getByRole('button', { name: `${name} Night patrol` });
    await tabTo(page, button('Start'));
    await page.keyboard.press('Enter');
    await tracks(page).getByText('Running as read at').waitFor();
    await hasFocus(page, button('Start'));
    await tabTo(page, button('Stop'));
    await page.keyboard.press('Enter');
    await tracks(page).getByText('Stopped as read at').waitFor();
    await tabTo(page, button('Delete'));
    await page.keyboard.press('Enter');
    await hasFocus(page, page.getByRole('dialog').getByRole('button', { name: 'Keep' }));
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await tracks(page).getByText('had no cruise tracks').waitFor();
    await tracks(page).locator(':focus').waitFor();
  });

  // @promise cruise.focus
  it('a tour of this desk is started, paused, resumed and ended by keyboard alone', async () => {
    const { page } = session();
    await stepTo(page, await cameraOf(session(), 'tencent-ivp', 'ptzDome'));
    const seconds = tracks(page).getByLabel('Seconds at each preset');
    await seconds.waitFor();
    await tabTo(page, seconds);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('10');
    await page.keyboard.press('Tab');
    await hasFocus(page, tracks(page).getByRole('button', { name: 'Start tour' }));
    await page.keyboard.press('Enter');
    const pause = tracks(page).getByRole('button', { name: 'Pause the tour' });
    await hasFocus(page, pause);
    await untilPose(page, SECOND_OF_IVP);
    await page.keyboard.press('Enter');
    await tracks(page).getByText('From this desk: paused').waitFor();
    await hasFocus(page, tracks(page).getByRole('button', { name: 'Resume the tour' }));
    await page.keyboard.press('Enter');
    await hasFocus(page, pause);
    await page.keyboard.press('Tab');
    await hasFocus(page, tracks(page).getByRole('button', { name: 'End the tour' }));
    await page.keyboard.press('Enter');
    await hasFocus(page, tracks(page).getByRole('button', { name: 'Start tour' }));
    expect(await tracks(page).getByText('From this desk:').count()).toBe(0);
  });
});
