/**
 * Encodes one clip the way the simulator's media plane needs it: baseline H.264 (CAVLC, one reference, no B slices),
 * closed groups of pictures of one second, an even number of them so that idr_pic_id alternates over the loop, and
 * the rows of the caption as the last slice of every picture.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ProfileSpec {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly kilobits: number;
  readonly level: string;
  /** Height of the caption in pixels; starts at a macroblock row. */
  readonly stripHeight: number;
}

export const PROFILES: Readonly<Record<'sub' | 'main', ProfileSpec>> = {
  sub: { width: 640, height: 360, fps: 15, kilobits: 340, level: '3.0', stripHeight: 24 },
  main: { width: 1280, height: 720, fps: 25, kilobits: 1250, level: '3.1', stripHeight: 48 },
};

/** Flat rows above the deterrent: interpolation of the picture's last rows reads three rows further. */
const GUARD_ROWS = 4;

export interface ClipJob {
  /** ffmpeg's input options, files included. */
  readonly inputs: readonly string[];
  /** Filter graph from the inputs to one video, without an output label. */
  readonly filter: string;
  readonly seconds: number;
  readonly profile: 'sub' | 'main';
  readonly out: string;
  readonly signal?: AbortSignal;
}

/**
 * The caption's rows are painted over before encoding: a little ground, then a colour that occurs in no scene, so
 * that motion search never predicts the picture from rows which the media plane replaces.
 */
function stripFilter(spec: ProfileSpec): string {
  const top = spec.height - spec.stripHeight;
  return (
    `drawbox=x=0:y=${top}:w=iw:h=${GUARD_ROWS}:color=0x0a0a0a:t=fill,` +
    `drawbox=x=0:y=${top + GUARD_ROWS}:w=iw:h=${spec.stripHeight - GUARD_ROWS}:color=0xff30ff:t=fill`
  );
}

/** @throws {Error} with ffmpeg's words when it fails. */
export async function encodeClip(job: ClipJob): Promise<void> {
  const spec = PROFILES[job.profile];
  const columns = spec.width / 16;
  const sliceMbs = columns * ((spec.height - spec.stripHeight) / 16);
  const params = [
    'cabac=0:ref=1:bframes=0:weightp=0:scenecut=0:sliced-threads=0:8x8dct=0',
    `keyint=${spec.fps}:min-keyint=${spec.fps}:slice-max-mbs=${sliceMbs}:repeat-headers=1:aud=0`,
    `vbv-maxrate=${Math.round(spec.kilobits * 1.25)}:vbv-bufsize=${spec.kilobits * 2}`,
  ].join(':');
  const filter = `${job.filter},scale=${spec.width}:${spec.height}:flags=area,fps=${spec.fps},${stripFilter(spec)}`;
  const args = [
    ...['-v', 'error', '-y', ...job.inputs, '-filter_complex', `${filter},format=yuv420p[out]`, '-map', '[out]'],
    ...['-t', String(job.seconds), '-an', '-c:v', 'libx264', '-preset', 'slower', '-profile:v', 'baseline'],
    ...['-level', spec.level, '-b:v', `${spec.kilobits}k`, '-x264-params', params, '-f', 'h264', job.out],
  ];
  await run('ffmpeg', args, { maxBuffer: 1 << 20, ...(job.signal === undefined ? {} : { signal: job.signal }) });
}
