/** Camera pictures for integration tests, made by ffmpeg: the street footage where it is unpacked, else a test card. */
import { existsSync } from 'node:fs';
import { run } from './processes.ts';
import type { Running } from './processes.ts';

const FOOTAGE = process.env['LANNER_FOOTAGE'] ?? '/usr/share/doc/opencv-doc/examples/data/vtest.avi';
const ENCODE = '-an -c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -r 15 -g 15 -b:v 400k'.split(' ');

function input(): readonly string[] {
  if (existsSync(FOOTAGE)) return ['-stream_loop', '-1', '-re', '-i', FOOTAGE, '-vf', 'scale=320:240'];
  return ['-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=15'];
}

const ffmpeg = (args: readonly string[]): Running => run('ffmpeg', ['-nostdin', '-loglevel', 'error', ...args]);

export function publishRtmp(rtmpUrl: string): Running {
  return ffmpeg([...input(), ...ENCODE, '-f', 'flv', rtmpUrl]);
}

/** Writes a live HLS playlist of one-second segments into `folder`. `options` are further hls options of ffmpeg. */
export function writeHls(folder: string, options: readonly string[] = []): Running {
  const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '6', '-hls_flags', 'delete_segments', ...options];
  return ffmpeg([...input(), ...ENCODE, ...hls, `${folder}/index.m3u8`]);
}

/** Makes a short clip. @param codec `libx264` or `libx265`. */
export async function writeClip(file: string, seconds: number, codec = 'libx264', extra: readonly string[] = []) {
  const source = ['-f', 'lavfi', '-i', `testsrc=size=160x120:rate=15:duration=${seconds}`];
  const job = ffmpeg([...source, '-c:v', codec, '-g', '15', '-pix_fmt', 'yuv420p', ...extra, '-y', file]);
  await new Promise((resolve) => job.child.once('exit', resolve));
  if (job.child.exitCode !== 0) throw new Error(`ffmpeg: ${job.tail()}`);
}
