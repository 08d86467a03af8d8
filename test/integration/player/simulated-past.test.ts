/** The simulator's recordings are media that a player of the field plays: hls.js shows the moment that it says it shows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchEngine } from '../../e2e/browser.ts';
import type { PastTraits } from '../../simulator/media/past-traits.ts';
import { openServer } from '../../simulator/media/support.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import type { MediaServer, MediaSpan } from '../../simulator/media/types.ts';
import { serveBundledPage } from '../servers/bundled-page.ts';
import type { BundledPage } from '../servers/bundled-page.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1000;
/** A minute with a gap in the middle. Segments of 20 s begin with a key frame: hls.js alone starts with no other segment. */
const SPANS: readonly MediaSpan[] = [
  { fromMs: at(0), toMs: at(30) },
  { fromMs: at(40), toMs: at(60) },
];
/** Of the sub stream. */
const FRAME_MS = 1000 / 15;

/** Shows the moment `second` of the playlist, and says what is seen: a row of the time code, and the date that hls.js gives it. */
const ENTRY = `
import Hls from 'hls.js';
const video = document.querySelector('video');
let hls = null;
window.openPast = (url) => new Promise((resolve, reject) => {
  hls?.destroy();
  hls = new Hls({ enableWorker: false });
  window.errors = [];
  hls.on(Hls.Events.ERROR, (_event, data) => {
    window.errors.push(data.details);
    if (data.fatal) reject(new Error(data.details));
  });
  hls.once(Hls.Events.LEVEL_LOADED, (_event, { details }) => resolve(details.totalduration));
  hls.attachMedia(video);
  hls.loadSource(url);
});
/** For the message of a seek that does not end. */
const seen = (second) => {
  const { currentTime, seeking, readyState, buffered } = video;
  const held = Array.from({ length: buffered.length }, (_, i) => [buffered.start(i), buffered.end(i)]);
  return { second, currentTime, seeking, readyState, held, errors: window.errors };
};
const shownSec = () => {
  try {
    const frame = new VideoFrame(video);
    const { timestamp } = frame;
    frame.close();
    return timestamp;
  } catch {
    return null; // no picture has come to the element yet, whatever its readyState says
  }
};
window.showAt = async (second) => {
  const seeked = new Promise((resolve, reject) => {
    video.addEventListener('seeked', resolve, { once: true });
    setTimeout(() => reject(new Error(JSON.stringify(seen(second)))), 120_000);
  });
  const before = shownSec();
  video.currentTime = second;
  await seeked;
  // A busy browser says that the seek is over while the picture before still shows, or none.
  const endMs = performance.now() + 10_000;
  while ([null, before].includes(shownSec()) && performance.now() < endMs) await new Promise(requestAnimationFrame);
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
  // not hls.playingDate: right behind a seek over a gap it counts from the segment that was shown before
  const { fragments } = hls.levels[0].details;
  const { start, programDateTime } = fragments.findLast((one) => one.start <= video.currentTime);
  const dateMs = programDateTime === null ? null : programDateTime + (video.currentTime - start) * 1000;
  return { row: [...data], width: canvas.width, dateMs };
};`;

interface Shown {
  readonly row: readonly number[];
  readonly width: number;
  readonly dateMs: number | null;
}

let browser: Browser;
let bundle: BundledPage;
let page: Page;
let server: MediaServer;

beforeAll(async () => {
  bundle = await serveBundledPage(ENTRY, '<video muted></video>');
  browser = await launchEngine();
  page = await browser.newPage();
  await page.goto(bundle.origin);
  const grant = { cameraKey: 'c4', cameraName: '西门', profile: 'sub', kind: 'hls-vod', spans: SPANS } as const;
  server = await openServer({ authorize: () => ({ ok: true, grant: { ...grant, fromMs: at(0), toMs: at(60) } }) });
});

afterAll(async () => {
  await browser.close();
  await bundle.close();
  await server.close();
});

beforeEach(() => server.clearPast());

const open = (traits: PastTraits): Promise<number> => {
  server.setPast({}, traits);
  return page.evaluate(
    (url) => (window as unknown as { openPast(u: string): Promise<number> }).openPast(url),
    `${server.origin}/x`,
  );
};
const showAt = (second: number): Promise<Shown> =>
  page.evaluate((to) => (window as unknown as { showAt(s: number): Promise<Shown> }).showAt(to), second);

it.each<[string, PastTraits]>([
  ['as it is by default', {}],
  ['with one date-time for each run', { dateTime: 'run' }],
  ['with key frames 20 s apart', { gopSec: 20, segmentSec: 20 }],
  ['with recovery points in place of IDR pictures', { keys: 'recovery' }],
  ['that changes its size in the middle', { change: { to: 'size', atMs: at(15) } }],
  ['that comes at the pace of its device', { pace: 8 }],
])('a recording %s shows the moment of its date-time, before and behind the gap', async (_what, traits) => {
  const totalSec = await open(traits);
  expect(totalSec).toBeGreaterThan(46);
  expect(totalSec).toBeLessThan(50);
  for (const second of [3.4, 47.2, 12, 40.5, 22.9]) {
    const { row, width, dateMs } = await showAt(second);
    const shownMs = readTimeCode(row, width, 1);
    expect(shownMs).not.toBeNull();
    expect(Math.abs((shownMs ?? 0) - (dateMs ?? 0)), `at ${String(second)} s`).toBeLessThan(1.5 * FRAME_MS);
    expect(SPANS.some(({ fromMs, toMs }) => fromMs <= (shownMs ?? 0) && (shownMs ?? 0) < toMs)).toBe(true);
  }
});

it('a recording whose date-times run backwards says another moment than it shows', async () => {
  await open({ dateTime: 'backwards' });
  const { row, width, dateMs } = await showAt(40);
  expect((readTimeCode(row, width, 1) ?? 0) - (dateMs ?? 0)).toBeGreaterThan(50_000);
});
