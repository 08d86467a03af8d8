/**
 * Common parts of the tests of the timeline alone: the page of the design, its pixels, and the places of its moments.
 */
import type { Page } from 'playwright-core';
import type { TimeRange } from '../../preload/domain/time.ts';
import type { Shown } from './timeline-page.tsx';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const DAY = Date.parse('2026-07-14T00:00+08:00');
export const design: Shown = {
  locale: 'en-US',
  zone: 'Asia/Shanghai',
  dayMs: DAY,
  nowMs: DAY + 7 * DAY_MS,
  fromMs: DAY + 16 * HOUR_MS,
  toMs: DAY + 21 * HOUR_MS,
};

export const board = (page: Page) => page.locator('.tml-board');
export const viewOf = (page: Page): Promise<TimeRange> => page.evaluate('window.timeline.view');

/** Resolves once two frames were drawn: a change of now is on the canvas then. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** The colour of a device pixel of the rows' canvas, `rgb` in hexadecimals. */
export const pixel = (page: Page, x: number, y: number): Promise<string> =>
  page.evaluate(
    ([atX, atY]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.tml-board canvas');
      const data = canvas?.getContext('2d')?.getImageData(atX ?? 0, atY ?? 0, 1, 1).data ?? [];
      return [...data]
        .slice(0, 3)
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
    },
    [Math.round(x), Math.round(y)],
  );

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  x(atMs: number): Promise<number>;
}

export async function placeOf(page: Page): Promise<Place> {
  const box = await board(page).boundingBox();
  if (box === null) throw new Error('the timeline is not there');
  const { x: left, y: top, width, height } = box;
  const x = async (atMs: number): Promise<number> => {
    const { fromMs, toMs } = await viewOf(page);
    return left + ((atMs - fromMs) / (toMs - fromMs)) * width;
  };
  return { left, top, width, height, x };
}

export const [PLAIN, ALARM, WELL] = ['4d7698', 'f9626a', '08090b'];
/** The middle of the bar of a row: 0 is the row of all cameras. */
export const barY = (row: number): number => 22 + row * 30 + 22;
