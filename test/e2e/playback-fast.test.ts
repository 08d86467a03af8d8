/** Playback at 16 times and backwards on the screen: key pictures, by the time code in the simulator's picture. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { readTimeCode } from '../simulator/media/time-code.ts';
import { until } from './harness.ts';
import { orderLastDays } from './past-screen.ts';
import { cameraRow } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** The header shows whole seconds, ten times a second. */
const HEAD_MS = 1_200;

interface KeyShown {
  /** The time code in the key picture, epoch ms. */
  readonly codeMs: number | null;
  /** The moment in the header. */
  readonly headMs: number;
}

/** The key picture of the only tile; null while none shows. */
async function keyShown(page: Page): Promise<KeyShown | null> {
  const seen = await page.evaluate(() => {
    const tile = document.querySelector('.tile-frame[data-picture]');
    const keys = tile?.querySelector<HTMLCanvasElement>('.playback-keys');
    const head = tile?.querySelector('time')?.dateTime;
    if (!keys || keys.hidden || keys.width === 0 || head === undefined) return null;
    const canvas = new OffscreenCanvas(keys.width, keys.height);
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.drawImage(keys, 0, 0);
    const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
    return { row: [...data], width: canvas.width, headMs: Date.parse(head) };
  });
  return seen === null ? null : { codeMs: readTimeCode(seen.row, seen.width, 1), headMs: seen.headMs };
}

/** Waits for a key picture whose moment passes a test. */
async function untilKey(page: Page, passes: (codeMs: number) => boolean, what: string): Promise<number> {
  let found = 0;
  await until(async () => {
    const shown = await keyShown(page);
    const codeMs = shown?.codeMs ?? null;
    if (shown === null || codeMs === null || !passes(codeMs)) return false;
    found = codeMs;
    return Math.abs(codeMs - shown.headMs) < HEAD_MS;
  }, what);
  return found;
}

const press = async (page: Page, key: string, times: number): Promise<void> => {
  for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
};

const session = sharedClient({ cameras: 40, wall: 1 }, { isStory: true });

beforeAll(async () => {
  await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
});

/** The button of a speed, once all cameras play at it. */
const speed = (page: Page, name: string) => page.getByRole('radio', { name, exact: true, checked: true });

// @promise screen.forward: L plays forward, faster with each press.
it('L plays faster with each press, up to 16 times by key pictures, and says so on the tile', async () => {
  const { page } = session();
  await page.keyboard.press('Control+1');
  await cameraRow(page, 101).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in playback' }).click();
  await page.getByRole('group', { name: /^101 / }).waitFor();
  await page
    .getByText(/ % of the view recorded/)
    .first()
    .waitFor();
  await page.keyboard.press('p');
  await until(async () => (await page.locator('.tile-frame[data-picture]').count()) === 1, 'a picture shows');
  // Away from the begin of the recording, which pictures that run back would reach.
  await press(page, 'Shift+ArrowRight', 10);
  await press(page, 'l', 5);
  await speed(page, '16×').waitFor();
  const from = await untilKey(page, () => true, 'a key picture shows');
  await page.getByText('key pictures only').waitFor();
  await untilKey(page, (codeMs) => codeMs > from + 20_000, 'the key pictures go on');
});

// @promise screen.backward: J turns around and all pictures run back, then faster by key pictures.
it('J turns around and all pictures run back, then faster by key pictures', async () => {
  const { page } = session();
  await press(page, 'j', 1);
  await speed(page, '−1×').waitFor();
  await page.getByText('key pictures only').waitFor({ state: 'detached' });
  const first = await untilKey(page, () => true, 'a picture shows');
  await untilKey(page, (codeMs) => codeMs < first - 1_000, 'the pictures run back');
  await press(page, 'j', 2);
  await speed(page, '−4×').waitFor();
  const from = await untilKey(page, () => true, 'a key picture shows');
  await page.getByText('key pictures only').waitFor();
  await untilKey(page, (codeMs) => codeMs < from - 8_000, 'the key pictures run back');
});

// @promise screen.still: K stands still on a picture of the video, and plays on forward at normal speed.
it('K stands still on a picture of the video, and plays on forward at normal speed', async () => {
  const { page } = session();
  await page.keyboard.press('k');
  await until(
    () =>
      page.evaluate(() => {
        const tile = document.querySelector('.tile-frame[data-picture]');
        return tile?.querySelector<HTMLCanvasElement>('.playback-keys')?.hidden === true;
      }),
    'the video shows the picture',
  );
  await speed(page, '1×').waitFor();
  const at = await page.locator('.tile-frame time').first().getAttribute('datetime');
  await page.keyboard.press('k');
  await until(async () => {
    const now = await page.locator('.tile-frame time').first().getAttribute('datetime');
    return Date.parse(now ?? '') > Date.parse(at ?? '') + 1_000;
  }, 'the recording plays on forward');
  expect(await page.getByText('key pictures only').count()).toBe(0);
});
