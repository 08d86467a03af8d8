/**
 * A media server that accepts connections and sends nothing for so long that the stream goes over from FLV to HLS, and
 * that then is well again. The page, its players and the gateway are the real ones; the gateway waits less than usual.
 */
import { afterEach, expect, it } from 'vitest';
import type { LivePort } from '../../../main/ports/live.ts';
import { startMediaServer } from '../../simulator/media/server.ts';
import type { MediaServer } from '../../simulator/media/types.ts';
import { source } from '../media/harness.ts';
import { openPoolPage, type PoolPage, type PoolSight } from '../servers/pool-page.ts';
import { until } from '../servers/processes.ts';

const CAMERA = 'acc:gate/1';

let media: MediaServer;
let page: PoolPage;

afterEach(async () => {
  await page.close();
  await media.close();
});

/** Over FLV first, then over HLS, as most clouds offer it. */
async function open(): Promise<void> {
  media = await startMediaServer({
    authorize: (path) => {
      const camera = { cameraKey: CAMERA, cameraName: 'Gate', profile: 'sub' as const };
      return { ok: true, grant: { ...camera, kind: path === '/live.flv' ? 'flv-live' : 'hls-live' } };
    },
  });
  const live: LivePort = {
    transports: ['http-flv', 'hls'],
    open: ({ transport }) => {
      const path = transport === 'hls' ? '/live.m3u8' : '/live.flv';
      return Promise.resolve(source(`${media.origin}${path}`, { transport }));
    },
  };
  page = await openPoolPage(live, {
    watchdogMs: 500,
    connectTimeoutMs: 800,
    backoffMs: [100, 200, 400],
    unclaimedCloseMs: 1_500,
    idleCloseMs: 500,
    stableMs: 500,
  });
}

async function only(): Promise<PoolSight> {
  const [sight] = await page.look();
  if (sight === undefined) throw new Error('the page has no tile');
  return sight;
}

const moves = (more: number, from: number): Promise<true> =>
  until(
    'the picture moves',
    async () => {
      const { phase, frames } = await only();
      // Over HLS the picture moves some seconds late until the faster transport is back.
      return (phase === 'playing' || phase === 'delayed') && frames !== from && frames >= more ? true : null;
    },
    60_000,
    async () => ({ ...(await only()), feeds: page.feeds.slice(-4) }),
  );

/** Long enough for the page's HLS player to give up, and for the gateway to close what nobody asks for. */
const GIVEN_UP_MS = 40_000;

// @promise failures.silent-server: A tile plays again by itself after a media server was silent, and never reads
// "reconnecting" without the time of the next try.
it('a tile plays again by itself after a silence that outlasted the change to HLS', async () => {
  await open();
  await page.show(CAMERA);
  await moves(10, -1);
  media.stall({});
  const sinceMs = Date.now();
  await until('the stream has gone over to HLS', () =>
    media.viewers().some(({ kind }) => kind === 'hls-live') ? true : null,
  );
  const words: PoolSight[] = [];
  await until('the silence has lasted', async () => {
    words.push(await only());
    return Date.now() - sinceMs > GIVEN_UP_MS ? true : null;
  });
  media.resume();
  await moves(10, -1);
  // The tile never said "reconnecting" without the moment of the next try.
  expect(words.filter(({ phase, nextAtMs }) => phase === 'reconnecting' && nextAtMs === null)).toEqual([]);
});
