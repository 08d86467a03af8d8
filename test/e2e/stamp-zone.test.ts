/** The zone of the times of playback: that of this computer, that of the cameras, or UTC. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { openRecorded, orderLastDays } from './past-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

beforeAll(async () => {
  await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
});

/** Two days ago, 21:30 UTC, which is in the next day in China. */
const atMs = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 2 * 86_400_000 + 21.5 * 3_600_000;
const wordsOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const [inUtc = '', inChina = '', inJapan = ''] = [0, 8, 9].map((hours) => wordsOf(atMs + hours * 3_600_000));

const moment = async (page: Page): Promise<string> => (await page.locator('.playback-moment').textContent()) ?? '';
const msOf = (words: string): number => {
  const [, day, time, hours = '0'] = /^(\S+) (\S+) UTC(?:\+(\d+))?$/.exec(words) ?? [];
  return Date.parse(`${day}T${time}Z`) - Number(hours) * 3_600_000;
};
/** All offsets that stand in the screen, apart from the choice itself. */
const offsets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const text = [...document.querySelectorAll('.stage, .playback-cameras, .playback-bookmarks')]
      .map((part) => (part as HTMLElement).innerText.replace('Here (UTC+8)', '').replace(/^UTC$/gm, ''))
      .join('\n');
    return [...new Set(text.match(/UTC[+−]?[\d:]*/g) ?? [])];
  });

// @promise screen.zone: All times of the screen are of one zone, that of this computer, of the cameras or UTC, and say so.
it('all times of the screen are of the zone that was chosen, and say so', async () => {
  const { page } = session();
  await openRecorded(page, 101);
  await page.keyboard.press('p');
  await page.locator('.playback-clock').waitFor();
  const here = await moment(page);
  expect(here).toMatch(/ UTC\+8$/);
  expect(await offsets(page)).toEqual(['UTC+8']);
  await page.keyboard.press('u');
  await until(async () => / UTC$/.test(await moment(page)), 'the moment is of UTC');
  expect(msOf(await moment(page))).toBe(msOf(here));
  expect(await page.locator('.playback-clock').innerText()).toMatch(/ UTC$/);
  expect(await page.locator('.tml-corner').innerText()).toMatch(/ UTC$/);
  expect(await page.getByRole('slider', { name: 'Moment' }).getAttribute('aria-valuetext')).toMatch(/ UTC, /);
  await page
    .getByText(/, as of \d\d:\d\d UTC$/)
    .first()
    .waitFor();
  expect(await offsets(page)).toEqual(['UTC']);
  expect(await auditPage(page)).toEqual([]);
});

it('a typed moment is of the zone that was chosen, and so are the days of the calendar', async () => {
  const { page } = session();
  const field = page.getByRole('textbox', { name: 'Date and time' });
  await field.fill(inUtc);
  await field.press('Enter');
  await page.locator('.playback-moment').getByText(`${inUtc} UTC`, { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Calendar of days with footage/ }).click();
  await page.locator(`[data-day="${inUtc.slice(0, 10)}"][aria-selected="true"]`).waitFor();
  await page.keyboard.press('Escape');
});

// @promise screen.zone-cameras: The zone of the cameras, which no cloud publishes, is named by the operator in the settings.
it('the zone of the cameras is offered once the operator has named it, and a zone that nobody knows is refused', async () => {
  const { page } = session();
  const cameras = page.getByRole('radio', { name: /^Cameras/ });
  expect(await cameras.getAttribute('aria-disabled')).toBe('true');
  expect(await cameras.getAttribute('title')).toMatch(/^No cloud publishes the zone/);
  await page.keyboard.press('Control+,');
  const field = page.getByLabel('Time zone of the cameras', { exact: true });
  await field.fill('Asia/Nowhere');
  await page.getByText(/^This computer does not know this zone/).waitFor();
  expect(await auditPage(page)).toEqual([]);
  await field.fill('Asia/Tokyo');
  await page.getByText(/^No cloud publishes it/).waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: 'Cameras (UTC+9)' }).click();
  await page.locator('.playback-moment').getByText(`${inJapan} UTC+9`, { exact: true }).waitFor();
  await page.getByRole('radio', { name: 'UTC', exact: true }).click();
  await page.locator('.playback-moment').getByText(`${inUtc} UTC`, { exact: true }).waitFor();
});

// @promise screen.zone-kept: The zone that was chosen is kept for the next start.
it('the zone is stored for the next start', async () => {
  // The screen shows the zone before main has stored it.
  const stored = (): Promise<string | null> =>
    session().page.evaluate(async () => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const preferences = await request['app.get-preferences']({});
      return preferences.ok ? preferences.value.playbackZone : null;
    });
  await until(async () => (await stored()) === 'utc', 'main has stored the zone');
  const again = await session().restart();
  await session().client.ask({ do: 'add-accounts', clouds: session().clouds });
  // A key that is pressed before the page listens to keys is lost.
  await activity(again, 'Playback').click();
  await again.locator('.playback-moment').getByText(`${inUtc} UTC`, { exact: true }).waitFor();
  await again.getByRole('radio', { name: 'Cameras (UTC+9)' }).waitFor();
  await again.getByRole('radio', { name: 'Here (UTC+8)' }).click();
  await again.locator('.playback-moment').getByText(`${inChina} UTC+8`, { exact: true }).waitFor();
});

it('a browser without Temporal says that it is too old, and shows no empty window', async () => {
  // For all pages from here on: this test is the last one.
  await session().page.context().addInitScript('delete globalThis.Temporal');
  const page = await session().reopen();
  await page.getByRole('heading', { name: 'This browser is too old for Lanner' }).waitFor();
  expect(await auditPage(page)).toEqual([]);
});
