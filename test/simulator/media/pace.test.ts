import { afterEach, expect, it } from 'vitest';
import { PATIENT } from '../../patience.ts';
import { Pace } from './pace.ts';
import { openServer, readFlv } from './support.ts';
import type { MediaGrant, MediaServer } from './types.ts';

const FROM_MS = 1_780_000_000_000;
let server: MediaServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

/** A server where every path is a recording; `/cloud` lies in the cloud, all else on the device. */
async function open(kind: MediaGrant['kind'], seconds: number): Promise<MediaServer> {
  const grant: MediaGrant = { cameraKey: 'c1', cameraName: 'c1', profile: 'sub', kind };
  const range = { fromMs: FROM_MS, toMs: FROM_MS + seconds * 1000 };
  server = await openServer({
    authorize: (path) => ({ ok: true, grant: { ...grant, ...range, source: path === '/cloud' ? 'cloud' : 'device' } }),
  });
  return server;
}

const text = async (url: string): Promise<string> => (await fetch(url)).text();
const lastLine = (playlist: string): string => playlist.trimEnd().split('\n').at(-1) ?? '';

it('a session gets some seconds at once, and then as much as its device reads', () => {
  const pace = new Pace(2, 0);
  expect([pace.take(4_000, 0), pace.take(4_000, 0)]).toEqual([0, 0]);
  expect(pace.take(4_000, 0)).toBe(2_000);
  expect(pace.take(4_000, 2_000)).toBe(2_000);
  expect(pace.take(4_000, 60_000)).toBe(0); // a pause saves up no more than the first seconds
  expect([pace.take(4_000, 60_000), pace.take(4_000, 60_000)]).toEqual([0, 2_000]);
});

it('a list of the past that grows is closed when all has come', async () => {
  const { origin, setPast } = await open('hls-vod', 24);
  setPast({}, { pace: 8, isGrowing: true });
  const list = new URL(lastLine(await text(`${origin}/x`)), origin).href;
  const first = await text(list);
  expect(first).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
  expect(first).not.toContain('#EXT-X-ENDLIST');
  await expect.poll(() => text(list), PATIENT).toContain('#EXT-X-ENDLIST');
  const whole = await text(list);
  expect(whole.split('#EXTINF').length).toBeGreaterThan(first.split('#EXTINF').length);
  expect(whole.replace('EVENT', '').startsWith(first.replace('EVENT', '').trimEnd())).toBe(true);
});

it('a paced session plays to its end', async () => {
  const { origin, setPast } = await open('hls-vod', 16);
  setPast({ source: 'device' }, { pace: 8 });
  const uris = (await text(`${origin}/x`)).split('\n').filter((line) => line.startsWith('/'));
  for (const uri of uris) expect((await fetch(origin + uri)).status).toBe(200);
});

it('a recording of a device is sent at its speed, from a quarter on, and ends with its range', async () => {
  const grant: MediaGrant = { cameraKey: 'c1', cameraName: 'c1', profile: 'sub', kind: 'flv-vod' };
  const range = { fromMs: FROM_MS, toMs: FROM_MS + 2_000 };
  server = await openServer({
    authorize: (path) => {
      const scale = Number(path.slice(1));
      const control = { isPaused: false, isStopped: false, scale, seekMs: null, isWatched: false };
      return { ok: true, grant: { ...grant, ...range, control } };
    },
  });
  const { origin } = server;
  const ended: number[] = [];
  const lengths = await Promise.all(
    [0.25, 1, 2].map(async (scale) => {
      const tags = await readFlv(`${origin}/${String(scale)}`, () => false);
      ended.push(scale);
      return tags.at(-1)?.timestampMs ?? 0;
    }),
  );
  expect(ended).toEqual([2, 1, 0.25]);
  const [slow = 0, normal = 0, fast = 0] = lengths;
  expect([slow / normal, normal / fast].map((ratio) => Math.round(ratio))).toEqual([4, 2]);
});

it('a slow download is a viewer, and may be cut', async () => {
  const { origin, setPast, viewers, reset } = await open('mp4-file', 600);
  setPast({}, { bytesPerSec: 20_000 });
  const download = text(`${origin}/x`);
  const failed = expect(download).rejects.toThrow();
  await expect.poll(() => viewers().map(({ kind }) => kind), PATIENT).toEqual(['mp4-file']);
  expect(reset({ cameraKey: 'c1' })).toBe(1);
  await failed;
  await expect.poll(() => viewers(), PATIENT).toEqual([]);
});

it('sessions of a device end with it, and those of the cloud continue', async () => {
  const { origin, endPast } = await open('hls-vod', 12);
  const segmentOf = async (path: string): Promise<string> => {
    const playlist = await text(origin + path);
    return origin + (playlist.split('\n').find((line) => line.startsWith('/')) ?? '');
  };
  const [device, cloud] = [await segmentOf('/device'), await segmentOf('/cloud')];
  endPast({ source: 'device' });
  expect([(await fetch(device)).status, (await fetch(cloud)).status]).toEqual([404, 200]);
});
