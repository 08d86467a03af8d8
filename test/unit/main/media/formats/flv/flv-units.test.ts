import { describe, expect, it } from 'vitest';
import { FlvReader } from '../../../../../../main/media/formats/flv/flv-reader.ts';
import { fileHeader, tag } from '../../flv-fixtures.ts';

const SLICE = [0x65, 0x88, 0x84, 0x21];
const SEI = [0x06, 0x05, 0x01, 0x00];
const HEVC_SLICE = [0x26, 0x01, 0xaf, 0x10];
const HEVC_SEI = [0x4e, 0x01, 0x05, 0x00];

/** Units behind their lengths, of which each takes `lengthBytes`. */
const units = (lengthBytes: number, ...all: readonly (readonly number[])[]): readonly number[] =>
  all.flatMap((unit) => [...new Array<number>(lengthBytes - 1).fill(0), unit.length, ...unit]);

const avcRecord = (lengthBytes: number): readonly number[] => [1, 0x64, 0, 0x1f, 0xfc | (lengthBytes - 1), 0xe0];
const hevcRecord = (lengthBytes: number): readonly number[] => [
  ...new Array<number>(21).fill(1),
  0xfc | (lengthBytes - 1),
];

interface Kind {
  readonly name: string;
  readonly header: Buffer;
  readonly picture: (content: readonly number[]) => Buffer;
  readonly lengthBytes: number;
  readonly slice: readonly number[];
  readonly sei: readonly number[];
}

const avc = { slice: SLICE, sei: SEI };
const hevc = { slice: HEVC_SLICE, sei: HEVC_SEI };
const named = (name: string): readonly number[] => [...Buffer.from(name)];

const KINDS: readonly Kind[] = [
  ...[1, 2, 4].map((lengthBytes) => ({
    name: `H.264 with lengths of ${lengthBytes} bytes`,
    lengthBytes,
    ...avc,
    header: tag(9, 0, [0x17, 0, 0, 0, 0, ...avcRecord(lengthBytes)]),
    picture: (content: readonly number[]) => tag(9, 40, [0x17, 1, 0, 0, 40, ...content]),
  })),
  {
    name: 'H.265 under the number 12',
    lengthBytes: 4,
    ...hevc,
    header: tag(9, 0, [0x1c, 0, 0, 0, 0, ...hevcRecord(4)]),
    picture: (content) => tag(9, 40, [0x1c, 1, 0, 0, 0, ...content]),
  },
  {
    name: 'H.265 by its name, with a composition time',
    lengthBytes: 4,
    ...hevc,
    header: tag(9, 0, [0x90, ...named('hvc1'), ...hevcRecord(4)]),
    picture: (content) => tag(9, 40, [0x91, ...named('hvc1'), 0, 0, 40, ...content]),
  },
  {
    name: 'H.264 by its name, without a composition time',
    lengthBytes: 4,
    ...avc,
    header: tag(9, 0, [0x90, ...named('avc1'), ...avcRecord(4)]),
    picture: (content) => tag(9, 40, [0x93, ...named('avc1'), ...content]),
  },
];

function read(...tags: readonly Buffer[]): Buffer[] {
  const seen: Buffer[] = [];
  const reader = new FlvReader({
    onHeader: () => undefined,
    onTag: (_type, block, start, end) => seen.push(Buffer.from(block.subarray(start, end))),
  });
  reader.push(Buffer.concat([fileHeader(), ...tags]));
  return seen;
}

describe.each(KINDS)('video tags of $name', ({ header, picture, lengthBytes, slice, sei }) => {
  const of = (...all: readonly (readonly number[])[]): Buffer => picture(units(lengthBytes, ...all));

  // @promise failures.empty-units: Units of length 0 and tags without a picture are left out.
  it('units of length 0 are left out, wherever they are, and the other units are unchanged', () => {
    const dirty = of([], [], sei, [], slice, slice, []);
    expect(read(header, dirty, of(slice))).toEqual([header, of(sei, slice, slice), of(slice)]);
  });

  // @promise failures.empty-units
  it('a tag without a picture is left out', () => {
    expect(read(header, of(sei), of([], sei, []), of(), of(sei, slice))).toEqual([header, of(sei, slice)]);
  });

  it('a tag whose lengths do not fit is passed on unchanged, for the player to judge', () => {
    const long = picture([...units(lengthBytes, slice), 0x7f, 0, 0, 0]);
    expect(read(header, long)).toEqual([header, long]);
  });

  it('tags before the configuration are unchanged, because the length of their length fields is unknown', () => {
    expect(read(of(sei), header)).toEqual([of(sei), header]);
  });
});
