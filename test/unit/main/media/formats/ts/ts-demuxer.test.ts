import { describe, expect, it } from 'vitest';
import { CodedPictures } from '../../../../../../main/media/formats/ts/coded-pictures.ts';
import { hevcFormat } from '../../../../../../preload/domain/console/parameter-sets.ts';
import { TS_HEVC, TsDemuxer, TsReader, type TsUnit } from '../../../../../../main/media/formats/ts/hls-ts.ts';
import { hevcSegment } from '../../../../../simulator/media/hevc.ts';
import { unitsSegment, VIDEO_STREAM } from '../../../../../simulator/media/ts.ts';

const PACKET_BYTES = 188;
/** A slice. Each byte differs from its neighbours, so that no two packets are the same, and none makes a start code. */
const slice = (size: number, seed: number): Buffer => {
  const noise = Uint8Array.from({ length: size }, (_, i) => (Math.imul(i + seed, 2_654_435_761) >>> 24) | 1);
  return Buffer.concat([Buffer.from([0, 0, 0, 1, 0x41, 0x9a]), noise]);
};
const picture = (ptsMs: number, size: number) => ({ ptsMs, isKey: ptsMs === 0, data: slice(size, ptsMs) });
const FIVE = [0, 40, 80, 120, 160].map((ptsMs) => picture(ptsMs, 1_000));
const packets = (segment: Buffer): Buffer[] =>
  Array.from({ length: segment.length / PACKET_BYTES }, (_, i) =>
    segment.subarray(i * PACKET_BYTES, (i + 1) * PACKET_BYTES),
  );
/** The numbers of the packets in which a picture begins. */
const starts = (all: readonly Buffer[]): number[] =>
  all.flatMap((packet, i) => (packet.readUInt16BE(1) === 0x4100 ? [i] : []));

function demux(pieces: readonly Buffer[]): TsUnit[] {
  const units: TsUnit[] = [];
  const demuxer = new TsDemuxer((unit) => units.push({ ...unit, data: Buffer.from(unit.data) }));
  for (const piece of pieces) demuxer.push(piece);
  demuxer.end();
  return units;
}
const damaged = (units: readonly TsUnit[]): boolean[] => units.map(({ isDamaged }) => isDamaged);

describe('a transport stream in pieces', () => {
  const segment = unitsSegment(VIDEO_STREAM, FIVE, 0);

  it.each([1, 7, 187, 188, 189, 1_000, 100_000])(
    'the demuxer gives the same pictures in pieces of %i bytes',
    (size) => {
      const pieces = Array.from({ length: Math.ceil(segment.length / size) }, (_, i) =>
        segment.subarray(i * size, (i + 1) * size),
      );
      expect(demux(pieces)).toEqual(new TsReader().read(segment));
      expect(demux(pieces).map(({ data }) => data)).toEqual(FIVE.map(({ data }) => data));
    },
  );

  it('the demuxer marks the picture that lost a packet, and no other picture', () => {
    const all = packets(segment);
    const [, , third = 0] = starts(all);
    expect(damaged(demux(all.toSpliced(third + 2, 1)))).toEqual([false, false, true, false, false]);
    expect(damaged(demux([segment]))).toEqual([false, false, false, false, false]);
  });

  it('the demuxer marks both pictures when the first packet of the second picture is lost', () => {
    const all = packets(segment);
    const [, , third = 0] = starts(all);
    expect(damaged(demux(all.toSpliced(third, 1)))).toEqual([false, true, false, false]);
  });

  it('the demuxer finds the next packet behind bytes that are no packet', () => {
    const all = packets(segment);
    const [, , third = 0] = starts(all);
    const units = demux([...all.slice(0, third + 1), Buffer.alloc(77, 1), ...all.slice(third + 1)]);
    expect(damaged(units)).toEqual([false, false, true, false, false]);
  });

  it('the demuxer counts a packet that arrived twice once', () => {
    const all = packets(segment);
    const [, , third = 0] = starts(all);
    expect(demux(all.toSpliced(third + 2, 0, all[third + 2] ?? Buffer.alloc(0)))).toEqual(demux([segment]));
  });

  it('the demuxer accepts the pictures of a writer that does not count its packets', () => {
    const uncounted = packets(segment).map((packet) => {
      const copy = Buffer.from(packet);
      copy[3] = (copy[3] ?? 0) & 0xf0;
      return copy;
    });
    expect(demux(uncounted)).toEqual(demux([segment]));
  });

  it('the demuxer drops a segment that did not arrive whole', () => {
    const units: TsUnit[] = [];
    const demuxer = new TsDemuxer((unit) => units.push({ ...unit, data: Buffer.from(unit.data) }));
    demuxer.push(segment.subarray(0, segment.length - 500));
    demuxer.drop();
    units.length = 0;
    demuxer.push(segment);
    demuxer.end();
    expect(units).toEqual(demux([segment]));
  });
});

describe('H.265 in a transport stream', () => {
  const reader = new TsReader();
  const units = reader.read(hevcSegment(0, 2, 0, 0));

  it('an H.265 stream has its parameter sets in the record of ISO/IEC 14496-15, and pictures without parameter sets', () => {
    expect(reader.tracks.video).toBe(TS_HEVC);
    expect(units).toHaveLength(30);
    const pictures = new CodedPictures('hevc');
    const taken = units.map(({ data, isRandomAccess }) => pictures.take(data, isRandomAccess));
    expect(taken.map(({ isKey }) => isKey)).toEqual(units.map((_, i) => i % 15 === 0));
    expect(taken.map(({ record }) => record !== null)).toEqual(units.map((_, i) => i === 0));
    const record = taken[0]?.record ?? Buffer.alloc(0);
    // Version 1, Main profile; three arrays of one set each: video, sequence and picture parameters.
    expect([record[0], (record[1] ?? 0) & 0x1f, record[22]]).toEqual([1, 1, 3]);
    expect((record[23] ?? 0) & 0x3f).toBe(32);
    const types = taken.flatMap(({ nals }) => nals.map((nal) => ((nal[0] ?? 0) >> 1) & 0x3f));
    expect(types.some((type) => type >= 32 && type <= 38)).toBe(false);
  });

  it('the demuxer reads size and format from the sequence parameter set of H.265', () => {
    const pictures = new CodedPictures('hevc');
    for (const { data, isRandomAccess } of units) pictures.take(data, isRandomAccess);
    const [, [sps = Buffer.alloc(0)] = []] = pictures.sets;
    expect(hevcFormat(sps)).toMatchObject({ widthPx: 640, heightPx: 360, chroma: 1, lumaBits: 8, chromaBits: 8 });
  });

  it('the demuxer uses parameter sets of H.265 that another object has read', () => {
    const first = new CodedPictures('hevc');
    const [key] = units;
    const { record } = first.take(key?.data ?? Buffer.alloc(0), true);
    expect(record).not.toBeNull();
    const second = new CodedPictures('hevc');
    second.restore(first.sets);
    expect(second.take(key?.data ?? Buffer.alloc(0), true).record).toBeNull();
  });
});
