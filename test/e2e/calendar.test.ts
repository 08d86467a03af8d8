/** The calendar of playback: from a day to its first footage, by keys. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { openRecorded, orderLastDays } from './past-screen.ts';
import { requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });
const DAY_MS = 86_400_000;
/** The simulated cloud stores recordings for 30 days and a part of one. */
const OLDEST_DAYS = 32;

beforeAll(async () => {
  await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
});

const calendar = (page: Page) => page.getByRole('dialog', { name: 'Calendar of recordings' });
const focusedDay = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement).dataset['day']);
const cell = (page: Page, day: string) => calendar(page).locator(`[data-day="${day}"]`);
const stateOf = async (page: Page, day: string): Promise<string> =>
  ((await cell(page, day).getAttribute('aria-label')) ?? '').split(', ').at(-1) ?? '';
/** Pages of the tests lie in China. */
const ZONE_MS = 28_800_000;
const dayOf = (atMs: number): string => new Date(atMs + ZONE_MS).toISOString().slice(0, 10);

/** The days that the calendar shows, those of the month itself. */
const daysShown = (page: Page): Promise<readonly string[]> =>
  calendar(page)
    .locator('[data-day]:not(.tcal-other)')
    .evaluateAll((cells) => cells.map((one) => (one as HTMLElement).dataset['day'] ?? ''));

/** Where the first recording of a day begins, as the list of the cloud says; epoch ms. */
const firstOf = (page: Page, range: { readonly fromMs: number; readonly toMs: number }): Promise<number> =>
  page.evaluate(async (wanted) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const preferences = await request['app.get-preferences']({});
    const camera = preferences.ok ? preferences.value.playback.cameras[0] : undefined;
    if (camera === undefined) throw new Error('no camera in playback');
    const answer = await request['recordings.known']({ ...camera, range: wanted, archiveGrainMs: 86_400_000 });
    if (!answer.ok) throw new Error(answer.error.code);
    return Math.max(wanted.fromMs, answer.value.recordings.fromMs[0] ?? Infinity);
  }, range);

// @promise calendar.days: The calendar (key Alt+D) shows of each day of a month whether footage of the selected camera,
// or of all cameras, is there.
it('the calendar opens by key at the month of the moment, and shows of each day what the list of the cloud has', async () => {
  const { page } = session();
  await openRecorded(page, 101);
  await page.getByRole('slider', { name: 'Moment' }).focus();
  await page.keyboard.press('Alt+d');
  await calendar(page).waitFor();
  const today = dayOf(Date.now());
  expect(await focusedDay(page)).toBe(today);
  await until(async () => !/Asking/.test(await calendar(page).innerText()), 'the month was answered');
  for (const day of await daysShown(page)) {
    const state = await stateOf(page, day);
    if (day > today) expect([day, state]).toEqual([day, 'Not yet']);
    else expect([day, state]).not.toEqual([day, 'Not known']);
  }
  expect(await auditPage(page)).toEqual([]);
});

// @promise calendar.enter: Enter goes to the first footage of a day.
it('Enter goes to the first footage of the day that the arrow keys reached', async () => {
  const { page } = session();
  await page.keyboard.press('ArrowLeft');
  const day = (await focusedDay(page)) ?? '';
  expect(day).toBe(dayOf(Date.now() - DAY_MS));
  await until(async () => ['Whole day', 'Some missing'].includes(await stateOf(page, day)), 'the day has footage');
  await page.keyboard.press('Enter');
  await until(async () => (await calendar(page).count()) === 0, 'the calendar is closed');
  const fromMs = Date.parse(`${day}T00:00:00Z`) - ZONE_MS;
  const firstMs = await firstOf(page, { fromMs, toMs: fromMs + DAY_MS });
  const words = new Date(firstMs + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ');
  await page.locator('.playback-moment').getByText(words).waitFor();
  await page.getByRole('group', { name: /^101 .+, (Recorded|picture)$/ }).waitFor();
  await page.getByRole('slider', { name: 'Moment' }).and(page.locator(':focus')).waitFor();
});

it('the calendar asks for an earlier month when that month shows, and for nothing before; Escape gives the focus back', async () => {
  const { page } = session();
  const earliest = async (): Promise<string> =>
    (await requestsOf(session(), 'listMediaRecords')).map(({ params }) => String(params['start_time'])).sort()[0] ?? '';
  const before = await earliest();
  await page.keyboard.press('Alt+d');
  await calendar(page).waitFor();
  // Early in a month the whole month before it is younger than the oldest recording.
  let first = dayOf(Date.now());
  while (first >= dayOf(Date.now() - OLDEST_DAYS * DAY_MS)) {
    await page.keyboard.press('PageUp');
    const month = ((await focusedDay(page)) ?? '').slice(0, 7);
    first = (await daysShown(page))[0] ?? '';
    expect(first.slice(0, 7)).toBe(month);
  }
  await until(async () => (await stateOf(page, first)) === 'No footage', 'the day before the first recording is empty');
  expect((await earliest()) < before).toBe(true);
  await page.keyboard.press('Escape');
  await until(async () => (await calendar(page).count()) === 0, 'the calendar is closed');
  await page.getByRole('slider', { name: 'Moment' }).and(page.locator(':focus')).waitFor();
});

it('the calendar counts the cameras that were chosen, and opens by its button', async () => {
  const { page } = session();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('102');
  await page.getByRole('option', { name: /^102 / }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: /^102 / }).waitFor();
  const button = page.getByRole('button', { name: /^Calendar of days with footage/ });
  await button.click();
  await calendar(page).getByRole('radio', { name: 'All 2 cameras' }).click();
  await until(async () => !/Asking/.test(await calendar(page).innerText()), 'the month was answered');
  await page.keyboard.press('Escape');
  await button.and(page.locator(':focus')).waitFor();
});
