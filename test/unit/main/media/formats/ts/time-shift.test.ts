/** Times of a transport stream are moved, and nothing else of it. */
import { describe, expect, it } from 'vitest';
import { TimeShift, ticksBetween } from '../../../../../../main/media/formats/ts/time-shift.ts';
import { TsDemuxer } from '../../../../../../main/media/formats/ts/hls-ts.ts';
import { unitsSegment, VIDEO_STREAM } from '../../../../../simulator/media/ts.ts';

const PACKET_BYTES = 188;
const ROUND = 2 ** 33;
const picture = Buffer.from([0, 0, 0, 1, 9, 0xf0, 0, 0, 0, 1, 0x65, 1, 2, 3]);
const SOUND = { ...VIDEO_STREAM, pid: 0x101, streamType: 0x0f, streamId: 0xc0 };
const units = (fromMs: number) =>
  [0, 40, 80].map((ms) => ({
    ptsMs: fromMs + ms,
    isKey: ms === 0,
    data: Buffer.concat([picture, Buffer.alloc(400, 7)]),
  }));
const segment = (fromMs: number): Buffer => unitsSegment(VIDEO_STREAM, units(fromMs), 3);

/** Sends a segment through in pieces. */
function moved(bytes: Buffer, shiftOf: (first: number) => number, pieceBytes = 333): Buffer {
  const shift = new TimeShift(shiftOf);
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) out.push(shift.push(bytes.subarray(at, at + pieceBytes)));
  return Buffer.concat([...out, shift.end()]);
}

/** The presentation times that a reader of transport streams finds. */
function timesOf(bytes: Buffer): readonly (number | null)[] {
  const times: (number | null)[] = [];
  const demuxer = new TsDemuxer(({ pts }) => times.push(pts));
  demuxer.push(bytes);
  demuxer.end();
  return times;
}

describe('moving the times of a segment', () => {
  it.each([1, 187, 188, 189, 5_000])(
    'every time is later by the shift, whatever pieces of %s bytes come',
    (pieceBytes) => {
      const out = moved(segment(10_000), () => 540_000, pieceBytes);
      expect(timesOf(out)).toEqual(timesOf(segment(16_000)));
      expect(out).toEqual(segment(16_000));
    },
  );

  it('times that are moved earlier run below zero from the other end of the 33 bits', () => {
    const [first] = timesOf(moved(segment(1_000), () => -180_000));
    expect(first).toBe(ROUND - 90_000);
  });

  it('a segment that lies right is passed on byte by byte', () => {
    const asked: number[] = [];
    const bytes = segment(10_000);
    expect(moved(bytes, (first) => (asked.push(first), 0))).toEqual(bytes);
    expect(asked).toEqual([900_000]);
  });

  it('sound ahead of the picture does not decide where the segment lies', () => {
    const sound = unitsSegment(SOUND, units(9_000), 3);
    const asked: number[] = [];
    moved(Buffer.concat([sound, segment(10_000)]), (first) => (asked.push(first), 0));
    expect(asked).toEqual([900_000]);
  });

  it('sound alone decides at the end', () => {
    const asked: number[] = [];
    const sound = unitsSegment(SOUND, units(9_000), 3);
    const out = moved(sound, (first) => (asked.push(first), 90_000));
    expect(asked).toEqual([810_000]);
    expect(out).toEqual(unitsSegment(SOUND, units(10_000), 3));
  });

  it.each([
    ['encrypted', Buffer.alloc(1_000, 0x99)],
    ['empty', Buffer.alloc(0)],
    ['shorter than a packet', segment(0).subarray(0, 100)],
    ['packets with rubbish behind them', Buffer.concat([segment(0).subarray(0, PACKET_BYTES), Buffer.alloc(500, 1)])],
  ])('bytes that are %s pass unchanged', (_kind, bytes) => {
    expect(moved(bytes, () => 90_000)).toEqual(bytes);
  });

  it('bytes that are no packets are passed on as soon as they come', () => {
    expect(new TimeShift(() => 90_000).push(Buffer.from('first '))).toEqual(Buffer.from('first '));
  });

  it('the received bytes are unchanged for every other reader', () => {
    const bytes = segment(10_000);
    const before = Buffer.from(bytes);
    moved(bytes, () => 540_000);
    expect(bytes).toEqual(before);
  });
});

it('the distance of two times is the shorter way round', () => {
  expect(ticksBetween(ROUND - 10, 5)).toBe(15);
  expect(ticksBetween(5, ROUND - 10)).toBe(-15);
});
