/** Playback on the days on which the clocks of the operator's zone are changed: 25 and 23 hours. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { until } from './harness.ts';
import { beginPlayback, orderLastDays, recordedCameras } from './past-screen.ts';
import { treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const HOUR_MS = 3_600_000;
/** A pixel of the timeline stands for more than a minute of the day. */
const NEAR_SEC = 180;
const at = (stamp: string): number => Date.parse(stamp);

const session = sharedClient({ cameras: 24, wall: 1, zone: 'Europe/Berlin' }, { isStory: true });

const board = (page: Page): Locator => page.getByRole('slider', { name: 'Moment' });
const stamp = (page: Page): Locator => page.locator('.playback-moment');
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Date and time' });

beforeAll(async () => {
  const { page } = session();
  await treeRead(page);
  const range = { fromMs: Date.now() - 3 * HOUR_MS, toMs: Date.now() - 2 * HOUR_MS };
  await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
  const cameras = await recordedCameras(page, { vendor: 'huawei-ivm', place: 'cloud', range, count: 1 });
  await beginPlayback(session(), cameras, at('2026-10-25T12:00+01:00'));
});

async function type(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await page.keyboard.press('Enter');
}

/** Waits until the screen is at a moment: by the big stamp, and by the value of the timeline. */
async function untilAt(page: Page, words: string, moment: string): Promise<void> {
  await stamp(page).getByText(words, { exact: true }).waitFor();
  const isThere = async (): Promise<boolean> =>
    (await board(page).getAttribute('aria-valuenow')) === `${at(moment) / 1_000}`;
  await until(isThere, `the timeline stands at ${moment}`);
  expect(await board(page).getAttribute('aria-valuetext')).toContain(words);
}

/** Gives the keys back to playback: a field keeps them. */
const leaveField = (page: Page): Promise<void> => page.locator('.tile-frame.sel').focus();

/** Leaves a picture of the screen in test-results, for people. */
async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(path.join(root, 'test-results'), { recursive: true });
  await page.screenshot({ path: path.join(root, 'test-results', `${name}.png`) });
}

/** The edges of the view, epoch ms, as the table for screen readers names them; null while the table follows. */
async function edgesOf(page: Page): Promise<{ readonly fromMs: number; readonly toMs: number } | null> {
  const words = (await page.locator('caption').textContent()) ?? '';
  const stamps = [...words.matchAll(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC\+(\d)/g)];
  const [fromMs, toMs] = stamps.map(([, day, time, hours]) => at(`${day}T${time}+0${hours}:00`));
  return fromMs === undefined || toMs === undefined ? null : { fromMs, toMs };
}

/** @param share of the width of the timeline. */
async function clickAt(page: Page, share: number): Promise<void> {
  const box = await board(page).boundingBox();
  if (box === null) throw new Error('the timeline is not there');
  await page.mouse.click(box.x + box.width * share, box.y + 40);
}

describe('the day of 25 hours', () => {
  // @promise screen.hour-twice: A moment of the hour that comes twice is reached both times.
  it('a moment in the hour that comes twice is reached both times', async () => {
    const { page } = session();
    await type(page, '2026-10-25 02:30');
    await page.getByText('The clocks show this time twice on this day.').waitFor();
    await page.getByRole('button', { name: '2026-10-25 02:30:00 UTC+2' }).click();
    await untilAt(page, '2026-10-25 02:30:00 UTC+2', '2026-10-25T02:30+02:00');
    await page.getByRole('button', { name: '2026-10-25 02:30:00 UTC+1' }).click();
    await untilAt(page, '2026-10-25 02:30:00 UTC+1', '2026-10-25T02:30+01:00');
    await type(page, '2026-10-25 02:10:05 UTC+2');
    await untilAt(page, '2026-10-25 02:10:05 UTC+2', '2026-10-25T02:10:05+02:00');
    await type(page, '2026-10-25 02:10:05 UTC+1');
    await untilAt(page, '2026-10-25 02:10:05 UTC+1', '2026-10-25T02:10:05+01:00');
  });

  it('30 s forward from the end of the first run is the begin of the second run, and back', async () => {
    const { page } = session();
    await type(page, '2026-10-25 02:59:45 UTC+2');
    await leaveField(page);
    await page.keyboard.press('Shift+ArrowRight');
    await untilAt(page, '2026-10-25 02:00:15 UTC+1', '2026-10-25T02:00:15+01:00');
  });

  it('the timeline has 25 hours, and a click on either run goes to a moment of that run', async () => {
    const { page } = session();
    await page.keyboard.press('Alt+d');
    await page.locator('[data-day="2026-10-25"]').click();
    // Around the first footage of the day.
    let view = { fromMs: 0, toMs: 0 };
    await until(async () => {
      view = (await edgesOf(page)) ?? view;
      return view.toMs - view.fromMs === 25 * HOUR_MS;
    }, 'the view has 25 hours');
    await page.getByText('1 d 1 h', { exact: true }).waitFor();
    for (const [moment, offset] of [
      ['2026-10-25T02:30+02:00', 'UTC+2'],
      ['2026-10-25T02:30+01:00', 'UTC+1'],
    ] as const) {
      await clickAt(page, (at(moment) - view.fromMs) / (view.toMs - view.fromMs));
      await stamp(page)
        .getByText(new RegExp(`^2026-10-25 02:\\d\\d:\\d\\d ${offset.replace('+', '\\+')}$`))
        .waitFor();
      await until(
        async () => Math.abs(Number(await board(page).getAttribute('aria-valuenow')) - at(moment) / 1_000) < NEAR_SEC,
        `the timeline stands near ${moment}`,
      );
    }
    await keepPicture(page, 'clock-change-25');
  });
});

describe('the day of 23 hours', () => {
  // @promise screen.hour-left-out: A time that the clocks leave out stays in the field with the reason, and the next
  // moment is reached.
  it('a time that the clocks leave out stays in the field with the reason, and the next moment is reached', async () => {
    const { page } = session();
    await type(page, '2026-03-29 02:30');
    await page.getByRole('alert').waitFor();
    expect(await field(page).inputValue()).toBe('2026-03-29 02:30');
    await page.getByRole('button', { name: '2026-03-29 03:00:00 UTC+2' }).click();
    await untilAt(page, '2026-03-29 03:00:00 UTC+2', '2026-03-29T03:00+02:00');
    await type(page, '2026-03-29 01:59:45');
    await untilAt(page, '2026-03-29 01:59:45 UTC+1', '2026-03-29T01:59:45+01:00');
    await leaveField(page);
    await page.keyboard.press('Shift+ArrowRight');
    await untilAt(page, '2026-03-29 03:00:15 UTC+2', '2026-03-29T03:00:15+02:00');
    await keepPicture(page, 'clock-change-23');
  });
});
