/** The room that the pictures and the timeline of playback have: by the window, and as the operator drags it. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { beginReview, shownPictures } from './past-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const CAMERAS = 4;

/** The height of the lowest picture of 16:9, in pixels of the screen. */
const lowestPicture = (page: Page): Promise<number> =>
  page.locator('.playback-grid video').evaluateAll((videos) =>
    Math.min(
      ...videos.map((video) => {
        const { width, height } = video.getBoundingClientRect();
        return Math.min(height, (width * 9) / 16);
      }),
    ),
  );

const timeline = (page: Page) => page.getByRole('slider', { name: 'Moment on the timeline' });
const heightOf = async (page: Page): Promise<number> => (await timeline(page).boundingBox())?.height ?? 0;
const seam = (page: Page) => page.getByRole('separator', { name: /^Height of the timeline/ });
const legend = (page: Page) => page.getByRole('list', { name: 'Legend' });

describe('the dock of playback', () => {
  const session = sharedClient(
    { cameras: 24, vendors: ['huawei-ivm'], wall: 1, viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );

  beforeAll(async () => {
    const { page } = await beginReview(session(), { count: CAMERAS });
    await until(async () => (await shownPictures(page)).length === CAMERAS, 'all cameras show their recordings');
  });

  // @promise timeline.pictures-have-room: Four pictures are at least 120 px high in a window of 1280x720 with text of
  // 150 %.
  it('four pictures are at least 120 px high in a window of 1280x720 with text of 150 %', async () => {
    const { page } = session();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await until(async () => (await lowestPicture(page)) >= 120, 'the pictures are high enough with large text');
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise timeline.legend: In a window that is low for its text the rows are 18 px high and the legend waits behind
  // its key (Shift+Z).
  it('the legend waits behind its key where the window is low', async () => {
    const { page } = session();
    await legend(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('Shift+Z');
    await legend(page).waitFor();
    await page.keyboard.press('Shift+Z');
    await legend(page).waitFor({ state: 'hidden' });
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+-');
    await legend(page).waitFor();
  });

  // @promise timeline.height: The timeline is as high as you drag it, or make it by the arrows on its seam; a double
  // click fits all cameras, and the height stays.
  it('the timeline is as high as the operator makes it, by pointer and by key, also after the page is loaded again', async () => {
    const { page } = session();
    const before = await heightOf(page);
    await seam(page).hover(); // waits until the page stands still
    const box = await seam(page).boundingBox();
    if (box === null) throw new Error('the seam has no place');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.down();
    await page.mouse.move(x, y - 20);
    await page.mouse.move(x, y - 40);
    await page.mouse.up();
    await until(async () => Math.abs((await heightOf(page)) - before - 40) <= 1, 'the timeline is 40 px higher');
    await seam(page).focus();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
    await until(async () => Math.abs((await heightOf(page)) - before - 16) <= 1, 'three steps of 8 px are taken back');
    await page.reload();
    await activity(page, 'Playback').click();
    await until(async () => Math.abs((await heightOf(page)) - before - 16) <= 1, 'the height stays');
  });

  // @promise timeline.follows
  it('the view goes on with the playhead that plays out of it', async () => {
    const { page } = session();
    const numberOf = async (name: string): Promise<number> => Number(await timeline(page).getAttribute(name));
    const fromSec = (): Promise<number> => numberOf('aria-valuemin');
    await timeline(page).focus();
    // From a day to five seconds, in round lengths.
    for (let i = 0; i < 12; i += 1) await page.keyboard.press('+');
    await until(async () => (await numberOf('aria-valuenow')) - (await fromSec()) <= 5, 'five seconds are in sight');
    const before = await fromSec();
    await page.keyboard.press('k');
    await until(async () => (await fromSec()) > before + 2, 'the next seconds are in sight');
    await page.keyboard.press('k');
    expect((await numberOf('aria-valuenow')) - (await fromSec())).toBeLessThanOrEqual(5);
  });
});
