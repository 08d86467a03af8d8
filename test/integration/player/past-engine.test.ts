/** Recordings in real Chromium: the picture that shows at a moment is the picture of that moment. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SteerOrder } from '../../../preload/domain/recording/playback.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { PastEngineState, SeekOutcome } from '../../../renderer/media/playback/engines/past-engine.ts';
import { launchEngine } from '../../e2e/browser.ts';
import type { PastTraits } from '../../simulator/media/past-traits.ts';
import { openServer } from '../../simulator/media/support.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import type { MediaGrant, MediaServer, MediaSpan, PlaybackControl } from '../../simulator/media/types.ts';
import { serveBundledPage, type BundledPage } from '../servers/bundled-page.ts';
import { until } from '../servers/processes.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(120) };
/** Two minutes with a gap. */
const SPANS: readonly MediaSpan[] = [
  { fromMs: at(0), toMs: at(40) },
  { fromMs: at(60), toMs: at(120) },
];
/** The camera begins its segments within a second of the full one. */
const AROUND_MS = 1_000;
/** Of the sub stream. */
const FRAME_MS = 1_000 / 15;

const ENTRY = `
import { createPastEngine } from './playback/engines/create-past-engine.ts';
let video = null;
let engine = null;
let timer = null;
window.openPast = (ticket, atMs) => {
  engine?.dispose();
  clearInterval(timer);
  video?.remove();
  video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  engine = createPastEngine({ video, ticket, atMs, steer: (order) => window.steer(order) });
  timer = setInterval(() => engine.tick(), 250);
};
window.order = (name, value) => engine[name](value);
window.leave = () => { engine.dispose(); clearInterval(timer); return video.getAttribute('src'); };
const frameOf = (video) => {
  if (video.readyState < 2 || video.videoWidth === 0) return null;
  try {
    return new VideoFrame(video);
  } catch {
    return null; // the first picture is on its way
  }
};
window.look = () => {
  let row = [];
  let pictureMs = null;
  const frame = frameOf(video);
  if (frame !== null) {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    context.drawImage(frame, 0, 0);
    // The element may be past this picture already.
    if (engine.atMs !== null) pictureMs = engine.atMs + frame.timestamp / 1e3 - video.currentTime * 1e3;
    frame.close();
    row = [...context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1).data];
  }
  const { state, atMs, codec, buffered } = engine;
  return { state, atMs, pictureMs, codec, buffered, row, width: video.videoWidth };
};
`;

interface Sight {
  readonly state: PastEngineState;
  readonly atMs: number | null;
  /** The moment of the very picture that was read, by the engine's reckoning. */
  readonly pictureMs: number | null;
  readonly codec: string | null;
  readonly buffered: readonly TimeRange[];
  readonly row: readonly number[];
  readonly width: number;
}

let bundle: BundledPage;
let browser: Browser;
let page: Page;
let server: MediaServer;
let requests: string[];
let control: PlaybackControl;
let orders: SteerOrder[];

/** A cloud's answer to the orders of a page. */
function steer(order: SteerOrder): { readonly ok: true; readonly value: null } {
  orders.push(order);
  if (order.kind === 'seek') control.seekMs = order.atMs;
  else if (order.kind === 'speed') control.scale = order.speed;
  else control.isPaused = order.kind === 'pause';
  return { ok: true, value: null };
}

beforeAll(async () => {
  bundle = await serveBundledPage(ENTRY, '');
  browser = await launchEngine();
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  requests = [];
  await page.exposeFunction('steer', steer);
  await page.goto(bundle.origin);
  const camera = { cameraKey: 'c4', cameraName: '西门', profile: 'sub', spans: SPANS, ...RANGE } as const;
  const grantOf = (path: string): MediaGrant =>
    path === '/device' ? { ...camera, kind: 'flv-vod', control } : { ...camera, kind: 'hls-vod' };
  server = await openServer({ authorize: (path) => ({ ok: true, grant: grantOf(path) }) });
});

afterAll(async () => {
  await browser.close();
  await bundle.close();
  await server.close();
});

beforeEach(() => {
  requests = [];
  orders = [];
  control = { isPaused: false, isStopped: false, scale: 1, seekMs: null, isWatched: false };
  server.clearPast();
});

afterEach(async () => {
  expect(await page.evaluate('window.leave()')).toBe(null);
});

const look = (): Promise<Sight> => page.evaluate('window.look()');
const order = <T = unknown>(name: string, value?: unknown): Promise<T> =>
  page.evaluate(`window.order(${JSON.stringify(name)}, ${JSON.stringify(value ?? null)})`);

async function open(atMs: number, traits: PastTraits = {}): Promise<void> {
  server.setPast({}, traits);
  const ticket = { transport: 'hls', url: `${server.origin}/x`, range: RANGE, control: null };
  await page.evaluate(`window.openPast(${JSON.stringify(ticket)}, ${atMs})`);
}

const inPhase = (phase: PastEngineState['phase']): Promise<Sight> =>
  until(
    `the engine is ${phase}`,
    async () => {
      const sight = await look();
      return sight.state.phase === phase ? sight : null;
    },
    60_000,
    async () => ({ ...(await look()), row: [] }),
  );

/** The same, once a picture shows: while the element seeks, it has none. */
const shownIn = (phase: PastEngineState['phase']): Promise<Sight> =>
  until(`the engine is ${phase} and shows a picture`, async () => {
    const sight = await look();
    return sight.state.phase === phase && readTimeCode(sight.row, sight.width, 1) !== null ? sight : null;
  });

/** The moment in the picture. */
function codeOf({ row, width }: Sight): number {
  const moment = readTimeCode(row, width, 1);
  if (moment === null) throw new Error('the picture shows no time code');
  return moment;
}

/** Until when nothing is recorded. */
const endOf = ({ state }: Sight): number | null => (state.phase === 'gap' ? state.untilMs : null);

/** The picture is the one of its moment: it began at most a picture's length before. */
function expectTrue(sight: Sight, atMs: number): void {
  const code = codeOf(sight);
  expect(code).toBeLessThanOrEqual(atMs + FRAME_MS / 2);
  expect(code).toBeGreaterThan(atMs - 1.5 * FRAME_MS);
  expect(Math.abs((sight.atMs ?? 0) - atMs)).toBeLessThan(FRAME_MS);
}

const sightEnd = ({ buffered }: Sight): number | null => buffered.at(-1)?.toMs ?? null;
const segmentRequests = (): readonly string[] => requests.filter((url) => url.includes('.ts'));

// @promise playback.picture-of-moment: The picture that shows at a moment is the picture of that moment, with long
// groups and with wrong segment lengths too.
// @promise failures.size-in-recording: A recording that changes its size in the middle shows the picture of each
// moment.
it.each<[string, PastTraits]>([
  ['as it is by default', {}],
  ['with one date-time for each run', { dateTime: 'run' }],
  ['with key frames 20 s apart', { gopSec: 20, segmentSec: 20 }],
  ['with key frames 20 s apart, in segments of 4 s', { gopSec: 20 }],
  ['with recovery points in place of IDR pictures', { keys: 'recovery' }],
  ['that changes its size in the middle', { change: { to: 'size', atMs: at(15) } }],
  ['whose segments are longer than they say', { durationFactor: 0.8 }],
  ['whose segments are shorter than they say', { durationFactor: 1.25 }],
])('a recording %s begins and is sought at the picture of the moment', async (_what, traits) => {
  await open(at(13.4), traits);
  expectTrue(await inPhase('paused'), at(13.4));
  for (const second of [3.4, 90.2, 22.9, 117, 61.6]) {
    expect(await order<SeekOutcome>('seek', at(second))).toBe('done');
    expectTrue(await inPhase('paused'), at(second));
  }
});

// @promise playback.seek-in-buffer: A seek inside the buffer costs no request.
it('a seek inside the buffer asks for nothing again', async () => {
  await open(at(10));
  expect((await inPhase('paused')).codec).toMatch(/^avc1/);
  await until('there is a buffer', async () => ((sightEnd(await look()) ?? 0) >= at(25) ? true : null));
  // The last one may still be on its way into the buffer, or to this page.
  const held = segmentRequests().slice(0, 3);
  const before = segmentRequests().length;
  for (const second of [18.2, 12.6, 17]) {
    await order('seek', at(second));
    expectTrue(await inPhase('paused'), at(second));
  }
  expect(held).toHaveLength(3);
  expect(
    segmentRequests()
      .slice(before)
      .filter((url) => held.includes(url)),
  ).toEqual([]);
  // The player limits the number of segments that it loads ahead.
  expect(segmentRequests().length).toBeLessThan(15);
});

it('the player plays at the rates of an element, and the picture is that of its moment', async () => {
  await open(at(0));
  for (const rate of [0.25, 2, 4]) {
    await order('seek', at(5));
    await order('setRate', rate);
    await order('play');
    const sight = await until('it plays on, and the picture is near the position', async () => {
      const now = await look();
      const isNear = Math.abs((now.pictureMs ?? 0) - (now.atMs ?? 0)) < (2 + rate) * FRAME_MS;
      return (now.pictureMs ?? 0) > at(5.5) && now.state.phase === 'playing' && isNear ? now : null;
    });
    expect(Math.abs(codeOf(sight) - (sight.pictureMs ?? 0))).toBeLessThan(FRAME_MS);
    await order('pause');
  }
});

// @promise playback.stops-before-gap: Playing stops before a gap and before a lost segment, and says until when nothing
// is recorded.
it('playing stops before a gap and says until when nothing is recorded', async () => {
  await open(at(37));
  await order('play');
  const sight = await shownIn('gap');
  const untilMs = endOf(sight) ?? 0;
  expect(untilMs - at(60)).toBeLessThan(AROUND_MS);
  expect(Math.abs(codeOf(sight) - at(40))).toBeLessThan(AROUND_MS);
  expect(await order<SeekOutcome>('seek', untilMs)).toBe('done');
  expect(codeOf(await shownIn('playing'))).toBeGreaterThanOrEqual(untilMs);
});

it('a seek into a gap, or behind all footage, says so and shows no other moment as this one', async () => {
  await open(at(50));
  const untilMs = endOf(await inPhase('gap')) ?? 0;
  expect(untilMs - at(60)).toBeLessThan(AROUND_MS);
  expect(await order<SeekOutcome>('seek', at(45))).toBe('gap');
  expect(endOf(await look())).toBe(untilMs);
  expect(await order<SeekOutcome>('seek', at(500))).toBe('gap');
  expect((await look()).state).toEqual({ phase: 'gap', untilMs: null });
  expect(await order<SeekOutcome>('seek', at(-5))).toBe('outside');
});

it('the player plays to the end of the recording', async () => {
  await open(at(118));
  await order('play');
  expect(codeOf(await inPhase('ended'))).toBeGreaterThan(at(118.9));
});

it('a lost segment is a gap, and playing continues behind it', async () => {
  await open(at(4.5), { lost: { atMs: at(9) } });
  await order('play');
  const sight = await until('the gap is told', async () => {
    const now = await look();
    return now.state.phase === 'gap' ? now : null;
  });
  const untilMs = endOf(sight) ?? 0;
  expect(codeOf(sight)).toBeLessThan(at(9));
  expect(untilMs).toBeGreaterThan(at(9));
  expect(untilMs).toBeLessThan(at(14));
  await order('seek', untilMs);
  expect(codeOf(await shownIn('playing'))).toBeGreaterThanOrEqual(untilMs);
});

it('a step shows the next picture', async () => {
  await open(at(5));
  let code = codeOf(await inPhase('paused'));
  await order('play');
  await until('it plays', async () => ((await look()).atMs ?? 0) > at(5.6) || null);
  await order('pause');
  await order('seek', at(8));
  code = codeOf(await inPhase('paused'));
  for (let step = 0; step < 5; step += 1) {
    await order('step', 1);
    const before = code;
    code = await until('the next picture shows', async () => {
      const { row, width } = await look();
      const now = readTimeCode(row, width, 1) ?? 0;
      return now > before ? now : null;
    });
    expect(code - before).toBeLessThan(1.5 * FRAME_MS);
  }
});

it('a step back shows the picture before, also after the recording has played', async () => {
  await open(at(5));
  await order('play');
  for (let round = 0; round < 4; round += 1) {
    const fromMs = (await look()).atMs ?? at(5);
    await until('it plays', async () => ((await look()).atMs ?? 0) > fromMs + 310 + round * 17 || null);
    await order('pause');
    let code = codeOf(await inPhase('paused'));
    for (let step = 0; step < 3; step += 1) {
      await order('step', -1);
      const before = code;
      code = await until('the picture before shows', async () => {
        const { row, width } = await look();
        const now = readTimeCode(row, width, 1) ?? before;
        return now < before ? now : null;
      });
      expect(before - code).toBeLessThan(1.5 * FRAME_MS);
    }
    await order('play');
  }
});

it('a list that is gone is a loss, so that the recording can be opened again', async () => {
  const ticket = { transport: 'hls', url: `${server.origin}/gone/for/good`, range: RANGE, control: null };
  await page.route('**/gone/**', (route) =>
    route.fulfill({ status: 404, headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  await page.evaluate(`window.openPast(${JSON.stringify(ticket)}, ${at(5)})`);
  expect((await inPhase('failed')).state).toMatchObject({ isLost: true, error: { code: 'media.upstream-closed' } });
});

it('a device that was ordered to wait sends again when another moment is sought', async () => {
  const ticket = { transport: 'flv', url: `${server.origin}/device`, range: RANGE, control: { speeds: [1] } };
  await page.evaluate(`window.openPast(${JSON.stringify(ticket)}, ${at(0)})`);
  await until('enough is loaded', () => (control.isPaused ? true : null), 60_000);
  await order('seek', at(100));
  const sight = await shownIn('paused');
  expect(Math.abs(codeOf(sight) - at(100))).toBeLessThan(2 * AROUND_MS);
});

it('a device whose stream begins before the moment shows the picture of the moment', async () => {
  const ticket = { transport: 'flv', url: `${server.origin}/device`, range: RANGE, control: { speeds: [1] } };
  await page.evaluate(`window.openPast(${JSON.stringify(ticket)}, ${at(3.4)})`);
  const sight = await shownIn('paused');
  expect(Math.abs((sight.atMs ?? 0) - at(3.4))).toBeLessThan(FRAME_MS);
  expect(Math.abs(codeOf(sight) - at(3.4))).toBeLessThan(AROUND_MS);
});

// @promise playback.device-pace: A device plays at its own pace: moments are ordered of the device, and estimated.
it('a device at its own pace is ordered to another moment, and its pictures are taken for that moment', async () => {
  const device = { speeds: [0.5, 1, 2, 4] };
  const ticket = { transport: 'flv', url: `${server.origin}/device`, range: RANGE, control: device };
  await page.evaluate(`window.openPast(${JSON.stringify(ticket)}, ${at(0)})`);
  await order('play');
  const first = await until('it plays', async () => {
    const sight = await look();
    return sight.state.phase === 'playing' && (sight.atMs ?? 0) > at(1) ? sight : null;
  });
  expect(Math.abs(codeOf(first) - (first.atMs ?? 0))).toBeLessThan(AROUND_MS);
  expect(await order<SeekOutcome>('seek', at(80))).toBe('done');
  const second = await until('it plays there', async () => {
    const sight = await look();
    return sight.state.phase === 'playing' && (sight.atMs ?? 0) > at(81) ? sight : null;
  });
  // Pictures that were on their way when the device got the order belong to the moment before.
  expect(Math.abs(codeOf(second) - (second.atMs ?? 0))).toBeLessThan(2 * AROUND_MS);
  await order('setRate', 2.1);
  expect(orders).toEqual([
    { kind: 'seek', atMs: at(80) },
    { kind: 'speed', speed: 2 },
  ]);
  expect(await order<SeekOutcome>('seek', at(500))).toBe('outside');
});

// @promise failures.size-of-device: A recording of a device that changes the size of its pictures plays on behind the
// change.
it('a device that changes the size of its pictures plays on behind the change', async () => {
  server.setPast({ cameraKey: 'c4' }, { change: { to: 'size', atMs: at(6) } });
  const ticket = { transport: 'flv', url: `${server.origin}/device`, range: RANGE, control: { speeds: [1] } };
  await page.evaluate(`window.openPast(${JSON.stringify(ticket)}, ${at(0)})`);
  await order('play');
  const before = await until('it plays', async () => {
    const sight = await look();
    return sight.state.phase === 'playing' ? sight : null;
  });
  const behind = await until('it plays behind the change', async () => {
    const sight = await look();
    return sight.state.phase === 'playing' && (sight.atMs ?? 0) > at(8) ? sight : null;
  });
  expect(behind.width).not.toBe(before.width);
  expect(Math.abs(codeOf(behind) - (behind.atMs ?? 0))).toBeLessThan(2 * AROUND_MS);
});
