/** Playing over a gap in the recording of a camera, with and without "skip time without recordings". */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { until } from './harness.ts';
import { beginPlayback, orderFootage, recordedCameras, shownPictures, type RecordedCamera } from './past-screen.ts';
import { treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Time that plays before the gap begins. */
const BEFORE_MS = 4_000;

/** The reasons of a gap, which depend on the plan of the camera. */
const REASON =
  /^(Reason not published|Today’s plan does not record|The recording is older|This client saw the camera offline)/;

const session = sharedClient({ cameras: 24, wall: 1 }, { isStory: true });
let camera: RecordedCamera;
/** Twenty minutes, three hours ago. */
const gapFromMs = Math.floor((Date.now() - 3 * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
const gap = { fromMs: gapFromMs, toMs: gapFromMs + 20 * MINUTE_MS };

/** The gaps of a camera in the list of its cloud, from an hour before the gap to an hour behind it. */
const gapsOf = (page: Page, { channelId, place }: RecordedCamera): Promise<readonly (typeof gap)[]> =>
  page.evaluate(
    async ({ id, at, range }) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const read = await request['recordings.read']({ channelId: id, place: at, range, archiveGrainMs: 900_000 });
      const coverage = read.ok ? read.value.view.coverage : [];
      return coverage.filter(({ state }) => state === 'empty').map(({ fromMs, toMs }) => ({ fromMs, toMs }));
    },
    { id: channelId, at: place, range: { fromMs: gap.fromMs - HOUR_MS, toMs: gap.toMs + HOUR_MS } },
  );

beforeAll(async () => {
  const { page } = session();
  await treeRead(page);
  const cameras = { vendor: 'huawei-ivm', place: 'cloud' } as const;
  await orderFootage(session(), cameras, 'recorded', {
    fromMs: gap.fromMs - 2 * HOUR_MS,
    toMs: gap.toMs + 2 * HOUR_MS,
  });
  await orderFootage(session(), cameras, 'gap', gap);
  const range = { fromMs: gap.toMs + HOUR_MS, toMs: gap.toMs + HOUR_MS + MINUTE_MS };
  const [found] = await recordedCameras(page, { ...cameras, range, count: 1 });
  if (found === undefined) throw new Error('no camera is recorded');
  expect(await gapsOf(page, found)).toEqual([gap]);
  camera = found;
  await beginPlayback(session(), [camera], gap.fromMs - BEFORE_MS);
});

const codeOf = async (page: Page): Promise<number | null> => (await shownPictures(page))[0]?.codeMs ?? null;

/** The moment that the screen shows, epoch ms. */
const momentOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole('slider', { name: 'Moment' }).getAttribute('aria-valuenow')) * 1_000;

// @promise screen.gap-runs-on: Playing runs on through a gap and says why nothing is recorded.
it('without "skip time without recordings" the clock runs on through the gap, and the tile says that nothing is recorded and why', async () => {
  const { page } = session();
  await until(
    async () => ((await codeOf(page)) ?? 0) >= gap.fromMs - 2 * BEFORE_MS,
    'the picture before the gap shows',
  );
  await page.keyboard.press('k');
  await page.getByText('Nothing recorded').first().waitFor();
  await until(async () => (await momentOf(page)) > gap.fromMs + 2_000, 'the clock runs on in the gap');
  const tile = page.getByRole('group', { name: new RegExp(`^${camera.number} `) });
  await tile.getByText('The cloud says that this camera recorded nothing at this moment.').waitFor();
  await tile.getByText(REASON).waitFor();
  expect(await shownPictures(page)).toEqual([]);
  expect(await momentOf(page)).toBeLessThan(gap.toMs - MINUTE_MS);
});

// @promise screen.gap-skipped: Where the operator skips time without recordings, playing continues at once at the footage
// behind the gap.
it('"skip time without recordings" leaves the gap at once for the footage behind it, which plays on', async () => {
  const { page } = session();
  await page.keyboard.press('Shift+G');
  await page.getByRole('button', { name: /^Skip gaps/, pressed: true }).waitFor();
  let codeMs = 0;
  await until(async () => (codeMs = (await codeOf(page)) ?? 0) >= gap.toMs, 'the footage behind the gap shows');
  expect(codeMs).toBeLessThan(gap.toMs + MINUTE_MS);
  const fromMs = codeMs;
  await until(async () => ((await codeOf(page)) ?? 0) > fromMs + 2_000, 'the footage plays on');
  await page.keyboard.press('k');
});

it('with "skip time without recordings" playing reaches the footage behind the gap without a stop', async () => {
  const { page } = session();
  const field = page.getByRole('textbox', { name: 'Date and time' });
  await field.fill(new Date(gap.fromMs - BEFORE_MS + 8 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' '));
  await page.keyboard.press('Enter');
  await page.locator('.tile-frame.sel').focus();
  await until(async () => {
    const codeMs = (await codeOf(page)) ?? Infinity;
    return codeMs < gap.fromMs;
  }, 'the picture before the gap shows');
  const inGap: number[] = [];
  await page.keyboard.press('k');
  await until(async () => {
    const atMs = await momentOf(page);
    if (atMs > gap.fromMs + 1_000 && atMs < gap.toMs - 1_000) inGap.push(atMs);
    return ((await codeOf(page)) ?? 0) >= gap.toMs;
  }, 'the footage behind the gap shows');
  expect(inGap).toEqual([]);
});
