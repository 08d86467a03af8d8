/** The G.711 of an FLV stream that comes in pieces, from cameras and from those who mean harm. */
import { beforeEach, describe, expect, it } from 'vitest';
import { FlvSoundReader, type G711Piece } from '../../../../../renderer/media/sound/flv-sound-reader.ts';
import { fileHeader, keyFrame, tag } from '../../../main/media/flv-fixtures.ts';

let pieces: G711Piece[];
let reader: FlvSoundReader;

beforeEach(() => {
  pieces = [];
  reader = new FlvSoundReader((piece) => pieces.push(piece));
});

const STREAM = Buffer.concat([
  fileHeader(5),
  tag(18, 0, [2, 0, 1, 65]),
  keyFrame(20, 1, 5_000),
  tag(8, 30, [0x72, 1, 2, 3]),
  tag(8, 40, [0xaf, 1, 9, 9]),
  tag(8, 2 ** 24 + 50, [0x83, 4, 5]),
]);
const HEARD = [
  { law: 'alaw', channels: 1, atMs: 30, bytes: [1, 2, 3] },
  { law: 'ulaw', channels: 2, atMs: 2 ** 24 + 50, bytes: [4, 5] },
];

const heard = () => pieces.map(({ bytes, ...facts }) => ({ ...facts, bytes: [...bytes] }));

describe('the sound in a stream', () => {
  it.each([1, 7, 64, 100_000])('the sound in a stream is the same in pieces of %i bytes', (size) => {
    for (let at = 0; at < STREAM.length; at += size) reader.push(STREAM.subarray(at, at + size));
    expect(heard()).toEqual(HEARD);
  });

  it('the sound in a stream is left out where a piece is empty or longer than any camera sends', () => {
    reader.push(
      Buffer.concat([fileHeader(5), tag(8, 0, []), tag(8, 0, [0x72]), tag(8, 1, Buffer.alloc(70_000, 0x72))]),
    );
    reader.push(tag(8, 30, [0x72, 1, 2, 3]));
    expect(heard()).toEqual(HEARD.slice(0, 1));
  });

  it.each([
    ['other bytes', Buffer.alloc(64, 7)],
    ['a tag of an unknown kind', Buffer.concat([fileHeader(5), tag(3, 0, [1, 2])])],
    [
      'a tag that claims 16 MB',
      Buffer.concat([fileHeader(5), Buffer.from([8, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0])]),
    ],
  ])('ends at %s', (_what, bytes) => {
    expect(() => reader.push(bytes)).toThrow(RangeError);
    expect(pieces).toEqual([]);
  });
});
