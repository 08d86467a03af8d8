/** Recordings of several cameras through the gateway, on one clock, on a page in real Chromium. For tests and benches. */
import type { Page } from 'playwright-core';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import type { OpenPast } from '../../../main/media/messages/types.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { asPlaybackId, type ChannelId, type PlaybackId } from '../../../preload/domain/ids.ts';
import type { PastTicket } from '../../../preload/domain/recording/playback.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { CameraStanding, ClockState } from '../../../renderer/media/playback/clock/playback-clock.ts';
import { launchEngine } from '../../e2e/browser.ts';
import type { PastTraits } from '../../simulator/media/past-traits.ts';
import { openServer } from '../../simulator/media/support.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import type { MediaSpan } from '../../simulator/media/types.ts';
import { signal, source } from '../media/harness.ts';
import { serveBundledPage } from '../servers/bundled-page.ts';
import { openDelayedLine } from '../../simulator/kernel/delayed-line.ts';

const ENTRY = `
import { createPastEngine } from './playback/engines/create-past-engine.ts';
import { KeyPlayer } from './playback/key-pictures/key-player.ts';
import { PastPlayer } from './playback/past-player.ts';
import { PlaybackClock } from './playback/clock/playback-clock.ts';
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
    const canvas = document.createElement('canvas');
    const tile = document.createElement('div');
    tile.style.width = '320px';
    tile.append(video, canvas);
    document.body.append(tile);
    const recording = { channelId: id, place: 'cloud', profile: 'sub' };
    const footageAt = () => ({ kind: 'unknown' });
    const player = new PastPlayer({
      recording, rangeAround: () => range, video, ports, createEngine: createPastEngine, footageAt,
      keys: new KeyPlayer(canvas), footageBeforeMs: () => null, random: () => 0.5, onChange: () => undefined, onPlayback: () => undefined,
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
window.go = (atMs) => {
  clock.seek(atMs);
  for (const player of players.values()) if (player.phase === 'failed') player.seek(atMs);
};
window.set = (name, value) => { clock[name] = value; };
window.end = () => { for (const player of players.values()) player.dispose(); };
window.look = () => ({
  clock: clock.state,
  cameras: [...players].map(([id, player]) => {
    const { video, state, keys, atMs } = player;
    const above = video.nextElementSibling;
    const seen = { id, state, keys, atMs, standing: clock.standingOf(id), row: [], width: 0 };
    const [picture, width, height] = above.hidden
      ? [video, video.readyState < 2 ? 0 : video.videoWidth, video.videoHeight]
      : [above, above.width, above.height];
    if (width === 0) return seen;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
    return { ...seen, row: [...data], width };
  }),
});
`;

/**
 * The state of the page: the clock, and of each camera the lowest row of pixels of its picture, key pictures included.
 */
export interface Sight {
  readonly clock: ClockState;
  readonly cameras: readonly {
    readonly id: string;
    readonly state: { readonly phase: string; readonly error?: WireError };
    /** How key pictures are shown; null while all pictures are. */
    readonly keys: string | null;
    /** The moment of the picture. */
    readonly atMs: number | null;
    readonly standing: CameraStanding;
    readonly row: readonly number[];
    readonly width: number;
  }[];
}

export interface PastSiteOptions {
  readonly cameras: readonly string[];
  /** All that can be played, epoch ms. */
  readonly range: TimeRange;
  /** The recording comes in stretches of this length, as clouds give addresses for a part of a day. */
  readonly stretchMs: number;
  /** The moment that shows first. */
  readonly atMs: number;
  /** The recordings of a camera. */
  readonly spansOf: (cameraKey: string) => readonly MediaSpan[];
  /** Where recordings are served in place of the simulator; the address is that of the whole range. */
  readonly servedAt?: string;
  /** Delay of the line to the media server in each direction. */
  readonly lineDelayMs?: number;
  /** Faults in the recordings of a camera. */
  readonly traitsOf?: Readonly<Record<string, PastTraits>>;
  /** More script of the page; its imports are resolved from renderer/media. */
  readonly script?: string;
  /** Another script, which the page finds at `/worklet.js`. */
  readonly worklet?: string;
  /** How the recordings come: from clouds over HLS, where it is absent; over FLV as from devices. */
  readonly transport?: 'hls' | 'flv';
}

export interface PastSite {
  readonly page: Page;
  readonly gateway: Gateway;
  /** How many times a recording was opened or opened again. */
  readonly openedCount: () => number;
  /** How many addresses the cloud was asked for. */
  readonly askedCount: () => number;
  /** Bytes that the media server has sent over the line; 0 without a line. */
  readonly carriedBytes: () => number;
  /** The address of a recording at the media server itself. */
  readonly urlOf: (cameraKey: string, stretch: TimeRange) => string;
  readonly look: () => Promise<Sight>;
  /** Goes to a moment, as an operator does: cameras that failed try it again. */
  readonly go: (atMs: number) => Promise<unknown>;
  /** Calls a method of the clock. */
  readonly order: (name: string, ...values: readonly unknown[]) => Promise<unknown>;
  close(): Promise<void>;
}

interface Asked {
  readonly channelId: ChannelId;
  readonly atMs: number;
}
interface Opened {
  readonly ok: true;
  readonly value: PastTicket;
}
interface PastDoor {
  readonly openPast: (asked: Asked) => Promise<Opened>;
  readonly closePast: (playbackId: PlaybackId) => void;
  readonly resumePast: (playbackId: PlaybackId, atMs: number) => Promise<Opened>;
  readonly openedCount: () => number;
  readonly askedCount: () => number;
}

/** Answers as main does: the recording comes in stretches, from the one of the moment on. */
function answerAsMain(
  gateway: Gateway,
  { range, stretchMs, transport }: PastSiteOptions,
  urlOf: PastSite['urlOf'],
): PastDoor {
  const leases = new Map<PlaybackId, string>();
  let opened = 0;
  let asked = 0;
  const openPast = async ({ channelId, atMs }: Asked): Promise<Opened> => {
    const startMs = range.fromMs + Math.floor((atMs - range.fromMs) / stretchMs) * stretchMs;
    const resolve: OpenPast['resolve'] = ({ fromMs, toMs }) => {
      asked += 1;
      const stretch = { fromMs, toMs: toMs ?? Math.min(range.toMs, fromMs + stretchMs) };
      return Promise.resolve({
        stretch,
        source: source(urlOf(channelId, stretch), { transport: transport === 'flv' ? 'http-flv' : 'hls' }),
      });
    };
    const request = { key: channelId, fromMs: startMs, atMs, endMs: range.toMs, resolve, onEvent: () => undefined };
    const { id, ...view } = await gateway.past.open(request, signal());
    const playbackId = asPlaybackId(`playback of ${channelId}`);
    leases.set(playbackId, id);
    opened += 1;
    return { ok: true, value: { ...view, playbackId, channelId, control: null, profile: null } };
  };
  const closePast = (playbackId: PlaybackId): void => {
    gateway.past.close(leases.get(playbackId) ?? '');
    leases.delete(playbackId);
  };
  const resumePast = (playbackId: PlaybackId, atMs: number): Promise<Opened> => {
    closePast(playbackId);
    return openPast({ channelId: playbackId.replace('playback of ', '') as ChannelId, atMs });
  };
  return { openPast, closePast, resumePast, openedCount: () => opened, askedCount: () => asked };
}

export async function openPastSite(options: PastSiteOptions): Promise<PastSite> {
  const { cameras, range, spansOf } = options;
  const { script = '', worklet, transport = 'hls' } = options;
  const bundle = await serveBundledPage(`${ENTRY}${script}`, '<body></body>', worklet);
  const gateway = createGateway({ allowedOrigins: [bundle.origin] });
  await gateway.start();
  const server = await openServer({
    authorize: (path, query) => {
      const cameraKey = path.slice(1);
      const stretch = { fromMs: Number(query.get('from')), toMs: Number(query.get('to')) };
      const spans = spansOf(cameraKey);
      return {
        ok: true,
        grant: { cameraKey, cameraName: cameraKey, profile: 'sub', kind: `${transport}-vod`, spans, ...stretch },
      };
    },
  });
  for (const [cameraKey, traits] of Object.entries(options.traitsOf ?? {})) server.setPast({ cameraKey }, traits);
  const { lineDelayMs } = options;
  const line = lineDelayMs === undefined ? null : await openDelayedLine(server.origin, lineDelayMs);
  const urlOf: PastSite['urlOf'] = (cameraKey, { fromMs, toMs }) =>
    options.servedAt ?? `${line?.origin ?? server.origin}/${cameraKey}?from=${fromMs}&to=${toMs}`;
  const door = answerAsMain(gateway, options, urlOf);
  const browser = await launchEngine();
  const page = await browser.newPage();
  await page.exposeFunction('openPast', door.openPast);
  await page.exposeFunction('closePast', door.closePast);
  await page.exposeFunction('resumePast', door.resumePast);
  await page.goto(bundle.origin);
  await page.evaluate(`window.begin(${JSON.stringify(cameras)}, ${JSON.stringify(range)}, ${options.atMs})`);
  return {
    page,
    gateway,
    openedCount: door.openedCount,
    askedCount: door.askedCount,
    carriedBytes: () => line?.carriedBytes() ?? 0,
    urlOf,
    look: () => page.evaluate('window.look()'),
    go: (atMs) => page.evaluate(`window.go(${String(atMs)})`),
    order: (name, ...values) =>
      page.evaluate(`window.order(${[name, ...values].map((value) => JSON.stringify(value)).join()})`),
    close: async () => {
      await browser.close();
      await gateway.dispose();
      await line?.close();
      await server.close();
      await bundle.close();
    },
  };
}

/** The moments in the pictures, epoch ms; only those of cameras that have footage. */
export const codesOf = ({ cameras }: Sight): readonly number[] =>
  cameras
    .filter(({ standing }) => standing.footage.kind !== 'none')
    .map(({ row, width }) => readTimeCode(row, width, 1) ?? 0);

/** Milliseconds between two pictures of the recordings. */
export const FRAME_MS = 1_000 / 15;

/** Largest distance of two pictures, in pictures. */
export function spreadOf(sight: Sight): number {
  const codes = codesOf(sight);
  return (Math.max(...codes) - Math.min(...codes)) / FRAME_MS;
}

/**
 * The bytes of all segments of a recording that begin in a range, fetched whole by the page.
 *
 * @param atMs the moment at which the recording is opened.
 */
export const wholeBytes = (page: Page, channelId: string, atMs: number, { fromMs, toMs }: TimeRange): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const playlist = (await window.openPast({ channelId: '${channelId}', atMs: ${atMs} })).value.url;
    const lines = (await (await fetch(playlist)).text()).split('\\n');
    let bytes = 0;
    let isWanted = false;
    for (const line of lines) {
      if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) {
        const ms = Date.parse(line.slice(25));
        isWanted = ms >= ${fromMs} && ms < ${toMs};
      } else if (isWanted && line.endsWith('.ts')) {
        bytes += (await (await fetch(new URL(line, playlist))).arrayBuffer()).byteLength;
      }
    }
    return bytes;
  })()`);
