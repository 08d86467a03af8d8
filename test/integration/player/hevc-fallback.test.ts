/** A camera whose main stream is H.265 and whose sub stream is H.264, through the gateway, in real Chromium. */
import { existsSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import type { PlayerSnapshot } from '../../../renderer/media/live/player-state.ts';
import { launchEngine } from '../../e2e/browser.ts';
import { source } from '../media/harness.ts';
import { writeHevcHls, writeHls } from '../servers/ffmpeg.ts';
import { startNginx } from '../servers/nginx.ts';
import { until } from '../servers/processes.ts';

const ENTRY = `
import { createEngine } from './engines/create-engine.ts';
import { PlayerPool } from './pool/player-pool.ts';
import { ticker } from './ticker.ts';
import { createVideo } from './pool/video-element-pool.ts';
const ports = { open: (channelId, profile) => window.openStream(profile), close() {}, retry() {} };
const createHost = () => document.createElement('div');
const pool = new PlayerPool({ ports, createEngine, createVideo, createHost, ticker });
const extent = { widthPx: 1920, heightPx: 1080, isMaximised: true };
pool.acquire('camera#0', { channelId: 'camera', hasSubStream: window.hasSubStream, extent }).show(document.body);
window.look = () => pool.snapshot('camera#0');
`;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A page with one large tile; `addresses` says where the upstream of each profile is. */
async function openTile(addresses: Readonly<Record<string, string>>): Promise<Page> {
  const resolveDir = fileURLToPath(new URL('../../../renderer/media/', import.meta.url));
  const stdin = { contents: ENTRY, resolveDir, loader: 'ts' as const };
  const bundle = await build({ stdin, bundle: true, write: false, format: 'iife', target: 'chrome130' });
  const server = http.createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? bundle.outputFiles[0]?.text : '<!doctype html><body><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway({ allowedOrigins: [origin] });
  await gateway.start();
  closers.push(() => gateway.dispose());
  const browser = await launchEngine();
  closers.push(async () => {
    await browser.close();
    server.closeAllConnections();
  });
  const page = await browser.newPage();
  await page.exposeFunction('openStream', async (profile: string) => {
    const resolve = () => Promise.resolve(source(addresses[profile] ?? '', { transport: 'hls' }));
    const lease = await gateway.open({ key: profile, resolve }, new AbortController().signal);
    const { id: leaseId, transport, url } = lease;
    return { ok: true, value: { leaseId, channelId: 'camera', profile, transport, url } };
  });
  await page.addInitScript(`window.hasSubStream = ${'sub' in addresses}`);
  await page.goto(origin);
  return page;
}

const look = (page: Page): Promise<PlayerSnapshot> => page.evaluate('window.look()');
const decodesHevc = (page: Page): Promise<boolean> =>
  page.evaluate(() => MediaSource.isTypeSupported('video/mp4; codecs="hvc1.1.6.L93.B0"'));

it.each(['mpegts', 'fmp4'] as const)(
  'the player shows the H.264 sub stream of a camera with H.265 in %s',
  async (segments) => {
    const nginx = await startNginx();
    closers.push(() => nginx.stop());
    await writeHevcHls(nginx.folder, segments);
    const encoder = writeHls(nginx.folder);
    closers.push(() => encoder.stop('SIGKILL'));
    await until('ffmpeg wrote a playlist', () => (existsSync(`${nginx.folder}/index.m3u8`) ? true : null));
    const page = await openTile({ main: `${nginx.origin}/${segments}.m3u8`, sub: `${nginx.origin}/index.m3u8` });
    if (await decodesHevc(page)) return;
    const shown = await until(
      'the sub stream plays',
      async () => {
        const now = await look(page);
        return now.state.phase === 'playing' && now.statistics.codec === 'H.264' ? now : null;
      },
      60_000,
    );
    expect(shown).toMatchObject({ profile: 'sub', notice: { kind: 'codec', codec: 'H.265', instead: 'sub' } });
  },
);

// @promise failures.hevc
it('the player says why a camera cannot play whose only stream is H.265', async () => {
  const nginx = await startNginx();
  closers.push(() => nginx.stop());
  await writeHevcHls(nginx.folder, 'mpegts');
  const page = await openTile({ main: `${nginx.origin}/mpegts.m3u8` });
  if (await decodesHevc(page)) return;
  const failed = await until(
    'the tile says why',
    async () => {
      const now = await look(page);
      return now.state.phase === 'failed' ? now : null;
    },
    60_000,
  );
  expect(failed).toMatchObject({ profile: 'main', notice: null });
  expect(failed.state).toMatchObject({ error: { code: 'media.unsupported-codec', params: { codec: 'H.265' } } });
});
