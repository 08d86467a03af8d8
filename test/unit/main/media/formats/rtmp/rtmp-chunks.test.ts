import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RtmpChunkReader, toChunks } from '../../../../../../main/media/formats/rtmp/rtmp-chunks.ts';
import { chunksOf, message, setChunkSize, uint32 } from '../../rtmp-fixtures.ts';
import type { ChunkOptions, Sent } from '../../rtmp-fixtures.ts';

const MIB = 1024 * 1024;

const PATTERN = Buffer.from(Array.from({ length: 7_000 }, (_, i) => (i * 31 + (i >> 8)) & 0xff));
const patterned = (length: number, seed = 1): Buffer =>
  length > 6_000 ? Buffer.alloc(length, seed) : PATTERN.subarray(seed, seed + length);

function reader(): { readonly push: (bytes: Uint8Array) => void; readonly got: Sent[]; readonly held: () => number } {
  const got: Sent[] = [];
  const chunks = new RtmpChunkReader(({ type, timestampMs, body, streamId }) =>
    got.push({ type, ms: timestampMs, body: Buffer.from(body), streamId }),
  );
  return { push: (bytes) => chunks.push(bytes), got, held: () => chunks.heldBytes };
}

function read(...parts: readonly Uint8Array[]): Sent[] {
  const { push, got } = reader();
  for (const part of parts) push(part);
  return got;
}

const video = (ms: number, length: number, seed = 1): Sent => ({
  type: 9,
  ms,
  body: patterned(length, seed),
  streamId: 1,
});

const CORPUS = Buffer.concat([
  message(video(0, 300)),
  setChunkSize(64),
  message(video(0x1000000, 200, 2), { chunkBytes: 64, chunkStream: 70 }),
  message({ type: 8, ms: 40, body: patterned(65, 3) }, { chunkBytes: 64, chunkStream: 400 }),
  message({ type: 8, ms: 20, body: patterned(65, 4) }, { chunkBytes: 64, chunkStream: 400, format: 1 }),
  message({ type: 8, ms: 20, body: patterned(65, 5) }, { chunkBytes: 64, chunkStream: 400, format: 3 }),
  message({ type: 18, ms: 5, body: Buffer.alloc(0) }, { chunkBytes: 64 }),
]);

it('a chunk stream gives the same messages wherever its bytes are cut', () => {
  const whole = read(CORPUS);
  expect(whole.map(({ type, ms, body }) => [type, ms, body.length])).toEqual([
    [9, 0, 300],
    [9, 0x1000000, 200],
    [8, 40, 65],
    [8, 60, 65],
    [8, 80, 65],
    [18, 5, 0],
  ]);
  for (let at = 1; at < CORPUS.length; at += 1) {
    expect(read(CORPUS.subarray(0, at), CORPUS.subarray(at))).toEqual(whole);
  }
  expect(read(...[...CORPUS].map((byte) => Buffer.from([byte])))).toEqual(whole);
});

it('a chunk stream gives every message that was sent, for any messages, chunk sizes, interleaving and cuts', () => {
  const sizes = fc.integer({ min: 1, max: 5_000 });
  const one = fc.record({ ms: fc.nat(0xffffffff), length: fc.nat(6_000), type: fc.constantFrom(8, 9, 18) });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), sizes, sizes, (sent, chunk, cut) => {
      const messages = sent.map(({ ms, length, type }, i) => ({ type, ms, body: patterned(length, i), streamId: 1 }));
      // Each on a chunk stream of its own, one chunk of each in turn.
      const queues = messages.map((each, i) => chunksOf(each, { chunkBytes: chunk, chunkStream: 3 + i * 50 }));
      const wire: Buffer[] = [setChunkSize(chunk)];
      while (queues.some((queue) => queue.length > 0)) {
        for (const queue of queues) wire.push(queue.shift() ?? Buffer.alloc(0));
      }
      const bytes = Buffer.concat(wire);
      const parts: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += cut) parts.push(bytes.subarray(at, at + cut));
      const byBody = (a: Sent, b: Sent): number => Buffer.compare(a.body, b.body) || a.ms - b.ms || a.type - b.type;
      expect(read(...parts).sort(byBody)).toEqual(messages.sort(byBody));
    }),
    { numRuns: 150 },
  );
});

it('a chunk stream of random bytes ends with a stated reason, or waits for more', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }), (parts) => {
      const { push, held } = reader();
      try {
        for (const part of parts) push(part);
      } catch (error) {
        expect(error).toMatchObject({ code: 'media.bad-stream', params: { detail: expect.stringMatching(/^RTMP /) } });
      }
      expect(held()).toBeLessThanOrEqual(64 * 8 * 1024);
    }),
    { numRuns: 400 },
  );
});

it('a chunk stream with single flipped bits ends with a stated reason, or plays further', () => {
  fc.assert(
    fc.property(fc.nat(CORPUS.length - 1), fc.nat(7), (at, bit) => {
      const bytes = Buffer.from(CORPUS);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      try {
        read(bytes);
      } catch (error) {
        expect(error).toMatchObject({ code: 'media.bad-stream' });
      }
    }),
    { numRuns: 500 },
  );
});

describe('times', () => {
  const step = (format: 1 | 2 | 3, ms: number, length = 10): Buffer =>
    message({ type: 9, ms, body: patterned(length) }, { format });

  it('the times of messages add up from differences, and run past the end of 32 bits', () => {
    const bytes = [message(video(2 ** 32 - 30, 10)), step(1, 20), step(2, 20), step(2, 20)];
    expect(read(...bytes).map(({ ms }) => ms)).toEqual([2 ** 32 - 30, 2 ** 32 - 10, 10, 30]);
  });

  it('a chunk without a time repeats the difference of the header before it', () => {
    expect(read(message(video(100, 10)), step(1, 40), step(3, 0), step(3, 0)).map(({ ms }) => ms)).toEqual([
      ...[100, 140, 180, 220],
    ]);
  });

  it.each([true, false])(
    'the times of messages may be extended, and repeated in continuing chunks: %s',
    (repeatsExtension) => {
      const options: ChunkOptions = { repeatsExtension };
      const late = [message(video(0x2000000, 1_000), options), message(video(0xffffff, 129, 7), options)];
      const got = read(...late);
      expect(got.map(({ ms, body }) => [ms, body.length])).toEqual([
        [0x2000000, 1_000],
        [0xffffff, 129],
      ]);
      expect(got[0]?.body).toEqual(patterned(1_000));
    },
  );
});

describe('orders of a server', () => {
  it('a new chunk size is used from the next chunk on, also for a message that has begun', () => {
    const big = video(0, 1_000);
    const [first, ...rest] = chunksOf(big);
    const sent = Buffer.concat(rest).length - rest.length + (first?.length ?? 0) - 12;
    expect(sent).toBe(1_000);
    const after = Buffer.concat([Buffer.from([0xc4]), big.body.subarray(128)]);
    expect(read(first ?? Buffer.alloc(0), setChunkSize(65_536), after)).toEqual([big]);
  });

  it('an abort throws the begun message away and nothing else', () => {
    const [first = Buffer.alloc(0)] = chunksOf(video(0, 300));
    const abort = message({ type: 2, ms: 0, body: uint32(4) }, { chunkStream: 2 });
    expect(read(first, abort, message(video(40, 300, 2)))).toEqual([video(40, 300, 2)]);
  });

  it.each([
    ['a chunk size of nothing', setChunkSize(0), 'chunk size'],
    ['a chunk size beyond 31 bits', setChunkSize(0x80000000), 'chunk size'],
    ['a message larger than any picture', Buffer.from([4, 0, 0, 0, 0xff, 0xff, 0xff, 9, 1, 0, 0, 0]), 'message size'],
    ['the middle of a message that never began', Buffer.from([0xc4]), 'without a beginning'],
    [
      'a header within a message',
      Buffer.concat([...chunksOf(video(0, 300)).slice(0, 1), message(video(0, 9))]),
      'within',
    ],
  ])('%s is refused', (_, bytes, detail) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({ code: 'media.bad-stream', params: { detail: expect.stringContaining(detail) } }),
    );
  });
});

it('a message takes memory for the bytes that arrived, not for its announced length', () => {
  const { push, held } = reader();
  const announced = Buffer.from([9, 0, 0, 0, 0x7f, 0xff, 0xff, 9, 1, 0, 0, 0]);
  for (let i = 0; i < 60; i += 1) {
    announced[0] = 3 + i;
    push(Buffer.concat([announced, Buffer.alloc(128)]));
  }
  expect(held()).toBeLessThan(MIB);
});

it('the memory of all unfinished messages together is bounded', () => {
  const { push, held } = reader();
  push(setChunkSize(MIB));
  const body = Buffer.alloc(7 * MIB);
  const begin = (): void => {
    for (let i = 0; i < 10; i += 1) {
      for (const chunk of chunksOf({ type: 9, ms: 0, body }, { chunkStream: 3 + i, chunkBytes: MIB }).slice(0, 6))
        push(chunk);
    }
  };
  expect(begin).toThrow(expect.objectContaining({ code: 'media.bad-stream' }));
  expect(held()).toBeLessThan(40 * MIB);
});

it('the memory of a large picture is freed after the picture', () => {
  const { push, held, got } = reader();
  push(message(video(0, 2 * MIB)));
  expect(got).toHaveLength(1);
  expect(held()).toBeLessThan(MIB);
});

it('a long command is cut into chunks that the reader joins to the same command', () => {
  const body = patterned(1_000);
  const bytes = toChunks({ type: 20, streamId: 0, timestampMs: 0, body }, 3);
  expect(read(bytes)).toEqual([{ type: 20, ms: 0, body, streamId: 0 }]);
});
