/** Live HLS in real Chromium: how near the edge it plays, and what it continues through without being built anew. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import type { GatewayEvent } from '../../../main/media/messages/types.ts';
import { signal, source } from '../media/harness.ts';
import { writeHlsWithSound } from '../servers/ffmpeg.ts';
import { serveHlsFolder, type Damage, type HlsFolder } from '../servers/hls-folder.ts';
import { openPlayerPage, type PlayerPage, type ViewerState } from '../servers/player-page.ts';
import { temporaryFolder, until, type Running } from '../servers/processes.ts';

const SEGMENT_SEC = 1;

let page: PlayerPage;
let gateway: Gateway;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: HlsFolder;
let encoder: Running;
let feeds: GatewayEvent[];
let lifeMs: number | null;
let given: string[];

beforeAll(async () => {
  page = await openPlayerPage();
  gateway = createGateway({ allowedOrigins: [page.origin], timings: { backoffMs: [200, 500], stableMs: 500 } });
  await gateway.start();
});

afterAll(async () => {
  await gateway.dispose();
  await page.close();
});

beforeEach(async () => {
  folder = await temporaryFolder('hls-live');
  server = await serveHlsFolder(folder.path);
  encoder = writeHlsWithSound(folder.path);
  feeds = [];
  given = [];
  lifeMs = null;
  gateway.on((event) => feeds.push(event));
  await until('there is a playlist', () => (existsSync(`${folder.path}/index.m3u8`) ? true : null));
});

afterEach(async () => {
  await page.stop();
  await encoder.stop('SIGKILL');
  await server.close();
  await folder.remove();
});

/** Plays until the picture moves. */
async function play(): Promise<void> {
  const resolve = () => {
    given.push(server.url());
    const expiresAtMs = lifeMs === null ? null : Date.now() + lifeMs;
    return Promise.resolve(source(server.url(), { transport: 'hls', expiresAtMs }));
  };
  const lease = await gateway.open({ key: `cam${Math.random()}`, resolve }, signal());
  await page.play(lease.transport, lease.url);
  await moves(3);
}

async function moves(bySec: number): Promise<ViewerState> {
  const from = await page.look();
  return await until(
    'the picture moves',
    async () => {
      const now = await page.look();
      return now.shownSec >= from.shownSec + bySec && now.width === 320 ? now : null;
    },
    60_000,
    state,
  );
}

/** For the message of a failure: both ends of the way. */
async function state(): Promise<object> {
  const { listed, fetched, refused } = server;
  return { ...(await page.look()), listed, fetched, refused, feeds: feeds.slice(-5), encoder: encoder.tail() };
}

/** How many segments lie between what is shown and the end of the newest one that the server lists. */
const behind = ({ aheadSec }: ViewerState): number =>
  aheadSec / SEGMENT_SEC + Math.max(0, server.listed - server.fetched);

/** The greatest distance over the next two segments: it shrinks while one is played, and grows when one comes. */
async function farthest(): Promise<number> {
  const from = server.listed;
  let most = 0;
  await until('two segments have come', async () => {
    most = Math.max(most, behind(await page.look()));
    return server.listed >= from + 2 ? true : null;
  });
  return most;
}

/** The same player in the same source: nothing was taken apart or built anew. */
function expectUnbroken(sight: ViewerState): void {
  expect(sight.resets).toBe(0);
  expect(sight.events.filter((event) => event !== 'described')).toEqual([]);
}

it('the player carries the sound with the picture, for the tile that is listened to', async () => {
  await play();
  await page.unmute();
  const { soundBytes } = await page.look();
  await until('sound is decoded', async () => ((await page.look()).soundBytes > soundBytes + 8_000 ? true : null));
  expectUnbroken(await moves(1));
});

it('the player plays two segments behind the newest, and catches up to there after a delay', async () => {
  await play();
  const isNear = async (): Promise<ViewerState | null> => {
    const most = await farthest();
    const sight = await page.look();
    // A stall of a busy machine costs one segment more, for a minute.
    expect(sight.targetSec).toBeLessThanOrEqual(3 * SEGMENT_SEC);
    return most <= sight.targetSec / SEGMENT_SEC + 0.5 ? sight : null;
  };
  await until('it is near the edge', isNear);
  // Not so far that the player jumps.
  await page.holdUp(1.3 * SEGMENT_SEC);
  expectUnbroken(await until('it is near the edge again', isNear));
});

it('the player plays on while every fifth list of its server is two segments old, and fetches no segment twice', async () => {
  server.lagsEvery = 5;
  await play();
  expectUnbroken(await moves(20 * SEGMENT_SEC));
  expect(server.fetchedTwice).toEqual([]);
});

it('the player changes to a new address before the old one expires, and when it is revoked without a message', async () => {
  lifeMs = 5_500;
  await play();
  await until('it was renewed twice', () => (given.length > 2 ? true : null));
  lifeMs = null;
  const before = given.length;
  await until('the newest address needs no renewal', () => (given.length > before ? true : null));
  expect(server.refused).toBe(0);
  server.revoke();
  const sight = await moves(4 * SEGMENT_SEC);
  expect(server.refused).toBeGreaterThan(0);
  expectUnbroken(sight);
});

// @promise failures.hls-stands-still
it('the player continues when the server was away and comes back with other segments and another clock', async () => {
  await play();
  server.isDown = true;
  await encoder.stop('SIGKILL');
  await until('the loss is told', () =>
    feeds.some((event) => event.kind === 'feed' && event.feed.phase === 'reconnecting') ? true : null,
  );
  const before = (await page.look()).shownSec;
  await until('the picture has stopped', async () => {
    const { aheadSec } = await page.look();
    return aheadSec < 0.2 ? true : null;
  });
  await rm(`${folder.path}/index.m3u8`, { force: true });
  encoder = writeHlsWithSound(folder.path, ['-start_number', '500']);
  await until('there are pictures again', () => (existsSync(`${folder.path}/index.m3u8`) ? true : null));
  server.isDown = false;
  const sight = await moves(3 * SEGMENT_SEC);
  expect(sight.shownSec).toBeGreaterThan(before);
  expect(server.fetched).toBeGreaterThanOrEqual(500);
  expectUnbroken(sight);
});

// @promise failures.hls-stands-still
it.each<[string, Damage]>([
  ['in its packets', { kind: 'packets', extent: 'once' }],
  ['in its headers', { kind: 'headers', extent: 'once' }],
  ['in its headers whenever it is fetched', { kind: 'headers', extent: 'segment' }],
])('the player continues over a segment that is damaged %s', async (_how, damage) => {
  await play();
  server.damage = damage;
  await until('it was sent', () => (server.damaged >= 0 ? true : null));
  const at = server.fetched;
  const isOn = (): true | null => (server.fetched > at + 3 ? true : null);
  await until('later segments are fetched', isOn, 60_000, state);
  expect((await moves(2 * SEGMENT_SEC)).events.filter((event) => event !== 'described')).toEqual([]);
});
