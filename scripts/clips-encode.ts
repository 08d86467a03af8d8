/**
 * Encodes one clip the way the simulator's media plane needs it: baseline H.264 (CAVLC, one reference, no B slices),
 * closed groups of pictures of one second, an even number of them so that idr_pic_id alternates over the loop, and
 * the rows of the caption as the last slice of every picture.
 */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './clips-tool.ts';

export interface ProfileSpec {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly kilobits: number;
  readonly level: string;
  /** Height of the caption in pixels; starts at a macroblock row. */
  readonly stripHeight: number;
}

const PROFILES: Readonly<Record<'sub' | 'main', ProfileSpec>> = {
  sub: { width: 640, height: 360, fps: 15, kilobits: 340, level: '3.0', stripHeight: 24 },
  main: { width: 1280, height: 720, fps: 25, kilobits: 1100, level: '3.1', stripHeight: 48 },
};

export interface ClipJob {
  /** ffmpeg's input options, files included. */
  readonly inputs: readonly string[];
  /** Filter graph from the inputs to one video, without an output label. */
  readonly filter: string;
  readonly seconds: number;
  readonly profile: 'sub' | 'main';
  readonly out: string;
  /** Absent: the profile's own. */
  readonly kilobits?: number;
  /** Pictures a second; absent: the profile's own. */
  readonly fps?: number;
  /** Of libx264; absent: `slower`, for clips that are committed and so should be small. */
  readonly preset?: string;
  readonly signal: AbortSignal;
}

/**
 * The caption's rows are painted white before encoding. No scene ends in white at its lower edge, so motion search does
 * not predict the picture from rows which the media plane replaces, and deblocking sees an edge too hard to filter. The
 * remaining error above the caption is invisible (over 35 dB in the worst frame of the liveliest scene).
 */
function stripFilter(spec: ProfileSpec): string {
  return `drawbox=x=0:y=${spec.height - spec.stripHeight}:w=iw:h=${spec.stripHeight}:color=white:t=fill`;
}

/** @throws {Error} with ffmpeg's words when it fails. */
export async function encodeClip(job: ClipJob): Promise<void> {
  const spec = { ...PROFILES[job.profile], ...(job.fps === undefined ? {} : { fps: job.fps }) };
  const kilobits = job.kilobits ?? spec.kilobits;
  const columns = spec.width / 16;
  const sliceMbs = columns * ((spec.height - spec.stripHeight) / 16);
  const params = [
    'cabac=0:ref=1:bframes=0:weightp=0:scenecut=0:sliced-threads=0:8x8dct=0',
    `keyint=${spec.fps}:min-keyint=${spec.fps}:slice-max-mbs=${sliceMbs}:repeat-headers=1:aud=0`,
    `vbv-maxrate=${Math.round(kilobits * 1.25)}:vbv-bufsize=${kilobits * 2}`,
  ].join(':');
  const filter = `${job.filter},scale=${spec.width}:${spec.height}:flags=area,fps=${spec.fps},${stripFilter(spec)}`;
  const args = [
    ...['-v', 'error', '-y', ...job.inputs, '-filter_complex', `${filter},format=yuv420p[out]`, '-map', '[out]'],
    ...[
      '-frames:v',
      String(job.seconds * spec.fps),
      '-an',
      '-c:v',
      'libx264',
      '-preset',
      job.preset ?? 'slower',
      '-profile:v',
      'baseline',
    ],
    ...['-level', spec.level, '-b:v', `${kilobits}k`, '-x264-params', params, '-f', 'h264', job.out],
  ];
  await runTool('ffmpeg', args, { signal: job.signal });
}

/** The part of the sub clip's picture above the caption: the media plane writes the caption itself. */
const STILL_CROP = `crop=${PROFILES.sub.width}:${PROFILES.sub.height - PROFILES.sub.stripHeight}:0:0`;
const STILL_QUALITY = '6';

/**
 * Writes the key frames of a `sub` clip as JPEGs, one behind the other. Two encoder threads on slices are what makes
 * ffmpeg set a restart interval for each row, which lets the media plane append rows; the tables are the standard's,
 * which have a code for everything.
 *
 * @throws {Error} with ffmpeg's words when it fails.
 */
export async function encodeStills(clip: string, out: string, signal: AbortSignal): Promise<void> {
  const filter = `select='eq(pict_type,I)',${STILL_CROP},format=yuvj420p`;
  const args = [
    ...['-v', 'error', '-y', '-f', 'h264', '-framerate', String(PROFILES.sub.fps), '-i', clip, '-vf', filter],
    ...['-fps_mode', 'vfr', '-c:v', 'mjpeg', '-huffman', 'default', '-q:v', STILL_QUALITY, '-flags', '+bitexact'],
    ...['-threads', '2', '-thread_type', 'slice', '-f', 'mjpeg', out],
  ];
  await runTool('ffmpeg', args, { signal });
}

/** Where a pack's list of scenes lies; a folder counts as a pack only when it is there. */
function manifestOf(dir: string): string {
  return join(dir, 'pack.json');
}

/** To be called before the clips of a pack are replaced, so that a half-built pack is never used. */
export function withdrawPack(dir: string): void {
  rmSync(manifestOf(dir), { force: true });
}

/**
 * To be called when all clips of a pack are there.
 *
 * @param subFps pictures a second of the sub clips.
 */
export function publishPack(dir: string, scenes: readonly string[], subFps = PROFILES.sub.fps): void {
  const fps = `{ "sub": ${subFps}, "main": ${PROFILES.main.fps} }`;
  const list = scenes.map((id) => JSON.stringify(id)).join(', ');
  const part = `${manifestOf(dir)}.part`;
  writeFileSync(part, `{\n  "fps": ${fps},\n  "scenes": [${list}]\n}\n`);
  renameSync(part, manifestOf(dir));
}
