/** Key pictures of a recording, from the media server through the gateway to bitmaps in real Chromium. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import { openPastSite, FRAME_MS, wholeBytes, type PastSite } from './past-site.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(600) };
const GAP = { fromMs: at(120), toMs: at(150) };
const SPANS = [
  { fromMs: RANGE.fromMs, toMs: GAP.fromMs },
  { fromMs: GAP.toMs, toMs: RANGE.toMs },
];

const SCRIPT = `
import { KeyPictureSource } from './playback/key-pictures/key-pictures.ts';
let source = null;
window.openKeys = async (atMs) => {
  const answer = await window.openPast({ channelId: 'c2', atMs });
  source = new KeyPictureSource(answer.value.url);
};
window.keyAt = async (atMs) => {
  const answer = await source.at(atMs);
  if (typeof answer === 'string') return { answer };
  const { fromMs, toMs, bitmap } = answer;
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
  return { answer: 'picture', fromMs, toMs, row: [...data], width: canvas.width };
};
window.endKeys = () => source.dispose();
`;

interface Answered {
  readonly answer: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly row: readonly number[];
  readonly width: number;
}

let site: PastSite;
const keyAt = (atMs: number): Promise<Answered> => site.page.evaluate(`window.keyAt(${atMs})`);

beforeAll(async () => {
  site = await openPastSite({
    cameras: [],
    range: RANGE,
    stretchMs: 600_000,
    atMs: at(0),
    lineDelayMs: 0,
    script: SCRIPT,
    spansOf: () => SPANS,
  });
  await site.page.evaluate(`window.openKeys(${at(0)})`);
});

afterAll(() => site.close());

it('the key picture of a moment is the first picture of its segment, decoded on the page', async () => {
  for (const second of [1, 5, 61, 301, 599]) {
    const { answer, fromMs, toMs, row, width } = await keyAt(at(second));
    expect([second, answer]).toEqual([second, 'picture']);
    expect(fromMs <= at(second) && at(second) < toMs).toBe(true);
    expect(Math.abs((readTimeCode(row, width, 1) ?? 0) - fromMs)).toBeLessThanOrEqual(FRAME_MS);
  }
});

it('where nothing is recorded there is no key picture', async () => {
  expect(await keyAt(at(130))).toMatchObject({ answer: 'none' });
});

// @promise playback.key-picture-bytes: The gateway picks key pictures for fast speeds and previews: of a segment only
// the begin is fetched, less than half of all bytes.
it('at sixteen times less than half of the bytes are fetched, and a picture in memory costs no request', async () => {
  const before = site.carriedBytes();
  for (let second = 200; second < 300; second += 4) await keyAt(at(second));
  const keyBytes = site.carriedBytes() - before;
  await keyAt(at(296));
  expect(site.carriedBytes() - before).toBe(keyBytes);
  const all = await wholeBytes(site.page, 'c3', at(0), { fromMs: at(200), toMs: at(300) });
  expect(keyBytes).toBeGreaterThan(0);
  expect(keyBytes / all).toBeLessThanOrEqual(0.5);
});

it('a source that is disposed answers no more', async () => {
  await site.page.evaluate('window.endKeys()');
  expect(await keyAt(at(400))).toMatchObject({ answer: 'failed' });
});
