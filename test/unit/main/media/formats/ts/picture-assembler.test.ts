/** Pictures of transport streams whose writers cut them into packets as they like. */
import { describe, expect, it } from 'vitest';
import { nalUnits } from '../../../../../../main/media/formats/ts/annex-b.ts';
import { TS_AVC, TS_HEVC, TsDemuxer, type TsUnit } from '../../../../../../main/media/formats/ts/hls-ts.ts';
import { packetsOf, tablesOf, type Pes } from './ts-packets.ts';

const START = Buffer.from([0, 0, 0, 1]);
const stream = (...nals: readonly (readonly number[])[]): Buffer =>
  Buffer.concat(nals.flatMap((nal) => [START, Buffer.from(nal)]));
/** Bytes that make no start code. */
const body = (seed: number, size = 400): number[] => Array.from({ length: size }, (_, i) => ((i * 7 + seed) % 250) + 2);

interface Codec {
  readonly type: number;
  readonly key: (seed: number) => Buffer;
  readonly next: (seed: number) => Buffer;
  /** Another slice of the picture before. */
  readonly more: (seed: number) => Buffer;
  readonly delimiter: Buffer;
}

const SPS = [0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x01, 0x60, 0x27, 0xa5];
const PPS = [0x68, 0xcb, 0x83, 0xcb, 0x20];
const avc: Codec = {
  type: TS_AVC,
  key: (seed) => stream(SPS, PPS, [0x65, 0x88, 0x84, ...body(seed)]),
  next: (seed) => stream([0x41, 0x9a, 0x24, ...body(seed)]),
  more: (seed) => stream([0x41, 0x4a, 0x24, ...body(seed)]),
  delimiter: stream([9, 0xf0]),
};
const hevc: Codec = {
  type: TS_HEVC,
  key: (seed) => stream([0x40, 1, 0x0c], [0x42, 1, 0x01], [0x44, 1, 0xc1], [0x26, 1, 0xaf, ...body(seed)]),
  next: (seed) => stream([0x02, 1, 0xd0, ...body(seed)]),
  more: (seed) => stream([0x02, 1, 0x50, ...body(seed)]),
  delimiter: stream([0x46, 1, 0x50]),
};
const CODECS = [
  ['H.264', avc],
  ['H.265', hevc],
] as const;

function demux(type: number, packets: readonly Pes[], pieceBytes = 1_000): TsUnit[] {
  const units: TsUnit[] = [];
  const demuxer = new TsDemuxer((unit) => units.push({ ...unit, data: Buffer.from(unit.data) }));
  const bytes = Buffer.concat([tablesOf(type), packetsOf(packets)]);
  for (let at = 0; at < bytes.length; at += pieceBytes) demuxer.push(bytes.subarray(at, at + pieceBytes));
  demuxer.end();
  return units;
}

const STEP = 3_600;
const pes = (ticks: number | null, ...data: readonly Buffer[]): Pes => ({ ticks, data: Buffer.concat(data) });
const cut = (bytes: Buffer, at: number): readonly [Buffer, Buffer] => [bytes.subarray(0, at), bytes.subarray(at)];
const startsIn = (data: Buffer): readonly number[] => {
  const starts: number[] = [];
  for (let at = data.indexOf('\0\0\x01'); at >= 0; at = data.indexOf('\0\0\x01', at + 3)) starts.push(at);
  return starts;
};
const facts = (units: readonly TsUnit[]) =>
  units.map(({ data, dts, isEstimated, isDamaged }) => [data.toString('hex'), dts, isEstimated, isDamaged]);

describe.each(CODECS)('%s in packets', (_, { type, key, next, more, delimiter }) => {
  const pictures = [key(1), next(2), next(3), Buffer.concat([next(4), more(5)]), next(6)].map((one) =>
    Buffer.concat([delimiter, one]),
  );
  const wanted = pictures.map((data, i) => [data.toString('hex'), i * STEP, false, false]);
  const timed = (i: number, data: Buffer): Pes => pes(i * STEP, data);

  it('a picture is read alone where each has a packet', () => {
    expect(
      facts(
        demux(
          type,
          pictures.map((data, i) => timed(i, data)),
        ),
      ),
    ).toEqual(wanted);
  });

  it.each([1, 3, 50, 500])('a picture names each of its start codes where packets end every %i bytes', (size) => {
    // The last picture ends with a start code that nothing follows.
    const all = Buffer.concat([...pictures, Buffer.from([0, 0, 1])]);
    const packets = Array.from({ length: Math.ceil(all.length / size) }, (__, i) =>
      pes(i === 0 ? 0 : null, all.subarray(i * size, (i + 1) * size)),
    );
    const units = demux(type, packets);
    expect(units).toHaveLength(pictures.length);
    for (const { data, starts } of units) {
      expect(starts).toEqual(startsIn(data));
      expect(nalUnits(data, starts)).toEqual(nalUnits(data));
    }
  });

  // @promise failures.split-pictures: A picture is read whole whatever packets it comes in, and a time that is missing
  // is estimated and noted in the export.
  it.each([4, 5, 7, 30, 200])(
    'a picture is read whole where it continues behind %i bytes in a packet without a time',
    (at) => {
      const packets = pictures.flatMap((data, i) => {
        const [head, tail] = cut(data, at);
        return [timed(i, head), pes(null, tail)];
      });
      for (const pieceBytes of [188, 1_000, 100_000]) expect(facts(demux(type, packets, pieceBytes))).toEqual(wanted);
    },
  );

  it('a picture is read whole where each of its pieces has its time', () => {
    const packets = pictures.flatMap((data, i) => cut(data, 100).map((piece) => timed(i, piece)));
    expect(facts(demux(type, packets))).toEqual(wanted);
  });

  it.each([1, 3, 150])('a picture is read whole where its last %i bytes lie in the packet of the next one', (bytes) => {
    const packets = pictures.map((data, i) => {
      const before = pictures[i - 1];
      const spilled = before === undefined ? Buffer.alloc(0) : before.subarray(before.length - bytes);
      return timed(
        i,
        Buffer.concat([spilled, i === pictures.length - 1 ? data : data.subarray(0, data.length - bytes)]),
      );
    });
    expect(facts(demux(type, packets))).toEqual(wanted);
  });

  // @promise failures.split-pictures
  it('a picture without a time lies between its neighbours, and its time is estimated', () => {
    const [a, b, c, d, e] = pictures as [Buffer, Buffer, Buffer, Buffer, Buffer];
    const units = demux(type, [pes(0, a, b), pes(2 * STEP, c, d), pes(4 * STEP, e)]);
    expect(facts(units)).toEqual(wanted.map(([data, dts], i) => [data, dts, i % 2 === 1, false]));
    const late = demux(type, [pes(0, a), pes(STEP, b, c, d, e)]);
    expect(late.map(({ dts }) => dts)).toEqual([0, 1, 2, 3, 4].map((i) => i * STEP));
    const early = demux(type, [pes(null, a), pes(STEP, b), pes(2 * STEP, c)]);
    expect(early.map(({ dts }) => dts)).toEqual([0, STEP, 2 * STEP]);
  });

  it('counted times of pictures rise over the wrap of the clock', () => {
    const [a, b, c] = pictures as [Buffer, Buffer, Buffer];
    const units = demux(type, [pes(2 ** 33 - 2 * STEP, a, b), pes(0, c)]);
    expect(units.map(({ dts }) => dts)).toEqual([2 ** 33 - 2 * STEP, 2 ** 33 - STEP, 0]);
  });

  // @promise failures.split-pictures
  it('bytes behind a length that is stated too short are not cut off', () => {
    const packets = pictures.map((data, i) => ({ ...timed(i, data), statedBytes: 60 }));
    expect(facts(demux(type, packets))).toEqual(wanted);
  });

  it('slices whose picture began in the segment before count as a loss', () => {
    const units = demux(type, [pes(null, more(7)), ...pictures.map((data, i) => timed(i, data))]);
    expect(units.map(({ isDamaged }) => isDamaged)).toEqual([true, false, false, false, false, false]);
    const loose = demux(type, [pes(null, Buffer.from(body(1))), ...pictures.map((data, i) => timed(i, data))]);
    expect(loose.map(({ isDamaged }) => isDamaged)).toEqual([true, false, false, false, false, false]);
    expect(facts(loose.slice(1))).toEqual(wanted);
  });

  // @promise failures.late-tables: Pictures ahead of their tables are read once the tables come, and pictures that no
  // decoder can show are noted.
  it('pictures ahead of the tables are read as soon as the tables come', () => {
    const packets = packetsOf(pictures.map((data, i) => timed(i, data)));
    const bytes = Buffer.concat([packets.subarray(0, 188 * 6), tablesOf(type), packets.subarray(188 * 6)]);
    const units: TsUnit[] = [];
    let losses = 0;
    const demuxer = new TsDemuxer(
      (unit) => units.push({ ...unit, data: Buffer.from(unit.data) }),
      () => (losses += 1),
    );
    demuxer.push(bytes);
    demuxer.end();
    expect(facts(units)).toEqual(wanted);
    expect(losses).toBe(0);
    const other = new TsDemuxer(
      () => undefined,
      () => (losses += 1),
    );
    other.push(packets);
    other.end();
    expect(losses).toBe(1);
  });
});

describe('fields of H.264', () => {
  // Main profile, frame_mbs_only_flag = 0, frame numbers of four bits.
  const INTERLACED = [0x67, 0x4d, 0x40, 0x1e, 0xda, 0x24, 0x48];
  const SIMPLE_PPS = [0x68, 0xe0];
  /** first_mb 0, slice_type 7 or 5, set 0, frame number, field_pic_flag 1, bottom_field_flag. */
  const field = (head: number, frame: number, isBottom: boolean, seed: number): number[] => {
    const bits = `1${'0001000'}1${frame.toString(2).padStart(4, '0')}1${isBottom ? '1' : '0'}`.padEnd(24, '1');
    return [head, ...[0, 8, 16].map((at) => Number.parseInt(bits.slice(at, at + 8), 2)), ...body(seed, 60)];
  };
  const pair = (isKey: boolean, frame: number) =>
    [false, true].map((isBottom) => field(isKey && !isBottom ? 0x65 : 0x41, frame, isBottom, frame + 1));

  it.each([
    ['one packet', true],
    ['a packet each', false],
  ])('two fields stay one picture in %s', (_, isJoined) => {
    const frames = [0, 1, 2].map((frame) => {
      const [top = [], bottom = []] = pair(frame === 0, frame);
      const sets = frame === 0 ? [INTERLACED, SIMPLE_PPS] : [];
      return [stream([9, 0xf0], ...sets, top), stream([9, 0xf0], bottom)] as const;
    });
    const packets = frames.flatMap(([top, bottom], i) =>
      isJoined ? [pes(i * STEP, top, bottom)] : [pes(i * STEP, top), pes(i * STEP + STEP / 2, bottom)],
    );
    const wanted = frames.map((both, i) => [Buffer.concat(both).toString('hex'), i * STEP, false, false]);
    expect(facts(demux(TS_AVC, packets))).toEqual(wanted);
  });
});
