/** Sound and past of a camera, taken beside its picture from the same upstream, in real Chromium. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import { serveFlv } from '../servers/ffmpeg.ts';
import { openPlayerPage, type PlayerPage } from '../servers/player-page.ts';
import { until } from '../servers/processes.ts';
import { signal, source } from './harness.ts';

const KEY = 'cam|sub';

let page: PlayerPage;
let gateway: Gateway;
let upstream: Awaited<ReturnType<typeof serveFlv>>;

beforeAll(async () => {
  page = await openPlayerPage();
  gateway = createGateway({ allowedOrigins: [page.origin] });
  await gateway.start();
});

afterAll(async () => {
  await gateway.dispose();
  await page.close();
});

beforeEach(async () => {
  upstream = await serveFlv('aac');
  const { url } = await open();
  await page.play('flv', url);
  await until('the picture is there', async () => ((await page.look()).frames > 0 ? true : null));
});

afterEach(() => upstream.close());

const open = () => gateway.open({ key: KEY, resolve: () => Promise.resolve(source(upstream.url)) }, signal());

it('a camera is heard without a second connection to it', async () => {
  expect(await gateway.tools.ask({ kind: 'sound', key: KEY })).toEqual({ kind: 'aac' });
  const { url } = await open();
  await page.hear(url);
  await until('two seconds are heard', async () => ((await page.heard()).playedSec > 2 ? true : null));
  expect((await page.heard()).state).toBe('playing');
  expect(await gateway.stats()).toMatchObject({ upstreams: 1, viewers: 2 });
});

it('the past is shown again, also where pictures are not sent in the order in which they are seen', async () => {
  const fromMs = Date.now();
  const reaches = async () => {
    const answer = await gateway.tools.ask({ kind: 'replay', key: KEY, fromMs, receiveMs: 60_000 });
    return Date.now() - answer.fromMs > 3_000 ? answer : null;
  };
  const answer = await until('three seconds are kept', reaches);
  await page.replay({ url: gateway.addressOf('past', answer.replayId), fromMs: answer.fromMs });
  await until('it plays', async () => {
    const { currentTime, frames } = await page.look();
    return currentTime > 1 && frames > 10 ? true : null;
  });
});
