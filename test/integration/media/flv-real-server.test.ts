import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import type { Gateway } from '../../../main/media/gateway/gateway.ts';
import type { GatewayEvent, OpenStream } from '../../../main/media/messages/types.ts';
import { publishRtmp } from '../servers/ffmpeg.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import { startFlvServer } from '../servers/node-media-server.ts';
import type { FlvServer } from '../servers/node-media-server.ts';
import type { Running } from '../servers/processes.ts';
import { until } from '../servers/processes.ts';

const ORIGIN = 'http://127.0.0.1:9';
let server: FlvServer;
let publisher: Running;
let gateway: Gateway;
let events: GatewayEvent[];

const stream = (): OpenStream => ({
  key: 'camera|main',
  resolve: () =>
    Promise.resolve({
      transport: 'http-flv',
      url: server.flvUrl,
      headers: {},
      expiresAtMs: null,
      isSingleUse: false,
      isLocalAllowed: true,
    }),
});

const signal = (): AbortSignal => new AbortController().signal;
const phases = (): string[] => events.flatMap((event) => (event.kind === 'feed' ? [event.feed.phase] : []));

beforeEach(async () => {
  server = await startFlvServer('street');
  publisher = publishRtmp(server.rtmpUrl);
  gateway = createGateway({ allowedOrigins: [ORIGIN] });
  events = [];
  gateway.on((event) => events.push(event));
  await gateway.start();
});

afterEach(async () => {
  await gateway.dispose();
  await publisher.stop('SIGKILL');
  await server.stop();
});

it('the gateway plays on with rising times when the media server is restarted', async () => {
  const lease = await gateway.open(stream(), signal());
  const viewer = watchFlv(lease.url, ORIGIN);
  await until('frames advance', () => (viewer.videoTimes().length > 20 ? true : null));
  expect(viewer.tags.find((tag) => tag.type === 9)?.isHeader).toBe(true);
  expect(viewer.tags.find((tag) => tag.type === 9 && !tag.isHeader)?.isKey).toBe(true);

  const before = viewer.videoTimes().length;
  await server.restart();
  await publisher.stop('SIGKILL');
  publisher = publishRtmp(server.rtmpUrl);
  await until('frames advance again', () => (viewer.videoTimes().length > before + 20 ? true : null));

  const times = viewer.videoTimes();
  const steps = times.slice(1).map((ms, i) => ms - (times[i] ?? 0));
  expect(Math.min(...steps)).toBeGreaterThan(0);
  expect(Math.max(...steps)).toBeLessThanOrEqual(400);
  expect(phases()).toContain('reconnecting');
  expect(phases().at(-1)).toBe('flowing');
  await viewer.close();
});

it('the gateway pulls once for two viewers and gives the second a key frame at once', async () => {
  const first = await gateway.open(stream(), signal());
  const second = await gateway.open(stream(), signal());
  expect(second.url).not.toBe(first.url);
  const one = watchFlv(first.url, ORIGIN);
  await until('frames', () => (one.videoTimes().length > 5 ? true : null));
  const two = watchFlv(second.url, ORIGIN);
  await until('frames of the second', () => (two.videoTimes().length > 0 ? true : null));
  expect(two.tags.find((tag) => tag.type === 9 && !tag.isHeader)?.isKey).toBe(true);
  expect(await gateway.stats()).toMatchObject({ upstreams: 1, viewers: 2 });
  await one.close();
  await two.close();
});
