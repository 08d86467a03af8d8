/** Traits of recordings that tests may order: each shows in the bytes that a viewer gets. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PastTraits } from './past-traits.ts';
import { openServer, readFlv, readVod } from './support.ts';
import type { MediaServer } from './types.ts';

const FROM_MS = 1_780_000_000_000;
const PATH = `/hls-vod/sub/c1?from=${String(FROM_MS)}&to=${String(FROM_MS + 60_000)}`;
let server: MediaServer;

beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

const order = (traits: PastTraits): void => server.setPast({ cameraKey: 'c1' }, traits);
const playlist = async (path = PATH): Promise<string> => (await fetch(`${server.origin}${path}`)).text();
const urisOf = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const get = (uri: string): Promise<Response> => fetch(new URL(uri, server.origin));
const bytes = async (uri: string): Promise<Buffer> => Buffer.from(await (await get(uri)).arrayBuffer());

interface Picture {
  readonly isEntry: boolean;
  readonly ptsMs: number;
}

/** The pictures of a transport stream segment, and the type of its stream. */
function read(segment: Buffer): { readonly pictures: readonly Picture[]; readonly streamType: number } {
  const pictures: Picture[] = [];
  let streamType = 0;
  for (let at = 0; at < segment.length; at += 188) {
    const pid = segment.readUInt16BE(at + 1) & 0x1fff;
    const isStart = ((segment[at + 1] ?? 0) & 0x40) !== 0;
    if (pid === 0x1000) streamType = segment[at + 17] ?? 0;
    if (pid !== 0x100 || !isStart) continue;
    const pts = at + 5 + (segment[at + 4] ?? 0) + 9;
    const ticks =
      ((segment[pts] ?? 0) & 0x0e) * 2 ** 29 +
      (segment.readUInt16BE(pts + 1) >> 1) * 2 ** 15 +
      (segment.readUInt16BE(pts + 3) >> 1);
    pictures.push({ isEntry: ((segment[at + 5] ?? 0) & 0x40) !== 0, ptsMs: ticks / 90 });
  }
  return { pictures, streamType };
}

describe('date-times and lengths of a playlist', () => {
  it('date-times stand before each segment, before the first of a run, or nowhere', async () => {
    const count = async (): Promise<number> => (await playlist()).split('PROGRAM-DATE-TIME').length - 1;
    expect(await count()).toBe(urisOf(await playlist()).length);
    order({ dateTime: 'run' });
    expect(await count()).toBe(1);
    order({ dateTime: 'none' });
    expect(await count()).toBe(0);
    server.clearPast();
    expect(await count()).toBeGreaterThan(1);
  });

  it('date-times run backwards once, in the middle', async () => {
    order({ dateTime: 'backwards' });
    const segments = await readVod(`${server.origin}${PATH}`);
    const back = segments.filter((one, i) => one.fromMs < (segments[i - 1]?.fromMs ?? 0));
    expect(back).toEqual([segments[segments.length >> 1]]);
  });

  it('lengths are wrong by a factor, and the list is as long as the segments are short', async () => {
    order({ durationFactor: 0.5 });
    const text = await playlist();
    expect(text).toContain('#EXTINF:2.000,');
    expect(text).toContain('#EXT-X-TARGETDURATION:2');
    order({ durationFactor: 1, segmentSec: 1 });
    expect(urisOf(await playlist()).length).toBeGreaterThanOrEqual(60);
    const day = await playlist(`/hls-vod/sub/c1?from=${String(FROM_MS)}&to=${String(FROM_MS + 86_400_000)}`);
    expect(urisOf(day).length).toBeGreaterThanOrEqual(86_400);
  });
});

describe('segments that do not come', () => {
  it('a segment is lost once, or always, by its number or by a moment in it', async () => {
    order({ lost: { segment: 3, times: 1 } });
    const statuses = async (): Promise<readonly number[]> => {
      const uris = urisOf(await playlist());
      return Promise.all([2, 3, 4].map(async (at) => (await get(uris[at] ?? '')).status));
    };
    expect(await statuses()).toEqual([200, 404, 200]);
    expect(await statuses()).toEqual([200, 200, 200]);
    order({ lost: { atMs: FROM_MS + 13_000 } });
    expect([await statuses(), await statuses()]).toEqual([
      [200, 404, 200],
      [200, 404, 200],
    ]);
  });

  it('a session ends after two segments, and the next one plays', async () => {
    order({ ends: { segments: 2, sessions: 1 } });
    const statuses = async (): Promise<readonly number[]> => {
      const found: number[] = [];
      for (const uri of urisOf(await playlist()).slice(0, 4)) found.push((await get(uri)).status);
      return found;
    };
    expect(await statuses()).toEqual([200, 200, 403, 403]);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
  });
});

describe('groups of pictures', () => {
  it('a group lasts as long as ordered, and a range begins with a key frame', async () => {
    order({ gopSec: 20 });
    const text = await playlist();
    expect(text).not.toContain('INDEPENDENT-SEGMENTS');
    const segments = await Promise.all(urisOf(text).map(bytes));
    const pictures = segments.flatMap((one) => read(one).pictures);
    const entries = pictures.flatMap(({ isEntry }, i) => (isEntry ? [i] : []));
    expect(entries[0]).toBe(0);
    entries.slice(1).forEach((at, i) => expect(at - (entries[i] ?? 0)).toBe(20 * 15));
    pictures
      .slice(1)
      .forEach(({ ptsMs }, i) => expect(Math.abs(ptsMs - (pictures[i]?.ptsMs ?? 0) - 1000 / 15)).toBeLessThan(1));
  });

  it('groups may begin with a recovery point, or with no key frame at all', async () => {
    order({ keys: 'recovery' });
    const [, second = ''] = urisOf(await playlist());
    const open = await bytes(second);
    expect(read(open).pictures.filter(({ isEntry }) => isEntry)).toHaveLength(4);
    expect(open.includes(Buffer.from([0, 0, 0, 1, 0x06, 0x06, 0x01, 0xc4, 0x80]))).toBe(true);
    expect(open.includes(Buffer.from([0, 0, 0, 1, 0x65]))).toBe(false);
    order({ keys: 'none' });
    const [first = ''] = urisOf(await playlist());
    const { pictures } = read(await bytes(first));
    expect(pictures).toHaveLength(4 * 14);
    expect(pictures.some(({ isEntry }) => isEntry)).toBe(false);
  });

  it('a fast recording of a device has one picture for each long group', async () => {
    order({ gopSec: 20 });
    const control = { isPaused: false, isStopped: false, scale: 8, seekMs: null, isWatched: false };
    const grant = { cameraKey: 'c1', cameraName: 'c1', profile: 'sub', kind: 'flv-vod', control } as const;
    await server.close();
    server = await openServer({
      authorize: () => ({ ok: true, grant: { ...grant, fromMs: FROM_MS, toMs: FROM_MS + 40_000 } }),
    });
    order({ gopSec: 20 });
    const tags = await readFlv(`${server.origin}/x`, () => false);
    const pictures = tags.filter(({ type, body }) => type === 9 && body[1] === 1);
    expect(pictures.length).toBeLessThanOrEqual(3);
    expect(pictures.every(({ body }) => body[0] === 0x17)).toBe(true);
  });
});

describe('a change in the middle', () => {
  it.each([
    ['h265', 0x1b, 0x24],
    ['size', 0x1b, 0x1b],
  ] as const)('pictures change to %s behind a discontinuity, without a gap in time', async (to, before, after) => {
    order({ change: { to, atMs: FROM_MS + 30_000 } });
    const segments = await readVod(`${server.origin}${PATH}`);
    const at = segments.findIndex(({ isDiscontinuity }) => isDiscontinuity);
    expect(Math.abs((segments[at]?.fromMs ?? 0) - FROM_MS - 30_000)).toBeLessThan(1_000);
    expect(segments[at]?.fromMs).toBe(segments[at - 1]?.toMs);
    const [old, young] = [await bytes(segments[at - 1]?.uri ?? ''), await bytes(segments[at]?.uri ?? '')];
    expect([read(old).streamType, read(young).streamType]).toEqual([before, after]);
    expect(read(young).pictures[0]).toEqual({ isEntry: true, ptsMs: 10_000 });
    if (to === 'size') expect(read(young).pictures).toHaveLength(4 * 25);
  });

  it('a whole recording is H.265', async () => {
    order({ codec: 'h265' });
    const [first = ''] = urisOf(await playlist());
    expect(read(await bytes(first)).streamType).toBe(0x24);
  });
});
