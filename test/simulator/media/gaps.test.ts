/** Recordings have gaps: time without a recording is not played. */
import { afterEach, expect, it } from 'vitest';
import { openServer, readFlv, readVod } from './support.ts';
import type { MediaGrant, MediaServer, MediaSpan } from './types.ts';

const FROM_MS = 1_780_000_000_000;
const at = (second: number): number => FROM_MS + second * 1000;
/** Recorded from 0 s to 10 s and from 60 s to 70 s; the range is longer. */
const SPANS: readonly MediaSpan[] = [
  { fromMs: at(60), toMs: at(70) },
  { fromMs: at(0), toMs: at(6) },
  { fromMs: at(6), toMs: at(10) },
];
let server: MediaServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function open(kind: MediaGrant['kind'], extra: Partial<MediaGrant> = {}): Promise<MediaServer> {
  const range = { fromMs: at(-30), toMs: at(100) };
  const grant: MediaGrant = {
    cameraKey: 'c1',
    cameraName: 'c1',
    profile: 'sub',
    kind,
    ...range,
    spans: SPANS,
    ...extra,
  };
  server = await openServer({ authorize: () => ({ ok: true, grant }) });
  return server;
}

it('a playlist of the past lists segments where something was recorded and nowhere else', async () => {
  const { origin } = await open('hls-vod');
  const segments = await readVod(`${origin}/x`);
  for (const { fromMs, toMs } of segments) {
    expect(fromMs).toBeGreaterThanOrEqual(at(0));
    expect(toMs <= at(10) || (fromMs >= at(60) && toMs <= at(70))).toBe(true);
  }
  const seconds = segments.reduce((sum, one) => sum + (one.toMs - one.fromMs) / 1000, 0);
  expect(seconds).toBeGreaterThanOrEqual(18); // of two spans, each without the part of a group at its ends
});

it('a gap is a discontinuity and a jump of the date-time, and the join of two recordings is neither', async () => {
  const { origin } = await open('hls-vod');
  const segments = await readVod(`${origin}/x`);
  const breaks = segments.filter((one) => one.isDiscontinuity);
  expect(breaks).toHaveLength(1);
  const first = segments.findIndex((one) => one.isDiscontinuity);
  expect((breaks[0]?.fromMs ?? 0) - (segments[first - 1]?.toMs ?? 0)).toBeGreaterThanOrEqual(50_000);
  segments.forEach((one, i) => {
    if (i > 0 && !one.isDiscontinuity) expect(one.fromMs).toBe(segments[i - 1]?.toMs);
  });
});

it('a range without footage is refused, in each way that a recording is played', async () => {
  for (const kind of ['hls-vod', 'flv-vod'] as const) {
    const { origin } = await open(kind, { fromMs: at(20), toMs: at(40) });
    expect((await fetch(`${origin}/x`)).status).toBe(404);
    await server?.close();
  }
});

it('a recording of a device continues behind a gap without a break of its timestamps, and ends with the last footage', async () => {
  const control = { isPaused: false, isStopped: false, scale: 8, seekMs: null, isWatched: false };
  const { origin } = await open('flv-vod', { control });
  const tags = await readFlv(`${origin}/x`, () => false);
  const times = tags.filter(({ type, body }) => type === 9 && body[1] === 1).map(({ timestampMs }) => timestampMs);
  expect(times.length).toBeGreaterThanOrEqual(18); // key frames alone at this speed
  expect(times.length).toBeLessThanOrEqual(20);
  times.slice(1).forEach((time, i) => expect(time - (times[i] ?? 0)).toBeLessThan(200));
});

it('a file of the past has the footage of its range and leaves the gap empty', async () => {
  const { origin } = await open('ts-file');
  const bytes = Buffer.from(await (await fetch(`${origin}/x`)).arrayBuffer());
  const { origin: other } = await open('ts-file', {
    fromMs: at(0),
    toMs: at(10),
    spans: [{ fromMs: at(0), toMs: at(10) }],
  });
  const half = Buffer.from(await (await fetch(`${other}/x`)).arrayBuffer());
  expect(bytes.length).toBeGreaterThan(half.length * 1.5);
  expect(bytes.length).toBeLessThan(half.length * 2.5);
});
