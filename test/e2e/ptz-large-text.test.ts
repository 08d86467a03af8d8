/** The PTZ stage and the editor of tracks with text of 150 % in a window of 1280x720, in both languages. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import * as stage from './ptz-stage.ts';
import { listed as listedBy, untilPose } from './ptz-stage.ts';
import { sharedClient } from './shared-client.ts';

const GATE = { panDeg: 40, tiltDeg: -5, zoom: 2 };
const STRAIGHT = { panDeg: 0, tiltDeg: 0, zoom: 1 };

/** Controls and words of the stage, its lists and its dialogs that reach out of their place, or whose words have no room. */
const cut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const places = [
      ...document.querySelectorAll<HTMLElement>('.presets-stage .beside, .ant-modal-container, .ant-modal-content'),
    ];
    return places.flatMap((place) => {
      const box = place.getBoundingClientRect();
      const isOut = box.left < 0 || box.right > innerWidth + 1;
      const parts = [...place.querySelectorAll<HTMLElement>('button, input, p, h2, label, [role="status"]')];
      const wrong = parts.filter((part) => {
        const { left, right, width } = part.getBoundingClientRect();
        if (width === 0) return false;
        const hasEllipsis = part.closest('.el') !== null || part.querySelector('.el') !== null;
        const isCrowded = part.matches('.btn, p') && !hasEllipsis && part.scrollWidth > part.clientWidth + 1;
        return left < box.left - 1 || right > box.right + 1 || isCrowded;
      });
      const names = wrong.map(
        (part) => `${part.className}: ${(part.getAttribute('aria-label') ?? part.textContent).slice(0, 60)}`,
      );
      return isOut ? [`out of the window: ${place.className}`, ...names] : names;
    });
  });

const LANGUAGES = {
  'en-US': {
    name: 'Name',
    save: 'Save track',
    add: 'Add leg',
    cameras: 'PTZ cameras',
    copyTo: 'Copy Night patrol to another camera',
    tracks: 'Cruise tracks',
    seconds: 'Seconds at each preset',
    start: 'Start tour',
    cancel: 'Cancel',
  },
  'zh-CN': {
    name: '名称',
    save: '保存轨迹',
    add: '添加巡航点',
    cameras: '云台摄像机',
    copyTo: '将 Night patrol 复制到其他摄像机',
    tracks: '巡航轨迹',
    seconds: '每个预置位停留秒数',
    start: '开始巡视',
    cancel: '取消',
  },
} as const;

describe.each(['en-US', 'zh-CN'] as const)('the PTZ stage with large text in %s', (locale) => {
  const words = LANGUAGES[locale];
  const session = sharedClient(
    { cameras: 60, wall: 1, vendors: ['huawei-ivm', 'tencent-ivp'], viewport: { width: 1280, height: 720 }, locale },
    { isStory: true },
  );
  const listed = (page: Page, camera: { readonly number: number }) => listedBy(page, camera, words.cameras);
  /** Nothing is cut, axe finds no fault, and a picture of it is kept. */
  const look = async (page: Page, what: string): Promise<void> => {
    const moving = page.locator('[class*="ant-zoom-"], [class*="ant-fade-"]');
    await until(async () => (await moving.count()) === 0, 'dialogs stand still');
    await page.screenshot({ path: path.join(root, 'test-results', 'screens', `ptz-${what}-${locale}.png`) });
    expect([what, await cut(page), await auditPage(page)]).toEqual([what, [], []]);
  };

  // @promise ptz.large-text: With text of 150 % in a window of 1280x720 nothing of the stage is cut, in both
  // languages.
  it('presets and the editor of tracks are whole with text of 150 %, and axe finds no fault', async () => {
    const { page } = session();
    const dome = await stage.cameraOf(session(), 'huawei-ivm', 'ptzDome');
    await page.keyboard.press('Control+4');
    await listed(page, dome).click();
    await page.locator('[data-preset="1"] img').waitFor();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await page.locator('[data-preset="1"]').click();
    await untilPose(page, GATE);
    await look(page, 'stage');
    await page.keyboard.press('Delete');
    await page.locator('.presets-card-leaving').waitFor();
    await look(page, 'deletion');
    await page.keyboard.press('Control+z');
    await page.locator('.presets-card-leaving').waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+T');
    const editor = page.locator('.presets-track-editor');
    await editor.getByLabel(words.name).fill('Night patrol');
    for (let i = 0; i < 2; i += 1) await editor.getByRole('button', { name: words.add }).click();
    await page.locator('[data-leg="2"] .presets-track-number input').first().fill('29');
    await editor.getByRole('button', { name: words.save }).click();
    await page.locator('.presets-track-problem').first().waitFor();
    await look(page, 'editor');
    await page.locator('[data-leg="2"] .presets-track-number input').first().fill('60');
    await editor.getByRole('button', { name: words.save }).click();
    await page.getByRole('button', { name: words.copyTo }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, 'copy');
    await page.getByRole('dialog').getByRole('button', { name: words.cancel }).last().click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-preset="1"]').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').waitFor();
    await look(page, 'question');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  // @promise ptz.large-text
  it('the tour of this desk and its pictures are whole with text of 150 %, and axe finds no fault', async () => {
    const { page } = session();
    await listed(page, await stage.cameraOf(session(), 'tencent-ivp', 'ptzDome')).click();
    await untilPose(page, STRAIGHT);
    await until(async () => (await page.locator('[data-preset]').count()) === 4, 'four presets');
    await page.locator('.lv-steer[data-phase="playing"], .lv-steer[data-phase="delayed"]').waitFor();
    await page.keyboard.press('s');
    await page.locator('.presets-form input').fill('Quay');
    await look(page, 'save');
    await page.keyboard.press('Enter');
    await page.locator('.presets-pic-desk').waitFor();
    const tour = page.getByRole('region', { name: words.tracks });
    await tour.getByLabel(words.seconds).fill('9');
    await page.locator('.presets-track-problem').waitFor();
    await look(page, 'tour-refused');
    await tour.getByLabel(words.seconds).fill('10');
    await tour.getByRole('button', { name: words.start }).click();
    await tour.getByRole('status').first().waitFor();
    await look(page, 'tour');
  });
});
