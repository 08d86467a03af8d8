/** The G.711 of an FLV stream that comes in pieces, from cameras and from those who mean harm. */
import { beforeEach, describe, expect, it } from 'vitest';
import { aacFacts, type SoundPiece } from '../../../../../renderer/media/sound/coded-sound.ts';
import { FlvSoundReader } from '../../../../../renderer/media/sound/flv-sound-reader.ts';
import { avcHeader, fileHeader, keyFrame, tag } from '../../../main/media/flv-fixtures.ts';

let pieces: SoundPiece[];
let foreign: string[];
let firstPictures: number[];
let reader: FlvSoundReader;

beforeEach(() => {
  pieces = [];
  foreign = [];
  firstPictures = [];
  reader = new FlvSoundReader({
    onPiece: (piece) => pieces.push(piece),
    onForeign: (format) => foreign.push(format),
    onFirstPicture: (atMs) => firstPictures.push(atMs),
  });
});

const STREAM = Buffer.concat([
  fileHeader(5),
  tag(18, 0, [2, 0, 1, 65]),
  keyFrame(20, 1, 5_000),
  tag(8, 30, [0x72, 1, 2, 3]),
  // A frame of AAC cannot be decoded without its header.
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

  it('the sound in a stream may be AAC, which each frame gets with its configuration', () => {
    const config = tag(8, 0, [0xaf, 0, 0x14, 0x08]);
    reader.push(Buffer.concat([fileHeader(5), config, tag(8, 40, [0xaf, 1, 7, 8]), tag(8, 104, [0xaf, 1])]));
    expect(pieces).toEqual([{ config: Uint8Array.of(0x14, 0x08), atMs: 40, bytes: Uint8Array.of(7, 8) }]);
    expect(aacFacts(Uint8Array.of(0x14, 0x08))).toEqual({
      codec: 'mp4a.40.2',
      sampleRate: 16_000,
      numberOfChannels: 1,
    });
    expect(aacFacts(Uint8Array.of(0xff))).toBeNull();
  });

  it('the sound in a stream is named where nothing here decodes it', () => {
    reader.push(Buffer.concat([fileHeader(5), tag(8, 0, [0x2f, 1, 2]), tag(8, 0, [0xb2, 1, 2]), tag(8, 0, [0xd2, 1])]));
    expect(foreign).toEqual(['MP3', 'Speex', 'FLV 13']);
    expect(pieces).toEqual([]);
  });

  it.each([1, 7, 100_000])('the first picture in a stream is known, in pieces of %i bytes', (size) => {
    const stream = Buffer.concat([fileHeader(5), avcHeader(), tag(9, 10, []), keyFrame(20, 1), keyFrame(60, 2)]);
    for (let at = 0; at < stream.length; at += size) reader.push(stream.subarray(at, at + size));
    expect(firstPictures).toEqual([20]);
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
  ])('the sound in a stream ends at %s', (_what, bytes) => {
    expect(() => reader.push(bytes)).toThrow(RangeError);
    expect(pieces).toEqual([]);
  });
});
