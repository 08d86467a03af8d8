import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_TIMINGS } from '../../../main/media/messages/messages.ts';
import { writeHls } from '../servers/ffmpeg.ts';
import { startNginx } from '../servers/nginx.ts';
import type { WebServer } from '../servers/nginx.ts';
import type { Running } from '../servers/processes.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, source, startBench, type Bench } from './harness.ts';

let server: WebServer;
let encoder: Running;
let bench: Bench;

beforeEach(async () => {
  server = await startNginx();
  encoder = writeHls(server.folder);
  await until('ffmpeg wrote a playlist', () => (existsSync(`${server.folder}/index.m3u8`) ? true : null));
  bench = await startBench(DEFAULT_TIMINGS);
});

afterEach(async () => {
  await bench.dispose();
  await encoder.stop('SIGKILL');
  await server.stop();
});

function get(url: string): Promise<Response> {
  return fetch(url, { headers: { Origin: ORIGIN } });
}

async function playlist(url: string): Promise<{ readonly text: string; readonly names: readonly string[] }> {
  const text = await (await get(url)).text();
  return { text, names: text.split('\n').filter((line) => line !== '' && !line.startsWith('#')) };
}

/** Frames in a transport stream, counted by ffprobe. */
function countFrames(bytes: Buffer): number {
  const args = '-v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames -of csv=p=0 -i -';
  return parseInt(execFileSync('ffprobe', args.split(' '), { input: bytes }).toString(), 10);
}

it('the gateway plays segments that ffmpeg writes and nginx serves, under names that say nothing of where they come from', async () => {
  const url = `${server.origin}/index.m3u8`;
  const request = { key: 'a', resolve: () => Promise.resolve(source(url, { transport: 'hls' })) };
  const lease = await bench.gateway.open(request, new AbortController().signal);
  const first = await playlist(lease.url);
  expect(first.text).not.toContain(server.origin);
  const segment = await get(new URL(first.names[0] ?? '', lease.url).href);
  expect(segment.status).toBe(200);
  expect(countFrames(Buffer.from(await segment.arrayBuffer()))).toBeGreaterThan(10);
  const last = first.names.at(-1);
  await until('the playlist moves on', async () => ((await playlist(lease.url)).names.at(-1) === last ? null : true));
  expect(bench.events.some((event) => event.kind === 'feed' && event.feed.phase === 'flowing')).toBe(true);
});

// @promise failures.hls-stands-still: An HLS stream plays again after its source was away, its numbering began anew, or
// a segment was damaged.
it('the gateway continues behind a discontinuity when the upstream comes back with other segments', async () => {
  const url = `${server.origin}/index.m3u8`;
  let resolved = 0;
  const resolve = () => {
    resolved += 1;
    return Promise.resolve(source(url, { transport: 'hls' }));
  };
  const lease = await bench.gateway.open({ key: 'a', resolve }, new AbortController().signal);
  const before = await playlist(lease.url);
  await encoder.stop('SIGKILL');
  for (const name of ['index.m3u8', 'index0.ts', 'index1.ts']) await rm(`${server.folder}/${name}`, { force: true });
  await until('the loss is seen', async () => {
    await playlist(lease.url);
    return resolved > 1 ? true : null;
  });
  encoder = writeHls(server.folder, ['-hls_segment_filename', `${server.folder}/again%d.ts`]);
  const after = await until('new segments', async () => {
    const now = await playlist(lease.url);
    return now.text.includes('#EXT-X-DISCONTINUITY\n') ? now : null;
  });
  const sequence = (text: string): number => Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1]);
  expect(sequence(after.text)).toBeGreaterThanOrEqual(sequence(before.text));
  const segment = await get(new URL(after.names.at(-1) ?? '', lease.url).href);
  expect(countFrames(Buffer.from(await segment.arrayBuffer()))).toBeGreaterThan(10);
});
