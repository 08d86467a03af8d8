/** When the deletion of a preset is sent, and the pictures that this desk takes: counted in what the simulated clouds received. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { channelRefOf, type ChannelId } from '../../preload/domain/ids.ts';
import { readPose } from '../simulator/media/pose-code.ts';
import type { Pose } from '../simulator/world/ptz-head.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import * as stage from './ptz-stage.ts';
import { listed, untilPose } from './ptz-stage.ts';
import { statusBar, undoByKey } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const STRAIGHT: Pose = { panDeg: 0, tiltDeg: 0, zoom: 1 };
const SECOND_OF_IVP: Pose = { panDeg: 60, tiltDeg: -10, zoom: 2 };

const card = (page: Page, index: number): Locator => page.locator(`[data-preset="${index}"]`);
const isLeaving = (page: Page, index: number): Promise<void> => card(page, index).getByText('Deleted in').waitFor();
const isKept = (page: Page, index: number): Promise<void> =>
  card(page, index).getByText('Deleted in').waitFor({ state: 'detached' });
const said = (page: Page, words: string | RegExp): Promise<void> => statusBar(page).getByText(words).waitFor();
const focused = (page: Page, index: number): Promise<void> => card(page, index).and(page.locator(':focus')).waitFor();

/** The name of each operation, with the number of a preset. */
const orders = (all: readonly stage.Received[]): readonly string[] =>
  all.map(({ operation, params }) => `${operation} ${String(params['preset_index'] ?? params['index'])}`);

/** Where the picture on a card says that the camera looked. */
const poseOnCard = async (page: Page, index: number): Promise<Pose | null> => {
  const row = await card(page, index)
    .locator('img')
    .evaluate((image: HTMLImageElement) => {
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const data = context?.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1).data ?? [];
      return { width: canvas.width, data: [...data] };
    });
  return readPose(row.data, row.width, 1);
};

/** Another window of this client deletes the preset. */
const deleteElsewhere = (page: Page, channelId: ChannelId, index: number): Promise<boolean> =>
  page.evaluate(
    async (order) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      return (await request['presets.delete'](order)).ok;
    },
    { channelId, index },
  );

describe('the deletion of a preset', () => {
  const session = sharedClient(
    { cameras: 60, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );
  const sent = async (): Promise<readonly string[]> =>
    orders(await stage.received(session(), 'deletePresetPosition', 'addPresetPosition'));

  // @promise preset.undo: A deletion has an Undo of 10 s: by the offer, by key, or on the card, which stays struck
  // through.
  it('a preset is deleted by key or by button with an Undo, and stays by the offer, by the key of Undo or by its card', async () => {
    const { page } = session();
    const dome = await stage.cameraOf(session(), 'huawei-ivm', 'ptzDome');
    await page.keyboard.press('Control+4');
    await listed(page, dome).click();
    await card(page, 2).click();
    await page.getByRole('button', { name: 'Delete the preset' }).click();
    await isLeaving(page, 2);
    await said(page, 'Preset 2, 停车场: deleted in the cloud in 10 s; kept if this window closes before');
    expect(await auditPage(page)).toEqual([]);
    await statusBar(page).getByRole('button', { name: /^Undo/ }).click();
    await isKept(page, 2);
    await said(page, 'Undone: deletion of preset 2, 停车场');
    await card(page, 2).focus();
    await page.keyboard.press('Delete');
    await isLeaving(page, 2);
    await undoByKey(page);
    await isKept(page, 2);
    await focused(page, 2);
    await page.keyboard.press('Delete');
    await isLeaving(page, 2);
    await page.keyboard.press('Enter');
    await isKept(page, 2);
    await page.getByRole('button', { name: 'Delete the preset' }).click();
    await isLeaving(page, 2);
    await card(page, 2).click();
    await isKept(page, 2);
    expect(await sent()).toEqual([]);
  });

  // @promise preset.deleted: The deletion of a preset goes to the cloud when its Undo of 10 s is over.
  it('a preset goes from the cloud when the time for Undo is over, and the focus goes to the card in its place', async () => {
    const { page } = session();
    await card(page, 2).focus();
    await page.keyboard.press('Delete');
    await isLeaving(page, 2);
    await card(page, 2).waitFor({ state: 'detached' });
    await said(page, 'Deleted preset 2, 停车场');
    await focused(page, 3);
    expect(await sent()).toEqual(['deletePresetPosition 2']);
  });

  // @promise preset.before-store: The deletion of a preset goes to the cloud before the next change of presets of its
  // camera.
  it('a deletion of a preset goes to the cloud before a view is stored', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    await page.keyboard.press('Delete');
    await isLeaving(page, 3);
    await page.keyboard.press('s');
    await page.locator('.presets-form input').fill('Dock 7');
    expect(await sent()).toEqual([]);
    await page.keyboard.press('Enter');
    await card(page, 2).getByText('Dock 7').waitFor();
    await card(page, 3).waitFor({ state: 'detached' });
    expect(await sent()).toEqual(['deletePresetPosition 3', 'addPresetPosition 2']);
  });

  // @promise preset.refusal: A refused deletion brings the card of the preset back with the reason.
  it('a preset of a camera that goes off line before the deletion is sent is back, with the reason', async () => {
    const { page } = session();
    const dome = await stage.cameraOf(session(), 'huawei-ivm', 'ptzDome');
    const { deviceNativeId } = channelRefOf(dome.id);
    await card(page, 1).focus();
    await page.keyboard.press('Delete');
    await isLeaving(page, 1);
    await session().control('POST', '/devices', { deviceId: deviceNativeId, isOnline: false });
    await said(page, /^Preset 1, Gate was not deleted\. The device is offline\./);
    await isKept(page, 1);
    await page.getByRole('region', { name: 'Presets' }).getByText('The device is offline.').first().waitFor();
    await session().control('POST', '/devices', { deviceId: deviceNativeId, isOnline: true });
  });

  // @promise preset.window-closes: A window that closes before the Undo of a preset is over sends no deletion.
  it('a preset whose window closes before the deletion is sent stays, and one that another window deleted is deleted once', async () => {
    await session().control('DELETE', '/requests');
    const dome = await stage.cameraOf(session(), 'huawei-ivm', 'ptzDome');
    const { page: first } = session();
    await first.getByRole('button', { name: 'Read the presets again' }).click();
    await card(first, 2).focus();
    await first.keyboard.press('Delete');
    await isLeaving(first, 2);
    const page = await session().reopen();
    await page.getByRole('button', { name: 'PTZ and presets' }).first().click();
    await listed(page, dome).click();
    await card(page, 2).waitFor();
    await card(page, 1).focus();
    await page.keyboard.press('Delete');
    await isLeaving(page, 1);
    expect(await deleteElsewhere(page, dome.id, 1)).toBe(true);
    await said(page, 'Preset 1, Gate was deleted elsewhere before this window sent anything');
    await card(page, 1).waitFor({ state: 'detached' });
    await card(page, 2).focus();
    await page.keyboard.press('Delete');
    await card(page, 2).waitFor({ state: 'detached' });
    expect(await sent()).toEqual(['deletePresetPosition 1', 'deletePresetPosition 2']);
  });
});

describe('presets of a cloud without pictures', () => {
  const session = sharedClient(
    { cameras: 60, wall: 1, vendors: ['tencent-ivp'], viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );

  // @promise preset.desk-picture: A stored view whose cloud has no pictures gets the live picture of that moment,
  // marked as from this desk with its time.
  it('a view that is stored at a cloud without pictures gets the live picture, marked with its time and as from this desk', async () => {
    const { page } = session();
    const dome = await stage.cameraOf(session(), 'tencent-ivp', 'ptzDome');
    await page.keyboard.press('Control+4');
    await listed(page, dome).click();
    await untilPose(page, STRAIGHT);
    await page.keyboard.press('2');
    await untilPose(page, SECOND_OF_IVP);
    expect(await card(page, 2).locator('img').count()).toBe(0);
    await page.locator('.lv-steer[data-phase="playing"], .lv-steer[data-phase="delayed"]').waitFor();
    await page.keyboard.press('s');
    await page.locator('.presets-form input').fill('Quay');
    await page.keyboard.press('Enter');
    await card(page, 5)
      .getByText(/From this desk, \d\d:\d\d/)
      .waitFor();
    expect(await poseOnCard(page, 5)).toEqual(SECOND_OF_IVP);
    expect(await card(page, 5).locator('.presets-pic').getAttribute('title')).toMatch(
      /^Picture from this desk: the live picture at \d\d:\d\d:\d\d, kept in memory until this window closes$/,
    );
    await page.keyboard.press('1');
    await untilPose(page, STRAIGHT);
    await card(page, 5).focus();
    await page.keyboard.press('u');
    await page.getByRole('dialog').getByRole('button', { name: 'Store view' }).click();
    await until(async () => JSON.stringify(await poseOnCard(page, 5)) === JSON.stringify(STRAIGHT), 'the new view');
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise preset.desk-picture-ends: Pictures of presets that this desk took are in the memory of the window alone,
  // and end with it.
  it('a picture from this desk goes with its preset and with the window, and a preset of Tencent is deleted with an Undo', async () => {
    const { page: first } = session();
    const dome = await stage.cameraOf(session(), 'tencent-ivp', 'ptzDome');
    await card(first, 5).focus();
    await first.keyboard.press('Delete');
    await isLeaving(first, 5);
    await undoByKey(first);
    await isKept(first, 5);
    expect(await card(first, 5).locator('img').count()).toBe(1);
    const page = await session().reopen();
    await page.getByRole('button', { name: 'PTZ and presets' }).first().click();
    await listed(page, dome).click();
    await card(page, 5).waitFor();
    expect(await card(page, 5).locator('img').count()).toBe(0);
    const commands = (await stage.received(session(), 'operatePreset')).map(({ params }) => params['Cmd']);
    expect(commands).toEqual(['goto', 'set', 'goto', 'set']);
  });
});
