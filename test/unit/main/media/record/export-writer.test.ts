import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ExportOrder, ExportResult, ExportSlice } from '../../../../../main/media/record/export-order.ts';
import type { ExportNote } from '../../../../../main/media/record/export-journal.ts';
import { ExportWriter } from '../../../../../main/media/record/export-writer.ts';
import { AppError } from '../../../../../main/errors.ts';
import { hevcSegment } from '../../../../simulator/media/hevc.ts';
import { testFolder } from '../../services/folder.ts';
import { avcSegment, footage, sliceOf, START_MS } from './footage.ts';
import { watchedDisk } from './stopping-disk.ts';

const SCRIPT = fileURLToPath(new URL('./export-script.ts', import.meta.url));
const FILES = ['export part 2.mp4', 'export.mp4'];

const orderOf = (folder: string, more: Partial<ExportOrder> = {}): ExportOrder => ({
  folder,
  name: 'export',
  jobId: 'job-1',
  expectedBytes: 0,
  reservedBytes: 0,
  markBytes: 40_000,
  ...more,
});

/** Opens the export and adds the slices that it does not have yet. */
async function exportAll(order: ExportOrder, slices: readonly ExportSlice[] = footage()): Promise<ExportResult> {
  const writer = await ExportWriter.open(order);
  try {
    for (const slice of slices.slice(writer.done.slices)) await writer.take(slice);
    const result = await writer.finish();
    await writer.forget();
    return result;
  } catch (error) {
    await writer.close();
    throw error;
  }
}

const contentOf = async (folder: string): Promise<readonly (readonly [string, string])[]> => {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => [name, (await readFile(join(folder, name))).toString('base64')] as const),
  );
};

/** The content of an export that nothing interrupted. */
async function whole(): Promise<{
  readonly result: ExportResult;
  readonly content: Awaited<ReturnType<typeof contentOf>>;
}> {
  const folder = testFolder();
  const result = await exportAll(orderOf(folder));
  return { result, content: await contentOf(folder) };
}

/** A jump and nothing else; the times of the clip's pictures are rounded to whole milliseconds. */
function expectJump(notes: ExportResult['notes'], want: Pick<ExportNote, 'atMs' | 'fromMs' | 'toMs'>): void {
  expect(notes).toMatchObject([{ kind: 'jump', part: 1 }]);
  for (const key of ['atMs', 'fromMs', 'toMs'] as const) {
    expect(Math.abs((notes[0]?.[key] ?? 0) - (want[key] ?? 0)), key).toBeLessThanOrEqual(1);
  }
}

/** Goes on with an export that was stopped. Without a journal behind finished files, its caller had the result already. */
async function goOn(order: ExportOrder): Promise<void> {
  const names = await readdir(order.folder);
  if (names.includes('export.mp4') && !names.includes('export.mp4.journal')) return;
  await exportAll(order);
}

class Stopped extends Error {}

/** Lets an export end at a step, as if the process had ended there. @returns whether it got that far. */
async function stopAt(order: ExportOrder, step: number): Promise<boolean> {
  let steps = 0;
  const disk = watchedDisk(() => {
    steps += 1;
    if (steps > step) throw new Stopped();
  });
  let writer: ExportWriter | null = null;
  try {
    writer = await ExportWriter.open(order, disk);
    for (const slice of footage().slice(writer.done.slices)) await writer.take(slice);
    await writer.finish();
    await writer.forget();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(Stopped);
    return true;
  } finally {
    await writer?.close();
  }
}

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

it('an export writes one file for each size and codec, and names the gap', async () => {
  const { result, content } = await whole();
  expect(content.map(([name]) => name)).toEqual(FILES);
  expect(result.parts.map(({ pictures, fromMs }) => [pictures, fromMs])).toEqual([
    [150, START_MS],
    [60, START_MS + 70_000],
  ]);
  expectJump(result.notes, { atMs: 8_000, fromMs: START_MS + 8_000, toMs: START_MS + 68_000 });
});
// @promise copy.table: Each file of an export has a table of the times that the source gave.
it('an export reports which time each moment of its files shows, over gaps, and after an interruption too', async () => {
  const { result } = await whole();
  const [first, second] = result.parts.map(({ times }) => times);
  expect(first?.map(({ atMs, utcMs }) => [Math.round(atMs / 10), Math.round((utcMs ?? 0) / 10)])).toEqual([
    [0, START_MS / 10],
    [800, (START_MS + 68_000) / 10],
  ]);
  expect(second).toEqual([{ atMs: 0, utcMs: START_MS + 70_000 }]);
  const order = orderOf(testFolder());
  expect(await stopAt(order, 60)).toBe(true);
  expect((await exportAll(order)).parts.map(({ times }) => times)).toEqual([first, second]);
});
// @promise export.killed-writer: An export that was killed at any moment continues and ends with the same bytes.
it('an export has the same bytes after an operation of the disk stopped it', async () => {
  const { content } = await whole();
  // Every fifth operation, and from another beginning the operations at which the process is killed below.
  for (let step = 0, isMore = true; isMore; step += 5) {
    const order = orderOf(testFolder());
    isMore = await stopAt(order, step);
    if (isMore) await goOn(order);
    expect(await contentOf(order.folder), `stopped at step ${step}`).toEqual(content);
    await rm(order.folder, { recursive: true });
  }
});

it('an export has the same bytes after it was stopped again and again', async () => {
  const { content } = await whole();
  const order = orderOf(testFolder());
  for (let steps = 20; await stopAt(order, steps); steps += 3);
  expect(await contentOf(order.folder)).toEqual(content);
});
// @promise export.killed-writer
it('an export has the same bytes after the process was killed', async () => {
  const { content } = await whole();
  const run = async (folder: string, step: number): Promise<{ readonly signal: unknown; readonly steps: number }> => {
    const child = spawn(process.execPath, [SCRIPT, folder, String(step)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [, signal] = (await once(child, 'close')) as [unknown, unknown];
    return { signal, steps: Number(text) };
  };
  const { steps } = await run(testFolder(), -1);
  for (let step = 1; step < steps; step += Math.ceil(steps / 13)) {
    const folder = testFolder();
    expect((await run(folder, step)).signal).toBe('SIGKILL');
    await goOn(orderOf(folder));
    expect(await contentOf(folder), `killed at step ${step}`).toEqual(content);
  }
});

it('an export restarts at the mark before when the disk lost the last writes', async () => {
  const { content } = await whole();
  const order = orderOf(testFolder());
  const writer = await ExportWriter.open(order);
  for (const slice of footage().slice(0, 4)) await writer.take(slice);
  await writer.close();
  const path = join(order.folder, 'export.mp4.journal');
  const journal = await readFile(path);
  await writeFile(path, Buffer.concat([journal, journal.subarray(0, 100)]));
  await truncate(join(order.folder, 'export.mp4.part'), 60_000);
  await exportAll(order);
  expect(await contentOf(order.folder)).toEqual(content);
});
// @promise export.lost-line: A lost line costs the slice that was under way.
it('an export reads a slice again whose bytes broke off', async () => {
  const { content } = await whole();
  const order = orderOf(testFolder());
  const writer = await ExportWriter.open(order);
  for (const [i, slice] of footage().entries()) {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of (footage()[i] ?? slice).bytes) {
        yield chunk;
        throw new Error('the line is down');
      }
    };
    await expect(writer.take({ ...slice, bytes: broken() })).rejects.toThrow('the line is down');
    await writer.take(slice);
  }
  await writer.finish();
  await writer.forget();
  expect(await contentOf(order.folder)).toEqual(content);
});

it('a discarded export leaves only finished files on the disk', async () => {
  const order = orderOf(testFolder());
  const writer = await ExportWriter.open(order);
  for (const slice of footage().slice(0, 3)) await writer.take(slice);
  await writer.discard();
  expect(await readdir(order.folder)).toEqual([]);
});

describe('a refusal', () => {
  // @promise export.disk-codes: A full, read-only or unplugged disk, a name that is taken and a path that is too long
  // have codes of their own, and what is written so far stays.
  it('an export is refused when its name is taken, before and while it is written', async () => {
    const order = orderOf(testFolder());
    await writeFile(join(order.folder, 'export.mp4'), 'of somebody else');
    expect(await codeOf(exportAll(order))).toBe('storage.name-taken');
    const second = orderOf(testFolder());
    await writeFile(join(second.folder, 'export part 2.mp4'), 'of somebody else');
    expect(await codeOf(exportAll(second))).toBe('storage.name-taken');
    expect(await readFile(join(second.folder, 'export part 2.mp4'), 'utf8')).toBe('of somebody else');
    await rm(join(second.folder, 'export part 2.mp4'));
    await exportAll(second);
    expect((await contentOf(second.folder)).map(([name]) => name)).toEqual(FILES);
  });

  it('an export is refused when another job has begun under the same name', async () => {
    const order = orderOf(testFolder());
    const writer = await ExportWriter.open(order);
    await writer.close();
    expect(await codeOf(exportAll({ ...order, jobId: 'job-2' }))).toBe('storage.name-taken');
  });

  // @promise failures.same-name: Two exports of the same part at the same moment become two whole files.
  it('an export is refused when another job begins under the same name before its journal names the first job', async () => {
    const order = orderOf(testFolder());
    const refusals: unknown[] = [];
    const disk = watchedDisk(async (operation, when) => {
      if (operation === 'write' && when === 'before' && refusals.length === 0)
        refusals.push(await codeOf(ExportWriter.open({ ...order, jobId: 'job-2' })));
    });
    const writer = await ExportWriter.open(order, disk);
    expect(refusals).toEqual(['storage.name-taken']);
    for (const slice of footage()) await writer.take(slice);
    await writer.finish();
    await writer.forget();
    expect(await contentOf(order.folder)).toEqual((await whole()).content);
  });

  // @promise failures.link-in-folder: An export follows no link, and what lies behind it stays as it is.
  it.each(['journal', 'part', 'part.table'])(
    'an export is refused when a link named as its %s leads elsewhere, and the target of the link is unchanged',
    async (ending) => {
      const order = orderOf(testFolder());
      const elsewhere = join(testFolder(), 'diary.txt');
      await writeFile(elsewhere, 'of somebody else');
      await symlink(elsewhere, join(order.folder, `export.mp4.${ending}`));
      expect(await codeOf(exportAll(order))).toBe('storage.name-taken');
      expect(await readFile(elsewhere, 'utf8')).toBe('of somebody else');
    },
  );

  // @promise failures.link-in-folder
  it('an export is refused when the file that it resumes was replaced by a link', async () => {
    const order = orderOf(testFolder());
    const writer = await ExportWriter.open(order);
    for (const slice of footage().slice(0, 4)) await writer.take(slice);
    await writer.close();
    const elsewhere = join(testFolder(), 'diary.txt');
    const part = join(order.folder, 'export.mp4.part');
    await writeFile(elsewhere, await readFile(part));
    await rm(part);
    await symlink(elsewhere, part);
    const before = await readFile(elsewhere);
    expect(await codeOf(exportAll(order))).toBe('storage.name-taken');
    expect((await readFile(elsewhere)).equals(before)).toBe(true);
  });

  it('an export is refused when less space is free than it needs', async () => {
    const order = orderOf(testFolder(), { expectedBytes: Number.MAX_SAFE_INTEGER });
    expect(await codeOf(exportAll(order))).toBe('storage.full');
  });

  it('an export is refused when its path is too long', async () => {
    const order = orderOf(testFolder(), { name: 'x'.repeat(300) });
    expect(await codeOf(exportAll(order))).toBe('storage.name-too-long');
  });

  // @promise failures.deleted-folder: An export whose folder was deleted reports one sentence that fits, and begins
  // anew when it is tried again.
  it('an export is refused when its folder was deleted meanwhile, and begins anew when it is tried again', async () => {
    const order = orderOf(join(testFolder(), 'site'));
    const writer = await ExportWriter.open(order);
    for (const slice of footage().slice(0, 2)) await writer.take(slice);
    await rm(order.folder, { recursive: true });
    expect(await codeOf(writer.finish())).toBe('storage.gone');
    await writer.close();
    await exportAll(order);
    expect(await contentOf(order.folder)).toEqual((await whole()).content);
  });

  it('an export is refused when no slice contains a picture', async () => {
    const order = orderOf(testFolder());
    expect(await codeOf(exportAll(order, []))).toBe('recording.none');
  });
  // @promise export.disk-codes
  // @promise failures.disk
  it.each([
    ['ENOSPC', 'storage.full'],
    ['EROFS', 'storage.no-access'],
    ['EIO', 'storage.gone'],
  ])('an export stops when the system reports %s, and resumes on a disk that is well', async (detail, code) => {
    const { content } = await whole();
    const order = orderOf(testFolder());
    let writes = 0;
    const disk = watchedDisk((operation, when) => {
      if (operation === 'write' && when === 'half') writes += 1;
      if (writes <= 8 || when !== 'half') return;
      throw new AppError(code as 'storage.full', detail);
    });
    const writer = await ExportWriter.open(order, disk);
    const filled = (async () => {
      for (const slice of footage()) await writer.take(slice);
      await writer.finish();
    })();
    expect(await codeOf(filled)).toBe(code);
    await writer.close();
    await exportAll(order);
    expect(await contentOf(order.folder)).toEqual(content);
  });
});

describe('the time of an export', () => {
  const notesOf = async (slices: readonly ExportSlice[]): Promise<ExportResult> =>
    exportAll(orderOf(testFolder()), slices);

  it('the time of an export runs on over slices whose times are continuous', async () => {
    const slices = [0, 1, 2].map((i) => sliceOf(`${i}`, hevcSegment(i * 2, 2, i * 2_000, i), i * 2_000));
    expect((await notesOf(slices)).notes).toEqual([]);
  });

  it('the time of an export runs on where the clock of the source restarts without a gap', async () => {
    const slices = [0, 1, 2].map((i) => sliceOf(`${i}`, hevcSegment(i * 2, 2, 500, i), i * 2_000, i > 0));
    const { notes, parts } = await notesOf(slices);
    expect(notes).toEqual([]);
    expect(parts.map(({ pictures }) => pictures)).toEqual([90]);
  });

  it('an export leaves out pictures that a slice repeats', async () => {
    const slices = [0, 1, 2].map((i) => sliceOf(`${i}`, hevcSegment(i, 2, i * 1_000, i), i * 1_000));
    const { notes, parts } = await notesOf(slices);
    expect(notes).toEqual([]);
    expect(parts.map(({ pictures }) => pictures)).toEqual([60]);
  });
  // @promise export.jump-named: A gap of more than two seconds is a jump that is named.
  it('an export names a gap that the source hides behind continuous times', async () => {
    const slices = [0, 1].map((i) => sliceOf(`${i}`, hevcSegment(i * 2, 2, i * 2_000, i), i * 90_000));
    const { notes } = await notesOf(slices);
    expectJump(notes, { atMs: 2_000, fromMs: START_MS + 2_000, toMs: START_MS + 90_000 });
  });
  // @promise export.clock-named: A clock that was set back is named.
  it('an export names a clock that was set back', async () => {
    const slices = [0, 1].map((i) => sliceOf(`${i}`, hevcSegment(i * 2, 2, i * 2_000, i), i * -600_000));
    const { notes } = await notesOf(slices);
    expectJump(notes, { atMs: 2_000, fromMs: START_MS + 2_000, toMs: START_MS - 600_000 });
  });

  it('an export contains no picture before the first key frame', async () => {
    const slice = sliceOf('0', hevcSegment(0, 2, 0, 0), 0);
    const packets = hevcSegment(0, 2, 0, 0);
    // The tables, and everything from the second picture on.
    const second = [...Array(packets.length / 188).keys()].filter(
      (i) => packets.readUInt16BE(i * 188 + 1) === 0x4100,
    )[1];
    const cut = Buffer.concat([packets.subarray(0, 376), packets.subarray((second ?? 0) * 188)]);
    const { parts } = await notesOf([{ ...slice, bytes: sliceOf('0', cut, 0).bytes }]);
    expect(parts.map(({ pictures }) => pictures)).toEqual([15]);
  });
  // @promise export.damaged-picture: A picture that lost a packet is left out and named.
  it('an export names a picture that lost a packet, and leaves the picture out', async () => {
    const bytes = hevcSegment(0, 2, 0, 0);
    const starts = [...Array(bytes.length / 188).keys()].filter((i) => bytes.readUInt16BE(i * 188 + 1) === 0x4100);
    const at = ((starts[5] ?? 0) + 1) * 188;
    const { parts, notes } = await notesOf([
      sliceOf('0', Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 188)]), 0),
    ]);
    expect(parts.map(({ pictures }) => pictures)).toEqual([29]);
    expect(notes).toMatchObject([{ kind: 'loss', part: 1 }]);
  });
  // @promise export.another-size: Another size or codec begins another file.
  it('an export begins another file where the size changes, and a third file when the first size returns', async () => {
    const avc = (i: number, clip: string) => sliceOf(`${i}`, avcSegment(clip, i, 1, i * 1_000), i * 1_000);
    const { parts } = await notesOf([avc(0, 'lobby.sub'), avc(1, 'lobby.main'), avc(2, 'lobby.sub')]);
    expect(parts.map(({ pictures }) => pictures)).toEqual([15, 15, 15]);
  });
});
