/** The name and the time that a camera writes into its picture are evidence: no part of the client covers them. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { tile } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const TILES = 9;
/** A camera that can be steered. */
const PTZ_TILE = 3;
/** Cameras write into the upper and the lower part of this share of a picture of 16 to 9. */
const WRITTEN_SHARE = 0.1;

const client = sharedClient({ wall: TILES, viewport: { width: 1280, height: 720 } });

/** How far the boxes of `selector` stand from the upper and the lower edge of the picture, in parts of its height. */
const distances = (page: Page, at: number, selector: string): Promise<readonly number[]> =>
  page.evaluate(
    ({ index, inner }) => {
      const area = document.querySelector(`[data-tile="${index}"] .tile-pic`)?.getBoundingClientRect() ?? new DOMRect();
      const height = Math.min(area.height, (area.width * 9) / 16);
      const top = area.top + (area.height - height) / 2;
      return [...document.querySelectorAll(`[data-tile="${index}"] ${inner}`)]
        .map((element) => element.getBoundingClientRect())
        .filter((box) => box.width > 1)
        .flatMap((box) => [(box.top - top) / height, (top + height - box.bottom) / height]);
    },
    { index: at - 1, inner: selector },
  );

async function expectClear(page: Page, at: number, selector: string): Promise<void> {
  const found = await distances(page, at, selector);
  expect(found.length).toBeGreaterThanOrEqual(2);
  expect(Math.min(...found)).toBeGreaterThanOrEqual(WRITTEN_SHARE);
}

// @promise wall.burnt-in: The name and the time that a camera writes into its picture stay free of toolbars and
// frames.
it('a tile leaves the name and the time in the picture free of the toolbar and of the PTZ controls', async () => {
  const session = client();
  await untilPlaying(session, TILES);
  const { page } = session;
  await tile(page, PTZ_TILE).hover({ position: { x: 60, y: 60 } });
  const toolbar = tile(page, PTZ_TILE).locator('.lv-bar.on .lv-tools');
  await toolbar.waitFor();
  await expectClear(page, PTZ_TILE, '.lv-tools');
  await tile(page, PTZ_TILE).click();
  await page.keyboard.press('d');
  await tile(page, PTZ_TILE).locator('.lv-ptz-pad').waitFor();
  await expectClear(page, PTZ_TILE, '.lv-ptz-line, .lv-ptz-box');
  await page.keyboard.press('Escape');
  await tile(page, PTZ_TILE).locator('.lv-ptz-pad').waitFor({ state: 'detached' });
});

it('a tile draws the focus ring outside the tile, and only after a key that moved the focus', async () => {
  const session = client();
  const { page } = session;
  const ring = (): Promise<{ readonly tile: string | null; readonly style: string; readonly offset: string }> =>
    page.evaluate(() => {
      const focused = document.activeElement;
      const { outlineStyle, outlineOffset } = getComputedStyle(focused ?? document.body);
      return { tile: focused?.getAttribute('data-tile') ?? null, style: outlineStyle, offset: outlineOffset };
    });
  await tile(page, 5).click();
  await page.keyboard.press('c');
  expect(await ring()).toMatchObject({ tile: '4', style: 'none' });
  await page.keyboard.press('ArrowRight');
  await until(async () => (await ring()).tile === '5', 'the focus follows the selection');
  expect(await ring()).toEqual({ tile: '5', style: 'solid', offset: '1px' });
  await tile(page, 2).click();
  expect(await ring()).toMatchObject({ tile: '1', style: 'none' });
});

it('a small tile leaves most of its picture free of the PTZ controls, and all of the picture without the pointer', async () => {
  const session = client();
  await session.client.ask({ do: 'fill-wall', layout: 16 });
  await untilPlaying(session, 16);
  const { page } = session;
  await tile(page, PTZ_TILE).click();
  await page.keyboard.press('d');
  await tile(page, PTZ_TILE).locator('.lv-ptz-pad').waitFor();
  const sizeOf = (selector: string): Promise<number> =>
    tile(page, PTZ_TILE)
      .locator(selector)
      .evaluate((element) => element.clientWidth * element.clientHeight);
  expect((await sizeOf('.lv-ptz-box')) / (await sizeOf('.tile-pic'))).toBeLessThan(0.35);
  await expectClear(page, PTZ_TILE, '.lv-ptz-box');
  const seen = (): Promise<string> =>
    tile(page, PTZ_TILE)
      .locator('.lv-ptz-pad')
      .evaluate((pad) => getComputedStyle(pad).opacity);
  expect(await seen()).toBe('1');
  await tile(page, 1).hover();
  await until(async () => (await seen()) === '0', 'a ring stands for the pad');
  // The focus brings the pad as the pointer does.
  await tile(page, PTZ_TILE).getByRole('button', { name: 'Turn left' }).focus();
  await until(async () => (await seen()) === '1', 'the pad is back');
  await page.keyboard.press('Escape');
  await tile(page, PTZ_TILE).locator('.lv-ptz-pad').waitFor({ state: 'detached' });
});
