/** RTMP of nginx, fed by ffmpeg, through the gateway: read tag by tag, and looked at in real Chromium. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import { publishRtmp, publishRtmpWithSound } from '../servers/ffmpeg.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import type { FlvViewer } from '../servers/flv-viewer.ts';
import { startRtmpServer } from '../servers/nginx-rtmp.ts';
import type { RtmpServer } from '../servers/nginx-rtmp.ts';
import { openPlayerPage } from '../servers/player-page.ts';
import type { Running } from '../servers/processes.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, signal, source, startBench } from './harness.ts';
import type { Bench } from './harness.ts';
import { advances, expectPicture } from './shown-picture.ts';

let server: RtmpServer;
let bench: Bench;
const closers: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  server = await startRtmpServer();
  bench = await startBench();
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await bench.dispose();
  await server.stop();
});

function publish(start: (url: string) => Running = publishRtmp, stream = 'street'): Running {
  const running = start(server.url(stream));
  closers.push(() => running.stop('SIGKILL'));
  return running;
}

const resolve = (url: string) => () => Promise.resolve(source(url, { transport: 'rtmp' }));

function watch(url: string): FlvViewer {
  const viewer = watchFlv(url, ORIGIN);
  closers.push(() => viewer.close());
  return viewer;
}

const plays = (viewer: FlvViewer, more = 20): Promise<true> => {
  const before = viewer.videoTimes().length;
  return until('pictures advance', () => (viewer.videoTimes().length > before + more ? true : null));
};

const stepsOf = (times: readonly number[]): number[] => times.slice(1).map((ms, i) => ms - (times[i] ?? 0));

it('the gateway plays on with rising times when the server is restarted', async () => {
  const publisher = publish();
  const lease = await bench.open('a', resolve(server.url('street?auth_key=1')));
  expect(lease.transport).toBe('flv');
  const viewer = watch(lease.url);
  await plays(viewer);
  expect(viewer.tags.find((tag) => tag.type === 9)?.isHeader).toBe(true);
  expect(viewer.tags.find((tag) => tag.type === 9 && !tag.isHeader)?.isKey).toBe(true);

  await server.restart();
  await publisher.stop('SIGKILL');
  publish();
  await plays(viewer);
  const steps = stepsOf(viewer.videoTimes());
  expect(Math.min(...steps)).toBeGreaterThan(0);
  expect(Math.max(...steps)).toBeLessThanOrEqual(400);
  expect(bench.feeds.map(({ phase }) => phase)).toContain('reconnecting');
});

it('the gateway pulls once for two viewers and gives the second a key frame at once', async () => {
  publish();
  const [first, second] = [
    await bench.open('a', resolve(server.url('street'))),
    await bench.open('a', resolve(server.url('street'))),
  ];
  await plays(watch(first.url), 5);
  const two = watch(second.url);
  await plays(two, 0);
  expect(two.tags.find((tag) => tag.type === 9 && !tag.isHeader)?.isKey).toBe(true);
  expect(await bench.gateway.stats()).toMatchObject({ upstreams: 1, viewers: 2 });
});

it('the gateway passes sound on beside the pictures', async () => {
  publish(publishRtmpWithSound);
  const viewer = watch((await bench.open('a', resolve(server.url('street')))).url);
  await plays(viewer);
  const sounds = viewer.tags.filter((tag) => tag.type === 8);
  expect(sounds.length).toBeGreaterThan(20);
  expect(stepsOf(sounds.map((tag) => tag.ms)).every((step) => step >= 0)).toBe(true);
});

it('the gateway says that the camera went, and plays again when it is back', async () => {
  const publisher = publish();
  const viewer = watch((await bench.open('a', resolve(server.url('street')))).url);
  await plays(viewer);
  const count = bench.feeds.length;
  await publisher.stop('SIGKILL');
  expect((await bench.feed('reconnecting', count)).error.code).toBe('media.upstream-closed');
  await until('a new attempt is refused', () => {
    const last = bench.feeds.at(-1);
    return last?.phase === 'reconnecting' && last.error.code === 'media.url-expired' ? true : null;
  });
  publish();
  await plays(viewer);
});

it('the gateway names what the server says of a stream that is not there', async () => {
  await bench.open('a', resolve(server.url('nobody')));
  expect((await bench.feed('reconnecting')).error).toMatchObject({
    code: 'media.url-expired',
    params: { detail: 'NetStream.Play.StreamNotFound' },
  });
});

it('the gateway takes it for a refusal when the server hangs up over an unknown application', async () => {
  await bench.open('a', resolve(server.url('street').replace('/live/', '/dead/')));
  const { error } = await bench.feed('reconnecting');
  expect(error).toMatchObject({ code: 'media.url-expired', retryable: true });
});

it('pictures of an RTMP server show in the player of the wall, which continues when the server was restarted', async () => {
  const page = await openPlayerPage();
  closers.push(() => page.close());
  const gateway = createGateway({ allowedOrigins: [page.origin] });
  closers.push(() => gateway.dispose());
  await gateway.start();
  const publisher = publish();
  const lease = await gateway.open({ key: 'a', resolve: resolve(server.url('street')) }, signal());
  await page.play(lease.transport, lease.url);
  expectPicture(await advances(page, 1));

  await server.restart();
  await publisher.stop('SIGKILL');
  publish();
  expectPicture(await advances(page, 2));
});
