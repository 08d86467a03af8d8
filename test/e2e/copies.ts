/** Looks into copies of exports: how many pictures they have, and which time stands below a picture. */
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { BAR_BRIGHT, BAR_FONT, BAR_GROUND, barLayout } from '../../renderer/media/copies/copy-bar.ts';

const SECOND_MS = 1_000;
/** How far from the time in the picture the written time is looked for. */
const SECONDS_AROUND = 5;

interface MoviePictures {
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/** Decodes and counts. */
export function moviePictures(path: string): MoviePictures {
  const wanted = 'stream=width,height,nb_read_frames';
  const args = [
    '-v',
    'error',
    '-count_frames',
    '-select_streams',
    'v',
    '-show_entries',
    wanted,
    '-of',
    'csv=p=0',
    path,
  ];
  const [width = 0, height = 0, count = 0] = execFileSync('ffprobe', args, { encoding: 'utf8' }).split(',').map(Number);
  return { width, height, count };
}

/** A picture as RGBA. @param at its number, from 0 on. */
export function pictureAt(path: string, at: number): Buffer {
  const filter = `select=eq(n\\,${at})`;
  const args = ['-v', 'error', '-i', path, '-vf', filter, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'];
  return execFileSync('ffmpeg', args, { maxBuffer: 256 * 1024 * 1024 });
}

interface Written {
  readonly rgba: Buffer;
  readonly width: number;
  readonly height: number;
  /** Where the picture ends and the words begin. */
  readonly top: number;
  readonly nearMs: number;
}

/**
 * The time that stands below the picture, by the second: each time around is written as a copy has it, and the one that looks
 * most like the picture is the one that stands there.
 */
export async function writtenTime(page: Page, { rgba, width, height, top, nearMs }: Written): Promise<number> {
  const { inset, lineHeight, large } = barLayout(width, false);
  const first = Math.floor(nearMs / SECOND_MS) - SECONDS_AROUND;
  const times = Array.from({ length: 2 * SECONDS_AROUND + 1 }, (_, i) => (first + i) * SECOND_MS);
  const line = Math.round(top + inset / 2);
  const left = Math.round(width / 2);
  const rows = Array.from({ length: lineHeight }, (_, y) => {
    const from = ((line + y) * width + left) * 4;
    return rgba.subarray(from, from + (width - left) * 4);
  });
  const box = {
    left,
    width: width - left,
    height: lineHeight,
    right: width - inset,
    middle: lineHeight / 2,
    full: height,
  };
  const texts = times.map((ms) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} UTC+8`);
  const base64 = Buffer.concat(rows).toString('base64');
  const style = { font: `600 ${large}px ${BAR_FONT}`, ground: BAR_GROUND, bright: BAR_BRIGHT };
  const nearest = await page.evaluate(
    ({ words, seen64, area, look }) => {
      const seen = Uint8Array.from(atob(seen64), (character) => character.charCodeAt(0));
      const context = new OffscreenCanvas(area.width, area.height).getContext('2d', { willReadFrequently: true });
      if (context === null) throw new Error('no canvas');
      const differences = words.map((text) => {
        context.fillStyle = look.ground;
        context.fillRect(0, 0, area.width, area.height);
        context.fillStyle = look.bright;
        context.font = look.font;
        context.textAlign = 'right';
        context.textBaseline = 'middle';
        context.fillText(text, area.right - area.left, area.middle);
        const { data } = context.getImageData(0, 0, area.width, area.height);
        return data.reduce((sum, value, i) => sum + Math.abs(value - (seen[i] ?? 0)), 0);
      });
      return differences.indexOf(Math.min(...differences));
    },
    { words: texts, seen64: base64, area: box, look: style },
  );
  return times[nearest] ?? 0;
}

/** Puts another decoder in the place of the browser's while `run` runs. */
export async function withDecoder(
  page: Page,
  kind: 'that hangs' | 'that refuses',
  run: () => Promise<void>,
): Promise<void> {
  const restore = await page.evaluateHandle((wanted) => {
    const [holder, name, value] =
      wanted === 'that hangs'
        ? [VideoDecoder.prototype, 'flush', () => new Promise<undefined>(() => undefined)]
        : [
            VideoDecoder,
            'isConfigSupported',
            (config: VideoDecoderConfig) => Promise.resolve({ config, supported: false }),
          ];
    const before = Object.getOwnPropertyDescriptor(holder, name) ?? {};
    Object.defineProperty(holder, name, { ...before, value });
    return () => void Object.defineProperty(holder, name, before);
  }, kind);
  try {
    await run();
  } finally {
    await restore.evaluate((putBack) => putBack());
  }
}
