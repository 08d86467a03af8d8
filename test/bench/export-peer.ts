/** The peer of exports, `ffmpeg -c copy`, and the footage that both sides are given. */
import { execFile } from 'node:child_process';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { median } from './types.ts';

const exec = promisify(execFile);
const X264 = '-c:v libx264 -preset ultrafast -bf 2 -g 50 -pix_fmt yuv420p'.split(' ');
const HLS = '-c copy -f hls -hls_time 4 -hls_list_size 0'.split(' ');
export const FPS = 25;
export const SEGMENT_SEC = 4;
/** Sound at 48 kHz in frames of 1,024 samples: 64 s are whole frames and whole pictures, so that a loop continues without a break. */
const LOOP_SEC = 64;
const LOOP_SAMPLES = (48_000 * LOOP_SEC) / 1_024 - 1;
const STARTS = 5;

const ffmpeg = (args: readonly string[]): Promise<unknown> => exec('ffmpeg', ['-nostdin', '-v', 'error', ...args]);

export interface Card {
  /** A source of ffmpeg's lavfi with {@link FPS} pictures a second. */
  readonly source: string;
  readonly bitRate: string;
  readonly seconds: number;
}

export interface Footage {
  readonly playlist: string;
  /** Number of segments of {@link SEGMENT_SEC} each, without a break. */
  readonly count: number;
}

/** The path of a segment, as ffmpeg names those of a playlist. @param i from 0 on. */
export const segmentOf = (playlist: string, i: number): string => playlist.replace(/\.m3u8$/, `${i}.ts`);

/** Writes footage with picture and sound into a folder that is not there yet. */
export async function makeFootage(folder: string, { source, bitRate, seconds }: Card): Promise<Footage> {
  await mkdir(folder);
  const once = path.join(folder, 'once.mkv');
  // The encoder puts one frame of sound in front.
  const tone = `sine=frequency=440:sample_rate=48000,atrim=end_sample=${LOOP_SAMPLES * 1_024}`;
  const input = ['-f', 'lavfi', '-i', tone, '-f', 'lavfi', '-i', source, '-t', String(LOOP_SEC)];
  await ffmpeg([...input, ...X264, '-b:v', bitRate, '-c:a', 'aac', '-b:a', '32k', once]);
  const playlist = path.join(folder, 'list.m3u8');
  const loops = Math.ceil(seconds / LOOP_SEC) - 1;
  await ffmpeg(['-stream_loop', String(loops), '-i', once, '-t', String(seconds), ...HLS, playlist]);
  return { playlist, count: (await readdir(folder)).filter((name) => name.endsWith('.ts')).length };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Time that ffmpeg needs to start and to end without any work, ms. */
export async function startOfPeer(): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < STARTS; i += 1) all.push(await timed(() => exec('ffmpeg', ['-version'])));
  return median(all);
}

/** Copies a playlist, on the disk or at a server, into a file that is on the disk then. @returns ms, the start of ffmpeg included. */
export async function copyByPeer(input: string, file: string): Promise<number> {
  await rm(file, { force: true });
  return timed(async () => {
    await ffmpeg(['-i', input, '-c', 'copy', file]);
    const written = await open(file, 'r');
    try {
      await written.sync();
    } finally {
      await written.close();
    }
  });
}

/** How many pictures a file has, without decoding them. */
export async function picturesIn(file: string): Promise<number> {
  const wanted = [
    '-select_streams',
    'v',
    '-count_packets',
    '-show_entries',
    'stream=nb_read_packets',
    '-of',
    'csv=p=0',
  ];
  const { stdout } = await exec('ffprobe', ['-v', 'error', ...wanted, file]);
  return Number.parseInt(stdout, 10);
}
