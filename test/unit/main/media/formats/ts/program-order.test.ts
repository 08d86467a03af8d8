import { describe, expect, it } from 'vitest';
import { ProgramOrder } from '../../../../../../main/media/formats/ts/program-order.ts';
import { crc32Mpeg, unitsSegment, VIDEO_STREAM } from '../../../../../simulator/media/ts.ts';

const NETWORK = [0, 0, 0xe0, 0x10];
const PROGRAM = [0, 1, 0xf0, 0x00];
const OTHER = [0, 2, 0xf0, 0x20];

function table(...entries: readonly (readonly number[])[]): Buffer {
  const body = [0, 0xb0, 5 + 4 * entries.length + 4, 0, 1, 0xc1, 0, 0, ...entries.flat()];
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32Mpeg(Buffer.from(body)));
  const packet = Buffer.concat([Buffer.from([0x47, 0x40, 0, 0x10, 0, ...body]), crc]);
  return Buffer.concat([packet, Buffer.alloc(188 - packet.length, 0xff)]);
}

const media = unitsSegment(VIDEO_STREAM, [{ ptsMs: 0, isKey: true, data: Buffer.alloc(3_000, 7) }], 0).subarray(188);
const segmentOf = (head: Buffer): Buffer => Buffer.concat([head, media, head]);

function passed(bytes: Buffer, pieceBytes: number): Buffer {
  const order = new ProgramOrder();
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    out.push(Buffer.from(order.push(Buffer.from(bytes.subarray(at, at + pieceBytes)))));
  }
  return Buffer.concat([...out, order.end()]);
}

describe('the program association of a segment', () => {
  // @promise failures.program-order: A transport stream whose tables list the network first plays.
  it.each([1, 5, 187, 188, 189, 1_000, 100_000])(
    'the program is listed ahead of the network in pieces of %i bytes',
    (size) => {
      expect(passed(segmentOf(table(NETWORK, PROGRAM)), size)).toEqual(segmentOf(table(PROGRAM, NETWORK)));
      const three = passed(segmentOf(table(NETWORK, PROGRAM, OTHER)), size);
      expect(three).toEqual(segmentOf(table(PROGRAM, OTHER, NETWORK)));
    },
  );

  it('the program association is unchanged where the program comes first, or where there is no program', () => {
    for (const head of [table(PROGRAM, NETWORK), table(PROGRAM), table(NETWORK)]) {
      expect(passed(segmentOf(head), 500)).toEqual(segmentOf(head));
    }
  });

  it('bytes that are no transport stream, and tables with a wrong checksum, are unchanged', () => {
    const wrong = table(NETWORK, PROGRAM);
    wrong[24] = (wrong[24] ?? 0) ^ 1;
    const shifted = Buffer.concat([Buffer.from([1, 2, 3]), segmentOf(table(NETWORK, PROGRAM))]);
    for (const bytes of [segmentOf(wrong), shifted, Buffer.from('....ftypisom'), Buffer.alloc(0)]) {
      expect(passed(bytes, 100)).toEqual(bytes);
    }
  });
});
