/**
 * Rounds over presets: a track of five legs that the camera follows, its trial, its copy, and the tour that this desk makes where
 * a cloud has no tracks. Where the camera looks is read from the picture on screen.
 */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { NumberedChannel } from '../../preload/domain/cameras/cameras.ts';
import type { Pose } from '../simulator/world/ptz-head.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { cameraOf, listed, poseShown, received, untilPose } from './ptz-stage.ts';
import { saveTile, statusBar, tile } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const GATE: Pose = { panDeg: 40, tiltDeg: -5, zoom: 2 };
const PARKING: Pose = { panDeg: 120, tiltDeg: -20, zoom: 1 };
const OVERVIEW: Pose = { panDeg: 300, tiltDeg: 10, zoom: 1.5 };
const SECOND_OF_IVP: Pose = { panDeg: 60, tiltDeg: -10, zoom: 2 };
const NAMED = new Map([GATE, PARKING, OVERVIEW].map((pose, i) => [JSON.stringify(pose), i + 1]));
/** A stay of 30 s takes one. */
const PACE = 30;

const tracks = (page: Page): Locator => page.getByRole('region', { name: 'Cruise tracks' });
const editor = (page: Page): Locator => page.locator('.presets-track-editor');
const legsOf = (page: Page): Promise<readonly string[]> => page.locator('.presets-track-choice').allTextContents();
const openStage = async (page: Page, camera: NumberedChannel): Promise<void> => {
  await page.keyboard.press('Control+4');
  await listed(page, camera).click();
};

describe('presets where the operator already is', () => {
  const session = sharedClient({ cameras: 60, wall: 1, viewport: { width: 1280, height: 720 } });

  // @promise preset.from-wall: A preset is reached from the pad of a tile, from the menu of its camera and from the
  // palette.
  it('presets are called from the pad of a wall tile, from the menu of its camera and from the palette', async () => {
    const { page } = session();
    const dome = await cameraOf(session(), 'huawei-ivm', 'ptzDome');
    await saveTile(page, 1, dome.id);
    const picture = '[data-tile="0"]';
    await untilPose(page, { panDeg: 0, tiltDeg: 0, zoom: 1 }, picture);
    await tile(page, 1).click();
    await page.keyboard.press('d');
    await tile(page, 1).getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name: '1 Gate' }).click();
    await untilPose(page, GATE, picture);
    await tile(page, 1).locator('.tile-head').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Presets', exact: true }).click();
    await page.getByRole('menuitem', { name: '2 停车场' }).click();
    await untilPose(page, PARKING, picture);
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`${dome.name} Overview`);
    await page
      .getByRole('option', { name: `${dome.name}: Overview` })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await untilPose(page, OVERVIEW);
  });
});

describe('rounds of a camera', () => {
  const session = sharedClient(
    { cameras: 60, wall: 1, vendors: ['huawei-ivm', 'tencent-ivp'], viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );

  // @promise cruise.trial: The legs of a track are tried live, one after the other, and nothing is stored meanwhile.
  it('the legs of a track are tried live until the trial is stopped, and nothing is stored meanwhile', async () => {
    const { page } = session();
    await openStage(page, await cameraOf(session(), 'huawei-ivm', 'ptzDome'));
    await tracks(page).getByRole('button', { name: 'New cruise track' }).click();
    await editor(page).getByLabel('Name').fill('Night patrol');
    for (let i = 0; i < 3; i += 1) await editor(page).getByRole('button', { name: 'Add leg' }).click();
    await editor(page).getByRole('button', { name: 'Duplicate leg 2' }).click();
    await editor(page).getByRole('button', { name: 'Move leg 3 down' }).click();
    await editor(page).getByRole('button', { name: 'Duplicate leg 1' }).click();
    for (const leg of [2, 3, 4])
      await editor(page)
        .getByRole('button', { name: `Move leg ${leg} down` })
        .click();
    expect(await legsOf(page)).toEqual(['1 Gate', '2 停车场', '3 Overview', '2 停车场', '1 Gate']);
    await editor(page).getByRole('button', { name: 'Try the legs live' }).click();
    await editor(page).getByText('From this desk: sent to 1 Gate, 1 of 5').waitFor();
    await untilPose(page, GATE);
    await editor(page).getByRole('button', { name: 'Stop trying' }).click();
    await editor(page).getByRole('button', { name: 'Try the legs live' }).waitFor();
    const sent = await received(session(), 'moveToPresetPosition', 'addCruiseTrack');
    expect(sent.map(({ operation }) => operation)).toEqual(['moveToPresetPosition']);
  });

  // @promise cruise.runs: A running track takes the camera to its presets in their order.
  it('a track of five legs that runs takes the camera to its presets in their order, as the picture shows', async () => {
    const { page, control } = session();
    await control('POST', '/clouds/traits', { vendor: 'huawei-ivm', cruisePace: PACE });
    await editor(page).getByRole('button', { name: 'Save track' }).click();
    await tracks(page).getByRole('button', { name: 'Start Night patrol' }).click();
    await tracks(page).getByText('Running as read at').waitFor();
    const seen: number[] = [];
    await until(async () => {
      const preset = NAMED.get(JSON.stringify(await poseShown(page)));
      if (preset !== undefined && preset !== seen.at(-1)) seen.push(preset);
      // The track begins anew after its last leg: a busy machine shows no picture of a leg at times, and then the next round counts.
      return seen.join(' ').includes('1 2 3 2 1');
    }, 'the five poses in the order of the legs');
  });

  // @promise cruise.lost-leg: A leg whose preset was deleted meanwhile is named.
  it('a track whose preset was deleted while it ran names the leg that has lost it', async () => {
    const { page } = session();
    await page.locator('[data-preset="3"]').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete preset' }).click();
    await page.locator('[data-preset="3"]').waitFor({ state: 'detached' });
    await tracks(page).getByRole('button', { name: 'Edit Night patrol' }).click();
    await editor(page).waitFor();
    await until(async () => (await legsOf(page))[2] === '3, preset is gone', 'the third leg has lost its preset');
    await editor(page).getByRole('button', { name: 'Close' }).click();
  });

  // @promise cruise.copied: A track is copied to another camera by the names of its presets; legs without one are
  // named, and nothing is stored before you save there.
  it('a track is copied to the presets of the same names on another camera, and the legs that have none are named', async () => {
    const { page } = session();
    const other = await cameraOf(session(), 'huawei-ivm', 'behindRecorder');
    await tracks(page).getByRole('button', { name: 'Copy Night patrol to another camera' }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy Night patrol to another camera' });
    await dialog.getByRole('combobox', { name: 'Camera' }).fill(`${other.number} ${other.name}`);
    await page.keyboard.press('Enter');
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').waitFor({ state: 'detached' });
    await dialog.getByText('4 of 5 legs have a preset of the same name.').waitFor();
    await dialog.getByText('Leg 3: preset 3 has no name.').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Open copy' }).click();
    await editor(page).waitFor();
    await until(async () => (await legsOf(page)).join() === '1 Gate,2 停车场,2 停车场,1 Gate', 'the four legs');
    await editor(page).getByRole('button', { name: 'Save track' }).click();
    await tracks(page).getByText('Stopped as read at').waitFor();
    const stored = await received(session(), 'addCruiseTrack');
    expect(stored.map(({ params, status }) => [params['channel_id'], status])).toHaveLength(2);
  });

  // @promise tour.marked: A tour of this desk is marked as its own, paused by another order to the camera, and
  // reported as cut by the next start.
  it('a tour that this desk makes is marked so, paused by a hand on the pad, and reported as cut after the client ended', async () => {
    const { page, restart } = session();
    const ivp = await cameraOf(session(), 'tencent-ivp', 'ptzDome');
    await openStage(page, ivp);
    await tracks(page).getByText('from this desk').waitFor();
    await tracks(page).getByLabel('Seconds at each preset').fill('9');
    await tracks(page).getByText('Stay: allowed are 10 to 3600 s.').waitFor();
    await tracks(page).getByLabel('Seconds at each preset').fill('10');
    await tracks(page).getByRole('button', { name: 'Start tour' }).click();
    await tracks(page).getByText('2 of 4').waitFor();
    await untilPose(page, SECOND_OF_IVP);
    await page.locator('.lv-steer').focus();
    await page.keyboard.press('ArrowLeft', { delay: 300 });
    await tracks(page).getByText('From this desk: paused').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await tracks(page).getByRole('button', { name: 'Resume the tour' }).click();
    await untilPose(page, SECOND_OF_IVP);
    const next = await restart();
    // The accounts of the simulated clouds live for one run.
    await statusBar(next)
      .getByText(/A tour over presets from this desk, begun at \d\d:\d\d, was cut/)
      .waitFor();
  });
});
