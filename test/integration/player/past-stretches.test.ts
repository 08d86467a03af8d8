/** hls.js in real Chromium plays what the gateway makes of stretches: unseen joins, gaps, an address that ends. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import type { PastLease } from '../../../main/media/messages/types.ts';
import type { PastPiece, PastQuestion } from '../../../main/media/upstream/past-source.ts';
import { launchEngine } from '../../e2e/browser.ts';
import { openServer } from '../../simulator/media/support.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import type { MediaServer, MediaSpan } from '../../simulator/media/types.ts';
import { signal, source } from '../media/harness.ts';
import { serveBundledPage, type BundledPage } from '../servers/bundled-page.ts';
import { until } from '../servers/processes.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1000;
const END_MS = at(80);
const STRETCH_MS = 20_000;
const SPANS: readonly MediaSpan[] = [
  { fromMs: at(0), toMs: at(26) },
  { fromMs: at(36), toMs: at(80) },
];

/** Plays a playlist at four times its speed, and notes the row of the time code of each picture. */
const ENTRY = `
import Hls from 'hls.js';
const video = document.querySelector('video');
let hls = null;
window.rows = [];
window.errors = [];
window.isOver = false;
const note = () => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
  window.rows.push({ row: [...data], width: canvas.width });
  video.requestVideoFrameCallback(note);
};
window.playPast = (url) => {
  hls = new Hls({ enableWorker: false });
  hls.on(Hls.Events.ERROR, (_event, { details, fatal }) => window.errors.push([details, fatal]));
  hls.attachMedia(video);
  hls.loadSource(url);
  video.addEventListener('ended', () => (window.isOver = true));
  video.requestVideoFrameCallback(note);
  video.playbackRate = video.defaultPlaybackRate = 4;
  return video.play();
};
window.stopPast = () => hls?.destroy();`;

interface PastPage {
  readonly rows: readonly { readonly row: readonly number[]; readonly width: number }[];
  readonly errors: readonly (readonly [string, boolean])[];
  readonly isOver: boolean;
  playPast(url: string): Promise<void>;
  stopPast(): void;
}

let browser: Browser;
let bundle: BundledPage;
let page: Page;
let server: MediaServer;
let gateway: Gateway;
let questions: PastQuestion[];

beforeAll(async () => {
  bundle = await serveBundledPage(ENTRY, '<video muted></video>');
  browser = await launchEngine();
  const grant = { cameraKey: 'c4', cameraName: '西门', profile: 'sub', kind: 'hls-vod', spans: SPANS } as const;
  server = await openServer({
    authorize: (_path, query) => ({
      ok: true,
      grant: { ...grant, fromMs: Number(query.get('from')), toMs: Number(query.get('to')) },
    }),
  });
  gateway = createGateway({ allowedOrigins: [bundle.origin] });
  await gateway.start();
});

afterAll(async () => {
  await browser.close();
  await bundle.close();
  await gateway.dispose();
  await server.close();
});

beforeEach(async () => {
  questions = [];
  server.clearPast();
  page = await browser.newPage();
  await page.goto(bundle.origin);
});

afterEach(() => page.close());

function resolve(question: PastQuestion): Promise<PastPiece> {
  questions.push(question);
  const { fromMs, toMs } = question;
  const stretch = { fromMs, toMs: toMs ?? Math.min(fromMs + STRETCH_MS, END_MS) };
  const url = `${server.origin}/x?from=${String(fromMs)}&to=${String(stretch.toMs)}`;
  return Promise.resolve({ stretch, source: source(url, { transport: 'hls' }) });
}

const open = (atMs: number): Promise<PastLease> =>
  gateway.past.open({ key: 'a', fromMs: FROM_MS, atMs, endMs: END_MS, resolve, onEvent: () => undefined }, signal());

/** The moments that the pictures showed, in seconds from the begin, in order. */
async function shown(): Promise<readonly number[]> {
  const rows = await page.evaluate(() => (window as unknown as PastPage).rows);
  return rows.flatMap(({ row, width }) => {
    const ms = readTimeCode(row, width, 1);
    return ms === null ? [] : [(ms - FROM_MS) / 1000];
  });
}

async function playToEnd(lease: PastLease): Promise<readonly number[]> {
  await page.evaluate((url) => (window as unknown as PastPage).playPast(url), lease.url);
  await until(
    'the recording is over',
    () => page.evaluate(() => ((window as unknown as PastPage).isOver ? true : null)),
    60_000,
    async () => ({
      shown: (await shown()).slice(-3),
      errors: await page.evaluate(() => (window as unknown as PastPage).errors),
    }),
  );
  return await shown();
}

// @promise playback.joins-play
// @promise failures.long-playlist: Stretches of two hours join unseen in the player.
it('stretches join unseen in the player: pictures go forward from the moment asked for to the end, over the gap', async () => {
  const seconds = await playToEnd(await open(at(12)));
  expect(seconds[0]).toBeGreaterThanOrEqual(11.5);
  expect(seconds[0]).toBeLessThan(14);
  expect(seconds.at(-1)).toBeGreaterThan(79);
  const steps = seconds.slice(1).map((second, i) => second - (seconds[i] ?? 0));
  // The cloud gives whole groups of pictures: the group in which two stretches meet can come twice.
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(-1);
  expect(seconds.filter((second) => second >= 26 && second < 36)).toEqual([]);
  expect(steps.filter((step) => step > 5)).toHaveLength(1);
  expect(questions.map(({ fromMs }) => (fromMs - FROM_MS) / 1000)).toEqual([0, 20, 40, 60]);
  const errors = await page.evaluate(() => (window as unknown as PastPage).errors);
  expect(errors.filter(([, isFatal]) => isFatal)).toEqual([]);
}, 90_000);

// @promise failures.ended-address
it('an address that ends in the middle is not seen in the player', async () => {
  server.setPast({}, { ends: { segments: 2, sessions: 1 } });
  const seconds = await playToEnd(await open(at(0)));
  const steps = seconds.slice(1).map((second, i) => second - (seconds[i] ?? 0));
  expect(seconds.at(-1)).toBeGreaterThan(79);
  expect(steps.filter((step) => step > 5)).toHaveLength(1);
  expect(questions.length).toBeGreaterThan(4);
}, 90_000);
