/** Sixteen cameras of three clouds on one clock, by the time codes in their pictures. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { until, type Session } from './harness.ts';
import { beginPlayback, orderFootage, recordedCameras, shownPictures, type RecordedCamera } from './past-screen.ts';
import { requestsOf, statusBar, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';
import { addClock, passTime, relieve, strain } from './strain-page.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Five pictures of the sub-stream, which has 15 a second. */
const IN_STEP_MS = 5 * 67;
/** The header shows whole seconds, ten times a second. */
const HEAD_MS = 1_200;
/** Clouds without a choice of streams send the main stream: pictures of this width are light enough for two cores. */
const SMALL_PX = 640;
const COUNTS = { 'huawei-ivm': 6, 'tencent-ivp': 5, 'aliyun-vcs': 5 } as const;
const VENDORS = ['huawei-ivm', 'tencent-ivp', 'aliyun-vcs'] as const;

/** A busy computer drops frames besides. */
const REASONS = /^Sub stream, lowered by load: (the window was blocked|frames were dropped|the processor was busy)$/;
/** Widths of the streams of Huawei IVM. */
const [MAIN_PX, SUB_PX] = [1_280, 640];

/** Half past midnight in Beijing, yesterday: the cameras record in the hours around. */
const atMs = Math.floor((Date.now() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS - DAY_MS + HOUR_MS / 2;

/** A computer that is too busy shows key pictures in place of some videos: half of the cameras at the most. */
const LEAST_VIDEOS = 8;

/** Resolves with the latest moment when all videos show a moment above `aboveMs`, in step. */
async function untilInStep(page: Page, aboveMs: number, what: string): Promise<number> {
  let latestMs = 0;
  await until(async () => {
    const shown = await shownPictures(page);
    const videos = shown.filter(({ isByKeys }) => !isByKeys);
    const codes = videos.flatMap(({ codeMs, headMs }) =>
      Math.abs((codeMs ?? 0) - headMs) < HEAD_MS ? (codeMs ?? []) : [],
    );
    latestMs = Math.max(...codes);
    const earliestMs = Math.min(...codes);
    if (shown.length !== 16 || videos.length < LEAST_VIDEOS) return false;
    return codes.length === videos.length && earliestMs > aboveMs && latestMs - earliestMs <= IN_STEP_MS;
  }, what);
  return latestMs;
}

/** How the simulated cloud names a camera: device, then channel. */
const keyOf = ({ channelId }: RecordedCamera): string =>
  decodeURIComponent(channelId.slice(channelId.indexOf(':') + 1));

/** Which streams of recordings Huawei IVM was asked for since the log was cleared, such as `d1/c1 sub`. */
const askedStreams = async (session: Session): Promise<string> =>
  (await requestsOf(session, 'getPlaybackConnections'))
    .map(({ params: { device_id: device, channel_id: channel, stream_type: type } }) =>
      [`${String(device)}/${String(channel)}`, type === 'PRIMARY_STREAM' ? 'main' : 'sub'].join(' '),
    )
    .sort()
    .join();

interface Watched {
  veils: string[];
}

/** Notes the words of every veil that shows from now on. */
const watchVeils = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const veils: string[] = [];
    (globalThis as unknown as Watched).veils = veils;
    const look = (): void => {
      for (const veil of document.querySelectorAll('.playback-grid .tile-veil')) veils.push(veil.textContent);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });

const veilsSeen = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as Watched).veils);
/** The words of times and buttons that do not stand whole within their tiles. */
const cutParts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.playback-grid :is(time, .tile-veil .btn)')]
      .filter((part) => part.checkVisibility())
      .filter((part) => {
        const [own, tile] = [part, part.closest('.tile-frame') ?? part].map((one) => one.getBoundingClientRect());
        if (own === undefined || tile === undefined) return true;
        const isInside =
          own.left >= tile.left - 1 &&
          own.right <= tile.right + 1 &&
          own.top >= tile.top - 1 &&
          own.bottom <= tile.bottom + 1;
        return !isInside || part.scrollWidth > part.clientWidth + 1;
      })
      .map((part) => part.innerText),
  );

/** Footage of all three clouds around the moment, and of long ago in Tencent IVP. */
async function orderClouds(session: Session): Promise<void> {
  const { control } = session;
  const around = { fromMs: atMs - HOUR_MS / 4, toMs: atMs + 6 * HOUR_MS };
  for (const vendor of VENDORS) await orderFootage(session, { vendor, place: 'cloud' }, 'recorded', around);
  const longAgo = { fromMs: Date.now() - 27 * DAY_MS, toMs: Date.now() - 23 * DAY_MS };
  await orderFootage(session, { vendor: 'tencent-ivp', place: 'cloud' }, 'recorded', longAgo);
  for (const vendor of ['tencent-ivp', 'aliyun-vcs'])
    await control('POST', '/media/past', { vendor, change: { to: 'size', atMs: 0 } });
}

describe('sixteen cameras of three clouds', () => {
  const session = sharedClient({ cameras: 40, wall: 1, vendors: VENDORS }, { isStory: true });
  beforeAll(() => orderClouds(session()));

  // @promise failures.no-list
  it('sixteen cameras of three clouds begin at the same moment', async () => {
    await treeRead(session().page);
    const range = { fromMs: atMs - 60_000, toMs: atMs + 300_000 };
    const cameras = [];
    for (const vendor of VENDORS) {
      cameras.push(
        ...(await recordedCameras(session().page, { vendor, place: 'cloud', range, count: COUNTS[vendor] })),
      );
    }
    const page = await beginPlayback(session(), cameras, atMs);
    await untilInStep(page, atMs - 1_000, 'sixteen cameras show the moment that was chosen');
  });

  // @promise screen.sixteen-in-step: Sixteen cameras of Huawei IVM, Tencent IVP and Alibaba VCS play in step.
  it('sixteen cameras of three clouds play in step, and none of their pictures is larger than two cores can decode', async () => {
    const { page } = session();
    await page.keyboard.press('k');
    const fromMs = await untilInStep(page, atMs, 'sixteen cameras play');
    await untilInStep(page, fromMs + 4_000, 'they are in step four seconds later');
    await until(async () => {
      const shown = await shownPictures(page);
      return shown.length === 16 && shown.every(({ widthPx }) => widthPx === SMALL_PX);
    }, 'all pictures are small');
  });

  // @promise screen.sixteen-after-seek: Sixteen cameras of three clouds are in step after a seek, and pause on the same
  // moment.
  it('sixteen cameras of three clouds are in step after a seek, and pause on the same moment', async () => {
    const { page } = session();
    await page.keyboard.press('Shift+ArrowRight');
    await untilInStep(page, atMs + 30_000, 'they are in step after a seek');
    await page.keyboard.press('k');
    await page.getByRole('button', { name: /^Play/ }).first().waitFor();
    await untilInStep(page, atMs + 30_000, 'they are in step while they stand still');
    // Alibaba VCS publishes no list of recordings, which is no failure.
    expect(await page.getByText('the list could not be read').count()).toBe(0);
  });

  // @promise screen.enlarged: A camera that is enlarged shows its main stream, however many cameras there are.
  it('the camera that is enlarged shows its main stream at the same moment, and its sub stream among the others again', async () => {
    const { page } = session();
    const first = page.locator('.tile-frame').first();
    const before = (await shownPictures(page))[0]?.codeMs ?? 0;
    /** How many pictures show, and how wide the first is, if it is of the same moment. */
    const shown = async (): Promise<string> => {
      const all = await shownPictures(page);
      const isSame = Math.abs((all[0]?.codeMs ?? 0) - before) <= IN_STEP_MS;
      return isSame ? `${all.length} ${all[0]?.widthPx ?? 0}` : 'another moment';
    };
    await first.dblclick();
    await until(async () => (await shown()) === `1 ${MAIN_PX}`, 'one camera fills the stage in its main stream');
    await first.dblclick();
    await until(async () => (await shown()) === `16 ${SUB_PX}`, 'sixteen cameras show again');
  });

  // @promise screen.small-tiles: In a small tile the day, the zone, the source and the words of notes leave before a time
  // or a button is cut; in a low window the timeline has fewer rows, so that pictures keep their room.
  it('in sixteen small tiles no time and no button is cut, in either language, with text of 150 % too', async () => {
    const { page } = session();
    await page.setViewportSize({ width: 1_280, height: 720 });
    const parts = async (what: 'time' | '.tile-veil .btn'): Promise<number> =>
      page.locator(`.playback-grid ${what}`).filter({ visible: true }).count();
    const standWhole = async (): Promise<void> => {
      for (const locale of ['en-US', 'zh-CN']) {
        await page.locator(`html[lang="${locale}"]`).waitFor();
        await until(async () => (await cutParts(page)).length === 0, `nothing is cut in ${locale}`);
        await page.keyboard.press('Control+=');
        await page.keyboard.press('Control+=');
        await page.keyboard.press('Control+=');
        await until(async () => (await cutParts(page)).length === 0, `nothing is cut in ${locale} with large text`);
        await page.keyboard.press('Control+0');
        await page.keyboard.press('Alt+Shift+L');
      }
    };
    await until(async () => (await parts('time')) === 16, 'sixteen times show');
    await standWhole();
    // Archived by then: Tencent IVP brings footage back by order.
    const day = new Date(Date.now() - 25 * DAY_MS).toISOString().slice(0, 10);
    await page.keyboard.press('g');
    await page.keyboard.type(`${day} 12:00:00`);
    await page.keyboard.press('Enter');
    await until(async () => (await parts('.tile-veil .btn')) > 0, 'veils have buttons');
    await page.locator('.tile-frame.sel').focus();
    await standWhole();
  });
});

describe('a computer under strain', () => {
  const session = sharedClient({ cameras: 40, wall: 1, onPage: addClock });
  beforeAll(async () => {
    const around = { fromMs: atMs - HOUR_MS / 4, toMs: atMs + 6 * HOUR_MS };
    await orderFootage(session(), { vendor: 'huawei-ivm', place: 'cloud' }, 'recorded', around);
  });

  // @promise screen.under-strain: Under strain a camera that is not selected plays its sub-stream from the same moment
  // on, until the strain ends.
  it('under strain a camera that is not selected plays its sub stream from the same moment on, until the strain ends', async () => {
    await treeRead(session().page);
    const range = { fromMs: atMs - 60_000, toMs: atMs + 300_000 };
    const wanted = { vendor: 'huawei-ivm', place: 'cloud', range, count: 2 } as const;
    const [one, other] = await recordedCameras(session().page, wanted);
    if (one === undefined || other === undefined) throw new Error('there are two cameras');
    const page = await beginPlayback(session(), [one, other], atMs);
    /** Both show a moment above `aboveMs` that their headers show, in streams of these widths. */
    const areShown = async (widths: readonly number[], aboveMs: number): Promise<boolean> => {
      const shown = await shownPictures(page);
      const isRight = ({ codeMs, headMs }: (typeof shown)[number]): boolean =>
        codeMs !== null && codeMs > aboveMs && Math.abs(codeMs - headMs) < HEAD_MS;
      return shown.map(({ widthPx }) => widthPx).join() === widths.join() && shown.every(isRight);
    };
    const tile = ({ number }: RecordedCamera) => page.getByRole('group', { name: new RegExp(`^${number} `) });
    await tile(other).click();
    await page.keyboard.press('k');
    await until(() => areShown([MAIN_PX, MAIN_PX], atMs), 'both play the main stream');
    await session().control('DELETE', '/requests');
    await watchVeils(page);
    await strain(page);
    await until(async () => (await askedStreams(session())) === `${keyOf(one)} sub`, 'the sub stream is asked for');
    await relieve(page);
    await until(
      () => areShown([SUB_PX, MAIN_PX], atMs + 2_000),
      'the camera that is not selected plays the sub stream',
    );
    await tile(one).getByRole('note', { name: REASONS }).waitFor();
    expect(await tile(other).getByRole('note').count()).toBe(0);
    await statusBar(page)
      .getByRole('button', { name: /1 tile reduced/ })
      .waitFor();

    await tile(one).click();
    const exchanged = [`${keyOf(one)} sub`, `${keyOf(one)} main`, `${keyOf(other)} sub`].sort().join();
    await until(async () => (await askedStreams(session())) === exchanged, 'the streams are exchanged');
    await until(() => areShown([MAIN_PX, SUB_PX], atMs + 2_000), 'the selected camera plays the main stream');

    await until(async () => {
      // Peace for half a minute by the clock, which the test sets ahead.
      await passTime(page);
      return areShown([MAIN_PX, MAIN_PX], atMs + 2_000);
    }, 'both play the main stream again');
    await page.getByRole('note', { name: /lowered by load/ }).waitFor({ state: 'detached' });
    // All the time a picture showed, or the last one stayed.
    expect(await veilsSeen(page)).toEqual([]);
  });
});
