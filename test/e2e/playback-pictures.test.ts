/** Pictures of the past: the time code in the simulator's picture is the moment that the screen tells. */
import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { readTimeCode } from '../simulator/media/time-code.ts';
import { until } from './harness.ts';
import { cameraRow } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 1 }, { isStory: true });
/** A picture of the sub-stream stands for 67 ms; the header tells whole seconds. */
const SECOND_MS = 1_000;

interface Shown {
  /** The time code in the picture, epoch ms. */
  readonly codeMs: number | null;
  /** The moment in the header. */
  readonly headMs: number;
}

/** What the tile of a camera shows; null without a picture. */
async function shownBy(page: Page, number: number): Promise<Shown | null> {
  const read = await page.evaluate((wanted) => {
    const tile = [...document.querySelectorAll<HTMLElement>('.tile-frame[data-picture]')].find(
      (one) => one.querySelector('.tile-no')?.textContent === String(wanted),
    );
    const video = tile?.querySelector('video');
    const head = tile?.querySelector('time')?.dateTime;
    if (!video || video.videoWidth === 0 || head === undefined) return null;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
    return { row: [...data], width: canvas.width, headMs: Date.parse(head) };
  }, number);
  return read === null ? null : { codeMs: readTimeCode(read.row, read.width, 1), headMs: read.headMs };
}

async function untilInStep(page: Page, number: number, aboveMs = 0): Promise<number> {
  let codeMs = 0;
  await until(async () => {
    const shown = await shownBy(page, number);
    if (shown === null || shown.codeMs === null || shown.codeMs < aboveMs) return false;
    codeMs = shown.codeMs;
    return Math.abs(shown.codeMs - shown.headMs) < SECOND_MS + 200;
  }, `camera ${number} shows the moment that its header tells`);
  return codeMs;
}

async function openInPlayback(page: Page, number: number): Promise<void> {
  await page.keyboard.press('Control+1');
  await cameraRow(page, number).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in playback' }).click();
  await page.getByRole('group', { name: new RegExp(`^${number} `) }).waitFor();
}

it('shows the picture of the moment that was chosen, and plays on from there', async () => {
  const { page } = session();
  await openInPlayback(page, 101);
  await page
    .getByText(/ % of the view recorded/)
    .first()
    .waitFor();
  await page.keyboard.press('p');
  const first = await untilInStep(page, 101);
  await page.keyboard.press('k');
  await until(async () => ((await shownBy(page, 101))?.codeMs ?? 0) > first + 2_000, 'the picture moves on');
  await page.keyboard.press('k');
  await page.keyboard.press('Shift+ArrowRight');
  await untilInStep(page, 101, first + 30_000);
});

it('shows two cameras at the same moment', async () => {
  const { page } = session();
  await openInPlayback(page, 104);
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('p');
  await untilInStep(page, 104);
  await untilInStep(page, 101);
  await page.keyboard.press('k');
  await until(async () => {
    const [a, b] = [await shownBy(page, 101), await shownBy(page, 104)];
    return Math.abs((a?.codeMs ?? 0) - (b?.codeMs ?? Infinity)) < 400;
  }, 'both cameras show the same moment while they play');
  await page.keyboard.press('k');
});
