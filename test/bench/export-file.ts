/**
 * How long an export takes against `ffmpeg -c copy` of the same segments, and how much its memory grows from one hour of footage
 * to twelve. Each side is a process of its own, the sides take turns, and each ends when its file is on the disk.
 */
import { execFile } from 'node:child_process';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withTempDir } from '../../scripts/lib.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const exec = promisify(execFile);
const SIDE = fileURLToPath(new URL('./export-side.ts', import.meta.url));
const X264 = '-c:v libx264 -preset ultrafast -bf 2 -g 50 -pix_fmt yuv420p'.split(' ');
const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100'];
const HLS = '-c copy -f hls -hls_time 4 -hls_list_size 0'.split(' ');
/** A main stream with noise, as cameras have at night, and a small one for the hours. */
const LARGE = { card: 'testsrc2=size=1280x720:rate=25,noise=alls=20', seconds: 20, rate: '4000k', times: 45 };
const SMALL = { card: 'testsrc2=size=320x180:rate=25', seconds: 60, rate: '100k', times: 1 };
const HOUR = 3_600 / SMALL.seconds;

const ffmpeg = (args: readonly string[]): Promise<unknown> => exec('ffmpeg', ['-nostdin', '-v', 'error', ...args]);

interface Source {
  readonly playlist: string;
  readonly segments: readonly string[];
}

async function makeSource(folder: string, { card, seconds, rate, times }: typeof LARGE): Promise<Source> {
  await mkdir(folder);
  const once = path.join(folder, 'once.mkv');
  const input = [...TONE, '-f', 'lavfi', '-i', card, '-t', String(seconds)];
  await ffmpeg([...input, ...X264, '-b:v', rate, '-c:a', 'aac', once]);
  const playlist = path.join(folder, 'list.m3u8');
  await ffmpeg(['-stream_loop', String(times - 1), '-i', once, ...HLS, playlist]);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const numberOf = (name: string): number => Number(/\d+/.exec(name)?.[0]);
  const segments = names.sort((a, b) => numberOf(a) - numberOf(b)).map((name) => path.join(folder, name));
  return { playlist, segments };
}

/** @returns the peak of its memory in bytes. */
async function exportOwn(folder: string, times: number, { segments }: Source): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  const { stdout } = await exec(process.execPath, [SIDE, folder, String(times), ...segments]);
  return Number(stdout);
}

async function exportPeer(file: string, { playlist }: Source): Promise<void> {
  await rm(file, { force: true });
  await ffmpeg(['-i', playlist, '-c', 'copy', file]);
  const written = await open(file, 'r');
  await written.sync().finally(() => written.close());
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** `--part time` or `--part memory` runs one of the two. */
export async function exportFile({ rounds, part }: BenchOptions): Promise<BenchResult> {
  return withTempDir(async (folder) => {
    const own = path.join(folder, 'own');
    const times: { own: number; peer: number }[] = [];
    const peaks: { hour: number; halfDay: number }[] = [];
    const goals: { name: string; value: number; atMost: number }[] = [];
    if (part !== 'memory') {
      const source = await makeSource(path.join(folder, 'large'), LARGE);
      const peerFile = path.join(folder, 'peer.mp4');
      for (let i = 0; i < rounds; i += 1) {
        const peer = await timed(() => exportPeer(peerFile, source));
        times.push({ own: await timed(() => exportOwn(own, 1, source)), peer });
      }
      const value = median(times.map((round) => round.own / round.peer));
      goals.push({ name: 'export time against ffmpeg -c copy', value, atMost: 1.3 });
    }
    if (part !== 'time') {
      const source = await makeSource(path.join(folder, 'small'), SMALL);
      for (let i = 0; i < rounds; i += 1) {
        const hour = await exportOwn(own, HOUR, source);
        peaks.push({ hour, halfDay: await exportOwn(own, 12 * HOUR, source) });
      }
      const value = median(peaks.map(({ hour, halfDay }) => halfDay / hour));
      goals.push({ name: 'peak memory of 12 h against 1 h', value, atMost: 1.1 });
    }
    return { goals, details: { timesMs: times, peakBytes: peaks } };
  });
}
