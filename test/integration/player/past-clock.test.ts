/** Recordings of four cameras through the gateway, on one clock, in real Chromium: compared by the times in their pictures. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import { asPlaybackId, type ChannelId, type PlaybackId } from '../../../preload/domain/ids.ts';
import type { OpenPast } from '../../../main/media/messages/types.ts';
import type { PastTicket } from '../../../preload/domain/playback.ts';
import type { CameraStanding, ClockState } from '../../../renderer/media/past/playback-clock.ts';
import { BROWSER_FLAGS, browserExecutable } from '../../e2e/browser.ts';
import { openServer } from '../../simulator/media/support.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import type { MediaServer, MediaSpan } from '../../simulator/media/types.ts';
import { signal, source } from '../media/harness.ts';
import { serveBundledPage, type BundledPage } from '../servers/bundled-page.ts';
import { until } from '../servers/processes.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const WINDOW_MS = 60_000;
const RANGE = { fromMs: at(0), toMs: at(300) };
const CAMERAS = ['c1', 'c2', 'c3', 'c4'];
/** The last camera has recorded nothing in this time. */
const GAP = { fromMs: at(120), toMs: at(150) };
/** Of the sub stream. */
const FRAME_MS = 1_000 / 15;

const ENTRY = `
import { createPastEngine } from './past/create-past-engine.ts';
import { PastPlayer } from './past/past-player.ts';
import { PlaybackClock } from './past/playback-clock.ts';
const players = new Map();
let clock = null;
const ports = {
  open: (opening) => window.openPast(opening),
  resume: (playbackId, atMs) => window.resumePast(playbackId, atMs),
  close: (playbackId) => window.closePast(playbackId),
  steer: () => Promise.resolve({ ok: true, value: null }),
};
window.begin = (ids, range, atMs) => {
  clock = new PlaybackClock({ range, atMs });
  for (const id of ids) {
    const video = document.createElement('video');
    video.muted = true;
    video.width = 320;
    document.body.append(video);
    const opening = { channelId: id, place: 'cloud', profile: 'sub', range, atMs, takeOver: false };
    const footageAt = () => ({ kind: 'unknown' });
    const player = new PastPlayer({
      opening, video, ports, createEngine: createPastEngine, footageAt,
      random: () => 0.5, onChange: () => undefined, onPlayback: () => undefined,
    });
    players.set(id, player);
    clock.add(id, player);
  }
  setInterval(() => {
    for (const player of players.values()) player.tick(Date.now());
    clock.tick(performance.now());
  }, 250);
};
window.order = (name, ...values) => clock[name](...values);
window.set = (name, value) => { clock[name] = value; };
window.end = () => { for (const player of players.values()) player.dispose(); };
window.look = () => ({
  clock: clock.state,
  cameras: [...players].map(([id, { video, state }]) => {
    const standing = clock.standingOf(id);
    if (video.readyState < 2 || video.videoWidth === 0) return { id, state, standing, row: [], width: 0 };
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
    return { id, state, standing, row: [...data], width: canvas.width };
  }),
});
`;

interface Sight {
  readonly clock: ClockState;
  readonly cameras: readonly {
    readonly id: string;
    readonly state: { readonly phase: string };
    readonly standing: CameraStanding;
    readonly row: readonly number[];
    readonly width: number;
  }[];
}

let bundle: BundledPage;
let browser: Browser;
let page: Page;
let server: MediaServer;
let gateway: Gateway;
const leases = new Map<PlaybackId, string>();
let opened = 0;

interface Asked {
  readonly channelId: ChannelId;
  readonly atMs: number;
}
interface Opened {
  readonly ok: true;
  readonly value: PastTicket;
}

beforeAll(async () => {
  bundle = await serveBundledPage(ENTRY, '<body></body>');
  gateway = createGateway({ allowedOrigins: [bundle.origin] });
  await gateway.start();
  server = await openServer({
    authorize: (path, query) => {
      const window = { fromMs: Number(query.get('from')), toMs: Number(query.get('to')) };
      const cameraKey = path.slice(1);
      const hasGap = cameraKey === CAMERAS.at(-1);
      const spans: readonly MediaSpan[] = hasGap
        ? [
            { fromMs: RANGE.fromMs, toMs: GAP.fromMs },
            { fromMs: GAP.toMs, toMs: RANGE.toMs },
          ]
        : [RANGE];
      return {
        ok: true,
        grant: { cameraKey, cameraName: cameraKey, profile: 'sub', kind: 'hls-vod', spans, ...window },
      };
    },
  });
  browser = await chromium.launch({ executablePath: browserExecutable(), args: [...BROWSER_FLAGS] });
  page = await browser.newPage();
  await page.exposeFunction('openPast', openPast);
  await page.exposeFunction('closePast', closePast);
  await page.exposeFunction('resumePast', resumePast);
  await page.goto(bundle.origin);
  await page.evaluate(`window.begin(${JSON.stringify(CAMERAS)}, ${JSON.stringify(RANGE)}, ${at(190)})`);
});

afterAll(async () => {
  await browser.close();
  await gateway.dispose();
  await server.close();
  await bundle.close();
});

/** As main answers `playback.open`: the recording comes in windows of a minute, from the one of the moment on. */
async function openPast({ channelId, atMs }: Asked): Promise<Opened> {
  const startMs = RANGE.fromMs + Math.floor((atMs - RANGE.fromMs) / WINDOW_MS) * WINDOW_MS;
  const resolve: OpenPast['resolve'] = ({ fromMs, toMs }) => {
    const window = { fromMs, toMs: toMs ?? Math.min(RANGE.toMs, fromMs + WINDOW_MS) };
    const url = `${server.origin}/${channelId}?from=${window.fromMs}&to=${window.toMs}`;
    return Promise.resolve({ window, source: source(url, { transport: 'hls' }) });
  };
  const request = { key: channelId, fromMs: startMs, atMs, endMs: RANGE.toMs, resolve, onEvent: () => undefined };
  const { id, ...view } = await gateway.past.open(request, signal());
  const playbackId = asPlaybackId(`playback of ${channelId}`);
  leases.set(playbackId, id);
  opened += 1;
  return { ok: true, value: { ...view, playbackId, channelId, control: null } };
}

function closePast(playbackId: PlaybackId): void {
  gateway.past.close(leases.get(playbackId) ?? '');
  leases.delete(playbackId);
}

/** As main answers `playback.resume`. */
function resumePast(playbackId: PlaybackId, atMs: number): Promise<Opened> {
  closePast(playbackId);
  const channelId = playbackId.replace('playback of ', '') as ChannelId;
  return openPast({ channelId, atMs });
}

const look = (): Promise<Sight> => page.evaluate('window.look()');
const order = (name: string, ...values: readonly unknown[]): Promise<unknown> =>
  page.evaluate(`window.order(${[name, ...values].map((value) => JSON.stringify(value)).join()})`);

/** The moments in the pictures; only those of cameras that have footage. */
const codesOf = ({ cameras }: Sight): readonly number[] =>
  cameras
    .filter(({ standing }) => standing.footage.kind !== 'none')
    .map(({ row, width }) => readTimeCode(row, width, 1) ?? 0);

/** Largest distance of two pictures, in pictures. */
function spreadOf(sight: Sight): number {
  const codes = codesOf(sight);
  return (Math.max(...codes) - Math.min(...codes)) / FRAME_MS;
}

const told = async (): Promise<object> => {
  const { clock, cameras } = await look();
  return { clock, cameras: cameras.map(({ id, state, standing }) => ({ id, state, standing })) };
};

const inStep = (most: number): Promise<Sight> =>
  until(
    'the cameras are in step',
    async () => {
      const sight = await look();
      const isMoving = sight.clock.isPlaying && sight.clock.waitingFor.length === 0;
      const all = sight.cameras.every(({ standing }) => standing.footage.kind === 'footage');
      return isMoving && all && codesOf(sight).length === CAMERAS.length && spreadOf(sight) <= most ? sight : null;
    },
    60_000,
    told,
  );

it('four cameras begin together and stay within two pictures of each other', async () => {
  await order('play');
  await inStep(2);
  const from = (await look()).clock.atMs;
  const spreads: number[] = [];
  await until('five seconds have played', async () => {
    const sight = await look();
    spreads.push(spreadOf(sight));
    return sight.clock.atMs >= from + 5_000 ? true : null;
  });
  const sorted = spreads.toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(2);
});

it('after ten seeks over all windows the cameras show the same moment, which is the moment of the clock', async () => {
  const before = opened;
  for (let seek = 0; seek < 10; seek += 1) {
    await order('seek', at((20 + seek * 137) % 290));
    if (seek % 3 === 2) await inStep(5);
  }
  await order('seek', at(62));
  const sight = await inStep(5);
  expect(Math.abs((codesOf(sight)[0] ?? 0) - sight.clock.atMs)).toBeLessThan(5 * FRAME_MS);
  // The first seek goes before the window with which the recordings were opened.
  expect(opened).toBeGreaterThan(before);
});

it('windows join unseen', async () => {
  await order('seek', at(56));
  await inStep(2);
  const before = opened;
  const after = await until('the next window plays', async () => {
    const sight = await look();
    return sight.clock.atMs >= at(64) && sight.clock.waitingFor.length === 0 ? sight : null;
  });
  expect(spreadOf(after)).toBeLessThanOrEqual(5);
  expect(opened).toBe(before);
});

it('a camera in a gap shows none and holds nobody, and is in step again behind the gap', async () => {
  await order('play');
  await order('seek', GAP.fromMs - 3_000);
  await order('setRate', 2);
  const inGap = await until(
    'the last camera has no footage',
    async () => {
      const sight = await look();
      const last = sight.cameras.at(-1);
      return sight.clock.atMs > GAP.fromMs + 2_000 && last?.standing.footage.kind === 'none' ? sight : null;
    },
    60_000,
    told,
  );
  const { footage } = inGap.cameras.at(-1)?.standing ?? {};
  expect(footage?.kind === 'none' ? Math.abs((footage.untilMs ?? 0) - GAP.toMs) : null).toBeLessThan(1_000);
  const after = await until('the gap is over', async () => {
    const sight = await look();
    return sight.clock.atMs > GAP.toMs + 2_000 ? sight : null;
  });
  expect(after.clock.isPlaying).toBe(true);
  await order('setRate', 1);
  await inStep(2);
});

it('players that are disposed leave no recording open', async () => {
  await page.evaluate('window.end()');
  await until('nothing is open', async () => ((await gateway.stats()).recordings === 0 ? true : null));
});
