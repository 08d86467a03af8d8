/** Two windows of one client that both show playback. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { furtherWindow } from './further-window.ts';
import { hostKind, until } from './harness.ts';
import {
  awayFromMidnight,
  beginPlayback,
  orderLastDays,
  recordedCameras,
  shownPictures,
  type RecordedCamera,
} from './past-screen.ts';
import { activity, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const session = sharedClient({ cameras: 24, vendors: ['tencent-ivp'], wall: 1 }, { isStory: true });
let camera: RecordedCamera;
let second: Page;

/** Opens a further window of the client and goes to playback there. */
async function furtherPlayback(page: Page): Promise<Page> {
  const further = await furtherWindow(page);
  await activity(further, 'Playback').click();
  return further;
}

const tile = (page: Page): Locator =>
  page
    .getByRole('group', { name: 'Recordings of the cameras' })
    .getByRole('group', { name: new RegExp(`^${camera.number} `) });

const codeOf = async (page: Page): Promise<number | null> => (await shownPictures(page))[0]?.codeMs ?? null;

/** The picture continues from where it is. */
async function untilMoving(page: Page, what: string): Promise<void> {
  let fromMs: number | null = null;
  await until(async () => {
    const codeMs = await codeOf(page);
    fromMs ??= codeMs;
    return codeMs !== null && fromMs !== null && codeMs > fromMs + 1_000;
  }, what);
}

const isElectron = hostKind === 'electron';

beforeAll(async () => {
  if (isElectron) return;
  const { page } = session();
  await treeRead(page);
  const atMs = awayFromMidnight(Date.now() - 3 * HOUR_MS);
  const range = { fromMs: atMs - 5 * MINUTE_MS, toMs: atMs + 10 * MINUTE_MS };
  await orderLastDays(session(), { vendor: 'tencent-ivp', place: 'device' });
  const [found] = await recordedCameras(page, { vendor: 'tencent-ivp', place: 'device', range, count: 1 });
  if (found === undefined) throw new Error('no camera is recorded on its device');
  camera = found;
  await beginPlayback(session(), [camera], atMs);
  second = await furtherPlayback(session().page);
});

// @promise screen.two-windows: Two windows show playback at once, each at a moment and a speed of its own.
it.skipIf(isElectron)(
  'a device that plays in one window is refused in the other, which names the camera that plays',
  async () => {
    const { page } = session();
    await until(async () => (await codeOf(page)) !== null, 'the first window shows the recording');
    await page.keyboard.press('k');
    await untilMoving(page, 'the first window plays');
    await tile(second).getByText('The device plays another recording.').first().waitFor();
    const name = await tile(page).locator('.tile-name').innerText();
    expect(await tile(second).innerText()).toContain(`this client plays one of its camera ${camera.number} ${name}.`);
    expect(await shownPictures(second)).toEqual([]);
    await untilMoving(page, 'the first window plays on');
  },
);

// @promise screen.two-windows
it.skipIf(isElectron)(
  'the other window takes the device over, and the first window says so and takes the device back',
  async () => {
    const { page } = session();
    await tile(second).getByRole('button', { name: 'Take the device over' }).click();
    await until(async () => (await codeOf(second)) !== null, 'the second window shows the recording');
    await tile(page).getByText('Now it plays in another window.').waitFor();
    await tile(page).getByRole('button', { name: 'Take the device over' }).click();
    await until(async () => (await codeOf(page)) !== null, 'the first window shows the recording again');
    await tile(second).getByText('Now it plays in another window.').waitFor();
  },
);

// @promise screen.two-windows
it.skipIf(isElectron)(
  'a bookmark that is made in one window stands in the other at once, and is gone to there',
  async () => {
    const { page } = session();
    const panel = (of: Page): Locator => of.getByRole('region', { name: 'Bookmarks' });
    await page.keyboard.press('Control+d');
    await panel(page).getByLabel('Note').fill('Red van at the gate');
    await page.keyboard.press('Enter');
    const entry = panel(second).getByRole('listitem').filter({ hasText: 'Red van at the gate' });
    await entry.waitFor();
    await entry.getByRole('button', { name: /^20/ }).click();
    const moment = (of: Page): Promise<string | null> => of.locator('.playback-moment').textContent();
    const words = (await entry.getByRole('button', { name: /^20/ }).textContent()) ?? '';
    await until(async () => words.includes((await moment(second)) ?? 'none'), 'the other window is at the moment');
  },
);

// @promise screen.offset-in-windows: The offset of the clock of a camera is the same in both windows, until one of them
// takes the offset away.
it.skipIf(isElectron)(
  'the offset of the clock of a camera is the same in both windows, until one of them takes the offset away',
  async () => {
    const { page } = session();
    await page.evaluate(async (channelId) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const answer = await request['playback.set-offset']({ channelId, offsetMs: 2_500 });
      if (!answer.ok) throw new Error(answer.error.code);
    }, camera.channelId);
    const offset = (of: Page): Locator => tile(of).getByText('offset +2.50 s by eye', { exact: true });
    for (const window of [page, second]) await offset(window).waitFor();
    await offset(second).click();
    for (const window of [page, second]) await offset(window).waitFor({ state: 'detached' });
  },
);
