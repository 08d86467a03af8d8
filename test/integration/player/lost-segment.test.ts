/** A segment that the gateway could not get, in the player of a recording in real Chromium. */
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { WireError } from '../../../preload/domain/error.ts';
import type { PastEngineState } from '../../../renderer/media/playback/engines/past-engine.ts';
import { launchEngine } from '../../e2e/browser.ts';
import { openServer } from '../../simulator/media/support.ts';
import type { MediaServer } from '../../simulator/media/types.ts';
import { serveBundledPage, type BundledPage } from '../servers/bundled-page.ts';
import { until } from '../servers/processes.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(120) };
const SEGMENT = /\/\d+\.ts/;

const ENTRY = `
import { createPastEngine } from './playback/engines/create-past-engine.ts';
let engine = null;
window.openPast = (ticket, atMs) => {
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  engine = createPastEngine({ video, ticket, atMs, steer: () => Promise.resolve({ ok: true, value: null }) });
  setInterval(() => engine.tick(), 250);
  engine.play();
};
window.loadAgain = () => engine.loadAgain();
window.look = () => ({ state: engine.state, loss: engine.loss, atMs: engine.atMs });
`;

interface Sight {
  readonly state: PastEngineState;
  readonly loss: WireError | null;
  readonly atMs: number | null;
}

let bundle: BundledPage;
let browser: Browser;
let server: MediaServer;
let page: Page;
/** How the gateway fails for the fourth segment of what is played; null: it answers. */
let failure: ((route: Route) => Promise<void>) | null;
/** How many times the page asked for that segment. */
let asked: number;

const badGateway = (route: Route): Promise<void> =>
  route.fulfill({ status: 502, headers: { 'Access-Control-Allow-Origin': '*' } });
const breaksOff = (route: Route): Promise<void> => route.abort('connectionreset');

beforeAll(async () => {
  bundle = await serveBundledPage(ENTRY, '');
  browser = await launchEngine();
  const camera = { cameraKey: 'c4', cameraName: '西门', profile: 'sub', spans: [RANGE], ...RANGE } as const;
  server = await openServer({ authorize: () => ({ ok: true, grant: { ...camera, kind: 'hls-vod' } }) });
});

afterAll(async () => {
  await browser.close();
  await bundle.close();
  await server.close();
});

beforeEach(() => {
  failure = badGateway;
  asked = 0;
});

/** Plays until the player has lost the fourth segment. */
async function playIntoLoss(): Promise<void> {
  page = await browser.newPage();
  await page.goto(bundle.origin);
  const segments: string[] = [];
  await page.route(SEGMENT, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!segments.includes(pathname)) segments.push(pathname);
    const isMeant = segments.indexOf(pathname) === 3;
    if (isMeant) asked += 1;
    await (isMeant && failure !== null ? failure(route) : route.continue());
  });
  const ticket = { transport: 'hls', url: `${server.origin}/x`, range: RANGE, control: null };
  await page.evaluate(`window.openPast(${JSON.stringify(ticket)}, ${at(1)})`);
  await seen('the loss', ({ loss }) => loss !== null);
}

const seen = (what: string, isSeen: (sight: Sight) => boolean): Promise<Sight> =>
  until(what, async () => {
    const sight = await page.evaluate<Sight>('window.look()');
    return isSeen(sight) ? sight : null;
  });

// @promise playback.buffer-plays-out
it('the last picture stays when what was loaded has played and the next segment is lost', async () => {
  await playIntoLoss();
  await seen('playing', ({ state }) => state.phase === 'playing');
  const { loss, atMs } = await seen('the end of the buffer', ({ state }) => state.phase === 'loading');
  expect(loss).toMatchObject({ code: 'media.upstream-closed', retryable: true });
  expect(atMs).toBeGreaterThan(at(11));
});

// @promise playback.library-asks-once: hls.js asks the gateway once for a segment that it cannot have, and no more before the
// page orders it.
it.each([
  ['answered by a 502', badGateway],
  ['whose connection breaks off', breaksOff],
])('hls.js asks once for a segment %s while the buffer plays out, and again on order', async (_what, way) => {
  failure = way;
  await playIntoLoss();
  // The buffer is longer than the first three waits of the library, had it any.
  await seen('the end of the buffer', ({ state, atMs }) => state.phase === 'loading' && (atMs ?? 0) > at(11));
  expect(asked).toBe(1);
  failure = null;
  await page.evaluate('window.loadAgain()');
  await seen('playing over the segment', ({ atMs }) => (atMs ?? 0) > at(14));
  expect(asked).toBe(2);
});
