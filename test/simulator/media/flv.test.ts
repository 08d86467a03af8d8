import { afterEach, describe, expect, it } from 'vitest';
import { Camera, GOP_MS } from './camera.ts';
import { avcConfiguration } from './h264.ts';
import type { MediaServer } from './types.ts';
import { openServer, readFlv, testPack } from './support.ts';
import type { FlvTag } from './support.ts';

const VIDEO = 9;
let server: MediaServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const isPicture = (tag: FlvTag): boolean => tag.type === VIDEO && tag.body[1] === 1;
const isKey = (tag: FlvTag): boolean => (tag.body[0] ?? 0) >> 4 === 1;
const pictures = (tags: readonly FlvTag[]): FlvTag[] => tags.filter(isPicture);

describe('live FLV', () => {
  it('live FLV begins with metadata, the decoder configuration and a key frame, then runs evenly', async () => {
    server = await openServer();
    const tags = await readFlv(`${server.origin}/flv-live/sub/c1`, (got) => pictures(got).length >= 32);
    const { clip } = new Camera(testPack(), 'c1', '', 'sub', 480);
    expect(tags[0]?.type).toBe(18);
    expect(tags[0]?.body.includes('onMetaData')).toBe(true);
    expect(tags[1]?.body.subarray(5)).toEqual(avcConfiguration(clip.spsNal, clip.ppsNal));
    const shown = pictures(tags);
    expect(shown[0] !== undefined && isKey(shown[0])).toBe(true);
    expect(tags[1]?.timestampMs).toBe(shown[0]?.timestampMs);
    expect(shown.map(isKey)).toEqual(shown.map((_, i) => i % clip.fps === 0));
    shown.slice(1).forEach((tag, i) => {
      const stepMs = tag.timestampMs - (shown[i]?.timestampMs ?? 0);
      expect(Math.abs(stepMs - 1000 / clip.fps)).toBeLessThan(1);
    });
  });

  it.each(['sub', 'main'] as const)('the %s time line stays even where the clip starts over', (profile) => {
    const camera = new Camera(testPack(), 'c1', 'name', profile, 480);
    const { fps, gops } = camera.clip;
    const times = Array.from({ length: gops.length * 2 * fps }, (_, i) => {
      const group = 1_780_000_000 + Math.floor(i / fps);
      return camera.frame(group, i % fps, camera.groupStartMs(group)).atMs;
    });
    times.slice(1).forEach((atMs, i) => expect(Math.abs(atMs - (times[i] ?? 0) - GOP_MS / fps)).toBeLessThan(1));
  });

  it('live FLV has the same bytes for all viewers of one camera', async () => {
    server = await openServer();
    const url = `${server.origin}/flv-live/sub/c1`;
    const [a, b] = await Promise.all([1, 2].map(() => readFlv(url, (got) => pictures(got).length >= 20)));
    const byTime = new Map(pictures(a ?? []).map((tag) => [tag.timestampMs, tag.body]));
    const shared = pictures(b ?? []).filter((tag) => byTime.has(tag.timestampMs));
    expect(shared.length).toBeGreaterThan(4);
    for (const tag of shared) expect(tag.body).toEqual(byTime.get(tag.timestampMs));
  });

  it('live FLV answers a refusal with the status and the reason that the cloud gave', async () => {
    server = await openServer();
    const response = await fetch(`${server.origin}/spent`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('the URL was used before');
  });

  it('live FLV ends by itself when the grant ends', async () => {
    const endsAtMs = Date.now() + 300;
    server = await openServer({
      authorize: () => ({
        ok: true,
        grant: { cameraKey: 'c', cameraName: 'c', profile: 'sub', kind: 'flv-live', endsAtMs },
      }),
    });
    const tags = await readFlv(`${server.origin}/x`, () => false);
    expect(pictures(tags).length).toBeGreaterThan(0);
    expect(server.viewers()).toEqual([]);
  });
});

/** Stalls camera c1 until an unaffected camera has shown that more than a group of pictures has passed. */
async function stallForAWhile(running: MediaServer): Promise<void> {
  running.stall({ cameraKey: 'c1' });
  const [before] = running.viewers();
  await readFlv(`${running.origin}/flv-live/sub/c2`, (other) => pictures(other).length >= 32);
  expect(before).toMatchObject({ cameraKey: 'c1', isStalled: true });
  expect(running.viewers()).toContainEqual(before);
  running.resume();
}

describe('faults of live FLV', () => {
  it('a stall leaves the connection open without a byte, and a resume restarts at a key frame', async () => {
    server = await openServer();
    const running = server;
    const stalls: Promise<void>[] = [];
    const tags = await readFlv(`${server.origin}/flv-live/sub/c1`, (got) => {
      const shown = pictures(got);
      if (shown.length >= 3 && stalls.length === 0) stalls.push(stallForAWhile(running));
      return (shown.at(-1)?.timestampMs ?? 0) > (shown[2]?.timestampMs ?? Infinity) + 1500;
    });
    await Promise.all(stalls);
    const shown = pictures(tags);
    const gap = shown.findIndex((tag, i) => i > 0 && tag.timestampMs - (shown[i - 1]?.timestampMs ?? 0) > 100);
    expect(gap).toBeGreaterThan(0);
    expect(isKey(shown[gap] as FlvTag)).toBe(true);
  });

  it('a reset cuts only the viewers that match', async () => {
    server = await openServer();
    const running = server;
    const other = readFlv(`${server.origin}/flv-live/main/c2`, (got) => pictures(got).length >= 40);
    const cut = readFlv(`${server.origin}/flv-live/sub/c1`, (got) => {
      if (pictures(got).length >= 2) running.reset({ profile: 'sub' });
      return false;
    });
    await expect(cut).rejects.toThrow();
    expect(pictures(await other).length).toBeGreaterThanOrEqual(40);
  });

  it('a restart cuts every viewer and returns on the same port with time running further', async () => {
    server = await openServer();
    const url = `${server.origin}/flv-live/sub/c1`;
    const first = await readFlv(url, (got) => pictures(got).length >= 1);
    const cut = readFlv(url, () => false);
    const failed = expect(cut).rejects.toThrow();
    await server.restart(20);
    await failed;
    const again = await readFlv(url, (got) => pictures(got).length >= 1);
    expect(pictures(again)[0]?.timestampMs).toBeGreaterThanOrEqual(pictures(first)[0]?.timestampMs ?? Infinity);
  });

  it('two restarts follow one another, and closing ends a restart early', async () => {
    server = await openServer();
    const url = `${server.origin}/flv-live/sub/c1`;
    await Promise.all([server.restart(5), server.restart(5)]);
    expect(pictures(await readFlv(url, (got) => pictures(got).length >= 1)).length).toBeGreaterThan(0);
    const long = server.restart(3_600_000);
    await server.close();
    await long;
    await expect(fetch(url)).rejects.toThrow();
  });
});
