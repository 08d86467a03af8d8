/** The past of HLS cameras: segments on their way to a player become clips and replays like those of any other camera. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClipProgress } from '../../../main/media/messages/ring-messages.ts';
import { writeHls, writeHlsWithSound } from '../servers/ffmpeg.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import { watchHls, type HlsViewer } from '../servers/hls-viewer.ts';
import { startNginx, type WebServer } from '../servers/nginx.ts';
import { temporaryFolder, until, type Running } from '../servers/processes.ts';
import { ORIGIN, source, startBench, type Bench } from './harness.ts';

const exec = promisify(execFile);
const KEY = 'cam|sub';
/** Of the test cards. */
const FPS = 15;

interface Packet {
  readonly codec_type: string;
  readonly dts_time: string;
  readonly flags: string;
}

interface Probe {
  readonly streams: readonly { readonly codec_name: string; readonly width?: number }[];
  readonly packets: readonly Packet[];
  readonly format: { readonly duration: string };
}

async function probe(path: string): Promise<Probe> {
  const args = ['-v', 'error', '-show_format', '-show_streams', '-show_packets', '-of', 'json', path];
  const { stdout } = await exec('ffprobe', args, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Probe;
}

const pictures = ({ packets }: Probe): readonly Packet[] => packets.filter(({ codec_type }) => codec_type === 'video');

/** Complaints of ffmpeg while it decodes the whole file; empty if there are none. */
async function complaints(path: string): Promise<string> {
  return (await exec('ffmpeg', ['-v', 'warning', '-i', path, '-f', 'null', '-'])).stderr;
}

let server: WebServer;
let bench: Bench;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let encoder: Running;
let viewers: HlsViewer[];
let progress: ClipProgress[];
let resolved: number;

beforeEach(async () => {
  folder = await temporaryFolder('hls-clip');
  server = await startNginx();
  bench = await startBench({ stableMs: 100 });
  progress = [];
  viewers = [];
  resolved = 0;
  bench.gateway.tools.onClip((_id, news) => progress.push(news));
});

afterEach(async () => {
  for (const viewer of viewers) await viewer.close();
  await bench.dispose();
  await encoder.stop('SIGKILL');
  await server.stop();
  await folder.remove();
});

async function watch(write: () => Running, count = 1): Promise<HlsViewer> {
  encoder = write();
  await until('there is a playlist', () => (existsSync(`${server.folder}/index.m3u8`) ? true : null));
  const resolve = () => {
    resolved += 1;
    return Promise.resolve(source(`${server.origin}/index.m3u8`, { transport: 'hls' }));
  };
  for (let i = 0; i < count; i += 1) viewers.push(watchHls((await bench.open(KEY, resolve)).url, ORIGIN));
  const [viewer] = viewers;
  if (viewer === undefined) throw new RangeError('no viewer');
  return viewer;
}

const withSound = (): Running => writeHlsWithSound(server.folder);

const segments = (viewer: HlsViewer, count: number): Promise<true> =>
  until(`${count} segments have arrived`, () => (viewer.segments.length >= count ? true : null));

const start = (fromMs: number): Promise<{ readonly fromMs: number }> => {
  const order = {
    clipId: 'c1',
    key: KEY,
    fromMs,
    folder: folder.path,
    stem: '7 Gate, Cloud',
    maxMs: 90_000,
    partsBefore: 0,
  };
  return bench.gateway.tools.ask({ kind: 'start-clip', order });
};

async function stop(): Promise<ClipProgress['parts']> {
  bench.gateway.tools.stopClip('c1');
  const last = await until('the clip has ended', () => (progress.at(-1)?.ended ? progress.at(-1) : null));
  expect(last?.ended).toEqual({ reason: 'stopped', error: null });
  return last?.parts ?? [];
}

/** A replay begins with a key frame of the past, has it at once, and continues to what arrives. */
async function replays(): Promise<void> {
  const fromMs = Date.now() - 3_000;
  const answer = await bench.gateway.tools.ask({ kind: 'replay', key: KEY, fromMs, receiveMs: 60_000 });
  expect(answer.fromMs).toBeLessThanOrEqual(fromMs);
  const replay = watchFlv(bench.gateway.addressOf('past', answer.replayId), ORIGIN);
  await until('two seconds are there at once', () => (replay.videoTimes().length >= 2 * FPS ? true : null));
  const before = replay.videoTimes().length;
  await until('it goes on', () => (replay.videoTimes().length > before ? true : null));
  await replay.close();
}

it('the past of an HLS camera is a clip from before the click, with picture and sound, that plays everywhere, and a replay', async () => {
  const viewer = await watch(withSound, 2);
  await segments(viewer, 5);
  expect(await bench.gateway.tools.ask({ kind: 'sound', key: KEY })).toEqual({ kind: 'aac' });
  const clickMs = Date.now();
  const { fromMs } = await start(clickMs - 3_000);
  expect(fromMs).toBeLessThanOrEqual(clickMs - 3_000);
  await replays();
  await segments(viewer, 8);
  const parts = await stop();
  expect(parts).toHaveLength(1);
  const { path = '', fromMs: told = 0, toMs = 0 } = parts[0] ?? {};
  expect(told).toBe(fromMs);
  expect(path).toMatch(/7 Gate, Cloud, \d{4}-\d\d-\d\d \d\d-\d\d-\d\d [+-]\d{4}\.mp4$/);
  expect(await complaints(path)).toBe('');
  const facts = await probe(path);
  expect(facts.streams.map(({ codec_name }) => codec_name)).toEqual(['h264', 'aac']);
  expect(facts.streams[0]?.width).toBe(320);
  const video = pictures(facts);
  expect(video[0]?.flags).toContain('K');
  // Two players fetched everything; every picture is there once.
  expect(video.every((one, i) => i === 0 || Number(one.dts_time) > Number(video[i - 1]?.dts_time))).toBe(true);
  expect(video.length % FPS).toBe(0);
  expect(video.length).toBeGreaterThanOrEqual(5 * FPS);
  expect(Number(facts.format.duration)).toBeCloseTo(video.length / FPS, 0);
  expect((toMs - told) / 1_000).toBeCloseTo(video.length / FPS, 0);
  const sound = facts.packets.length - video.length;
  expect((sound * 1024) / 44_100).toBeCloseTo(video.length / FPS, 0);
});

it('the past of an HLS camera is recorded on without a gap when no page watches the stream any more', async () => {
  const viewer = await watch(withSound);
  await segments(viewer, 3);
  await start(Date.now() - 1_000);
  await viewer.close();
  const grown = (parts: ClipProgress['parts'] = []): number =>
    parts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  await until('three more seconds are recorded', () => (grown(progress.at(-1)?.parts) > 5_000 ? true : null));
  const parts = await stop();
  expect(parts).toHaveLength(1);
  expect(await complaints(parts[0]?.path ?? '')).toBe('');
  const video = pictures(await probe(parts[0]?.path ?? ''));
  const steps = video.slice(1).map((one, i) => Number(one.dts_time) - Number(video[i]?.dts_time));
  expect(Math.max(...steps)).toBeLessThan(0.2);
});

it('the past of an HLS camera is reported where it is shorter than asked for, and recorded on in another part when the camera comes back with other segments', async () => {
  const viewer = await watch(() => writeHls(server.folder));
  await segments(viewer, 3);
  const clickMs = Date.now();
  const { fromMs } = await start(clickMs - 60_000);
  expect(clickMs - fromMs).toBeLessThan(60_000);
  await encoder.stop('SIGKILL');
  await rm(`${server.folder}/index.m3u8`, { force: true });
  await until('the loss is seen', () => (resolved > 1 ? true : null));
  encoder = writeHls(server.folder, ['-hls_segment_filename', `${server.folder}/again%d.ts`]);
  await until('the second part grows', () => (progress.at(-1)?.parts.length === 2 ? true : null));
  await segments(viewer, viewer.segments.length + 1);
  const parts = await stop();
  expect(parts[0]?.fromMs).toBe(fromMs);
  expect(parts.map(({ path }) => path.replace(/^.*[+-]\d{4}(?=[ .])/, ''))).toEqual(['.mp4', ' part 2.mp4']);
  for (const { path } of parts) {
    expect(await complaints(path)).toBe('');
    expect(pictures(await probe(path))[0]?.flags).toContain('K');
  }
});

describe('segments that the client does not take apart', () => {
  const refusal = (): Promise<unknown> =>
    until('it is known', async () => {
      const question = { kind: 'replay', key: KEY, fromMs: 0, receiveMs: 1_000 } as const;
      const error = await bench.gateway.tools.ask(question).then(
        () => null,
        (reason: unknown) => reason as { readonly code: string; readonly params: unknown },
      );
      return error?.code === 'media.no-past' ? error.params : null;
    });

  it('segments that the client does not take apart are named where they are MP4', async () => {
    await watch(() => writeHls(server.folder, ['-hls_segment_type', 'fmp4']));
    expect(await refusal()).toEqual({ detail: 'fMP4' });
  });

  it('segments that the client does not take apart are named where they are encrypted', async () => {
    const viewer = await watch(() => writeHls(server.folder, ['-hls_enc', '1', '-hls_enc_key', '0123456789abcdef']));
    expect(await refusal()).toEqual({ detail: 'AES-128' });
    await segments(viewer, 2);
    await expect(start(Date.now())).rejects.toMatchObject({ code: 'media.no-past' });
  });
});
