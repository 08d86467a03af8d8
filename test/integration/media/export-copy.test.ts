/** Copies of exported files judged by ffmpeg: each picture at its time, and the sound as it was. */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readMovie } from '../../../main/media/formats/mp4/mp4-reader.ts';
import { CopyRun } from '../../../main/media/record/copy-run.ts';
import { ExportWriter } from '../../../main/media/record/export-writer.ts';
import type { CopyPiece } from '../../../preload/domain/exports/export-copies.ts';
import { probed, soundBytes } from '../servers/ffprobe.ts';
import { temporaryFolder } from '../servers/processes.ts';

const exec = promisify(execFile);
const CARD = '-f lavfi -i testsrc2=size=320x240:rate=25 -t 12'.split(' ');
const TONE = '-f lavfi -i sine=frequency=440:sample_rate=44100'.split(' ');
const X264 = '-c:v libx264 -preset ultrafast -g 50 -sc_threshold 0 -pix_fmt yuv420p'.split(' ');

const make = (args: readonly string[]): Promise<unknown> => exec('ffmpeg', ['-nostdin', '-v', 'error', ...args]);

interface Packet {
  readonly ptsSec: number;
  readonly hash: string;
}

/** The packets of a stream in the order of their times. */
async function packetsOf(path: string, stream: 'v' | 'a'): Promise<readonly Packet[]> {
  const stdout = await probed(path, stream, 'packet=pts_time,data_hash', '-show_data_hash', 'md5', '-of', 'json');
  const { packets } = JSON.parse(stdout) as { packets: { pts_time: string; data_hash: string }[] };
  return packets
    .map(({ pts_time, data_hash }) => ({ ptsSec: Number(pts_time), hash: data_hash }))
    .sort((a, b) => a.ptsSec - b.ptsSec);
}

/** Exports a file. @returns the path of the export. */
async function exported(folder: string, input: string, kind: 'flv' | 'ts'): Promise<string> {
  const writer = await ExportWriter.open({ folder, name: 'export', jobId: 'job', expectedBytes: 0 });
  await writer.take({ id: 'one', kind, fromMs: 0, isBreak: false, bytes: createReadStream(input) });
  const path = (await writer.finish()).parts[0]?.path ?? '';
  await writer.forget();
  return path;
}

/** Reads the pictures that a window codes anew. @returns their times in microseconds, in the order of the file. */
async function timesOf(run: CopyRun): Promise<readonly number[]> {
  const shownUs: number[] = [];
  for (let piece = await run.read(); piece.pictures.length > 0; piece = await run.read())
    shownUs.push(...piece.pictures.map(({ atUs }) => atUs));
  return shownUs;
}

/** The pictures of a movie without reordering, as a window gives them. @param times in the order in which they are shown. */
async function codedAnew(path: string, times: readonly number[]): Promise<{ record: Buffer; pieces: CopyPiece[] }> {
  const bytes = await readFile(path);
  const { video } = await readMovie((into, at) => Promise.resolve(bytes.copy(into, 0, at)), bytes.length);
  const pieces = [...video.samples()].map(({ offset, size, isKey }, i) => ({
    pictures: [{ bytes: size, isKey, atUs: times[i] ?? 0 }],
    base64: bytes.subarray(offset, offset + size).toString('base64'),
  }));
  return { record: video.config.record, pieces };
}

// @promise copy.sound: The sound of a copy stays as it is in the export.
it.each(['alaw', 'mulaw'])('a copy has the G.711 of the export, byte for byte: %s', async (law) => {
  const folder = await temporaryFolder('export-copy');
  try {
    const [input, recoded] = [join(folder.path, 'input.flv'), join(folder.path, 'recoded.mp4')];
    const wave = '-f lavfi -i sine=frequency=440:sample_rate=8000'.split(' ');
    await make([...wave, ...CARD, ...X264, '-bf', '0', '-c:a', `pcm_${law}`, '-shortest', input]);
    const original = await exported(folder.path, input, 'flv');
    await make(['-i', original, ...X264, '-bf', '0', '-an', recoded]);
    const path = join(folder.path, 'copy.mp4');
    const run = await CopyRun.open(original, path);
    const shownUs = await timesOf(run);
    const { record, pieces } = await codedAnew(recoded, shownUs);
    for (const piece of pieces) await run.write(record, piece);
    await run.finish();
    await run.close();
    const heard = await soundBytes(original);
    expect(heard.length).toBeGreaterThan(80_000);
    expect((await soundBytes(path)).equals(heard)).toBe(true);
  } finally {
    await folder.remove();
  }
});

// @promise copy.pictures: On request, with the order or behind it, a file of an export becomes a copy with camera and
// recorded time below each picture, in the zone of the screen.
it('a copy has each picture at the time of the picture in the export, and the same sound at the same times', async () => {
  const folder = await temporaryFolder('export-copy');
  try {
    const [input, recoded] = [join(folder.path, 'input.ts'), join(folder.path, 'recoded.mp4')];
    await make([...TONE, ...CARD, ...X264, '-bf', '2', '-c:a', 'aac', '-shortest', input]);
    const original = await exported(folder.path, input, 'ts');
    const before = await readFile(original);
    await make(['-i', original, ...X264, '-bf', '0', '-an', recoded]);

    const path = join(folder.path, 'copy.mp4');
    const run = await CopyRun.open(original, path);
    const shownUs = await timesOf(run);
    const { record, pieces } = await codedAnew(
      recoded,
      shownUs.toSorted((a, b) => a - b),
    );
    expect(pieces).toHaveLength(run.facts.count);
    for (const piece of pieces) await run.write(record, piece);
    expect(await run.finish()).toBe((await readFile(path)).length);
    await run.close();

    const [pictures, shown] = [await packetsOf(path, 'v'), await packetsOf(original, 'v')];
    expect(pictures).toHaveLength(300);
    expect(pictures.map(({ hash }) => hash)).toEqual((await packetsOf(recoded, 'v')).map(({ hash }) => hash));
    for (const [i, { ptsSec }] of pictures.entries())
      expect(Math.abs(ptsSec - (shown[i]?.ptsSec ?? 0))).toBeLessThan(0.001);
    const [sound, all] = [await packetsOf(path, 'a'), await packetsOf(original, 'a')];
    const heard = all.filter(({ ptsSec }) => ptsSec >= 0);
    expect(sound.map(({ hash }) => hash)).toEqual(heard.map(({ hash }) => hash));
    for (const [i, { ptsSec }] of sound.entries())
      expect(Math.abs(ptsSec - (heard[i]?.ptsSec ?? 0))).toBeLessThan(0.002);
    const { stderr } = await exec('ffmpeg', ['-v', 'warning', '-i', path, '-f', 'null', '-']);
    expect(stderr).toBe('');
    expect((await readFile(original)).equals(before)).toBe(true);
    await expect(open(`${path}.part`)).rejects.toThrow('ENOENT');
  } finally {
    await folder.remove();
  }
});
