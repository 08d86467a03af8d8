/** Playing over a gap in the recording of a camera, with and without "skip time without recordings". */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { until } from './harness.ts';
import { beginPlayback, recordedCameras, shownPictures, type RecordedCamera } from './past-screen.ts';
import { treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Before the gap: so many seconds play until the gap begins. */
const BEFORE_MS = 4_000;

/** The reasons of a gap, which depend on the plan of the camera. */
const REASON =
  /^(Nothing says why|Today’s plan does not record|The recording is older|This client saw the camera off line)/;

const session = sharedClient({ cameras: 24, wall: 1 }, { isStory: true });
let camera: RecordedCamera;
let gap: { readonly fromMs: number; readonly toMs: number };

/** A gap of a camera that can be played before and behind the gap, newest last; null where there is none. */
const gapOf = (page: Page, { channelId, place }: RecordedCamera): Promise<typeof gap | null> =>
  page.evaluate(
    async ({ id, at, nowMs, minuteMs }) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const range = { fromMs: nowMs - 4_320 * minuteMs, toMs: nowMs - 60 * minuteMs };
      const read = await request['recordings.read']({ channelId: id, place: at, range, archiveGrainMs: 900_000 });
      const coverage = read.ok ? read.value.view.coverage : [];
      const isLong = (one: (typeof coverage)[number] | undefined): boolean =>
        one !== undefined && one.state === 'covered' && one.toMs - one.fromMs > 5 * minuteMs;
      return (
        coverage.find((one, i) => one.state === 'empty' && isLong(coverage[i - 1]) && isLong(coverage[i + 1])) ?? null
      );
    },
    { id: channelId, at: place, nowMs: Date.now(), minuteMs: MINUTE_MS },
  );

beforeAll(async () => {
  const { page } = session();
  await treeRead(page);
  const range = { fromMs: Date.now() - 2 * HOUR_MS, toMs: Date.now() - 2 * HOUR_MS + MINUTE_MS };
  const cameras = await recordedCameras(page, { vendor: 'huawei-ivm', place: 'cloud', range, count: 6 });
  for (const one of cameras) {
    const found = await gapOf(page, one);
    if (found === null) continue;
    camera = one;
    gap = found;
    break;
  }
  await beginPlayback(session(), [camera], gap.fromMs - BEFORE_MS);
});

const codeOf = async (page: Page): Promise<number | null> => (await shownPictures(page))[0]?.codeMs ?? null;

/** The moment that the screen tells, epoch ms. */
const momentOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole('slider', { name: 'Moment' }).getAttribute('aria-valuenow')) * 1_000;

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

it('"skip time without recordings" leaves the gap at once for the footage behind it, which plays on', async () => {
  const { page } = session();
  await page.keyboard.press('s');
  await page.getByRole('button', { name: /^Skip time without recordings/, pressed: true }).waitFor();
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
