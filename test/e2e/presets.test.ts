/** Presets on the PTZ stage, by mouse and by keyboard: where the camera looks is read from the picture on screen. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { channelRefOf } from '../../preload/domain/ids.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import type { Pose } from '../simulator/world/ptz-head.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import * as stage from './ptz-stage.ts';
import { listed, untilPose } from './ptz-stage.ts';
import { sharedClient } from './shared-client.ts';

const GATE: Pose = { panDeg: 40, tiltDeg: -5, zoom: 2 };
const PARKING: Pose = { panDeg: 120, tiltDeg: -20, zoom: 1 };
const OVERVIEW: Pose = { panDeg: 300, tiltDeg: 10, zoom: 1.5 };
const SECOND_OF_IVP: Pose = { panDeg: 60, tiltDeg: -10, zoom: 2 };

/** A client of its own for the tests of one story. */
function openStory() {
  const session = sharedClient(
    { cameras: 60, wall: 1, vendors: ['huawei-ivm', 'tencent-ivp'], viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );
  return {
    session,
    cameraOf: (vendor: VendorId, example: string) => stage.cameraOf(session(), vendor, example),
    received: (...operations: readonly string[]) => stage.received(session(), ...operations),
  };
}

const cards = (page: Page) => page.getByRole('region', { name: 'Presets' }).locator('[data-preset]');
const card = (page: Page, index: number) => page.locator(`[data-preset="${index}"]`);
const field = (page: Page) => page.locator('.presets-form input');
describe('presets on the PTZ stage', () => {
  const { session, cameraOf, received } = openStory();

  // @promise preset.reached: A preset is reached by click, by Enter and by the keys 1 to 9 on the stage.
  it('presets on the PTZ stage are shown with number, name and picture, and reached by click, by Enter and by figure', async () => {
    const { page } = session();
    const dome = await cameraOf('huawei-ivm', 'ptzDome');
    await page.keyboard.press('Control+4');
    await listed(page, dome).click();
    await until(async () => (await cards(page).count()) === 3, 'three presets');
    expect(await cards(page).allTextContents()).toEqual(['1 Gate', '2 停车场', '3 Overview']);
    await until(
      () =>
        page.evaluate(
          () =>
            [...document.querySelectorAll<HTMLImageElement>('[data-preset] img')].filter(
              ({ naturalWidth }) => naturalWidth === 640,
            ).length === 3,
        ),
      'three pictures',
    );
    await untilPose(page, { panDeg: 0, tiltDeg: 0, zoom: 1 });
    await card(page, 1).click();
    await untilPose(page, GATE);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await untilPose(page, PARKING);
    await page.keyboard.press('3');
    await untilPose(page, OVERVIEW);
    expect(await auditPage(page)).toEqual([]);
  });

  it('presets on the PTZ stage stop a held arrow before the camera goes to one', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    await page.locator('.lv-steer').focus();
    await page.keyboard.down('ArrowLeft');
    await until(async () => (await received('controlPtz')).length === 1, 'the camera turns');
    await page.keyboard.press('1');
    await untilPose(page, GATE);
    await page.keyboard.up('ArrowLeft');
    const moves = await received('controlPtz', 'moveToPresetPosition');
    expect(moves.map(({ params, status }) => [params['direction'] ?? params['preset_index'], status])).toEqual([
      ['LEFT', 200],
      ['STOP', 200],
      [1, 200],
    ]);
    const gapsMs = moves.slice(1).map(({ atMs }, i) => atMs - (moves[i]?.atMs ?? 0));
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(300);
  });

  it('presets on the PTZ stage share the camera with a drag on the picture, which turns it until release', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    const box = await page.locator('.lv-steer .tile-pic').boundingBox();
    if (box === null) throw new Error('there is no picture');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 80, y, { steps: 4 });
    await until(async () => (await received('controlPtz')).length > 0, 'the camera turns');
    await page.mouse.up();
    await until(async () => ((await session().control('GET', '/ptz')) as unknown[]).length === 0, 'the camera stands');
    const orders = (await received('controlPtz')).map(({ params }) => params['direction']);
    expect(new Set(orders.slice(0, -1))).toEqual(new Set(['RIGHT']));
    expect(orders.at(-1)).toBe('STOP');
    expect(await page.getByRole('button', { name: 'Click to centre' }).getAttribute('title')).toContain(
      'no cloud documents a command that sets an angle',
    );
  });

  // @promise preset.bad-name: A bad name of a preset is marked on its field before anything is sent, and the words
  // stay.
  it('presets on the PTZ stage mark a bad name before anything is sent, and leave what was typed', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    await page.keyboard.press('s');
    await field(page).fill('Dock/7');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Only Latin letters' }).waitFor();
    expect(await received('addPresetPosition')).toEqual([]);
    expect(await field(page).inputValue()).toBe('Dock/7');
    await field(page).fill('Dock 7');
    await page.keyboard.press('Enter');
    await card(page, 4).waitFor();
    expect(await card(page, 4).textContent()).toContain('Dock 7');
    expect((await received('addPresetPosition')).map(({ params }) => params['index'])).toEqual([4]);
  });

  it('presets on the PTZ stage get a new name at the view that they had', async () => {
    const { page } = session();
    await page.keyboard.press('3');
    await untilPose(page, OVERVIEW);
    await card(page, 1).focus();
    await page.keyboard.press('F2');
    await page.getByText('A new name may also store the view of that moment.', { exact: false }).waitFor();
    await field(page).fill('North gate');
    await page.keyboard.press('Enter');
    await untilPose(page, GATE);
    await until(
      async () => (await card(page, 1).textContent())?.includes('North gate') === true,
      'it has the new name',
    );
    await page.keyboard.press('3');
    await untilPose(page, OVERVIEW);
    await page.keyboard.press('1');
    await untilPose(page, GATE);
  });
});

describe('presets that others change, or that a camera lacks', () => {
  const { session, cameraOf } = openStory();

  // @promise ptz.control-taken: If another desk takes control, all buttons are off with the reason until it is taken
  // back.
  it('presets on the PTZ stage are off while another desk has control, with the reason, until control is taken back', async () => {
    const { page } = session();
    const dome = await cameraOf('huawei-ivm', 'ptzDome');
    const { accountId } = dome;
    const { deviceNativeId, channelNativeId } = channelRefOf(dome.id);
    await page.keyboard.press('Control+4');
    await listed(page, dome).click();
    await card(page, 1).click();
    await untilPose(page, GATE);
    // A client that takes the lock makes the token of this desk void: the cloud cannot distinguish two desks.
    const taken = await page.evaluate(
      async (order) => {
        const { request } = (window as unknown as { lanner: LannerApi }).lanner;
        return await request['console.run'](order);
      },
      {
        runId: 'thief',
        accountId,
        operationId: 'acquirePtzLock',
        isConfirmed: true,
        params: { device_id: deviceNativeId, channel_id: channelNativeId },
      },
    );
    expect(taken).toMatchObject({ ok: true });
    await page.keyboard.press('3');
    await page.getByText('Another user took control; the cloud does not say who or for how long.').waitFor();
    expect(await card(page, 1).getAttribute('aria-disabled')).toBe('true');
    expect(await card(page, 2).getAttribute('title')).toContain('Another user has control');
    expect(await page.getByRole('button', { name: 'Turn left', exact: true }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await page.keyboard.press('t');
    await until(async () => (await card(page, 1).getAttribute('aria-disabled')) === null, 'control is back');
    await page.keyboard.press('3');
    await untilPose(page, OVERVIEW);
  });

  // @promise preset.in-use: The deletion of a preset that a track or a tour uses asks first, and names the track.
  it('presets on the PTZ stage that a cruise track uses are deleted after a question, which names the track', async () => {
    const { page } = session();
    const dome = await cameraOf('huawei-ivm', 'ptzDome');
    await page.evaluate(async (channelId) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const legs = [{ preset: 2, dwellSec: 60, speed: 5 }];
      await request['cruises.add']({ channelId, draft: { name: 'Night patrol', legs } });
    }, dome.id);
    await card(page, 2).focus();
    await page.keyboard.press('Delete');
    const question = page.getByRole('dialog', { name: /Delete preset 2, 停车场\?/ });
    await question.getByText('Used by: Night patrol.').waitFor();
    await question.getByRole('button', { name: 'Keep' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await card(page, 2).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Delete');
    await question.getByRole('button', { name: 'Keep' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await card(page, 2).waitFor({ state: 'detached' });
    await page.locator('[data-preset]:focus').waitFor();
  });

  // @promise preset.palette: The palette finds the presets that were read, by camera and preset.
  it('presets on the PTZ stage of a cloud without names are ten numbers, with names stored on this desk, and found in the palette', async () => {
    const { page } = session();
    const ivp = await cameraOf('tencent-ivp', 'ptzDome');
    await listed(page, ivp).click();
    await page.getByText('This cloud keeps numbers only. Names are kept on this desk.').waitFor();
    await until(async () => (await page.locator('.presets-card').count()) === 10, 'ten numbers');
    await page.keyboard.press('2');
    await untilPose(page, SECOND_OF_IVP);
    await page.locator('.presets-card-free').filter({ hasText: '6' }).click();
    await field(page).fill('Zollhof/ä');
    await page.keyboard.press('Enter');
    await card(page, 6).waitFor();
    await page.keyboard.press('1');
    await untilPose(page, { panDeg: 0, tiltDeg: 0, zoom: 1 });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Zollhof');
    await page
      .getByRole('option', { name: /Zollhof\/ä/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await untilPose(page, SECOND_OF_IVP);
  });

  // @promise preset.none: A camera without presets has the reason in place of the list.
  it('presets on the PTZ stage have a reason where a camera has none', async () => {
    const { page } = session();
    const rtmp = await cameraOf('tencent-ivp', 'rtmp');
    await page.keyboard.press('Control+1');
    await page.getByRole('searchbox').first().fill(String(rtmp.number));
    await page.getByRole('treeitem').filter({ hasText: rtmp.name }).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open on the PTZ stage' }).click();
    await page.getByText('No presets: the camera pushes RTMP, and no command reaches it.').waitFor();
  });
});
