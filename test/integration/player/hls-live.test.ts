/** Live HLS in real Chromium: how near the edge it plays, and what it goes on through without being built anew. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import type { GatewayEvent } from '../../../main/media/messages/types.ts';
import { signal, source } from '../media/harness.ts';
import { writeHlsWithSound } from '../servers/ffmpeg.ts';
import { serveHlsFolder, type Damage, type HlsFolder } from '../servers/hls-folder.ts';
import { openPlayerSite, type PlayerPage, type PlayerSite, type ViewerState } from '../servers/player-page.ts';
import { temporaryFolder, until, type Running } from '../servers/processes.ts';

const SEGMENT_SEC = 1;

/** Each test has a camera, a server and a page of its own: most of its time it waits, and others run meanwhile. */
interface Live {
  readonly folder: string;
  readonly server: HlsFolder;
  readonly page: PlayerPage;
  encoder: Running;
  /** How long an address is good from the moment it is given; null: for ever. */
  lifeMs: number | null;
  /** The addresses that the gateway was given. */
  readonly given: string[];
  readonly feeds: GatewayEvent[];
  leaseId: string;
}

let site: PlayerSite;
let gateway: Gateway;

beforeAll(async () => {
  site = await openPlayerSite();
  gateway = createGateway({ allowedOrigins: [site.origin], timings: { backoffMs: [200, 500], stableMs: 500 } });
  await gateway.start();
});

afterAll(async () => {
  await gateway.dispose();
  await site.close();
});

/** The body of a test that runs beside others. @param inside is given what belongs to this test alone. */
function live<T extends readonly unknown[]>(inside: (own: Live, ...row: T) => Promise<void>) {
  return async (...row: T): Promise<void> => {
    const folder = await temporaryFolder('hls-live');
    const own: Live = {
      ...{ folder: folder.path, server: await serveHlsFolder(folder.path), page: await site.open() },
      ...{ encoder: writeHlsWithSound(folder.path), lifeMs: null, given: [], feeds: [], leaseId: '' },
    };
    const unlisten = gateway.on((event) => {
      if (event.leaseId === own.leaseId) own.feeds.push(event);
    });
    try {
      await until('there is a playlist', () => (existsSync(`${folder.path}/index.m3u8`) ? true : null));
      await inside(own, ...row);
    } finally {
      unlisten();
      gateway.close(own.leaseId);
      await own.page.close();
      await own.encoder.stop('SIGKILL');
      await own.server.close();
      await folder.remove();
    }
  };
}

/** Plays until the picture moves. */
async function play(own: Live): Promise<void> {
  const { server, page, given } = own;
  const resolve = () => {
    given.push(server.url());
    const expiresAtMs = own.lifeMs === null ? null : Date.now() + own.lifeMs;
    return Promise.resolve(source(server.url(), { transport: 'hls', expiresAtMs }));
  };
  const lease = await gateway.open({ key: `cam${Math.random()}`, resolve }, signal());
  own.leaseId = lease.id;
  await page.play(lease.transport, lease.url);
  await moves(own, 3);
}

async function moves(own: Live, bySec: number): Promise<ViewerState> {
  const from = await own.page.look();
  return await until(
    'the picture moves',
    async () => {
      const now = await own.page.look();
      return now.shownSec >= from.shownSec + bySec && now.width === 320 ? now : null;
    },
    60_000,
    () => state(own),
  );
}

/** For the message of a failure: both ends of the way. */
async function state({ server, page, feeds, encoder }: Live): Promise<object> {
  const { listed, fetched, refused } = server;
  return { ...(await page.look()), listed, fetched, refused, feeds: feeds.slice(-5), encoder: encoder.tail() };
}

/** How many segments lie between what is shown and the end of the newest one that the server lists. */
const behind = (server: HlsFolder, { aheadSec }: ViewerState): number =>
  aheadSec / SEGMENT_SEC + Math.max(0, server.listed - server.fetched);

/** The greatest distance over the next two segments: it shrinks while one is played, and grows when one comes. */
async function farthest({ server, page }: Live): Promise<number> {
  const from = server.listed;
  let most = 0;
  await until('two segments have come', async () => {
    most = Math.max(most, behind(server, await page.look()));
    return server.listed >= from + 2 ? true : null;
  });
  return most;
}

/** The same player in the same source: nothing was taken apart or built anew. */
function expectUnbroken(sight: ViewerState): void {
  expect(sight.resets).toBe(0);
  expect(sight.events.filter((event) => event !== 'described')).toEqual([]);
}

it.concurrent(
  'carries the sound with the picture, for the tile that is listened to',
  live(async (own) => {
    const { page } = own;
    await play(own);
    await page.unmute();
    const { soundBytes } = await page.look();
    await until('sound is decoded', async () => ((await page.look()).soundBytes > soundBytes + 8_000 ? true : null));
    expectUnbroken(await moves(own, 1));
  }),
);

it.concurrent(
  'plays two segments behind the newest, and catches up to there when it was held up',
  live(async (own) => {
    const { page } = own;
    await play(own);
    const isNear = async (): Promise<ViewerState | null> => {
      const most = await farthest(own);
      const sight = await page.look();
      // A stall of a busy machine costs one segment more, for a minute.
      expect(sight.targetSec).toBeLessThanOrEqual(3 * SEGMENT_SEC);
      return most <= sight.targetSec / SEGMENT_SEC + 0.5 ? sight : null;
    };
    await until('it is near the edge', isNear);
    // Not so far that the player jumps.
    await page.holdUp(1.3 * SEGMENT_SEC);
    expectUnbroken(await until('it is near the edge again', isNear));
  }),
);

it.concurrent(
  'plays on while every fifth list of its server is two segments old, and fetches no segment twice',
  live(async (own) => {
    const { server } = own;
    server.lagsEvery = 5;
    await play(own);
    expectUnbroken(await moves(own, 20 * SEGMENT_SEC));
    expect(server.fetchedTwice).toEqual([]);
  }),
);

it.concurrent(
  'changes to a new address before the old one expires, and when it is revoked without a message',
  live(async (own) => {
    const { server, given } = own;
    own.lifeMs = 5_500;
    await play(own);
    await until('it was renewed twice', () => (given.length > 2 ? true : null));
    own.lifeMs = null;
    const before = given.length;
    await until('the newest address needs no renewal', () => (given.length > before ? true : null));
    expect(server.refused).toBe(0);
    server.revoke();
    const sight = await moves(own, 4 * SEGMENT_SEC);
    expect(server.refused).toBeGreaterThan(0);
    expectUnbroken(sight);
  }),
);

it.concurrent(
  'goes on when the server was away and comes back with other segments and another clock',
  live(async (own) => {
    const { server, page, folder, feeds } = own;
    await play(own);
    server.isDown = true;
    await own.encoder.stop('SIGKILL');
    await until('the loss is told', () =>
      feeds.some((event) => event.kind === 'feed' && event.feed.phase === 'reconnecting') ? true : null,
    );
    const before = (await page.look()).shownSec;
    await until('the picture has stopped', async () => {
      const { aheadSec } = await page.look();
      return aheadSec < 0.2 ? true : null;
    });
    await rm(`${folder}/index.m3u8`, { force: true });
    own.encoder = writeHlsWithSound(folder, ['-start_number', '500']);
    await until('there are pictures again', () => (existsSync(`${folder}/index.m3u8`) ? true : null));
    server.isDown = false;
    const sight = await moves(own, 3 * SEGMENT_SEC);
    expect(sight.shownSec).toBeGreaterThan(before);
    expect(server.fetched).toBeGreaterThanOrEqual(500);
    expectUnbroken(sight);
  }),
);

it.concurrent.each<[string, Damage]>([
  ['in its packets', { kind: 'packets', extent: 'once' }],
  ['in its headers', { kind: 'headers', extent: 'once' }],
  ['in its headers whenever it is fetched', { kind: 'headers', extent: 'segment' }],
])(
  'the player goes on over a segment that is damaged %s',
  live(async (own, _how: string, damage: Damage) => {
    const { server } = own;
    await play(own);
    server.damage = damage;
    await until('it was sent', () => (server.damaged >= 0 ? true : null));
    const at = server.fetched;
    const isOn = (): true | null => (server.fetched > at + 3 ? true : null);
    await until('later segments are fetched', isOn, 60_000, () => state(own));
    expect((await moves(own, 2 * SEGMENT_SEC)).events.filter((event) => event !== 'described')).toEqual([]);
  }),
);
