/** Real media servers, the gateway and the client's players in real Chromium: what counts is the picture. */
import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import type { Gateway } from '../../../main/media/gateway/gateway.ts';
import { publishRtmp, writeHls } from '../servers/ffmpeg.ts';
import { startNginx } from '../servers/nginx.ts';
import { startFlvServer } from '../servers/node-media-server.ts';
import { openPlayerPage } from '../servers/player-page.ts';
import type { PlayerPage } from '../servers/player-page.ts';
import type { Running } from '../servers/processes.ts';
import { until } from '../servers/processes.ts';
import { signal, source } from './harness.ts';
import { advances, expectPicture } from './shown-picture.ts';

let page: PlayerPage;
let gateway: Gateway;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  page = await openPlayerPage();
  gateway = createGateway({ allowedOrigins: [page.origin] });
  await gateway.start();
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

afterAll(async () => {
  await gateway.dispose();
  await page.close();
});

function publish(rtmpUrl: string): Running {
  const running = publishRtmp(rtmpUrl);
  closers.push(() => running.stop('SIGKILL'));
  return running;
}

it('the player shows FLV of node-media-server, and plays on when the server was restarted', async () => {
  const server = await startFlvServer('street');
  closers.push(() => server.stop());
  const publisher = publish(server.rtmpUrl);
  const resolve = () => Promise.resolve(source(server.flvUrl));
  const lease = await gateway.open({ key: 'flv', resolve }, signal());
  await page.play(lease.transport, lease.url);
  const playing = await advances(page, 1);
  expectPicture(playing);

  await server.restart();
  await publisher.stop('SIGKILL');
  const before = await page.look();
  publish(server.rtmpUrl);
  expectPicture(await advances(page, 2, before));
  gateway.close(lease.id);
});

it('the player shows HLS that ffmpeg writes and nginx serves', async () => {
  const server = await startNginx();
  closers.push(() => server.stop());
  const encoder = writeHls(server.folder);
  closers.push(() => encoder.stop('SIGKILL'));
  await until('ffmpeg wrote a playlist', () => (existsSync(`${server.folder}/index.m3u8`) ? true : null));
  const resolve = () => Promise.resolve(source(`${server.origin}/index.m3u8`, { transport: 'hls' }));
  const lease = await gateway.open({ key: 'hls', resolve }, signal());
  await page.play(lease.transport, lease.url);
  const sight = await until(
    'the picture advances',
    async () => {
      const now = await page.look();
      return now.width > 0 && now.currentTime > 2 && now.events.length > 0 ? now : null;
    },
    60_000,
  );
  expect(sight.brightest - sight.darkest).toBeGreaterThan(60);
  gateway.close(lease.id);
});
