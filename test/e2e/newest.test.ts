/** The newest edge of a cloud's list: not published yet, and shown once it is. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { orderLastDays } from './past-screen.ts';
import { cameraRow, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });
const MINUTE_MS = 60_000;
/** So often the simulated cloud publishes recordings. */
const PUBLISHED_EVERY_MS = 5 * MINUTE_MS;
/** The client asks every half minute; a busy machine opens the recording later. */
const LONGEST_WAIT_MS = 150_000;

beforeAll(async () => {
  await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
});

/** Where the list of the camera in playback ends, epoch ms. */
const listEnd = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const preferences = await request['app.get-preferences']({});
    const camera = preferences.ok ? preferences.value.playback.cameras.at(-1) : undefined;
    if (camera === undefined) throw new Error('no camera in playback');
    const range = { fromMs: Date.now() - 3_600_000, toMs: Date.now() };
    const answer = await request['recordings.known']({ ...camera, range, archiveGrainMs: 86_400_000 });
    if (!answer.ok) throw new Error(answer.error.code);
    return Math.max(0, ...answer.value.recordings.toMs);
  });

const tile = (page: Page, number: number) => page.getByRole('group', { name: new RegExp(`^${number} .+,`) });

async function openRecording(page: Page): Promise<number> {
  const number = 101;
  await page.keyboard.press('Control+1');
  await cameraRow(page, number).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in playback' }).click();
  await page
    .getByRole('list', { name: 'Cameras in playback' })
    .getByRole('listitem')
    .filter({ hasText: `${number} ` })
    .getByText(/ % of the view recorded/)
    .waitFor();
  expect(await listEnd(page)).toBeGreaterThan(Date.now() - PUBLISHED_EVERY_MS - MINUTE_MS);
  return number;
}

// @promise screen.not-published: Later than all that the newest list has, a tile says that the cloud has not published
// this time yet, and where the list ends.
it('a moment that the cloud has not published is said to be so, and shows by itself once it is published', async () => {
  const { page, control } = session();
  const number = await openRecording(page);
  const field = page.getByRole('textbox', { name: 'Date and time' });
  await field.fill('now');
  await field.press('Enter');
  await tile(page, number)
    .getByText(/^The cloud has not published this time yet/)
    .waitFor();
  expect(await tile(page, number).getByText('Nothing recorded').count()).toBe(0);
  expect(await auditPage(page)).toEqual([]);
  const before = (await requestsOf(session(), 'listMediaRecords')).length;
  // The cloud publishes the next five minutes.
  await control('POST', '/clock', { skewMs: PUBLISHED_EVERY_MS });
  await until(
    async () => (await tile(page, number).getAttribute('data-picture')) === 'true',
    'a picture',
    LONGEST_WAIT_MS,
  );
  expect((await requestsOf(session(), 'listMediaRecords')).length - before).toBeLessThanOrEqual(6);
});

// @promise screen.from-live: From a live picture (Alt+B) the camera plays at once, and its tile has the focus.
it('from a live picture, the camera plays from 30 s ago, and its tile has the focus', async () => {
  const { page } = session();
  const past = page.locator('.playback-grid [aria-current="true"]');
  await past.click();
  await page.keyboard.press('Alt+v');
  await page.locator('[data-tile][aria-current="true"]').waitFor();
  await page.keyboard.press('Alt+b');
  await past.and(page.locator(':focus')).waitFor();
  const positions = (): Promise<number> =>
    past.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime);
  await until(async () => (await past.getAttribute('data-picture')) === 'true', 'a picture', LONGEST_WAIT_MS);
  const sec = await positions();
  await until(async () => (await positions()) > sec, 'the recording plays on', LONGEST_WAIT_MS);
  await page.getByRole('button', { name: /^Pause/ }).waitFor();
});
