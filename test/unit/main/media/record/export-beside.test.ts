/** An export reads footage while its disk writes: neither the bytes nor the failures of its files may depend on which is faster. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { realDisk, type DiskFile, type ExportDisk } from '../../../../../main/media/record/export-disk.ts';
import type { ExportSlice } from '../../../../../main/media/record/export-order.ts';
import { ExportWriter } from '../../../../../main/media/record/export-writer.ts';
import { testFolder } from '../../services/folder.ts';
import { footage } from './footage.ts';

/** A disk that does something ahead of each write of media. */
const diskWith = (beforeWrite: () => Promise<void>): ExportDisk => ({
  ...realDisk,
  open: async (path, mode) => {
    const file = await realDisk.open(path, mode);
    const write: DiskFile['write'] = async (bytes, at) => {
      if (path.endsWith('.part')) await beforeWrite();
      await file.write(bytes, at);
    };
    return { ...file, write };
  },
});

const open = (folder: string, disk: ExportDisk): Promise<ExportWriter> =>
  ExportWriter.open(
    { folder, name: 'export', jobId: 'job-1', expectedBytes: 0, reservedBytes: 0, markBytes: 40_000 },
    disk,
  );

async function contentOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const content = new Map<string, string>();
  for (const name of await readdir(folder)) content.set(name, await readFile(join(folder, name), 'base64'));
  return content;
}

async function whole(): Promise<ReadonlyMap<string, string>> {
  const folder = testFolder();
  const writer = await open(folder, realDisk);
  for (const slice of footage()) await writer.take(slice);
  await writer.finish();
  await writer.forget();
  return contentOf(folder);
}

it('an export asks for more footage while its disk writes, and its files have the same bytes', async () => {
  const waiting: (() => void)[] = [];
  const release = (): void => {
    for (const go of waiting.splice(0)) go();
  };
  let isRead = false;
  let besides = 0;
  const disk = diskWith(async () => {
    if (isRead) return;
    // The write ends once the next piece of the slice was asked for.
    await new Promise<void>((resolve) => waiting.push(resolve));
    besides += 1;
  });
  const watched = async function* (bytes: ExportSlice['bytes']): AsyncGenerator<Uint8Array> {
    isRead = false;
    for await (const chunk of bytes) {
      release();
      yield chunk;
    }
    isRead = true;
    release();
  };
  const folder = testFolder();
  const writer = await open(folder, disk);
  for (const slice of footage()) await writer.take({ ...slice, bytes: watched(slice.bytes) });
  await writer.finish();
  await writer.forget();
  expect(besides).toBeGreaterThan(0);
  expect(await contentOf(folder)).toEqual(await whole());
});

// @promise export.lost-line
it('an export takes a slice again whose write failed while its footage came, and its files have the same bytes', async () => {
  const content = await whole();
  for (const failing of [1, 2, 3, 5, 8, 11]) {
    let writes = 0;
    const disk = diskWith(() => {
      writes += 1;
      return writes === failing ? Promise.reject(new AppError('storage.full', 'ENOSPC')) : Promise.resolve();
    });
    const folder = testFolder();
    const writer = await open(folder, disk);
    let failures = 0;
    for (const [i, slice] of footage().entries()) {
      try {
        await writer.take(slice);
      } catch (error) {
        expect(error, `write ${failing}`).toMatchObject({ code: 'storage.full' });
        failures += 1;
        await writer.take(footage()[i] ?? slice);
      }
    }
    await writer.finish();
    await writer.forget();
    expect(failures, `write ${failing}`).toBe(1);
    expect(await contentOf(folder), `write ${failing}`).toEqual(content);
  }
});

it('an export fails where a slice that broke off cannot be cut off, and has the same bytes once it is opened again', async () => {
  let isStuck = false;
  const disk: ExportDisk = {
    ...realDisk,
    open: async (path, mode) => {
      const file = await realDisk.open(path, mode);
      const truncate: DiskFile['truncate'] = async (bytes) => {
        if (isStuck && path.endsWith('.part')) throw new AppError('storage.gone', 'EIO');
        await file.truncate(bytes);
      };
      return { ...file, truncate };
    },
  };
  const broken = async function* (bytes: ExportSlice['bytes']): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) yield chunk;
    isStuck = true;
    throw new Error('the line is down');
  };
  const folder = testFolder();
  const writer = await open(folder, disk);
  for (const slice of footage().slice(0, 1)) await writer.take(slice);
  for (const slice of footage().slice(1, 2))
    await expect(writer.take({ ...slice, bytes: broken(slice.bytes) })).rejects.toThrow('the line is down');
  isStuck = false;
  for (const slice of footage().slice(1, 2))
    await expect(writer.take(slice)).rejects.toMatchObject({ code: 'storage.gone' });
  await writer.close();
  const resumed = await open(folder, realDisk);
  for (const slice of footage().slice(resumed.done.slices)) await resumed.take(slice);
  await resumed.finish();
  await resumed.forget();
  expect(await contentOf(folder)).toEqual(await whole());
});
