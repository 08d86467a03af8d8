/** Clips out of the ring, judged by ffprobe and ffmpeg: what an operator hands to somebody else must play there. */
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClipProgress } from '../../../main/media/messages/ring-messages.ts';
import { serveFlv } from '../servers/ffmpeg.ts';
import { watchFlv, type FlvViewer } from '../servers/flv-viewer.ts';
import { temporaryFolder, until } from '../servers/processes.ts';
import { ORIGIN, source, startBench, type Bench } from './harness.ts';

const exec = promisify(execFile);

interface Probe {
  readonly streams: readonly {
    readonly codec_name: string;
    readonly width?: number;
    readonly nb_frames?: string;
    readonly sample_rate?: string;
    readonly channels?: number;
  }[];
  readonly packets: readonly {
    readonly codec_type: string;
    readonly dts_time: string;
    readonly pts_time: string;
    readonly flags: string;
    readonly size: string;
  }[];
  readonly format: { readonly duration: string };
}

async function probe(path: string): Promise<Probe> {
  const { stdout } = await exec(
    'ffprobe',
    ['-v', 'error', '-show_format', '-show_streams', '-show_packets', '-of', 'json', path],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Probe;
}

/** ffmpeg's note on every file whose sound has one channel and no decoder that says where it is heard, as G.711. */
const GUESS = /^Guessed Channel Layout for Input Stream #\d.\d : (mono|stereo)\n/gm;

/** Complaints of ffmpeg while it decodes the whole file; empty if there are none. */
async function complaints(path: string): Promise<string> {
  return (await exec('ffmpeg', ['-v', 'warning', '-i', path, '-f', 'null', '-'])).stderr.replaceAll(GUESS, '');
}

let bench: Bench;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let upstream: Awaited<ReturnType<typeof serveFlv>>;
let viewer: FlvViewer;
let progress: ClipProgress[];

beforeEach(async () => {
  folder = await temporaryFolder('clip');
  progress = [];
});

afterEach(async () => {
  await viewer.close();
  await bench.dispose();
  await upstream.close();
  await folder.remove();
});

async function watch(voice: Parameters<typeof serveFlv>[0]): Promise<void> {
  upstream = await serveFlv(voice);
  bench = await startBench({ stableMs: 100 });
  bench.gateway.tools.onClip((_id, news) => progress.push(news));
  const lease = await bench.open('cam|sub', () => Promise.resolve(source(upstream.url)));
  viewer = watchFlv(lease.url, ORIGIN);
}

const seconds = (count: number): Promise<true> =>
  until(`${count} s have arrived`, () => ((viewer.videoTimes().at(-1) ?? 0) >= count * 1000 ? true : null));

async function start(fromMs: number, more: { readonly folder?: string; readonly maxMs?: number } = {}): Promise<void> {
  const order = {
    clipId: 'c1',
    key: 'cam|sub',
    fromMs,
    folder: folder.path,
    stem: '7 Gate, Cloud',
    maxMs: 60_000,
    partsBefore: 0,
  };
  await bench.gateway.tools.ask({ kind: 'start-clip', order: { ...order, ...more } });
}

const ended = (): Promise<NonNullable<ClipProgress['ended']> & Pick<ClipProgress, 'parts'>> =>
  until('the clip has ended', () => {
    const last = progress.at(-1);
    return last?.ended ? { ...last.ended, parts: last.parts } : null;
  });

describe('a clip', () => {
  it('begins before the click at a key frame, plays everywhere, and has picture and sound', async () => {
    await watch('aac');
    await seconds(4);
    const clickMs = Date.now();
    await start(clickMs - 2_000);
    await seconds(6);
    // A second request gets the same clip.
    for (let i = 0; i < 3; i += 1) bench.gateway.tools.stopClip('c1');
    const { reason, parts } = await ended();
    expect(reason).toBe('stopped');
    expect(parts).toHaveLength(1);
    expect(parts[0]?.fromMs).toBeLessThanOrEqual(clickMs - 2_000);
    const path = parts[0]?.path ?? '';
    expect(path).toMatch(/7 Gate, Cloud, \d{4}-\d\d-\d\d \d\d-\d\d-\d\d [+-]\d{4}\.mp4$/);
    expect(await complaints(path)).toBe('');
    const { streams, packets, format } = await probe(path);
    expect(streams.map(({ codec_name }) => codec_name)).toEqual(['h264', 'aac']);
    expect(streams[0]?.width).toBe(320);
    const video = packets.filter(({ codec_type }) => codec_type === 'video');
    expect(video[0]?.flags).toContain('K');
    expect(video.every((one, i) => i === 0 || Number(one.dts_time) > Number(video[i - 1]?.dts_time))).toBe(true);
    // Two seconds before the click, to the moment when six had arrived, less a key-frame interval and what was under way.
    expect(video.length).toBeGreaterThanOrEqual(45);
    expect(Number(format.duration)).toBeCloseTo(video.length / 15, 0);
    const sound = packets.filter(({ codec_type }) => codec_type === 'audio');
    expect((sound.length * 1024) / 44_100).toBeCloseTo(video.length / 15, 0);
  });

  // @promise export.clip-sound: The sound of a clip is byte for byte as the camera sent it.
  it.each([
    ['A-law', 'alaw', 'pcm_alaw'],
    ['mu-law', 'ulaw', 'pcm_mulaw'],
  ] as const)(
    'the sound of a camera that sends G.711 %s stays, as long as its pictures',
    async (_law, voice, codec) => {
      await watch(voice);
      await seconds(2);
      await start(Date.now());
      await seconds(5);
      bench.gateway.tools.stopClip('c1');
      const { parts } = await ended();
      const path = parts[0]?.path ?? '';
      expect(await complaints(path)).toBe('');
      const { streams, packets, format } = await probe(path);
      expect(streams.map(({ codec_name, sample_rate, channels }) => [codec_name, sample_rate, channels])).toEqual([
        ['h264', undefined, undefined],
        [codec, '8000', 1],
      ]);
      const heard = packets
        .filter(({ codec_type }) => codec_type === 'audio')
        .reduce((sum, { size }) => sum + Number(size), 0);
      expect(heard / 8_000).toBeCloseTo(Number(format.duration), 0);
      expect(progress.at(-1)?.sound).toEqual({ kind: 'g711', law: voice });
      const { stderr } = await exec('ffmpeg', ['-i', path, '-vn', '-af', 'volumedetect', '-f', 'null', '-']);
      expect(Number(/max_volume: (-?[\d.]+) dB/.exec(stderr)?.[1])).toBeCloseTo(-18, 0);
    },
  );

  it('continues in another part when the stream was lost and came back', async () => {
    await watch(null);
    await seconds(2);
    await start(Date.now());
    await seconds(4);
    const count = bench.feeds.length;
    upstream.reset();
    await bench.feed('flowing', count);
    await until('the second part grows', () => (progress.at(-1)?.parts.length === 2 ? true : null));
    const shown = viewer.videoTimes().at(-1) ?? 0;
    await seconds(shown / 1000 + 2);
    bench.gateway.tools.stopClip('c1');
    const { parts } = await ended();
    expect(parts).toHaveLength(2);
    expect(parts[1]?.path).toContain(' part 2.mp4');
    for (const { path } of parts) {
      expect(await complaints(path)).toBe('');
      expect((await probe(path)).packets[0]?.flags).toContain('K');
    }
  });

  it('plays up to where it was written when it could not be finished', async () => {
    await watch(null);
    await seconds(3);
    await start(Date.now() - 2_000);
    await until('something is written', () => ((progress.at(-1)?.bytes ?? 0) > 20_000 ? true : null));
    await bench.gateway.crashWorker();
    const [name = ''] = await readdir(folder.path);
    expect((await probe(join(folder.path, name))).packets.length).toBeGreaterThanOrEqual(15);
  });

  it('says which folder may not be written to', async () => {
    await watch(null);
    await seconds(1);
    // Not one without permission: tests that run as root may write there.
    await writeFile(join(folder.path, 'note.txt'), '');
    const below = join(folder.path, 'note.txt', 'clips');
    await start(Date.now(), { folder: below });
    const { reason, error } = await ended();
    expect(reason).toBe('failed');
    expect(error).toMatchObject({ code: 'storage.write-failed', params: { folder: below } });
  });

  it('ends at its limit', async () => {
    await watch(null);
    await seconds(1);
    await start(Date.now(), { maxMs: 500 });
    expect((await ended()).reason).toBe('limit');
  });
});

describe('a replay', () => {
  it('begins with a key frame of the past and continues to what arrives now', async () => {
    await watch(null);
    await seconds(5);
    const { tools } = bench.gateway;
    const nowMs = Date.now();
    const answer = await tools.ask({ kind: 'replay', key: 'cam|sub', fromMs: nowMs - 3_000, receiveMs: 60_000 });
    expect(answer.fromMs).toBeLessThanOrEqual(nowMs - 3_000);
    const replay = watchFlv(bench.gateway.addressOf('past', answer.replayId), ORIGIN);
    await until('three seconds are there at once', () => (replay.videoTimes().length >= 45 ? true : null));
    const before = replay.videoTimes().length;
    await until('it goes on', () => (replay.videoTimes().length > before ? true : null));
    await replay.close();
  });
});

it('a file from the page is taken once, under the name that main chose, and not over its limit', async () => {
  await watch(null);
  const { tools } = bench.gateway;
  const put = async (maxBytes: number): Promise<number> => {
    const path = join(folder.path, `shot-${maxBytes}.png`);
    const { uploadId } = await tools.ask({ kind: 'expect-file', path, maxBytes });
    const url = bench.gateway.addressOf('file', uploadId);
    const send = () => fetch(url, { method: 'PUT', headers: { origin: ORIGIN }, body: Buffer.alloc(1_000, 7) });
    const { status } = await send();
    expect((await send()).status).toBe(404);
    return status;
  };
  expect(await put(2_000)).toBe(201);
  expect(await put(500)).toBe(500);
  expect(await readdir(folder.path)).toEqual(['shot-2000.png']);
});
