/** The screen of playback in tests: its cameras, and the moments in their pictures. */
import type { Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { PlaybackCamera } from '../../preload/domain/preferences.ts';
import type { RecordingPlace } from '../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../preload/domain/time.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import { readTimeCode } from '../simulator/media/time-code.ts';
import type { Session } from './harness.ts';
import { activity, cameraRow, treeRead } from './screen.ts';

export interface Shown {
  readonly number: number;
  /** The time code in the picture, epoch ms; null where none is read. */
  readonly codeMs: number | null;
  /** The moment in the header of the tile, epoch ms. */
  readonly headMs: number;
  /** Of the picture, not of the tile. */
  readonly widthPx: number;
  /** A key picture stands above the video. */
  readonly isByKeys: boolean;
}

/** The tiles with a picture, all at the same moment of the page. */
export async function shownPictures(page: Page): Promise<readonly Shown[]> {
  const tiles = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.tile-frame[data-picture]')].flatMap((tile) => {
      const video = tile.querySelector('video');
      const head = tile.querySelector('time')?.dateTime;
      if (!video || video.videoWidth === 0 || head === undefined) return [];
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const context = canvas.getContext('2d');
      if (context === null) return [];
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
      const number = Number(tile.querySelector('.tile-no')?.textContent);
      const isByKeys = tile.querySelector<HTMLCanvasElement>('.playback-keys')?.hidden === false;
      return [{ number, row: [...data], width: canvas.width, headMs: Date.parse(head), isByKeys }];
    }),
  );
  return tiles.map(({ number, row, width, headMs, isByKeys }) => ({
    number,
    headMs,
    widthPx: width,
    isByKeys,
    codeMs: readTimeCode(row, width, 1),
  }));
}

/** A stamp of the screen as epoch ms: `2026-11-22 14:03:07 UTC+8`. NaN for other words. */
export function stampMs(words: string): number {
  const [, day, time, hours = '0'] = /^(\S+) (\S+) UTC([+-]\d+)?$/.exec(words) ?? [];
  return Date.parse(`${day}T${time}Z`) - Number(hours) * 3_600_000;
}

/** Whether the timeline shows the part from A to B here. @param share of its width from the left, 0 to 1. */
export const isInPart = (page: Page, share: number): Promise<boolean> =>
  page
    .locator('.tml-board canvas')
    .nth(1)
    .evaluate((canvas, at) => {
      if (!(canvas instanceof HTMLCanvasElement)) return false;
      const data = canvas.getContext('2d')?.getImageData(canvas.width * at, 30, 1, 1).data;
      return (data?.[3] ?? 0) > 0;
    }, share);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The lists of Tencent IVP end at midnight in Beijing: half an hour earlier near it, so that the range is within one day. */
export function awayFromMidnight(atMs: number): number {
  const sinceMidnightMs = (atMs + 8 * HOUR_MS) % DAY_MS;
  const isNear = sinceMidnightMs < 15 * MINUTE_MS || sinceMidnightMs > DAY_MS - 15 * MINUTE_MS;
  return isNear ? atMs - HOUR_MS / 2 : atMs;
}

/** All cameras of a cloud. */
interface FootageOrder {
  readonly vendor: VendorId;
  /** Absent: in both. */
  readonly place?: RecordingPlace;
}

/** Orders a recording or a gap of cameras, before the client reads the list. @throws {Error} when no camera got it. */
export async function orderFootage(
  { control }: Pick<Session, 'control'>,
  { vendor, place }: FootageOrder,
  is: 'recorded' | 'gap',
  range: TimeRange,
): Promise<void> {
  const [fromMs, toMs] = [range.fromMs, range.toMs].map((ms) => Math.floor(ms / 1000) * 1000);
  const order = { vendor, ...(place && { place }), [is]: { fromMs, toMs } };
  const answer = await control('POST', '/recordings', order);
  if ((answer as { readonly hit: number }).hit === 0) throw new Error(`no camera of ${vendor} took the order`);
}

/**
 * Orders that cameras recorded the last four days and record now, but for ten minutes six hours ago: behind them the
 * newest recording begins. @returns the gap.
 */
export async function orderLastDays(session: Pick<Session, 'control'>, of: FootageOrder): Promise<TimeRange> {
  const nowMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  await orderFootage(session, of, 'recorded', { fromMs: nowMs - 96 * HOUR_MS, toMs: nowMs + 24 * HOUR_MS });
  const gap = { fromMs: nowMs - 6 * HOUR_MS - 10 * MINUTE_MS, toMs: nowMs - 6 * HOUR_MS };
  await orderFootage(session, of, 'gap', gap);
  return gap;
}

export interface RecordedCamera extends PlaybackCamera {
  readonly number: number;
}

interface Wanted {
  readonly vendor: VendorId;
  readonly place: RecordingPlace;
  /** Reached, with recordings in this place, and covered in this range where the cloud lists recordings, epoch ms. */
  readonly range: { readonly fromMs: number; readonly toMs: number };
  readonly count: number;
}

/** Cameras of a cloud that can be played in a range. @throws {Error} when there are fewer than `count`. */
export const recordedCameras = (page: Page, wanted: Wanted): Promise<readonly RecordedCamera[]> =>
  page.evaluate(async ({ vendor, place, range, count }) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const accountId = accounts.ok ? accounts.value.find((one) => one.vendor === vendor)?.id : undefined;
    if (accountId === undefined) throw new Error(`no account of ${vendor}`);
    const rows = await request['directory.page']({ accountId, cursor: null, limit: 500 });
    const found: RecordedCamera[] = [];
    for (const { id, number, reachable, isFrozen, capabilities } of rows.ok ? rows.value.channels : []) {
      if (found.length === count) break;
      if (reachable !== 'online' || isFrozen || !capabilities.includes(`${place}-record`)) continue;
      const read = await request['recordings.read']({ channelId: id, place, range, archiveGrainMs: 900_000 });
      const isAnswered = read.ok && (read.value.error?.code ?? 'cloud.not-supported') === 'cloud.not-supported';
      if (!isAnswered) continue;
      const isPlayable = read.value.view.coverage.every(({ state }) => state === 'covered' || state === 'unknown');
      if (isPlayable) found.push({ channelId: id, place, number });
    }
    if (found.length < count) throw new Error(`only ${found.length} cameras of ${vendor} are recorded`);
    return found;
  }, wanted);

/** Shows cameras at a moment in playback, as after a restart that began with them. @returns the new page. */
export async function beginPlayback(
  session: Session,
  cameras: readonly PlaybackCamera[],
  atMs: number | null,
): Promise<Page> {
  const chosen = cameras.map(({ channelId, place }) => ({ channelId, place }));
  await session.page.evaluate(
    async (playback) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const set = await request['app.set-preferences']({ playback });
      if (!set.ok) throw new Error(set.error.code);
    },
    { cameras: chosen, atMs },
  );
  const page = await session.reopen();
  await activity(page, 'Playback').click();
  await page.getByRole('group', { name: 'Recordings of the cameras' }).waitFor();
  return page;
}

/**
 * Begins a review three hours ago with cameras of Huawei IVM, which recorded the last days.
 *
 * @param counts `spare`: cameras with recordings that are not in the review
 * @returns the page, and all cameras: those of the review first
 * @throws {Error} when fewer cameras are recorded
 */
export async function beginReview(
  session: Session,
  { count, spare = 0 }: { readonly count: number; readonly spare?: number },
): Promise<{ readonly page: Page; readonly cameras: readonly RecordedCamera[] }> {
  await treeRead(session.page);
  const atMs = Date.now() - 3 * HOUR_MS;
  const of = { vendor: 'huawei-ivm', place: 'cloud' } as const;
  await orderLastDays(session, of);
  const range = { fromMs: atMs - 5 * MINUTE_MS, toMs: atMs + 10 * MINUTE_MS };
  const cameras = await recordedCameras(session.page, { ...of, range, count: count + spare });
  return { page: await beginPlayback(session, cameras.slice(0, count), atMs), cameras };
}

/** Opens a camera in playback by the menu of its row in the list, and waits for its recordings. */
export async function openRecorded(page: Page, number: number): Promise<void> {
  await cameraRow(page, number).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in playback' }).click();
  await page
    .getByText(/ % of the view recorded/)
    .first()
    .waitFor();
}

/** The picture in the tile of a camera; null without one. */
export const shownBy = async (page: Page, number: number): Promise<Shown | null> =>
  (await shownPictures(page)).find((one) => one.number === number) ?? null;

/** The moments of two cameras in one look at the page, whose video does not continue meanwhile; null without both. */
export async function codesOf(page: Page, one: number, other: number): Promise<readonly [number, number] | null> {
  const shown = await shownPictures(page);
  const codeOf = (number: number): number | null => shown.find((each) => each.number === number)?.codeMs ?? null;
  const [a, b] = [codeOf(one), codeOf(other)];
  return a === null || b === null ? null : [a, b];
}
