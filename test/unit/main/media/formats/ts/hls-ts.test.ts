import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nalUnits } from '../../../../../../main/media/formats/ts/annex-b.ts';
import { AdtsPacker, AvcPacker } from '../../../../../../main/media/formats/ts/hls-samples.ts';
import { isTransportStream, TsReader } from '../../../../../../main/media/formats/ts/hls-ts.ts';
import { unitsSegment, VIDEO_STREAM } from '../../../../../simulator/media/ts.ts';
import { byteStream, IDR, PPS, SLICE, SPS, START, unit } from './avc-units.ts';

it('transport streams give back pictures of any size with their times, over the wrap of the clock too', () => {
  const wrapMs = 2 ** 33 / 90;
  const sizes = [1, 100, 160, 174, 5_000];
  const units = sizes.map((size, i) =>
    unit(wrapMs - 80 + i * 40, i === 0, Buffer.concat([byteStream(SLICE), Buffer.alloc(size, i + 1)])),
  );
  const read = new TsReader().read(unitsSegment(VIDEO_STREAM, units, 0));
  expect(read.map(({ data }) => data)).toEqual(units.map(({ data }) => data));
  expect(read.map(({ pts }) => pts)).toEqual(units.map(({ ptsMs }) => Math.round(ptsMs * 90) % 2 ** 33));
  expect(read.map(({ isRandomAccess }) => isRandomAccess)).toEqual([true, false, false, false, false]);
});

it('transport streams are distinguished from other bytes', () => {
  expect(isTransportStream(unitsSegment(VIDEO_STREAM, [unit(0, true, SPS)], 0))).toBe(true);
  expect(isTransportStream(Buffer.from('....ftypisom'))).toBe(false);
  expect(isTransportStream(Buffer.alloc(0))).toBe(false);
});

it('the reader of transport streams survives any bytes of a hostile server', () => {
  const whole = unitsSegment(VIDEO_STREAM, [unit(0, true, byteStream(SPS, PPS, IDR)), unit(40, false, SLICE)], 0);
  for (let round = 0; round < 300; round += 1) {
    const bytes = Buffer.from(whole);
    const noise = randomBytes(64);
    for (let i = 0; i < noise.length; i += 2) bytes[(((noise[i] ?? 0) << 4) + i) % bytes.length] = noise[i + 1] ?? 0;
    const reader = new TsReader();
    const avc = new AvcPacker();
    const adts = new AdtsPacker();
    for (const { data, isRandomAccess } of reader.read(bytes.subarray(0, bytes.length - (noise[0] ?? 0)))) {
      avc.pack(data, 0, isRandomAccess);
      adts.pack(data);
    }
  }
});

it('pictures are cut at their start codes, short and long', () => {
  const bytes = Buffer.concat([Buffer.from([0, 0, 1]), SPS, START, PPS, Buffer.from([0, 0, 1]), IDR]);
  expect(nalUnits(bytes)).toEqual([SPS, PPS, IDR]);
});

it('pictures leave their parameter sets to a header, which comes again when it changes only', () => {
  const avc = new AvcPacker();
  const first = avc.pack(byteStream(Buffer.from([9, 0xf0]), SPS, PPS, IDR), 80, true);
  expect(first.header?.subarray(0, 5)).toEqual(Buffer.from([0x17, 0, 0, 0, 0]));
  expect(first.header?.subarray(5, 11)).toEqual(Buffer.from([1, 0x42, 0xc0, 0x1e, 0xff, 0xe1]));
  expect(first.picture).toEqual(Buffer.concat([Buffer.from([0x17, 1, 0, 0, 80, 0, 0, 0, IDR.length]), IDR]));
  expect(avc.pack(byteStream(SLICE), 0, false).picture?.[0]).toBe(0x27);
  expect(avc.pack(byteStream(SPS, PPS, IDR), 0, true).header).toBeNull();
  const other = Buffer.from(SPS);
  other[3] = 0x28;
  expect(avc.pack(byteStream(other, PPS, IDR), 0, true).header).not.toBeNull();
});

describe('sound', () => {
  /** A frame of 44.1 kHz stereo AAC-LC, ISO/IEC 13818-7, 6.2. */
  const frame = (fill: number): Buffer => {
    const length = 7 + 20;
    const head = Buffer.from([
      0xff,
      0xf1,
      0x50,
      0x80 | (length >> 11),
      (length >> 3) & 0xff,
      ((length & 7) << 5) | 0x1f,
      0xfc,
    ]);
    return Buffer.concat([head, Buffer.alloc(20, fill)]);
  };

  it('sound in a transport stream is freed of its ADTS headers, and timed by the first frame that begins in a unit', () => {
    const adts = new AdtsPacker();
    const bytes = Buffer.concat([frame(1), frame(2), frame(3)]);
    const first = adts.pack(bytes.subarray(0, 40));
    expect(first.header).toEqual(Buffer.from([0xaf, 0, 0x12, 0x10]));
    expect(first.frames).toEqual([{ afterMs: 0, body: Buffer.concat([Buffer.from([0xaf, 1]), Buffer.alloc(20, 1)]) }]);
    const second = adts.pack(bytes.subarray(40));
    expect(second.header).toBeNull();
    expect(second.frames.map(({ afterMs, body }) => [afterMs, body[2]])).toEqual([
      [-23, 2],
      [0, 3],
    ]);
  });
});
