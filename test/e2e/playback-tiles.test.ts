/** The tiles of playback take what the tiles of the wall take: a menu, full screen, Escape, the keys of the picture. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { beginReview, shownPictures } from './past-screen.ts';
import { activity, cameraRow } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const CAMERAS = 2;

const tiles = (page: Page) => page.locator('.playback-grid .tile-frame');
const menu = (page: Page) => page.getByRole('menu', { name: /^Menu of / });
const item = (page: Page, name: RegExp) => page.getByRole('menuitem', { name });
const count = (page: Page, wanted: number): Promise<void> =>
  until(async () => (await tiles(page).count()) === wanted, `${wanted} tiles`);
const isFull = (page: Page): Promise<boolean> => page.evaluate(() => document.fullscreenElement !== null);

describe('a tile of playback', () => {
  const session = sharedClient({ cameras: 24, vendors: ['huawei-ivm'], wall: 1 }, { isStory: true });

  /** A camera with recordings that is not in the review at first. */
  let another = 0;

  beforeAll(async () => {
    const { page, cameras } = await beginReview(session(), { count: CAMERAS, spare: 1 });
    another = cameras.at(-1)?.number ?? 0;
    await until(async () => (await shownPictures(page)).length === CAMERAS, 'all cameras show their recordings');
  });

  // @promise screen.tile-menu: A tile has a menu, by right click and by the keys of the wall's menu: full screen,
  // snapshot, bookmark, export of the part, sound, step, picture, stream, place, live, remove.
  it('opens its menu by a right click and by key, is the selected one then, and the menu closes by Escape', async () => {
    const { page } = session();
    await tiles(page).nth(1).click({ button: 'right' });
    await menu(page).waitFor();
    expect(await tiles(page).nth(1).getAttribute('aria-current')).toBe('true');
    const names = await menu(page).locator('> [role^="menuitem"]').allInnerTexts();
    expect(names.map((words) => words.split('\n')[0])).toEqual([
      ...['Enlarge this camera', 'Full screen'],
      ...['Snapshot', 'Add a bookmark', 'Export…', 'Listen', 'Take out of step'],
      ...['Picture', 'Stream', 'Recordings of', 'Show live', 'Remove from playback'],
    ]);
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await menu(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+F10');
    await item(page, /^Export/).press('Enter');
    await page.getByRole('complementary', { name: 'Export recordings' }).waitFor();
    await page.getByRole('button', { name: 'Close the export' }).click();
    await page.getByRole('complementary', { name: 'Export recordings' }).waitFor({ state: 'detached' });
  });

  // @promise screen.full-screen: F shows the pictures and their bar alone; Escape steps back one thing at a time.
  it('fills the screen by F, and Escape steps back: from the enlarged picture, from full screen, from one camera to all', async () => {
    const { page } = session();
    await tiles(page).first().click();
    await page.keyboard.press('Enter');
    await count(page, 1);
    await page.keyboard.press('f');
    await until(() => isFull(page), 'the pictures fill the screen');
    for (const part of ['.title', '.act', '.side', '.playback-dock']) {
      expect([part, await page.locator(part).filter({ visible: true }).count()]).toEqual([part, 0]);
    }
    await page.keyboard.press('=');
    const map = tiles(page).locator('.tile-map');
    await map.waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await map.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await until(async () => !(await isFull(page)), 'the bars are back');
    await count(page, 1);
    await page.keyboard.press('Escape');
    await count(page, CAMERAS);
    await page.getByRole('slider', { name: 'Moment on the timeline' }).waitFor();
  });

  // @promise screen.stream-chosen: The stream of a camera can be chosen, in this window and until its end.
  it('plays the stream that was chosen in its menu, by key the one for its size again, and leads to the live picture', async () => {
    const { page } = session();
    const number = Number(await tiles(page).first().locator('.tile-no').innerText());
    const width = async (): Promise<number> =>
      (await shownPictures(page)).find((shown) => shown.number === number)?.widthPx ?? 0;
    const main = await width();
    await tiles(page).first().click({ button: 'right' });
    await item(page, /^Stream/).click();
    await page.getByRole('menuitemradio', { name: /^Sub stream/ }).click();
    await until(async () => (await width()) > 0 && (await width()) < main, 'the sub stream shows');
    await page.keyboard.press('q');
    await until(async () => (await width()) === main, 'the main stream shows again');
    await tiles(page).first().click({ button: 'right' });
    await item(page, /^Show live/).click();
    await page.locator('.lv-wall').waitFor();
    await activity(page, 'Playback').click();
    await until(async () => (await shownPictures(page)).length === CAMERAS, 'all cameras show their recordings again');
  });

  // @promise screen.bar: The bar has a button for each speed and figures for its jumps; words and speeds leave before
  // the bar takes more room from the pictures.
  it('the bar has a button for each speed, and jumps by their figures', async () => {
    const { page } = session();
    const bar = page.getByRole('toolbar', { name: 'Moment of playback' });
    const speed = (name: string) => bar.getByRole('radio', { name, exact: true });
    const moment = async (): Promise<number> => (await shownPictures(page))[0]?.headMs ?? 0;
    await speed('2×').click();
    await until(async () => (await speed('2×').getAttribute('aria-checked')) === 'true', 'twice the speed');
    await speed('2×').press('ArrowLeft');
    await until(async () => (await speed('1×').getAttribute('aria-checked')) === 'true', 'normal speed by key');
    const before = await moment();
    await bar.getByText('−30', { exact: true }).click();
    await until(async () => Math.abs((await moment()) - before + 30_000) < 2_000, 'the picture of 30 s before');
  });

  // @promise screen.camera-list: The list of all cameras stands beside playback too; a double click, Enter, its menu
  // and a drag add cameras to the review.
  it('the list of all cameras stands beside the pictures, and a double click adds a camera to the review', async () => {
    const { page } = session();
    await page.getByRole('radio', { name: 'All cameras' }).click();
    const row = cameraRow(page, another).first();
    await row.dblclick();
    await count(page, CAMERAS + 1);
    await tiles(page).locator('.tile-no').getByText(String(another), { exact: true }).waitFor();
    await row.click({ button: 'right' });
    await item(page, /^Add to the review/).waitFor();
    await page.keyboard.press('Escape');
    expect(await auditPage(page)).toEqual([]);
    await page.getByRole('radio', { name: `Review (${CAMERAS + 1})` }).click();
    await page.getByRole('textbox', { name: 'Date and time' }).waitFor();
  });
});
