import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../../../main/errors.ts';
import { FlvReader } from '../../../../../../main/media/formats/flv/flv-reader.ts';
import { aacFrame, aacHeader, avcHeader, fileHeader, interFrame, keyFrame, metadata, tag } from '../../flv-fixtures.ts';

const tags = [
  metadata({ hasAudio: true }),
  avcHeader(),
  aacHeader(),
  keyFrame(40),
  aacFrame(45),
  interFrame(80),
  interFrame(2 ** 24 + 5),
  tag(9, 120, []),
];
const file = Buffer.concat([fileHeader(5), ...tags]);

/** Looks like a tag, as the bytes behind a lost byte do. */
const garbageTag = tag(99, 0, [1, 2, 3]).fill(7, 14);

function read(chunks: readonly Uint8Array[]): { readonly seen: Buffer[]; readonly claims: unknown[] } {
  const seen: Buffer[] = [];
  const claims: unknown[] = [];
  const reader = new FlvReader({
    onHeader: (claim) => claims.push(claim),
    onTag: (_type, block, start, end) => seen.push(block.subarray(start, end)),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { seen, claims };
}

describe('FLV reader', () => {
  it('the FLV reader finds the same tags at every split position', () => {
    for (let at = 0; at <= file.length; at += 1) {
      const { seen, claims } = read([file.subarray(0, at), file.subarray(at)]);
      expect(Buffer.concat(seen)).toEqual(Buffer.concat(tags));
      expect(claims).toEqual([{ audio: true, video: true }]);
    }
  });

  it('the FLV reader finds the same tags byte by byte', () => {
    const { seen } = read([...file].map((byte) => Uint8Array.of(byte)));
    expect(seen).toEqual(tags);
  });

  it('the FLV reader leaves finished tags intact while input blocks are changed, whatever their sizes', () => {
    const sizes = fc.array(fc.integer({ min: 5, max: 60_000 }), { minLength: 1, maxLength: 20 });
    const property = fc.property(sizes, fc.integer({ min: 1, max: 70_000 }), (bodySizes, chunkBytes) => {
      const frames = bodySizes.map((size, i) => interFrame(i * 40, i + 1, size));
      const stream = Buffer.concat([fileHeader(), ...frames]);
      const chunks: Buffer[] = [];
      for (let at = 0; at < stream.length; at += chunkBytes) chunks.push(stream.subarray(at, at + chunkBytes));
      expect(Buffer.concat(read(chunks).seen).equals(Buffer.concat(frames))).toBe(true);
    });
    fc.assert(property, { numRuns: 40 });
  });

  it('the FLV reader reports garbage as a bad stream or as metadata over the limit, and as nothing else', () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 });
    const property = fc.property(fc.boolean(), chunks, (hasHeader, garbage) => {
      try {
        read(hasHeader ? [fileHeader(), ...garbage] : garbage);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect(['media.bad-stream', 'media.over-limit']).toContain((error as AppError).code);
      }
    });
    const metadataOverBound: [boolean, Uint8Array[]] = [true, [Uint8Array.of(18, 16, 0, 1, 0, 0, 0, 0, 0, 0, 0)]];
    fc.assert(property, { numRuns: 300, examples: [metadataOverBound] });
  });

  it.each([
    ['an error page', Buffer.from('<html>no such stream</html>')],
    ['a playlist', Buffer.from('#EXTM3U\n')],
    ['a header of absurd length', Buffer.from([0x46, 0x4c, 0x56, 1, 5, 0xff, 0, 0, 9])],
    ['an unknown tag type whose trailer does not repeat the size', Buffer.concat([fileHeader(), garbageTag])],
    ['an absurd tag size', Buffer.concat([fileHeader(), Buffer.from([9, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0])])],
  ])('the FLV reader refuses %s', (_name, bytes) => {
    expect(() => read([bytes])).toThrow(expect.objectContaining({ code: 'media.bad-stream' }));
  });

  // @promise failures.unknown-tags: Tags of types that FLV does not name are skipped by their size.
  it('tags of types that FLV does not name are skipped by their size, also where the trailer leaves the header out', () => {
    const short = tag(0, 20, [1, 2, 3, 4]);
    short.writeUInt32BE(4, short.length - 4);
    const strange = [tag(15, 10, [9, 9, 9]), short, tag(0, 30, []), tag(0x29, 30, [1])];
    const stream = Buffer.concat([fileHeader(5), ...tags.flatMap((one) => [...strange, one])]);
    for (const size of [1, 7, stream.length]) {
      const chunks = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) =>
        stream.subarray(i * size, (i + 1) * size),
      );
      expect(Buffer.concat(read(chunks).seen)).toEqual(Buffer.concat(tags));
    }
  });

  it('a truncated tag is not passed on', () => {
    expect(read([file.subarray(0, file.length - 20)]).seen).toEqual(tags.slice(0, -2));
  });
});
