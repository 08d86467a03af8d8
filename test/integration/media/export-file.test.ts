/** Exports judged by ffmpeg: each picture and each sound of the source is in the file, and nothing is coded anew. */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportResult } from '../../../main/media/record/export-order.ts';
import { ExportWriter } from '../../../main/media/record/export-writer.ts';
import { Camera } from '../../simulator/media/camera.ts';
import { soundBetween } from '../../simulator/media/sound.ts';
import { testPack } from '../../simulator/media/support.ts';
import { tsSegment } from '../../simulator/media/ts.ts';
import { probed, soundBytes } from '../servers/ffprobe.ts';
import { temporaryFolder } from '../servers/processes.ts';

const exec = promisify(execFile);
const CARD = ['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25', '-t', '12'];
const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100'];
/** As cameras send it beside G.711. */
const WAVE = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=8000'];
const AVC = '-c:v libx264 -preset ultrafast -bf 2 -g 50 -sc_threshold 0 -pix_fmt yuv420p'.split(' ');
const HEVC =
  '-c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:keyint=50:open-gop=1:bframes=3:b-adapt=0';
const HLS = ['-f', 'hls', '-hls_time', '4', '-hls_list_size', '0'];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let source: string;
let out: string;

beforeEach(async () => {
  folder = await temporaryFolder('export-file');
  source = join(folder.path, 'source');
  out = join(folder.path, 'out');
  await mkdir(source);
});
afterEach(() => folder.remove());

const make = (args: readonly string[]): Promise<unknown> => exec('ffmpeg', ['-nostdin', '-v', 'error', ...args]);

async function segments(): Promise<readonly string[]> {
  return (await readdir(source)).filter((name) => /\.(ts|flv)$/.test(name)).sort();
}

async function exportOf(names: readonly string[]): Promise<ExportResult & { readonly path: string }> {
  const writer = await ExportWriter.open({ folder: out, name: 'export', jobId: 'job', expectedBytes: 0 });
  for (const name of names) {
    const kind = name.endsWith('.flv') ? 'flv' : 'ts';
    await writer.take({ id: name, kind, fromMs: null, isBreak: false, bytes: createReadStream(join(source, name)) });
  }
  const result = await writer.finish();
  await writer.forget();
  return { ...result, path: join(out, 'export.mp4') };
}

interface Frame {
  readonly pts: number;
  readonly hash: string;
}

/** A line of `-f framehash` is: stream, dts, pts, duration, size, hash. */
async function framesOf(path: string, stream: 'v' | 'a'): Promise<readonly Frame[]> {
  const args = ['-v', 'error', '-i', path, '-map', `0:${stream}`, '-f', 'framehash', '-'];
  const { stdout } = await exec('ffmpeg', args, { maxBuffer: 64 * 1024 * 1024 });
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const fields = line.split(',');
    return { pts: Number(fields[2]), hash: (fields[5] ?? '').trim() };
  });
}

const hashesOf = async (path: string, stream: 'v' | 'a'): Promise<readonly string[]> =>
  (await framesOf(path, stream)).map(({ hash }) => hash);

/**
 * Each sound frame is there, but for those that begin before the first picture. The first frame is not compared: a decoder
 * mixes each AAC frame with the frame before, which may be one that is left out.
 */
async function expectSound(path: string, input: string): Promise<void> {
  const [sound, all] = [await hashesOf(path, 'a'), await hashesOf(input, 'a')];
  expect(all.slice(1 - sound.length)).toEqual(sound.slice(1));
  expect(all.length - sound.length).toBeLessThanOrEqual(2);
}

/** ffmpeg's note on every file whose sound has one channel and no decoder that says where it is heard, as G.711. */
const GUESS = /^Guessed Channel Layout for Input Stream #\d.\d : mono\n/gm;

/** Complaints of ffmpeg while it decodes the whole file, and of ffprobe while it reads it; empty if there are none. */
async function complaints(path: string): Promise<string> {
  const played = await exec('ffmpeg', ['-v', 'warning', '-i', path, '-f', 'null', '-']);
  const probed = await exec('ffprobe', ['-v', 'warning', '-show_packets', path], { maxBuffer: 64 * 1024 * 1024 });
  return played.stderr.replaceAll(GUESS, '') + probed.stderr;
}

const codecOf = async (path: string, stream: 'v' | 'a' = 'v'): Promise<string> =>
  (await probed(path, stream, 'stream=codec_tag_string', '-of', 'csv=p=0')).trim();

const speaker = (): Camera => new Camera(testPack(), 'c1', 'Gate', 'sub', 480);
const FIRST_GROUP = 1_780_000_000;
const spokenFromMs = (): number => speaker().groupStartMs(FIRST_GROUP);

/** Two seconds of a simulated camera that speaks. @returns the name of the file. */
async function writeSpokenSegment(number: number, sound: 'alaw' | 'ulaw'): Promise<string> {
  const camera = speaker();
  const { fps } = camera.clip;
  const first = FIRST_GROUP + number * 2;
  const zeroMs = spokenFromMs() - 10_000;
  const frames = Array.from({ length: 2 * fps }, (_, i) => camera.recorded(first + Math.floor(i / fps), i % fps));
  const fromMs = camera.groupStartMs(first);
  const voice = { kind: sound, frames: soundBetween(sound, fromMs, fromMs + 2_000) };
  const bytes = tsSegment(camera.clip, frames, number, ({ atMs }) => atMs - zeroMs, voice);
  await writeFile(join(source, `${number}.ts`), bytes);
  return `${number}.ts`;
}

describe('an exported file', () => {
  // @promise export.not-coded-anew: Nothing is coded anew: ffmpeg's frame hashes of the file equal those of its source,
  // for H.264 and H.265 with reordered pictures and open groups, and for sound.
  it('has each picture of H.264 with reordered pictures, each at its time, and the sound', async () => {
    const playlist = join(source, 'list.m3u8');
    await make([...TONE, ...CARD, ...AVC, '-c:a', 'aac', '-shortest', ...HLS, playlist]);
    const { path, notes, parts } = await exportOf(await segments());
    expect(notes).toEqual([]);
    expect(parts).toHaveLength(1);
    expect(await complaints(path)).toBe('');
    const pictures = await framesOf(path, 'v');
    expect(pictures).toHaveLength(300);
    expect(pictures).toEqual(await framesOf(playlist, 'v'));
    await expectSound(path, playlist);
  });

  // @promise export.not-coded-anew
  it('has each picture of H.265 with open groups', async () => {
    const playlist = join(source, 'list.m3u8');
    await make([...CARD, ...HEVC.split(' '), ...HLS, playlist]);
    const { path } = await exportOf(await segments());
    expect(await complaints(path)).toBe('');
    expect(await codecOf(path)).toBe('hvc1');
    expect(await framesOf(path, 'v')).toEqual(await framesOf(playlist, 'v'));
  });

  it('begins with the key picture of an open group, without the pictures that need the group before', async () => {
    await make([...CARD, ...HEVC.split(' '), ...HLS, join(source, 'list.m3u8')]);
    const names = (await segments()).slice(1);
    const { path } = await exportOf(names);
    expect(await complaints(path)).toBe('');
    const [first] = await framesOf(path, 'v');
    expect(first?.pts).toBe(0);
    const decodable = await hashesOf(join(source, names[0] ?? ''), 'v');
    expect((await hashesOf(path, 'v')).slice(0, decodable.length)).toEqual(decodable);
  });

  // @promise export.sound: The sound of a file is AAC, or G.711 A-law or mu-law (`alaw`, `ulaw`), byte for byte as the
  // camera sent it.
  it.each([
    ['A-law', 'pcm_alaw'],
    ['mu-law', 'pcm_mulaw'],
  ])('has each sound of FLV with G.711 %s, byte for byte', async (_law, codec) => {
    const input = join(source, 'one.flv');
    await make([...WAVE, ...CARD, ...AVC, '-c:a', codec, '-shortest', input]);
    const { path, notes } = await exportOf(['one.flv']);
    expect(notes).toEqual([]);
    expect(await complaints(path)).toBe('');
    expect(await hashesOf(path, 'v')).toEqual(await hashesOf(input, 'v'));
    const [sound, all] = [await soundBytes(path), await soundBytes(input)];
    expect(all.indexOf(sound)).toBeGreaterThanOrEqual(0);
    expect(all.length - sound.length).toBeLessThan(8_000 / 5);
    expect(await codecOf(path, 'a')).toBe(codec === 'pcm_alaw' ? 'alaw' : 'ulaw');
  });

  // @promise export.sound
  it.each([
    ['A-law', 'alaw'],
    ['mu-law', 'ulaw'],
  ] as const)('has the sound of transport streams with G.711 %s', async (_law, sound) => {
    const names = await Promise.all([0, 1].map((i) => writeSpokenSegment(i, sound)));
    const { path, notes } = await exportOf(names);
    expect(notes).toEqual([]);
    expect(await complaints(path)).toBe('');
    expect(await codecOf(path, 'a')).toBe(sound);
    const heard = Buffer.concat(soundBetween(sound, spokenFromMs(), spokenFromMs() + 4_000).map(({ data }) => data));
    expect(await soundBytes(path)).toEqual(heard);
  });

  it('has each picture and each sound of FLV', async () => {
    const input = join(source, 'one.flv');
    await make([...TONE, ...CARD, ...AVC, '-c:a', 'aac', '-shortest', input]);
    const { path } = await exportOf(['one.flv']);
    expect(await complaints(path)).toBe('');
    expect(await hashesOf(path, 'v')).toEqual(await hashesOf(input, 'v'));
    await expectSound(path, input);
  });

  // @promise export.plays-over-gap: The file of an export plays on at once behind a gap.
  it('plays over a gap without a hole: the picture behind it follows at once', async () => {
    const playlist = join(source, 'list.m3u8');
    await make([...CARD, ...AVC, ...HLS, playlist]);
    const [first = '', , third = ''] = await segments();
    const { path, notes } = await exportOf([first, third]);
    expect(await complaints(path)).toBe('');
    const pictures = await framesOf(path, 'v');
    expect(pictures).toHaveLength(200);
    expect(pictures.every(({ pts }, i) => pts === i)).toBe(true);
    expect(notes).toMatchObject([{ kind: 'jump', atMs: 4_000 }]);
  });
});
