/** The words of a tile beside its decoded picture, on tiles of all simulated clouds. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import { until } from './harness.ts';
import { beginPlayback, orderFootage, recordedCameras, shownPictures } from './past-screen.ts';
import { activity, cameraRow, picturesOf, statusBar, tree, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VENDORS = ['huawei-ivm', 'tencent-ivp', 'aliyun-vcs', 'huawei-vis', 'aliyun-cityvisual'] as const;
/** Those that play recordings. */
const PLAYED = ['huawei-ivm', 'tencent-ivp', 'aliyun-vcs'] as const;
/** The header is written with the picture, and rounds down to hundredths; a busy page draws one picture later. */
const HEAD_MS = 90;
/** A live picture is timed by its arrival. */
const LIVE_MS = 3_000;
/** A live picture has the time code of the second that it belongs to. */
const SECOND_MS = 1_000;

/** The ring fills in real time, later on a busy machine. */
const RING_MS = 120_000;

interface Camera {
  readonly id: ChannelId;
  readonly number: number;
}

const session = sharedClient({ cameras: 20, wall: 9, vendors: VENDORS, viewport: { width: 1280, height: 720 } });

/** Half past midnight in Beijing, yesterday: with whole days around it on every date, at every hour. */
const nightMs = (): number =>
  Math.floor((Date.now() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS - DAY_MS + HOUR_MS / 2;

const veils = (page: Page): Promise<string[]> => page.locator('.playback-grid .tile-veil').allInnerTexts();

/** Resolves when `count` pictures stand still, each under its own time. */
const untilTrue = (page: Page, count: number, atMs: number): Promise<void> =>
  until(async () => {
    const shown = await shownPictures(page);
    const isTrue = ({ codeMs, headMs }: (typeof shown)[number]): boolean =>
      codeMs !== null && Math.abs(codeMs - headMs) <= HEAD_MS && Math.abs(codeMs - atMs) <= 1_000;
    return shown.length === count && shown.every(isTrue) && (await veils(page)).length === 0;
  }, `${count} pictures of the moment, each under its own time, and nothing above them`);

async function goTo(page: Page, words: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Date and time' });
  await field.fill(words);
  await field.press('Enter');
}

/** One camera of each cloud that plays recordings, at a moment. */
async function begin(atMs: number): Promise<Page> {
  await session().page.keyboard.press('Control+1');
  await treeRead(session().page);
  const range = { fromMs: atMs - 60_000, toMs: atMs + 300_000 };
  const cameras = [];
  const around = { fromMs: atMs - HOUR_MS, toMs: atMs + HOUR_MS };
  for (const vendor of PLAYED) {
    await orderFootage(session(), { vendor }, 'recorded', around);
    cameras.push(...(await recordedCameras(session().page, { vendor, place: 'cloud', range, count: 1 })));
  }
  return beginPlayback(session(), cameras, atMs);
}

// @promise screen.time-of-picture: The header shows the time of the very picture that shows, to the hundredth, and so
// does the caption of a snapshot.
it('each header shows the time of its picture to the hundredth, on every cloud, at whatever moment', async () => {
  const atMs = nightMs();
  const page = await begin(atMs);
  await untilTrue(page, 3, atMs);
  // A picture before the whole second: the step leads to the one before.
  for (const key of ['.', '.', ',']) await page.keyboard.press(key);
  await untilTrue(page, 3, atMs);
  for (const head of await page.locator('.playback-clock').allInnerTexts())
    expect(head).toMatch(/\d\d:\d\d:\d\d\.\d\d/);
});

/** The words of each tile that waits for its next picture, and whether they are painted above the last one. */
const lateWords = (page: Page) =>
  page.locator('.playback-grid .tile-pic').evaluateAll((places) =>
    places.map((place) => {
      const [words, area] = ['.playback-late', '.tile-area'].map((part) => place.querySelector(part));
      if (!words || !area) return null;
      const { x, y, width, height } = words.getBoundingClientRect();
      const painted = document.elementsFromPoint(x + width / 2, y + height / 2);
      const isAbove = painted.includes(words) && painted.indexOf(words) < painted.indexOf(area);
      return { words: words.textContent, isAbove };
    }),
  );

it('while the picture of another moment loads, the last one stays below a dark sheet, and the words above both say so', async () => {
  const atMs = nightMs();
  const page = await begin(atMs);
  await untilTrue(page, 3, atMs);
  const area = '.playback-grid .tile-area';
  const before = await picturesOf(page, area);
  // The gateway gives no footage for now.
  const { promise: isGiven, resolve: give } = Promise.withResolvers<void>();
  const isFootage = ({ pathname }: URL): boolean => /\.(ts|m4s|mp4)$/.test(pathname);
  await page.route(isFootage, async (route) => {
    await isGiven;
    await route.continue();
  });
  const day = new Date(atMs + 8 * HOUR_MS).toISOString().slice(0, 10);
  await goTo(page, `${day} 00:50:00`);
  await until(async () => (await page.locator('.playback-dim').count()) === 3, 'three tiles show their last picture');
  const late = await picturesOf(page, area);
  for (const [i, { mean, spread }] of before.entries()) {
    expect(spread, 'a picture').toBeGreaterThan(5);
    // The sheet leaves 55 %.
    expect((late[i]?.mean ?? 0) / mean).toBeGreaterThan(0.45);
    expect((late[i]?.mean ?? 0) / mean).toBeLessThan(0.65);
  }
  for (const tile of await lateWords(page))
    expect(tile).toEqual({ words: expect.stringContaining('Loading'), isAbove: true });
  give();
  await untilTrue(page, 3, Date.parse(`${day}T00:50:00+08:00`));
  expect(await page.locator('.playback-dim').count()).toBe(0);
  await page.unroute(isFootage);
});

// @promise screen.no-list: A cloud without a list of recordings is unknown until played, and nobody says that it
// recorded nothing.
it('a look around and another moment hide no picture of a cloud without a list, and nobody says that it recorded nothing', async () => {
  const atMs = nightMs();
  const page = await begin(atMs);
  await untilTrue(page, 3, atMs);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  const day = new Date(atMs + 8 * HOUR_MS).toISOString().slice(0, 10);
  for (const time of ['00:50:00', '00:10:00', '00:40:00']) {
    await goTo(page, `${day} ${time}`);
    await untilTrue(page, 3, Date.parse(`${day}T${time}+08:00`));
  }
  expect(await page.getByText('This cloud does not offer it').count()).toBe(0);
  await page
    .getByRole('list', { name: 'Cameras in playback' })
    .getByText(/known by playing, this cloud lists no recordings/)
    .waitFor();
});

// @promise screen.failed-list: A list that failed is one line of the side panel, with the time of the next try.
it('a list that fails is one line beside the pictures with the time of the next try, and covers none of them', async () => {
  const atMs = nightMs();
  const page = await begin(atMs);
  await untilTrue(page, 3, atMs);
  await session().control('POST', '/faults', {
    vendor: 'huawei-ivm',
    kind: 'http',
    status: 503,
    operation: 'listMediaRecords',
  });
  await page.getByRole('button', { name: 'Refresh recordings' }).click();
  const line = page.getByRole('list', { name: 'Cameras in playback' }).locator('.playback-list-failed');
  await line.getByText(/^again in \d+ s$/).waitFor();
  await untilTrue(page, 3, atMs);
  await session().control('DELETE', '/faults');
  await line.getByRole('button', { name: 'Try now' }).click();
  await line.waitFor({ state: 'detached' });
  await untilTrue(page, 3, atMs);
});

/** The row of a camera of any account, wherever the list stands. */
async function rowOf(page: Page, number: number) {
  await page.getByRole('searchbox', { name: 'Name, number or group' }).fill(String(number));
  return cameraRow(page, number).first();
}

/** A camera of the cloud that shows a picture on the wall. */
async function showLive(page: Page, vendor: VendorId): Promise<Camera> {
  for (const camera of await recordedOrLive(page, vendor)) {
    const { number } = camera;
    await (await rowOf(page, number)).dblclick();
    const tile = page.locator('[data-tile][aria-current="true"]');
    await until(async () => (await tile.innerText()).includes(String(number)), `${number} has a tile`);
    const isPlaying = (): Promise<boolean> =>
      tile
        .locator('video')
        .first()
        .evaluate((video) => (video as HTMLVideoElement).currentTime > 0);
    await until(isPlaying, `${number} shows a picture`);
    return camera;
  }
  throw new Error(`no camera of ${vendor}`);
}

const recordedOrLive = (page: Page, vendor: VendorId): Promise<readonly Camera[]> =>
  page.evaluate(async (name) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const accountId = accounts.ok ? accounts.value.find((one) => one.vendor === name)?.id : undefined;
    if (accountId === undefined) throw new Error(`no account of ${name}`);
    const rows = await request['directory.page']({ accountId, cursor: null, limit: 100 });
    const channels = rows.ok ? rows.value.channels : [];
    return (
      channels
        // The live picture of a camera that turns says where it looks in place of the time.
        .filter(
          ({ reachable, isFrozen, capabilities }) =>
            reachable === 'online' && !isFrozen && !capabilities.includes('ptz'),
        )
        .map(({ id, number }) => ({ id, number }))
    );
  }, vendor);

/** Resolves when this computer has half a minute of the camera's live pictures, and a little more. */
const untilRingReaches = ({ page, id }: { readonly page: Page; readonly id: ChannelId }): Promise<void> =>
  until(
    () =>
      page.evaluate(async (channelId) => {
        const { request } = (window as unknown as { lanner: LannerApi }).lanner;
        const [backMs, nowMs] = [33_000, Date.now()];
        for (const profile of ['main', 'sub'] as const) {
          const answer = await request['clip.replay']({ channelId, profile, backMs });
          if (answer.ok && nowMs - answer.value.fromMs >= backMs) return true;
        }
        return false;
      }, id),
    `half a minute of ${id}`,
    RING_MS,
  );

/** The tile of a camera on the wall. */
const liveTile = (page: Page, number: number) =>
  page.locator('[data-tile]').filter({ hasText: new RegExp(`(^|\\D)${number}(\\D|$)`) });

// @promise screen.just-seen: The picture of 30 s ago, just seen live, plays from this computer until the cloud has it.
it('the picture of 30 s ago shows on a camera of each cloud with recordings, whatever the cloud has listed by then', async () => {
  const { page } = session();
  await page.keyboard.press('Control+1');
  await treeRead(page);
  const cameras: Camera[] = [];
  for (const vendor of PLAYED) cameras.push(await showLive(page, vendor));
  for (const { id, number } of cameras) {
    // While another camera plays back, the live stream of this one may have ended.
    await untilRingReaches({ page, id });
    await liveTile(page, number).first().click();
    const wantedMs = Date.now() - 30_000;
    await page.keyboard.press('Alt+b');
    // The time code of a live picture is that of its second; the header has hundredths.
    await until(async () => {
      const { codeMs, headMs } = (await shownPictures(page)).find((one) => one.number === number) ?? {};
      if (codeMs === undefined || codeMs === null || headMs === undefined) return false;
      const isFromThen = codeMs >= wantedMs - SECOND_MS - LIVE_MS && codeMs <= Date.now() - 30_000 + LIVE_MS;
      return isFromThen && Math.abs(headMs - codeMs) <= SECOND_MS + LIVE_MS;
    }, `the picture of 30 s ago of camera ${number}, by its time code`);
    await page.keyboard.press('Control+1');
  }
});

const inPlayback = (page: Page) => page.getByRole('list', { name: 'Cameras in playback' }).getByRole('listitem');

// @promise screen.wall-plays: The cameras of a wall or of its chosen tiles (Alt+Shift+P) and of a group (its menu) play
// from 30 s ago, in a session of their own where the session that shows has other cameras; Undo brings those back, and
// what is left out is counted.
it('the cameras of a wall play from 30 s ago by one key, this set alone; a group does by its menu, and Undo brings back the set before', async () => {
  const { page } = session();
  await page.keyboard.press('Control+1');
  const numbers = await page.locator('[data-tile] .tile-no').allInnerTexts();
  expect(numbers.length).toBeGreaterThanOrEqual(PLAYED.length);
  const wantedMs = Date.now() - 30_000;
  await page.keyboard.press('Alt+Shift+P');
  await statusBar(page)
    .getByText(/^Playback shows \d+ cameras from 30 s ago/)
    .waitFor();
  const count = await inPlayback(page).count();
  await until(async () => {
    const shown = await shownPictures(page);
    const isFromThen = (codeMs: number | null): boolean =>
      codeMs !== null && codeMs >= wantedMs - SECOND_MS - LIVE_MS && codeMs <= Date.now() - 30_000 + LIVE_MS;
    return shown.filter(({ codeMs }) => isFromThen(codeMs)).length >= PLAYED.length;
  }, 'pictures of 30 s ago, by their time codes');
  await page.keyboard.press('Control+1');
  await tree(page).locator('.tr.grp').nth(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open these cameras in playback' }).click();
  await until(async () => (await inPlayback(page).count()) > 0, 'playback shows the group');
  const ofGroup = await inPlayback(page).allInnerTexts();
  await page.keyboard.press('Control+z');
  await until(async () => (await inPlayback(page).count()) === count, 'the cameras of the wall are back');
  expect(await inPlayback(page).allInnerTexts()).not.toEqual(ofGroup);
});

// @promise screen.no-recordings-cloud: Cameras of Huawei VIS and Alibaba City Visual are refused with one sentence.
it.each([
  ['huawei-vis', /cannot be played back: Huawei VIS stores recordings in the bucket of their owner/],
  ['aliyun-cityvisual', /^This cloud offers no recordings: .+ cannot be played back/],
] as const)('a camera of %s, whose cloud offers no recordings, is refused with one sentence', async (vendor, words) => {
  const { page } = session();
  await page.keyboard.press('Control+1');
  await treeRead(page);
  const [camera] = await recordedOrLive(page, vendor);
  await (await rowOf(page, camera?.number ?? 0)).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in playback' }).click();
  await statusBar(page).getByText(words).waitFor();
  expect(await activity(page, 'Live').count()).toBeGreaterThan(0);
});
