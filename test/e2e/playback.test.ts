/** Playback of recordings: from a camera to what is recorded of it, and to the moments around. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until, type Session } from './harness.ts';
import { orderFootage, orderLastDays, stampMs } from './past-screen.ts';
import { activity, cameraRow, tile } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const HOUR_MS = 3_600_000;

async function orderRecordings(session: Session): Promise<void> {
  const cameras = { vendor: 'huawei-ivm', place: 'cloud' } as const;
  const { toMs } = await orderLastDays(session, cameras);
  // Wide enough to be clicked at on a timeline of a day.
  await orderFootage(session, cameras, 'gap', { fromMs: toMs - HOUR_MS, toMs });
}

const camera = (page: Page, number: number): Locator =>
  page
    .getByRole('list', { name: 'Cameras in playback' })
    .getByRole('listitem')
    .filter({ hasText: `${number} ` });
const picture = (page: Page, number: number): Locator =>
  page
    .getByRole('group', { name: 'Recordings of the cameras' })
    .getByRole('group', { name: new RegExp(`^${number} `) });
const board = (page: Page): Locator => page.getByRole('slider', { name: 'Moment' });

/** A time at which the camera recorded nothing, in the middle of the gap; at least some minutes long. */
const gapOf = (page: Page, number: number, view: { readonly fromMs: number; readonly toMs: number }): Promise<number> =>
  page.evaluate(
    async ({ wanted, range }) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const preferences = await request['app.get-preferences']({});
      if (!preferences.ok) throw new Error('no preferences');
      const accounts = await request['account.list']({});
      const accountId = accounts.ok ? accounts.value[0]?.id : undefined;
      if (accountId === undefined) throw new Error('no account');
      const rows = await request['directory.page']({ accountId, cursor: null, limit: 500 });
      const channel = rows.ok ? rows.value.channels.find((one) => one.number === wanted) : undefined;
      const kept = preferences.value.playback.cameras.find(({ channelId }) => channelId === channel?.id);
      if (kept === undefined) throw new Error(`camera ${wanted} is not in playback`);
      const answer = await request['recordings.known']({ ...kept, range, archiveGrainMs: 900_000 });
      if (!answer.ok) throw new Error(answer.error.code);
      const gap = answer.value.coverage.find(({ state, fromMs, toMs }) => state === 'empty' && toMs - fromMs > 600_000);
      if (gap === undefined) throw new Error('the camera has no gap');
      return (gap.fromMs + gap.toMs) / 2;
    },
    { wanted: number, range: view },
  );

/** The view of the timeline, by its table for screen readers. */
async function shownView(page: Page): Promise<{ fromMs: number; toMs: number }> {
  const words = (await page.getByText(/^Recordings from /).textContent()) ?? '';
  const [fromMs = NaN, toMs = NaN] = [...words.matchAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC[+-]?\d*/g)].map(([stamp]) =>
    stampMs(stamp),
  );
  return { fromMs, toMs };
}

async function clickAt(page: Page, view: { readonly fromMs: number; readonly toMs: number }, atMs: number) {
  const box = await board(page).boundingBox();
  if (box === null) throw new Error('the timeline is not there');
  const share = (atMs - view.fromMs) / (view.toMs - view.fromMs);
  await page.mouse.click(box.x + box.width * share, box.y + 8);
}
/** The moment that playback keeps, epoch ms; null before one was chosen. */
const keptMoment = (page: Page): Promise<number | null> =>
  page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const preferences = await request['app.get-preferences']({});
    if (!preferences.ok) throw new Error('no preferences');
    return preferences.value.playback.atMs;
  });

/** Pauses. @returns the words of the moment, once playback has stored it. */
async function untilStored(page: Page, moment: Locator): Promise<string> {
  const pause = page.getByRole('button', { name: /^Pause/ });
  if ((await pause.count()) > 0) await pause.click();
  await until(async () => {
    const shownSec = Number(await board(page).getAttribute('aria-valuenow'));
    return Math.floor(((await keptMoment(page)) ?? 0) / 1_000) === shownSec;
  }, 'the moment that shows is stored');
  return (await moment.textContent()) ?? '';
}

describe('from a camera to its recordings', () => {
  const session = sharedClient({ cameras: 40, wall: 4 }, { isStory: true });
  beforeAll(() => orderRecordings(session()));

  // @promise screen.tells-recordings: Each of up to 16 cameras shows where its recordings lie, how much of the view is
  // recorded, and when the cloud said so.
  // @promise screen.opens-newest
  it('opens a camera from its menu in playback at its newest footage, with what is recorded and the time when the cloud reported it', async () => {
    const { page } = session();
    await cameraRow(page, 101).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open in playback' }).click();
    await camera(page, 101)
      .getByText(/^Cloud, \d+ % of the view recorded, as of \d\d:\d\d UTC\+8$/)
      .waitFor();
    await activity(page, 'Live').click();
    await tile(page, 2).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Add to the review in playback' }).click();
    await until(async () => (await picture(page, 102).count()) === 1, 'the camera of the tile stands beside the first');
    await camera(page, 102)
      .getByText(/ % of the view recorded/)
      .waitFor();
    await page.getByRole('group', { name: /^101 .+, picture$/ }).waitFor();
  });

  // @promise screen.gap: A gap is shown as a gap, with the way to the footage around.
  it('shows a gap as a gap, and leads from the gap to the footage after it', async () => {
    const { page } = session();
    const view = await shownView(page);
    await clickAt(page, view, await gapOf(page, 101, view));
    await picture(page, 101).getByText('The cloud says that this camera recorded nothing at this moment.').waitFor();
    await picture(page, 101)
      .getByRole('button', { name: /^On to / })
      .click();
    await page.getByRole('group', { name: /^101 .+, Recorded$/ }).waitFor();
  });

  // @promise screen.keys: Every step of playback has a key.
  it('playback is driven by keys alone: a camera is found, a recording is reached, cameras are walked and taken out', async () => {
    const { page } = session();
    await activity(page, 'Live').click();
    await page.keyboard.press('Control+2');
    await picture(page, 101).waitFor();
    await page.keyboard.press('Control+f');
    await page.getByRole('combobox', { name: 'Add a camera by number or name' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('110');
    await page.getByRole('option', { name: /^110 / }).waitFor();
    await page.keyboard.press('Enter');
    await camera(page, 110)
      .getByText(/ % of the view recorded/)
      .waitFor();
    await page.keyboard.press('Tab');
    const moment = (): Promise<string | null> => page.locator('.playback-moment').textContent();
    const before = await moment();
    await page.keyboard.press('p');
    await until(async () => (await moment()) !== before, 'an earlier recording is reached');
    await page.getByRole('group', { name: /^110 .+, Recorded$/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    await until(async () => (await picture(page, 102).getAttribute('aria-current')) === 'true', 'the camera before');
    await page.keyboard.press('Delete');
    await until(async () => (await picture(page, 102).count()) === 0, 'the camera is taken out');
  });

  // @promise screen.typed-moment: A typed moment is gone to; words that are no moment stay in the field, with the reason.
  it('goes to a moment that is typed, and leaves words that are no moment in the field', async () => {
    const { page } = session();
    await page.keyboard.press('g');
    const field = page.getByRole('textbox', { name: 'Date and time' });
    await field.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('yesterdayish');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').first().waitFor();
    expect(await field.inputValue()).toBe('yesterdayish');
    const words = `${new Date(Date.now() - 2 * 24 * HOUR_MS).toISOString().slice(0, 10)} 21:30:00`;
    await field.fill(words);
    await page.keyboard.press('Enter');
    await page.locator('.playback-moment').getByText(words).waitFor();
    await page.keyboard.press('Tab');
  });
});

describe('from recordings to live pictures and back', () => {
  const session = sharedClient({ cameras: 40, wall: 4 }, { isStory: true });
  beforeAll(async () => {
    await orderRecordings(session());
    const { page } = session();
    await cameraRow(page, 101).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open in playback' }).click();
    await picture(page, 101).waitFor();
    await activity(page, 'Live').click();
    await cameraRow(page, 110).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Add to the review in playback' }).click();
    await picture(page, 110).waitFor();
  });

  // @promise screen.to-live-and-back: A camera in playback leads to its live picture, and a camera of a tile leads to
  // playback at the moment 30 s ago.
  it('leads to the live picture of a camera by key, and from there to playback at 30 s ago', async () => {
    const { page } = session();
    await picture(page, 101).click();
    await page.keyboard.press('Alt+v');
    await tile(page, 1).and(page.locator('[aria-current="true"]')).waitFor();
    const earliestMs = Date.now() - 30_000;
    await page.keyboard.press('Alt+b');
    await picture(page, 101).waitFor();
    await until(async () => ((await keptMoment(page)) ?? 0) >= earliestMs, 'the moment of 30 s ago is kept');
    // The camera plays on from there, no faster than the time.
    expect(await keptMoment(page)).toBeLessThanOrEqual(Date.now() - 30_000);
    const shown = Number(await board(page).getAttribute('aria-valuenow')) * 1_000;
    expect(shown).toBeGreaterThan(earliestMs - 1_000);
    expect(shown).toBeLessThanOrEqual(Date.now() - 29_000);
    await picture(page, 101).and(page.locator(':focus')).waitFor();
  });

  // @promise screen.screen-readers: Screen readers read all of the screen in both languages.
  it('has nothing that a screen reader cannot read, in either language', async () => {
    const { page } = session();
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Alt+Shift+l');
    await page.getByRole('list', { name: '回放的摄像机' }).waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Alt+Shift+l');
    await page.getByRole('list', { name: 'Cameras in playback' }).waitFor();
  });

  // @promise screen.restart: Cameras and moment are there again after a restart.
  it('begins with the same cameras and the same moment after a restart', async () => {
    const { page } = session();
    const moments = page.locator('.playback-moment');
    const before = await untilStored(page, moments);
    const again = await session().restart();
    await session().client.ask({ do: 'add-accounts', clouds: session().clouds });
    // A key that is pressed before the page listens to keys is lost.
    await activity(again, 'Playback').click();
    await picture(again, 101).waitFor();
    await picture(again, 110).waitFor();
    const moment = again.locator('.playback-moment');
    await until(async () => (await moment.textContent()) === before, `the moment is ${String(before)} again`);
  });
});
