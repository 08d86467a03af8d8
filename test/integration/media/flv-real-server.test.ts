import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_TIMINGS } from '../../../main/media/messages/messages.ts';
import type { OpenStream } from '../../../main/media/messages/types.ts';
import { publishRtmp } from '../servers/ffmpeg.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import { startFlvServer } from '../servers/node-media-server.ts';
import type { FlvServer } from '../servers/node-media-server.ts';
import type { Running } from '../servers/processes.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, signal, source, startBench, type Bench } from './harness.ts';

let server: FlvServer;
let publisher: Running;
let bench: Bench;

const stream = (): OpenStream => ({ key: 'camera|main', resolve: () => Promise.resolve(source(server.flvUrl)) });

const phases = (): string[] => bench.events.flatMap((event) => (event.kind === 'feed' ? [event.feed.phase] : []));

beforeEach(async () => {
  server = await startFlvServer('street');
  publisher = publishRtmp(server.rtmpUrl);
  bench = await startBench(DEFAULT_TIMINGS);
});

afterEach(async () => {
  await bench.dispose();
  await publisher.stop('SIGKILL');
  await server.stop();
});

it('the gateway plays on with rising times when the media server is restarted', async () => {
  const lease = await bench.gateway.open(stream(), signal());
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
  const first = await bench.gateway.open(stream(), signal());
  const second = await bench.gateway.open(stream(), signal());
  expect(second.url).not.toBe(first.url);
  const one = watchFlv(first.url, ORIGIN);
  await until('frames', () => (one.videoTimes().length > 5 ? true : null));
  const two = watchFlv(second.url, ORIGIN);
  await until('frames of the second', () => (two.videoTimes().length > 0 ? true : null));
  expect(two.tags.find((tag) => tag.type === 9 && !tag.isHeader)?.isKey).toBe(true);
  expect(await bench.gateway.stats()).toMatchObject({ upstreams: 1, viewers: 2 });
  await one.close();
  await two.close();
});
