import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FILE_TYPE } from '../../../../../main/media/formats/mp4/mp4-tracks.ts';
import { checkWritten, type Written } from '../../../../../main/media/record/export-check.ts';
import { realDisk, type DiskFile, type ExportDisk } from '../../../../../main/media/record/export-disk.ts';
import { ExportWriter } from '../../../../../main/media/record/export-writer.ts';
import { footage } from './footage.ts';
import { memoryFile } from './memory-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanner-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** One bit of the third write of a file reaches the disk changed. */
const lyingDisk: ExportDisk = {
  ...realDisk,
  open: async (path, mode) => {
    const file = await realDisk.open(path, mode);
    let writes = 0;
    const write: DiskFile['write'] = (bytes, at) => {
      writes += 1;
      const sent = Buffer.from(bytes);
      const middle = sent.length >> 1;
      if (path.endsWith('.part') && writes === 3) sent.writeUInt8(sent.readUInt8(middle) ^ 4, middle);
      return file.write(sent, at);
    };
    return { ...file, write };
  },
};

const named = async (): Promise<readonly string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.mp4')).sort();

async function exportTo(disk: ExportDisk): Promise<void> {
  const writer = await ExportWriter.open({ folder, name: 'export', jobId: 'job-1', expectedBytes: 0 }, disk);
  try {
    for (const slice of footage()) await writer.take(slice);
    await writer.finish();
  } finally {
    await writer.close();
  }
}

// @promise export.read-back: A finished file is read back before it gets its name: the number and the places of its
// pictures, and a checksum over all media, are those of the footage as it was taken; else the export fails with the
// reason.
it('a file of an export whose disk changes one bit of a picture gets no name, and the export fails', async () => {
  await expect(exportTo(lyingDisk)).rejects.toMatchObject({ code: 'storage.write-failed' });
  expect(await named()).toEqual([]);
});

it('files of an export that are unchanged on the disk get their names', async () => {
  await exportTo(realDisk);
  expect(await named()).toEqual(['export part 2.mp4', 'export.mp4']);
});

/** The first file of an export, and the facts about it that the writer knows. */
async function written(): Promise<{ readonly bytes: Buffer; readonly facts: Written }> {
  await exportTo(realDisk);
  const bytes = await readFile(join(folder, 'export.mp4'));
  const mediaAt = FILE_TYPE.length + 16;
  const mediaBytes = FILE_TYPE.length + Number(bytes.readBigUInt64BE(FILE_TYPE.length + 8));
  const crc = crc32(bytes.subarray(mediaAt, mediaBytes));
  return { bytes, facts: { mediaAt, mediaBytes, sizeBytes: bytes.length, pictures: 150, crc } };
}

const codeOf = (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );

// @promise export.read-back
it('a file of an export whose disk changes a table of its pictures is not taken for the file that was written', async () => {
  const { bytes, facts } = await written();
  expect(await codeOf(checkWritten(memoryFile(bytes), facts))).toBeNull();
  const movieAt = bytes.lastIndexOf('moov');
  // The first entry of each table: how many pictures a step has, how many a chunk has, a size, and a place.
  const tables = { stts: 11, stsc: 15, stsz: 14, co64: 15 };
  for (const [table, behind] of Object.entries(tables)) {
    const at = bytes.indexOf(table, movieAt) + 4 + behind;
    const broken = Buffer.from(bytes);
    broken.writeUInt8((broken.readUInt8(at) + 1) & 0xff, at);
    expect(await codeOf(checkWritten(memoryFile(broken), facts)), table).toBe('storage.write-failed');
  }
});

it('a file of an export is read back whole, though each answer of the disk is a part of what was asked for', async () => {
  const { bytes, facts } = await written();
  const file = memoryFile(bytes);
  const slow: DiskFile = { ...file, read: (into, at) => file.read(into.subarray(0, Math.min(into.length, 1_000)), at) };
  expect(await codeOf(checkWritten(slow, facts))).toBeNull();
  expect(await codeOf(checkWritten(slow, { ...facts, crc: facts.crc ^ 1 }))).toBe('storage.write-failed');
  const short = memoryFile(bytes.subarray(0, facts.mediaBytes - 1));
  expect(await codeOf(checkWritten(short, facts))).toBe('storage.write-failed');
});
