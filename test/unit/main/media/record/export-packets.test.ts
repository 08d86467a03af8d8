/** Exports of transport streams whose writers cut pictures into packets as they like: nothing is left out without a note. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { TS_AVC, TsDemuxer } from '../../../../../main/media/formats/ts/hls-ts.ts';
import type { ExportResult, ExportSlice } from '../../../../../main/media/record/export-order.ts';
import { ExportWriter } from '../../../../../main/media/record/export-writer.ts';
import { packetsOf, tablesOf, type Pes } from '../formats/ts/ts-packets.ts';
import { avcSegment, sliceOf } from './footage.ts';

const NONE = Buffer.alloc(0);
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function notesOf(slices: readonly ExportSlice[]): Promise<ExportResult> {
  const folder = await mkdtemp(join(tmpdir(), 'lanner-packets-'));
  folders.push(folder);
  const order = { folder, name: 'export', jobId: 'job-1', expectedBytes: 0, reservedBytes: 0 };
  const writer = await ExportWriter.open(order);
  for (const slice of slices) await writer.take(slice);
  const result = await writer.finish();
  await writer.forget();
  return result;
}

/** The box with the media of a file: 32 bits that say 1, its name, and its size in 64 bits. */
async function mediaOf(path = ''): Promise<Buffer> {
  const bytes = await readFile(path);
  const at = bytes.indexOf('mdat') - 4;
  return bytes.subarray(at, at + Number(bytes.readBigUInt64BE(at + 8)));
}

/** The pictures of a segment, each in a packet. */
function demuxed(segment: Buffer): Pes[] {
  const packets: Pes[] = [];
  const demuxer = new TsDemuxer(({ dts, data }) => packets.push({ ticks: dts, data: Buffer.from(data) }));
  demuxer.push(segment);
  demuxer.end();
  return packets;
}

describe('pictures in odd packets', () => {
  // @promise failures.split-pictures
  it('several pictures of a packet are whole, and the file states that their times are estimated', async () => {
    const pes = demuxed(avcSegment('lobby.sub', 0, 2, 0));
    const joined = pes.flatMap((one, i) =>
      i % 2 === 0 ? [{ ...one, data: Buffer.concat([one.data, pes[i + 1]?.data ?? NONE]) }] : [],
    );
    const bytes = Buffer.concat([tablesOf(TS_AVC), packetsOf(joined)]);
    const whole = await notesOf([sliceOf('0', avcSegment('lobby.sub', 0, 2, 0), 0)]);
    const { parts, notes } = await notesOf([sliceOf('0', bytes, 0)]);
    expect(parts.map(({ pictures }) => pictures)).toEqual([30]);
    expect(await mediaOf(parts[0]?.path)).toEqual(await mediaOf(whole.parts[0]?.path));
    expect(notes).toMatchObject([{ kind: 'estimated', part: 1 }]);
    expect(whole.notes).toEqual([]);
  });

  // @promise failures.late-tables
  it('the export names pictures without parameter sets, and pictures without their key frame', async () => {
    const good = avcSegment('lobby.sub', 0, 2, 0);
    const untold = packetsOf(demuxed(avcSegment('lobby.sub', 2, 2, 2_000)));
    const { notes } = await notesOf([sliceOf('0', untold, 0), sliceOf('1', good, 2_000)]);
    expect(notes).toMatchObject([{ kind: 'loss' }]);
    const headless = Buffer.concat([tablesOf(TS_AVC), packetsOf(demuxed(good).slice(1))]);
    const { notes: after } = await notesOf([sliceOf('0', headless, 0), sliceOf('1', good, 2_000)]);
    expect(after.map(({ kind }) => kind)).toContain('left-out');
  });
});
