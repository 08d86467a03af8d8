/**
 * Loads packs of pre-encoded clips: a folder with `pack.json` and one H.264 byte stream per scene and profile. A clip
 * is a loop of one-second groups of pictures whose last slice per picture is the caption's and is left out here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as h264 from './h264.ts';
import type { Pps, SliceHeader, Sps } from './h264.ts';
import { skippedStripNal } from './strip.ts';
import type { StripShape } from './strip.ts';
import type { MediaProfile } from './types.ts';

/** One picture, its NAL units with 4-byte lengths. In a key frame the caption's slice is still missing. */
export interface ClipFrame {
  readonly nals: Buffer;
  /** The same without the caption's slice. */
  readonly scene: Buffer;
  /** Of its first slice; the caption's slice copies it. */
  readonly header: SliceHeader;
}

export interface Gop {
  readonly frames: readonly ClipFrame[];
}

export interface Clip {
  readonly fps: number;
  readonly sps: Sps;
  readonly pps: Pps;
  readonly spsNal: Buffer;
  readonly ppsNal: Buffer;
  readonly strip: StripShape;
  /** Each lasts one second and holds `fps` frames. */
  readonly gops: readonly Gop[];
}

/** The scenes of one pack, loaded when first shown. */
export interface ClipPack {
  readonly sceneCount: number;
  clip(scene: number, profile: MediaProfile): Clip;
  /** Whether there are pictures of every scene. */
  readonly hasStills: boolean;
  /**
   * The key frame of a group of pictures as JPEG, without the caption's rows.
   *
   * @throws {Error} when the pack has no such picture.
   */
  still(scene: number, gop: number): Buffer;
}

interface Manifest {
  readonly fps: Readonly<Record<MediaProfile, number>>;
  readonly scenes: readonly string[];
}

/** The synthetic clips. */
export const builtInPackDir = (): string => fileURLToPath(new URL('./clips/', import.meta.url));

/** The pack that the caller names, else the footage beside this file when it was built, else the synthetic clips. */
export function chosenPackDir(footageDir: string | undefined): string {
  if (footageDir !== undefined) return footageDir;
  const footage = fileURLToPath(new URL('./footage/', import.meta.url));
  return holdsPack(footage) ? footage : builtInPackDir();
}

function holdsPack(dir: string): boolean {
  return existsSync(join(dir, 'pack.json'));
}

/** @throws {Error} when the manifest is missing or names no scene; a broken clip is reported when first used. */
export function openPack(dir: string): ClipPack {
  if (!holdsPack(dir)) throw new Error(`${dir} holds no pack of clips (pack.json); npm run footage builds one`);
  const manifest = JSON.parse(readFileSync(join(dir, 'pack.json'), 'utf8')) as Manifest;
  if (manifest.scenes.length === 0) throw new Error(`${dir}/pack.json names no scene`);
  const clips = new Map<string, Clip>();
  const stills = new Map<string, readonly Buffer[]>();
  const stillFile = (name: string | undefined): string => join(dir, `${String(name)}.mjpeg`);
  return {
    hasStills: manifest.scenes.every((name) => existsSync(stillFile(name))),
    still(scene, gop) {
      const file = stillFile(manifest.scenes[scene % manifest.scenes.length]);
      const known = stills.get(file) ?? splitJpegs(readFileSync(file));
      stills.set(file, known);
      const picture = known[gop];
      if (picture === undefined)
        throw new Error(`${file} holds ${String(known.length)} pictures, not ${String(gop + 1)}`);
      return picture;
    },
    sceneCount: manifest.scenes.length,
    clip(scene, profile) {
      const name = `${manifest.scenes[scene % manifest.scenes.length]}.${profile}.h264`;
      const known = clips.get(name);
      if (known !== undefined) return known;
      const clip = parseClip(readFileSync(join(dir, name)), manifest.fps[profile], name);
      clips.set(name, clip);
      return clip;
    },
  };
}

/** Pictures that lie one behind the other; within one, no byte after 0xff is a marker's end of image. */
function splitJpegs(bytes: Buffer): readonly Buffer[] {
  const end = Buffer.from([0xff, 0xd9]);
  const found: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, from)) {
    found.push(bytes.subarray(from, at + 2));
    from = at + 2;
  }
  return found;
}

/**
 * @param name only for error messages.
 * @throws {Error} when the stream is not as `npm run clips` makes it: groups of exactly one second, an even number
 * of them (idr_pic_id must differ between neighbours, over the loop too), the caption a slice of whole rows.
 */
export function parseClip(stream: Buffer, fps: number, name: string): Clip {
  const nals = h264.splitNals(stream);
  const spsNal = nals.find((nal) => h264.nalType(nal) === h264.NAL_SPS);
  const ppsNal = nals.find((nal) => h264.nalType(nal) === h264.NAL_PPS);
  if (spsNal === undefined || ppsNal === undefined) throw new Error(`${name}: no parameter sets`);
  const [sps, pps] = [h264.parseSps(spsNal), h264.parsePps(ppsNal)];
  const pictures = groupPictures(nals);
  const strip = stripShape(pictures, sps, name);
  const gops: Gop[] = [];
  let frames: ClipFrame[] = [];
  for (const slices of pictures) {
    const first = slices[0];
    const last = slices.at(-1);
    if (first === undefined || last === undefined || h264.firstMbOf(last) !== strip.firstMb) {
      throw new Error(`${name}: a picture has no caption slice`);
    }
    const header = h264.parseSliceHeader(first, sps, pps);
    const scene = Buffer.concat(slices.slice(0, -1).map(h264.withLength));
    let nals = scene;
    if (header.isIdr) {
      frames = [];
      gops.push({ frames });
    } else {
      const caption = skippedStripNal({ shape: strip, neighbour: header, sps, pps });
      nals = Buffer.concat([scene, h264.withLength(caption)]);
    }
    frames.push({ nals, scene: nals.subarray(0, scene.length), header });
  }
  if (gops.length === 0 || gops.length % 2 !== 0 || gops.some((gop) => gop.frames.length !== fps)) {
    throw new Error(`${name}: wants an even number of closed groups of ${fps} frames`);
  }
  return { fps, sps, pps, spsNal, ppsNal, strip, gops };
}

function groupPictures(nals: readonly Buffer[]): Buffer[][] {
  const pictures: Buffer[][] = [];
  for (const nal of nals) {
    const type = h264.nalType(nal);
    if (type !== h264.NAL_SLICE && type !== h264.NAL_IDR) continue;
    if (h264.firstMbOf(nal) === 0) pictures.push([nal]);
    else pictures.at(-1)?.push(nal);
  }
  return pictures;
}

function stripShape(pictures: readonly Buffer[][], sps: Sps, name: string): StripShape {
  const last = pictures[0]?.at(-1);
  const firstMb = last === undefined ? 0 : h264.firstMbOf(last);
  if (firstMb === 0 || firstMb % sps.widthMbs !== 0) throw new Error(`${name}: the caption is no slice of its own`);
  return { firstMb, columns: sps.widthMbs, rows: sps.heightMbs - firstMb / sps.widthMbs };
}
