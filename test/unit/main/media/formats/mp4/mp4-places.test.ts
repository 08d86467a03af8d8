import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { u32, u64Table } from '../../../../../../main/media/formats/mp4/mp4-boxes.ts';
import { eachPicturePlace } from '../../../../../../main/media/formats/mp4/mp4-places.ts';
import { readMovie, type Mp4Movie } from '../../../../../../main/media/formats/mp4/mp4-reader.ts';
import { FILE_TYPE } from '../../../../../../main/media/formats/mp4/mp4-tracks.ts';
import { ROW_BYTES, writeMovie, writeRow } from '../../../../../../main/media/record/export-table.ts';
import { ExportWriter } from '../../../../../../main/media/record/export-writer.ts';
import { testFolder } from '../../../services/folder.ts';
import { footage } from '../../record/footage.ts';
import { memoryFile } from '../../record/memory-file.ts';

async function exported(): Promise<readonly Buffer[]> {
  const order = { folder: testFolder(), name: 'export', jobId: 'job-1', expectedBytes: 0, reservedBytes: 0 };
  const writer = await ExportWriter.open(order);
  for (const slice of footage()) await writer.take(slice);
  const { parts } = await writer.finish();
  await writer.forget();
  return Promise.all(parts.map(({ path }) => readFile(path)));
}

const movieOf = (bytes: Buffer): Promise<Mp4Movie> =>
  readMovie((into, at) => Promise.resolve(bytes.copy(into, 0, at)), bytes.length);

async function placesOf(
  bytes: Buffer,
  onRead?: (asked: number) => void,
): Promise<readonly { readonly offset: number; readonly size: number }[]> {
  const places: { readonly offset: number; readonly size: number }[] = [];
  const file = memoryFile(bytes, onRead);
  const readAt = (into: Buffer, at: number): Promise<number> => file.read(into, at);
  const count = await eachPicturePlace(readAt, bytes.length, (offset, size) => void places.push({ offset, size }));
  expect(count).toBe(places.length);
  return places;
}

it('each picture of an export is found at the place where the MP4 reader finds it', async () => {
  for (const bytes of await exported()) {
    const { video } = await movieOf(bytes);
    expect(await placesOf(bytes)).toEqual([...video.samples()].map(({ offset, size }) => ({ offset, size })));
  }
});

it('the tables of a long movie are read through a small window', async () => {
  const [first = Buffer.alloc(0)] = await exported();
  const { config } = (await movieOf(first)).video;
  const [count, size, mediaAt] = [50_000, 10, FILE_TYPE.length + 16];
  const mediaEnd = mediaAt + count * size;
  const rows = Buffer.alloc(count * ROW_BYTES);
  for (let i = 0; i < count; i += 1) {
    const flags = { isAudio: false, isKey: i % 50 === 0, beginsChunk: i % 25 === 0 };
    writeRow(rows, i * ROW_BYTES, { ...flags, size, cts: (i % 3) * 3_600, dts: i * 3_600 });
  }
  const file = Buffer.alloc(mediaEnd + 1024 * 1024);
  Buffer.concat([FILE_TYPE, u32(1), Buffer.from('mdat'), u64Table([mediaEnd - FILE_TYPE.length])]).copy(file);
  const movie = { video: config, audio: null, mediaAt, tableBytes: rows.length };
  const movieBytes = await writeMovie(memoryFile(file), mediaEnd, memoryFile(rows), movie);
  let largest = 0;
  const places = await placesOf(file.subarray(0, mediaEnd + movieBytes), (asked) => {
    largest = Math.max(largest, asked);
  });
  expect(places).toHaveLength(count);
  expect(places.findIndex(({ offset }, i) => offset !== mediaAt + i * size)).toBe(-1);
  expect(movieBytes).toBeGreaterThan(500_000);
  expect(largest).toBeLessThanOrEqual(64 * 1024);
});

it('the places of a movie that is cut off or whose tables were changed are refused with a RangeError, or read', async () => {
  const [whole = Buffer.alloc(0)] = await exported();
  for (const bytes of [Buffer.alloc(0), Buffer.from('no movie'), whole.subarray(0, whole.length - 1)])
    await expect(placesOf(bytes)).rejects.toThrow(RangeError);
  const movieAt = whole.lastIndexOf('moov') - 4;
  for (let at = movieAt; at < whole.length; at += 7) {
    const broken = Buffer.from(whole);
    broken[at] = (broken[at] ?? 0) ^ 0xff;
    const outcome = await placesOf(broken).catch((error: unknown) => error);
    if (!Array.isArray(outcome)) expect(outcome, `byte ${at}`).toBeInstanceOf(RangeError);
  }
});
