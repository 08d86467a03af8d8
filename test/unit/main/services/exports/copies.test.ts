import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ExportCopies } from '../../../../../main/services/exports/copies.ts';
import { copiesOfMoved } from '../../../../../main/services/exports/files.ts';
import type { FileTimes } from '../../../../../preload/domain/exports/export-times.ts';
import { RESERVED_BYTES, type ExportCopy, type ExportJob } from '../../../../../preload/domain/exports/exports.ts';
import { exportItem, exportJob } from '../../../preload/domain/exports/export-sample.ts';
import { testFolder } from '../folder.ts';

const running = (file: string): ExportCopy => ({
  file,
  of: 'north/a.mp4',
  state: 'running',
  error: null,
  sizeBytes: 0,
});

/** An export of one file of 1,000 bytes, and the events about its copies. */
async function setUp(copies: readonly ExportCopy[], times: FileTimes | null, freeBytes: number) {
  const folder = testFolder();
  await mkdir(join(folder, 'north'));
  await writeFile(join(folder, 'north', 'a.mp4'), Buffer.alloc(1_000));
  const job = jobIn(folder, copies);
  const told: (ExportCopy | null)[] = [];
  const service = new ExportCopies({
    exports: {
      list: () => [job],
      get: () => job,
      timesOf: () => times,
      setCopy: (_id, _file, copy) => told.push(copy),
    },
    thread: { openCopy: () => Promise.reject(new Error('the thread is not asked')) },
    freeBytesOf: () => Promise.resolve(freeBytes),
  });
  return { service, folder, told, order: { id: job.id, of: 'north/a.mp4' } };
}

/** An export of one file of 1,000 bytes. */
const jobIn = (folder: string, copies: readonly ExportCopy[]): ExportJob =>
  exportJob({ folder, copies, items: [exportItem({ files: ['north/a.mp4'], sizeBytes: 1_000 })] });

const TIMES = [{ atMs: 0, utcMs: 1_000 }];

// @promise copy.no-room: A disk without room for the copy is reported before anything is written.
it('a disk without room for a copy is reported before anything is written', async () => {
  const { service, folder, told, order } = await setUp([], TIMES, RESERVED_BYTES + 999);
  await expect(service.begin(order, 'w1')).rejects.toMatchObject({ code: 'storage.full' });
  expect(told).toEqual([]);
  expect(await readdir(join(folder, 'north'))).toEqual(['a.mp4']);
  // The window is free for the next copy.
  await expect(service.begin(order, 'w1')).rejects.toMatchObject({ code: 'storage.full' });
});

it.each([
  ['are not known', null],
  ['were not told by the source', [{ atMs: 0, utcMs: null }]],
])('no copy with time is made of a file whose times %s', async (_why, times) => {
  const { service, order } = await setUp([], times, Infinity);
  await expect(service.begin(order, 'w1')).rejects.toMatchObject({ code: 'export.copy-no-times' });
});

it('at the start, a copy that the end of the client interrupted is cleared away, and one that was whole already stays', async () => {
  const copies = [running('north/half.mp4'), running('north/whole.mp4')];
  const { service, folder, told } = await setUp(copies, TIMES, Infinity);
  for (const name of ['half.mp4.part', 'whole.mp4', 'whole.mp4.part', 'other.mp4.part'])
    await writeFile(join(folder, 'north', name), 'movie');
  await service.start();
  expect(told).toMatchObject([
    { file: 'north/half.mp4', state: 'failed', error: { code: 'export.copy-ended' } },
    { file: 'north/whole.mp4', state: 'done', error: null, sizeBytes: 5 },
  ]);
  expect((await readdir(join(folder, 'north'))).sort()).toEqual(['a.mp4', 'other.mp4.part', 'whole.mp4']);
});

it('a copy stays with its file when the file moves into a bundle', () => {
  const job = jobIn('/exports', [running('north/a copy with time.mp4')]);
  const now = job.items.map((item) => ({ ...item, files: ['Evidence/north/a.mp4'] }));
  expect(copiesOfMoved(job, now)).toEqual([{ ...running('north/a copy with time.mp4'), of: 'Evidence/north/a.mp4' }]);
});
