/** Camera pictures for integration tests, made by ffmpeg: the street footage where it is unpacked, else a test card. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { run } from './processes.ts';
import type { Running } from './processes.ts';

/** Built by `npm run footage`. */
const PACK = fileURLToPath(new URL('../../simulator/media/footage/street-whole.sub.h264', import.meta.url));
/** Street footage, as `npm test` fetches it. */
const RECORDING = process.env['LANNER_FOOTAGE'] ?? fileURLToPath(new URL('../../../.cache/vtest.avi', import.meta.url));
const ENCODE = '-an -c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -r 15 -g 15 -b:v 400k'.split(' ');

/** The contents of the pictures, for the names of tests. */
export const PICTURES =
  existsSync(RECORDING) || existsSync(PACK) ? 'street footage' : 'a test card (the street footage is not there)';

/** @param pace `-re` for a camera that sends in real time; empty for footage that is there at once. */
function input(pace: readonly string[] = ['-re']): readonly string[] {
  const scale = ['-vf', 'scale=320:-2'];
  if (existsSync(RECORDING)) return ['-stream_loop', '-1', ...pace, '-i', RECORDING, ...scale];
  if (existsSync(PACK)) return ['-stream_loop', '-1', '-framerate', '15', ...pace, '-f', 'h264', '-i', PACK, ...scale];
  return [...pace, '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=15'];
}

const ffmpeg = (args: readonly string[]): Running => run('ffmpeg', ['-nostdin', '-loglevel', 'error', ...args]);

export function publishRtmp(rtmpUrl: string): Running {
  return ffmpeg([...input(), ...ENCODE, '-f', 'flv', rtmpUrl]);
}

/** Publishes a test card with a tone, as cameras with a microphone do. */
export function publishRtmpWithSound(rtmpUrl: string): Running {
  const card = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=15'];
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100'];
  const encode = ENCODE.filter((option) => option !== '-an');
  return ffmpeg([...card, ...tone, ...encode, '-c:a', 'aac', '-b:a', '64k', '-f', 'flv', rtmpUrl]);
}

/** Plays `count` pictures of a stream. @returns ffmpeg's complaints; empty if there are none. */
export async function playPictures(
  url: string,
  count: number,
): Promise<{ readonly code: number; readonly text: string }> {
  const running = ffmpeg(['-i', url, '-frames:v', String(count), '-f', 'null', '-']);
  const [code] = (await once(running.child, 'exit')) as [number | null];
  return { code: code ?? -1, text: running.tail() };
}

/** Writes a live HLS playlist of one-second segments into `folder`. `options` are further hls options of ffmpeg. */
export function writeHls(folder: string, options: readonly string[] = []): Running {
  const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '6', '-hls_flags', 'delete_segments', ...options];
  return ffmpeg([...input(), ...ENCODE, ...hls, `${folder}/index.m3u8`]);
}

/** As {@link writeHls}, of a test card with reordered pictures and a tone. */
export function writeHlsWithSound(folder: string, options: readonly string[] = []): Running {
  const card = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=15'];
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100'];
  const pictures = '-c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -g 15 -sc_threshold 0 -b:v 300k'.split(' ');
  const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '6', '-hls_flags', 'delete_segments', ...options];
  return ffmpeg([...card, ...tone, ...pictures, '-c:a', 'aac', '-b:a', '64k', ...hls, `${folder}/index.m3u8`]);
}

const CARD = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=15', '-t', '3', '-an'];

async function finish(running: Running): Promise<void> {
  const [code] = (await once(running.child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${running.tail()}`);
}

/** Writes a whole H.265 playlist of three seconds, in transport stream or MP4 segments. */
export async function writeHevcHls(folder: string, segments: 'mpegts' | 'fmp4'): Promise<void> {
  const encode = '-c:v libx265 -preset ultrafast -x265-params log-level=none -g 15 -tag:v hvc1'.split(' ');
  const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '0', '-hls_segment_type', segments];
  await finish(ffmpeg([...CARD, ...encode, ...hls, `${folder}/${segments}.m3u8`]));
}

/** Writes a recording of `seconds` seconds, with reordered pictures and a date-time on each segment, as `vod.m3u8`. */
export async function writeVod(folder: string, seconds: number): Promise<void> {
  const encode = '-an -c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -r 15 -g 30 -sc_threshold 0'.split(' ');
  const hls = ['-f', 'hls', '-hls_time', '4', '-hls_playlist_type', 'vod', '-hls_flags', 'program_date_time'];
  await finish(ffmpeg([...input([]), '-t', String(seconds), ...encode, ...hls, `${folder}/vod.m3u8`]));
}

const VOICES = {
  aac: ['sine=frequency=440:sample_rate=44100', '-c:a', 'aac', '-b:a', '64k'],
  alaw: ['sine=frequency=440:sample_rate=8000', '-c:a', 'pcm_alaw'],
  ulaw: ['sine=frequency=440:sample_rate=8000', '-c:a', 'pcm_mulaw'],
} as const;

/** A white picture and a beep together for 200 ms, at the begin of every second second. */
const FLASH = "color=black:size=320x240:rate=25,drawbox=color=white:t=fill:enable='lt(mod(t,2),0.2)'";
const BEEP = 'aevalsrc=exprs=0.5*sin(2000*PI*t)*lt(mod(t\\,2)\\,0.2):sample_rate=8000';

/** Serves flashes with beeps as HTTP-FLV, every viewer its own. @param codec ffmpeg's name of the sound. */
export function serveFlashes(codec: 'pcm_alaw' | 'pcm_mulaw') {
  const [pictures, sound] = [FLASH, BEEP].map((what) => ['-re', '-f', 'lavfi', '-i', what]);
  return serveEach([...(pictures ?? []), ...(sound ?? []), ...REORDERED, '-g', '25', '-c:a', codec]);
}

/** Serves a live test card with reordered pictures as HTTP-FLV, every viewer its own. @param voice adds a tone. */
export function serveFlv(voice: keyof typeof VOICES | null = null) {
  const [wave, ...coded] = voice === null ? [] : VOICES[voice];
  const tone = wave === undefined ? [] : ['-f', 'lavfi', '-i', wave];
  const sound = wave === undefined ? ['-an'] : coded;
  const card = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=15'];
  return serveEach([...card, ...tone, ...REORDERED, '-r', '15', '-g', '15', ...sound]);
}

const REORDERED = '-c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -sc_threshold 0 -b:v 300k'.split(' ');

/** Starts ffmpeg for each viewer. @param args inputs and codecs. */
async function serveEach(args: readonly string[]) {
  const live = new Map<Running, http.ServerResponse>();
  const server = http.createServer((_request, response) => {
    const child = ffmpeg([...args, '-flush_packets', '1', '-f', 'flv', 'pipe:1']);
    live.set(child, response);
    response.writeHead(200, { 'Content-Type': 'video/x-flv' });
    child.child.stdout?.pipe(response);
    response.once('close', () => {
      live.delete(child);
      void child.stop('SIGKILL');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/live.flv`,
    /** Ends every stream in order, as a server does whose camera stopped publishing; the next request gets a new one. */
    end: () => {
      for (const [{ child }, response] of live) {
        child.stdout?.unpipe(response);
        response.end();
      }
    },
    /** Breaks every connection as a crash would. */
    reset: () => server.closeAllConnections(),
    close: async () => {
      for (const child of live.keys()) await child.stop('SIGKILL');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
