import { beforeEach, describe, expect, it } from 'vitest';
import { FlvFanout } from '../../../../../main/media/past/flv-fanout.ts';
import { FlvReader } from '../../../../../main/media/formats/flv/flv-reader.ts';
import { RingPool, SEGMENT_BYTES } from '../../../../../main/media/past/ring-pool.ts';
import { StreamRing } from '../../../../../main/media/past/ring.ts';
import { avcHeader, fileHeader, interFrame, keyFrame, readFile } from '../flv-fixtures.ts';

const LIMITS = { spanMs: 5_000, streamBytes: 8 * SEGMENT_BYTES, totalBytes: 12 * SEGMENT_BYTES };

let pool: RingPool;
let ring: StreamRing;
let nowMs: number;

beforeEach(() => {
  pool = new RingPool(LIMITS);
  ring = new StreamRing(pool);
  nowMs = 10_000;
});

const headers = { video: null, audio: null };

/** Keeps a second: a key frame of `bytes` filled with `mark`. */
function second(into: StreamRing, mark: number, bytes: number): void {
  nowMs += 1_000;
  const block = Buffer.alloc(bytes, mark);
  into.append(block, 0, bytes, { mediaMs: nowMs, arrivedAtMs: nowMs, headers, isBreak: false });
  into.trim(nowMs);
}

it('a ring gives back every tag that was put in, across segments', () => {
  second(ring, 1, SEGMENT_BYTES - 10);
  second(ring, 2, 100);
  const bytes = ring.read(SEGMENT_BYTES - 11, 1_000);
  expect(bytes?.length).toBe(101);
  expect(bytes?.[0]).toBe(1);
  expect([...(bytes?.subarray(1) ?? [])].every((byte) => byte === 2)).toBe(true);
});

it('a ring contains its time span and the key frame before it, and frees everything older', () => {
  for (let i = 0; i < 20; i += 1) second(ring, i, SEGMENT_BYTES / 2);
  expect(ring.keys.map(({ arrivedAtMs }) => nowMs - arrivedAtMs)).toEqual([5_000, 4_000, 3_000, 2_000, 1_000, 0]);
  expect(pool.lentBytes).toBeLessThanOrEqual(4 * SEGMENT_BYTES);
  expect(ring.read(0, 1)).toBeNull();
});

it('a ring finds the newest key frame that is old enough, else the oldest key frame', () => {
  for (let i = 0; i < 4; i += 1) second(ring, i, 100);
  expect(ring.keyBefore(nowMs - 1_500)?.arrivedAtMs).toBe(nowMs - 2_000);
  expect(ring.keyBefore(0)?.arrivedAtMs).toBe(nowMs - 3_000);
});

it('a ring has no picture before the first key frame', () => {
  ring.append(Buffer.alloc(10), 0, 10, null);
  expect(ring.end).toBe(0);
  expect(pool.lentBytes).toBe(0);
});

it('a ring stays within its own limit while no key frame comes', () => {
  second(ring, 1, 10);
  for (let i = 0; i < 40; i += 1) ring.append(Buffer.alloc(SEGMENT_BYTES), 0, SEGMENT_BYTES, null);
  expect(pool.lentBytes).toBeLessThanOrEqual(LIMITS.streamBytes + SEGMENT_BYTES);
});

// @promise failures.growing-memory
it('all rings share one limit: the ring with the longest span gives memory back', () => {
  const others = [new StreamRing(pool), new StreamRing(pool)];
  for (let i = 0; i < 5; i += 1) {
    second(ring, i, 2 * SEGMENT_BYTES);
    for (const other of others) second(other, i, 2 * SEGMENT_BYTES);
  }
  expect(pool.lentBytes).toBeLessThanOrEqual(LIMITS.totalBytes);
  for (const one of [ring, ...others]) expect(one.end).toBe(10 * SEGMENT_BYTES);
  for (const one of [ring, ...others]) one.dispose();
  expect(pool.lentBytes).toBe(0);
});

describe('a stream with a ring', () => {
  it('a ring marks where another connection begins, and begins each part with its key frame and header', () => {
    const fanout = new FlvFanout({ onPicture: () => {} }, ring);
    const receive = (level: number): void => {
      fanout.connect();
      fanout.beginChunk(nowMs);
      const tags = [fileHeader(), avcHeader(0, level), keyFrame(0, level), interFrame(40), keyFrame(80, level)];
      new FlvReader(fanout).push(Buffer.concat(tags));
    };
    receive(30);
    receive(31);
    expect(ring.keys.map(({ isBreak }) => isBreak)).toEqual([true, false, true, false]);
    expect(ring.keys.map((key) => key.headers.video?.[19])).toEqual([30, 30, 31, 31]);
    const bytes = ring.read(ring.keys[2]?.at ?? 0, 10_000) ?? Buffer.alloc(0);
    const { tags } = readFile(Buffer.concat([fileHeader(), bytes]));
    expect(tags.map(({ body }) => body[0])).toEqual([0x17, 0x27, 0x17]);
    fanout.reset();
    expect(ring.keys).toEqual([]);
  });
});
