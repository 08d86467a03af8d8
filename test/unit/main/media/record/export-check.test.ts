import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { realDisk, type DiskFile, type ExportDisk } from '../../../../../main/media/record/export-disk.ts';
import { ExportWriter } from '../../../../../main/media/record/export-writer.ts';
import { footage } from './footage.ts';

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
