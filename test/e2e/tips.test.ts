/** Our own tooltips, as an operator meets them: by the pointer and by the keyboard. */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { until } from './harness.ts';
import { tile } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const tipOf = (page: Page): Locator => page.locator('[role="tooltip"].tip');

async function isShown(page: Page, words: string | RegExp): Promise<void> {
  const tip = tipOf(page);
  const fits = async (): Promise<boolean> => {
    const text = (await tip.isVisible()) ? ((await tip.textContent()) ?? '') : '';
    return typeof words === 'string' ? text === words : words.test(text);
  };
  await until(fits, `the tooltip says ${String(words)}`);
}

const isGone = (page: Page): Promise<void> => until(async () => !(await tipOf(page).isVisible()), 'no tooltip stands');

describe('a tooltip', () => {
  const session = sharedClient({ wall: 4, viewport: { width: 1280, height: 720 } });

  it('comes for the pointer in the window, is the only one, and gives the title back', async () => {
    const { page } = session();
    const button = page.locator('.tb button[title]').first();
    const title = (await button.getAttribute('title')) ?? '';
    expect(title).not.toBe('');
    const handle = await button.elementHandle();
    await button.hover();
    await isShown(page, title);
    expect(await handle?.getAttribute('title')).toBe('');
    await page.screenshot({ path: path.join(root, 'test-results', 'screens', 'tip.png') });
    await page.mouse.move(640, 400);
    await isGone(page);
    expect(await handle?.getAttribute('title')).toBe(title);
    expect(await page.locator('[aria-describedby="lanner-tip"]').count()).toBe(0);
  });

  it('comes for the keyboard, goes with Escape, and the button does what it does', async () => {
    const { page } = session();
    await page.locator('.tb button[title]').first().focus();
    await page.keyboard.press('Tab');
    const title = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    expect(title).not.toBe('');
    await isShown(page, new RegExp(`^${title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    await page.keyboard.press('Escape');
    await isGone(page);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(title);
  });

  it('says the whole of a name that is cut off when its row has the focus', async () => {
    const { page } = session();
    const row = page.locator('.tr', { has: page.locator('.nm[title]') }).first();
    const name = row.locator('.nm[title]').first();
    const title = (await name.getAttribute('title')) ?? '';
    const handle = await name.elementHandle();
    await handle?.evaluate((element) => ((element as HTMLElement).style.maxWidth = '12px'));
    await page.getByRole('tree').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await isShown(page, title);
    await page.keyboard.press('Escape');
  });

  it('stands above the header of a tile, so that the picture stays free', async () => {
    const { page } = session();
    const sign = tile(page, 3).locator('.tile-head .tile-sign[title]').first();
    await sign.hover();
    await isShown(page, /./);
    const [tip, head] = [await tipOf(page).boundingBox(), await tile(page, 3).locator('.tile-head').boundingBox()];
    expect((tip?.y ?? 0) + (tip?.height ?? 0)).toBeLessThanOrEqual(head?.y ?? 0);
    await page.mouse.move(2, 2);
  });

  it('goes when its element goes, and when it is pressed', async () => {
    const { page } = session();
    const button = page.locator('.tb button[title]').first();
    await button.hover();
    await isShown(page, /./);
    await page.mouse.down();
    await isGone(page);
    await page.mouse.move(640, 400);
    await page.mouse.up();
    await button.hover();
    await isShown(page, /./);
    await button.evaluate((element) => ((element as HTMLElement).style.visibility = 'hidden'));
    await isGone(page);
    await button.evaluate((element) => ((element as HTMLElement).style.visibility = ''));
  });

  it('stands above a dialog, and inside a small window with large text', async () => {
    const { page } = session();
    await page.keyboard.press('F1');
    const close = page.getByRole('dialog').getByRole('button').first();
    await close.hover();
    await isShown(page, /./);
    const box = await tipOf(page).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 1280 && box.y >= 0 && box.y + box.height <= 720).toBe(true);
    const isOnTop = await tipOf(page).evaluate((tip) => tip.matches(':popover-open'));
    expect(isOnTop).toBe(true);
    await page.keyboard.press('Escape');
  });
});
