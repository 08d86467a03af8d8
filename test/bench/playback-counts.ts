/**
 * Counts the pictures of sixteen tiles while a bench measures them: frames of live tiles, key pictures of tiles of
 * playback, and the clock. The page counts by itself and is asked before and after: a tool that stays attached costs
 * the page more.
 */
import { readTimeCode } from '../simulator/media/time-code.ts';
import type { PageTalk } from './page-talk.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** In front of an expression that asks main. */
export const ASK = `const ask = async (name, input) => {
  const answer = await window.lanner.request[name](input);
  if (!answer.ok) throw new Error(name + ' ' + answer.error.code);
  return answer.value;
};`;

/** Lets playback begin at the same moment again, as an expression. */
export const fromMoment = (atMs: number): string => `(async () => {
  ${ASK}
  const { playback } = await ask('app.get-preferences', {});
  await ask('app.set-preferences', { playback: { ...playback, atMs: ${atMs} } });
  window.isOld = true;
  setTimeout(() => location.reload(), 0);
})()`;

export const click = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}).click()`;

/** Expressions: the videos of live tiles that show a picture, and the canvases of tiles that show key pictures. */
export const LIVE = `[...document.querySelectorAll('video')].filter((v) => v.readyState >= 2 && !v.paused && v.videoWidth > 0)`;
export const KEYS = `[...document.querySelectorAll('.tile-frame[data-picture] .playback-keys')].filter((one) => !one.hidden)`;
/** How many tiles of playback show a picture, as an expression. */
export const PAST = `document.querySelectorAll('.tile-frame[data-picture]').length`;

/** The lowest row of pixels of each canvas, and the moment of the clock, s. */
const LOOK = `() => ({
  clockSec: Number(document.querySelector('.tml-board')?.getAttribute('aria-valuenow') ?? NaN),
  rows: window.benchKeys.map((keys) => {
    if (keys.hidden || keys.width === 0) return [];
    const canvas = new OffscreenCanvas(keys.width, keys.height);
    const context = canvas.getContext('2d');
    context.drawImage(keys, 0, 0);
    return [...context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1).data];
  }),
})`;

/** Frames that a video has shown so far, as a function. */
const SHOWN = `(video) => {
  const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
  return totalVideoFrames - droppedVideoFrames;
}`;

/** Begins to count, as an expression. */
export const BEGIN_COUNT = `(() => {
  window.benchLive = ${LIVE}.map((video) => ({ video, shown: (${SHOWN})(video) }));
  window.benchKeys = ${KEYS};
  window.benchDrawn = new Map(window.benchKeys.map((keys) => [keys, 0]));
  if (window.benchDraw === undefined) {
    window.benchDraw = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (...values) {
      const drawn = window.benchDrawn.get(this.canvas);
      if (drawn !== undefined) window.benchDrawn.set(this.canvas, drawn + 1);
      return window.benchDraw.apply(this, values);
    };
  }
  window.benchFrom = (${LOOK})();
  window.benchFromMs = performance.now();
})()`;

export interface LiveCount {
  readonly tookMs: number;
  /** That each tile has shown meanwhile; a tile that was opened again counts as one that showed none. */
  readonly frames: readonly number[];
}

export interface PastCount {
  readonly tookMs: number;
  /** How far the clock went. */
  readonly clockSec: number;
  readonly tiles: readonly {
    /** Key pictures that were drawn. The page draws no picture twice in a row. */
    readonly drawn: number;
    /** How far the time codes in the pictures went, ms; 0 where one cannot be read. */
    readonly codeMs: number;
  }[];
}

export const readLive = (page: PageTalk): Promise<LiveCount> =>
  page.ask(`({
    tookMs: performance.now() - window.benchFromMs,
    frames: window.benchLive.map(({ video, shown }) => video.isConnected ? Math.max(0, (${SHOWN})(video) - shown) : 0),
  })`);

interface Look {
  readonly clockSec: number;
  readonly rows: readonly (readonly number[])[];
}

const codeOf = (row: readonly number[] | undefined): number | null =>
  row === undefined || row.length === 0 ? null : readTimeCode(row, row.length / 4, 1);

export async function readPast(page: PageTalk): Promise<PastCount> {
  const { tookMs, from, to, drawn } = await page.ask<{ tookMs: number; from: Look; to: Look; drawn: number[] }>(
    `({ tookMs: performance.now() - window.benchFromMs, from: window.benchFrom, to: (${LOOK})(), drawn: window.benchKeys.map((keys) => window.benchDrawn.get(keys)) })`,
  );
  const tiles = drawn.map((count, i) => {
    const [first, last] = [codeOf(from.rows[i]), codeOf(to.rows[i])];
    return { drawn: count, codeMs: first === null || last === null ? 0 : last - first };
  });
  return { tookMs, clockSec: to.clockSec - from.clockSec, tiles };
}
