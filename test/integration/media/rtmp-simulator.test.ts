/** The simulated clouds' RTMP, which shares no code with the client: played by ffmpeg, and through the gateway. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMediaServer } from '../../simulator/media/server.ts';
import type { MediaServer } from '../../simulator/media/types.ts';
import { playPictures } from '../servers/ffmpeg.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import type { FlvViewer } from '../servers/flv-viewer.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, source, startBench } from './harness.ts';
import type { Bench } from './harness.ts';

let server: MediaServer;
let bench: Bench;
let viewer: FlvViewer | null = null;

const url = (): string => `${server.rtmpOrigin}/live/gate?auth_key=1`;

beforeEach(async () => {
  server = await startMediaServer({
    authorize: (path, query) =>
      path === '/live/gate' && query.get('auth_key') === '1'
        ? { ok: true, grant: { cameraKey: 'gate', cameraName: 'Gate', profile: 'sub', kind: 'flv-live' } }
        : { ok: false, status: 403, reason: 'the key is wrong' },
  });
});

afterEach(async () => {
  await viewer?.close();
  viewer = null;
  await server.close();
});

describe('ffmpeg', () => {
  it('plays thirty pictures without a complaint', async () => {
    expect(await playPictures(url(), 30)).toEqual({ code: 0, text: '' });
    await until('its connection is gone', () => (server.viewers().length === 0 ? true : null));
  });

  it('ffmpeg gets the reason why it may not', async () => {
    const { code, text } = await playPictures(url().replace('=1', '=2'), 1);
    expect(code).not.toBe(0);
    expect(text).toContain('the key is wrong');
  });
});

describe('the gateway', () => {
  beforeEach(async () => {
    bench = await startBench({ watchdogMs: 700, backoffMs: [50, 100], stableMs: 100 });
  });

  afterEach(() => bench.dispose());

  async function play(): Promise<FlvViewer> {
    const lease = await bench.open('a', () => Promise.resolve(source(url(), { transport: 'rtmp' })));
    viewer = watchFlv(lease.url, ORIGIN);
    await plays(viewer);
    return viewer;
  }

  const plays = (seen: FlvViewer): Promise<true> => {
    const before = seen.videoTimes().length;
    return until('pictures advance', () => (seen.videoTimes().length > before + 15 ? true : null));
  };

  it.each<[string, string, () => unknown]>([
    ['restarted', 'network.', () => server.restart(300)],
    ['breaking connections', 'network.reset', () => server.reset({ cameraKey: 'gate' })],
    ['silent', 'media.stalled', () => server.stall({ cameraKey: 'gate' })],
  ])('plays on with even times when the server was %s', async (_, reason, fail) => {
    const seen = await play();
    const count = bench.feeds.length;
    await fail();
    expect((await bench.feed('reconnecting', count)).error.code).toContain(reason);
    server.resume();
    await plays(seen);
    const times = seen.videoTimes();
    const steps = times.slice(1).map((ms, i) => ms - (times[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThanOrEqual(1_100);
    expect(server.viewers()).toHaveLength(1);
  });

  it('leaves no connection behind when the last tile is closed', async () => {
    const lease = await bench.open('a', () => Promise.resolve(source(url(), { transport: 'rtmp' })));
    await until('the server has its viewer', () => (server.viewers().length === 1 ? true : null));
    bench.gateway.close(lease.id);
    await until('the server has none', () => (server.viewers().length === 0 ? true : null));
  });

  it('says that the key is refused, and not which it was', async () => {
    const wrong = url().replace('=1', '=of-another-day');
    await bench.open('a', () => Promise.resolve(source(wrong, { transport: 'rtmp' })));
    const { error } = await bench.feed('reconnecting');
    expect(error).toMatchObject({ code: 'media.url-expired', params: { detail: 'NetStream.Play.Failed' } });
    expect(JSON.stringify(bench.events)).not.toContain('of-another-day');
  });
});
