/** The sessions of playback as tabs: made, named, closed, gone to by tab and key, and there after a restart. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { beginReview, shownPictures, type RecordedCamera } from './past-screen.ts';
import { activity, statusBar } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
const inPlayback = (page: Page): Promise<number> =>
  page.getByRole('list', { name: 'Cameras in playback' }).getByRole('listitem').count();
const numbersShown = async (page: Page): Promise<string> =>
  (await shownPictures(page))
    .map(({ number }) => number)
    .toSorted((a, b) => a - b)
    .join();

describe('review sessions', () => {
  const session = sharedClient({ cameras: 24, vendors: ['huawei-ivm'], wall: 1 }, { isStory: true });
  let cameras: readonly RecordedCamera[];
  let momentWords = '';

  const moment = (page: Page): Promise<string | null> => page.locator('.playback-moment').textContent();

  beforeAll(async () => {
    ({ cameras } = await beginReview(session(), { count: 2 }));
  });

  // @promise review.tabs: Review sessions are tabs: cameras, moment, view of the timeline, part from A to B, enlarged
  // camera and speed.
  it('review sessions are tabs: a new one is empty, and the first is as it was when it shows again', async () => {
    const { page } = session();
    const both = cameras
      .map(({ number }) => number)
      .toSorted((a, b) => a - b)
      .join();
    await until(async () => (await numbersShown(page)) === both, 'both cameras show their recordings');
    momentWords = (await moment(page)) ?? '';
    await page.getByRole('button', { name: /^New review session/ }).click();
    await tab(page, 'Review 2').waitFor();
    expect(await tab(page, 'Review 2').getAttribute('aria-selected')).toBe('true');
    expect(await inPlayback(page)).toBe(0);
    // A session that does not show holds no player.
    expect(await page.locator('video').count()).toBe(0);
    await tab(page, 'Review 1').click();
    await until(async () => (await numbersShown(page)) === both, 'both cameras show again');
    expect(await moment(page)).toBe(momentWords);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise review.keys: Up to 16 review sessions have a name or a number, and are made, closed, renamed and walked by
  // keys.
  it('review sessions are gone to by key, get a name, and come back by Undo when they were closed', async () => {
    const { page } = session();
    await page.keyboard.press('Control+PageDown');
    await until(async () => (await inPlayback(page)) === 0, 'the key shows the empty session');
    await page.keyboard.press('Control+PageUp');
    await until(async () => (await inPlayback(page)) === 2, 'and the first again');
    await tab(page, 'Review 1').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByRole('textbox', { name: 'Name of the review session' }).fill('North gate');
    await page.keyboard.press('Enter');
    await tab(page, 'North gate').waitFor();
    await tab(page, 'North gate').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Close/ }).click();
    await statusBar(page).getByText('Closed the review session North gate').waitFor();
    expect(await tab(page, 'North gate').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await until(async () => (await inPlayback(page)) === 2, 'its cameras are back');
    expect(await tab(page, 'North gate').getAttribute('aria-selected')).toBe('true');
    expect(await moment(page)).toBe(momentWords);
  });

  // @promise review.restart: Review sessions are stored without any address of footage, and are there after a restart.
  it('review sessions are there after a restart, and no address of footage was stored', async () => {
    const { page } = session();
    const kept = (): Promise<string> =>
      page.evaluate(async () => {
        const { request } = (window as unknown as { lanner: LannerApi }).lanner;
        const preferences = await request['app.get-preferences']({});
        return preferences.ok ? JSON.stringify(preferences.value.reviews) : '';
      });
    await until(async () => (await kept()).includes('North gate'), 'the sessions are stored');
    expect(await kept()).not.toMatch(/https?:|token/);
    const again = await session().restart();
    await activity(again, 'Playback').click();
    await tab(again, 'North gate').waitFor();
    await tab(again, 'Review 2').waitFor();
    expect(await tab(again, 'North gate').getAttribute('aria-selected')).toBe('true');
    await until(async () => (await inPlayback(again)) === 2, 'its cameras are there');
    expect(await moment(again)).toBe(momentWords);
  });

  // @promise review.many: Where not all tabs have room, the wheel scrolls them.
  it('review sessions of which not all tabs have room: the one that shows is scrolled to, and a seventeenth is refused', async () => {
    const { page } = session();
    for (let number = 3; number <= 16; number += 1) {
      await page.keyboard.press('Alt+t');
      await tab(page, `Review ${number}`).waitFor();
    }
    const list = page.getByRole('tablist', { name: 'Open tabs' });
    const isInView = async (name: string): Promise<boolean> => {
      const [all, one] = [await list.boundingBox(), await tab(page, name).boundingBox()];
      if (all === null || one === null) return false;
      return one.x >= all.x - 1 && one.x + one.width <= all.x + all.width + 1;
    };
    expect(await isInView('North gate')).toBe(false);
    await until(() => isInView('Review 16'), 'the tab of the session that shows is seen');
    await page.keyboard.press('Alt+t');
    await statusBar(page).getByText('At most 16 review sessions can be open. Close one first.').waitFor();
    expect(await page.getByRole('tab').count()).toBe(16);
    for (let i = 0; i < 15; i += 1) await page.keyboard.press('Control+PageUp');
    await until(() => isInView('North gate'), 'the first tab is seen again');
    expect(await inPlayback(page)).toBe(2);
  });
});
