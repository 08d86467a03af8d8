/**
 * One camera's picture as a function of time. A camera has a scene, a phase within the scene's loop and a moment
 * within the second at which its groups of pictures begin, all from its key, so that neighbours on a wall differ and
 * key frames of many cameras do not fall together. Nothing here keeps state but the caption's canvas.
 */
import { createHash } from 'node:crypto';
import type { Clip, ClipFrame, ClipPack } from './clip.ts';
import { withLength } from './h264.ts';
import { drawText, fitText, measureText } from './glyphs.ts';
import type { GlyphSize } from './glyphs.ts';
import { blankStrip, codedStripNal, drawCells, keyStripNal } from './strip.ts';
import type { StripPlace } from './strip.ts';
import { poseCells, poseText } from './pose-code.ts';
import { timeCodeCells } from './time-code.ts';
import type { Pose } from '../world/ptz-head.ts';
import { renumbered, renumberedScene } from './renumber.ts';
import type { MediaProfile } from './types.ts';

export const GOP_MS = 1000;
/** Key frames are spread over the first half of the second, so that the clock is never late by more than 1.5 s. */
const MAX_OFFSET_MS = 500;
const INK_NAME = 200;
const INK_CLOCK = 215;
const INK_POSE = 215;
const LONGEST_POSE: Pose = { panDeg: 359.9, tiltDeg: -88.8, zoom: 29.9 };
const CAPTION_MARGIN = 8;
/** Supplemental information of type 6: decoding may begin here, exactly, at once (H.264, D.1.8). */
const RECOVERY_POINT = Buffer.from([0x06, 0x06, 0x01, 0xc4, 0x80]);

/** One picture of a camera. */
export interface Frame {
  readonly isKey: boolean;
  /** Epoch ms of the moment it shows, on the media plane's own clock. */
  readonly atMs: number;
  /** NAL units with 4-byte lengths, without parameter sets; to be sent one after the other. */
  readonly parts: readonly Buffer[];
}

/** How a picture of the past is coded and marked. */
export interface RecordedAs {
  /** Time by which the camera's clock was ahead of the cloud's. */
  readonly aheadMs?: number;
  /** The group that began with an IDR picture last; absent: each does. */
  readonly idrGroup?: number;
  /** Whether the group's first picture is marked as one to begin with; without IDR that is a recovery point. */
  readonly isEntry?: boolean;
}

export class Camera {
  readonly key: string;
  readonly name: string;
  readonly profile: MediaProfile;
  readonly clip: Clip;
  /** Number of its scene in the pack, to be taken modulo the pack's size. */
  readonly scene: number;
  readonly #phase: number;
  readonly #offsetMs: number;
  readonly #size: GlyphSize;
  readonly #clockOffsetMs: number;
  readonly #nameCanvas: Buffer;
  /** The same at the upper edge: the last row is the time code's. */
  readonly #nameOverCode: Buffer;
  readonly #pose: (() => Pose) | null;
  #strip: { readonly group: number; readonly clockMs: number; readonly nal: Buffer } | null = null;

  /**
   * @param clockOffsetMinutes of the burnt-in clock from UTC.
   * @param pose of a PTZ camera: where it looks now. Its live pictures say so in words and in a row of cells.
   */
  constructor(
    pack: ClipPack,
    key: string,
    name: string,
    profile: MediaProfile,
    clockOffsetMinutes: number,
    pose: (() => Pose) | null = null,
  ) {
    this.#pose = pose;
    const digest = createHash('sha1').update(key).digest();
    this.key = key;
    this.name = name;
    this.profile = profile;
    this.scene = sceneNumber(key, digest);
    this.clip = pack.clip(this.scene, profile);
    this.#phase = digest.readUInt16BE(2);
    this.#offsetMs = digest.readUInt16BE(4) % MAX_OFFSET_MS;
    this.#size = this.clip.sps.height >= 540 ? 32 : 16;
    this.#clockOffsetMs = clockOffsetMinutes * 60_000;
    this.#nameCanvas = this.#drawName(this.#middleY());
    this.#nameOverCode = this.#drawName(0);
  }

  /** Number of the group of pictures that is on air at `timeMs`; grows by one each second. */
  groupAt(timeMs: number): number {
    return Math.floor((timeMs - this.#offsetMs) / GOP_MS);
  }

  /** Epoch ms at which a group begins. */
  groupStartMs(group: number): number {
    return group * GOP_MS + this.#offsetMs;
  }

  /**
   * A live picture. Below the caption stands the time of its group as a time code, or where a PTZ camera looks.
   *
   * @param index of the frame within the group, 0 (the key frame) to fps - 1.
   * @param clockMs the moment that the burnt-in clock shows in this group, epoch ms UTC.
   */
  frame(group: number, index: number, clockMs: number): Frame {
    const { picture, atMs } = this.#pictureAt(group, index);
    if (index > 0) return { isKey: false, atMs, parts: [picture.nals] };
    if (this.#strip?.group !== group || this.#strip.clockMs !== clockMs) {
      const pose = this.#pose?.() ?? null;
      const cells = pose === null ? timeCodeCells(clockMs) : poseCells(pose);
      const canvas =
        pose === null ? this.#drawCaption(this.#nameOverCode, clockMs, 0) : this.caption(clockMs, pose, false);
      const nal = withLength(keyStripNal(canvas, this.#placeOf(picture), cells));
      this.#strip = { group, clockMs, nal };
    }
    return { isKey: true, atMs, parts: [picture.nals, this.#strip.nal] };
  }

  /**
   * A picture of the past: below the caption it carries the time of its camera's clock as a time code.
   *
   * @param index as for `frame`.
   */
  recorded(group: number, index: number, { aheadMs = 0, idrGroup = group, isEntry = true }: RecordedAs = {}): Frame {
    const { picture, atMs } = this.#pictureAt(group, index);
    const { sps, pps, fps } = this.clip;
    const behind = (group - idrGroup) * fps;
    const place = this.#placeOf(picture);
    const header = behind === 0 ? picture.header : renumbered(picture.header, behind, sps);
    const scene = behind === 0 ? picture.scene : renumberedScene(picture.scene, behind, sps, pps);
    const cells = timeCodeCells(atMs + aheadMs);
    const canvas = index === 0 ? this.#drawCaption(this.#nameOverCode, this.groupStartMs(group) + aheadMs, 0) : null;
    const numbered = { ...place, neighbour: header };
    const nal = canvas === null ? codedStripNal(numbered, cells) : keyStripNal(canvas, numbered, cells);
    const isKey = index === 0 && isEntry;
    const notice = isKey && behind > 0 ? [withLength(RECOVERY_POINT)] : [];
    return { isKey, atMs, parts: [...notice, scene, withLength(nal)] };
  }

  /** Which of the clip's groups of pictures a group shows. */
  gopOf(group: number): number {
    const { length } = this.clip.gops;
    return (((group + this.#phase) % length) + length) % length;
  }

  /**
   * Luma of the caption's rows, name and clock, as `blankStrip` lays them out; with a pose also the pose.
   *
   * @param hasCells draws the cells of the pose into the last row, for a picture that is not written block by block.
   */
  caption(clockMs: number, pose: Pose | null = null, hasCells = true): Buffer {
    if (pose === null) return this.#drawCaption(this.#nameCanvas, clockMs, this.#middleY());
    const canvas = this.#drawCaption(this.#nameOverCode, clockMs, 0);
    this.#draw(canvas, poseText(pose), { x: this.#poseX(), y: 0, ink: INK_POSE });
    if (hasCells) drawCells(canvas, poseCells(pose), this.clip.strip);
    return canvas;
  }

  #pictureAt(group: number, index: number): { readonly picture: ClipFrame; readonly atMs: number } {
    const { gops, fps } = this.clip;
    const picture = gops[this.gopOf(group)]?.frames[index];
    if (picture === undefined) throw new RangeError(`no frame ${index} in a group of ${fps}`);
    return { picture, atMs: this.groupStartMs(group) + Math.round((index * GOP_MS) / fps) };
  }

  #placeOf(picture: ClipFrame): StripPlace {
    const { strip, sps, pps } = this.clip;
    return { shape: strip, neighbour: picture.header, sps, pps };
  }

  #drawCaption(name: Buffer, clockMs: number, y: number): Buffer {
    const canvas = Buffer.from(name);
    const text = clockText(clockMs + this.#clockOffsetMs);
    const x = this.clip.sps.width - this.#margin() - measureText(text, this.#size);
    this.#draw(canvas, text, { x, y, ink: INK_CLOCK });
    return canvas;
  }

  #drawName(y: number): Buffer {
    const canvas = blankStrip(this.clip.strip);
    const margin = this.#margin();
    const clockWidth = measureText(clockText(0), this.#size);
    const poseWidth = this.#pose === null ? 0 : measureText(poseText(LONGEST_POSE), this.#size) + margin;
    const room = this.clip.sps.width - clockWidth - poseWidth - 3 * margin;
    this.#draw(canvas, fitText(this.name, room, this.#size), { x: margin, y, ink: INK_NAME });
    return canvas;
  }

  /** Left of the clock. */
  #poseX(): number {
    const margin = this.#margin();
    const taken = measureText(clockText(0), this.#size) + measureText(poseText(LONGEST_POSE), this.#size);
    return this.clip.sps.width - taken - 2 * margin;
  }

  #draw(luma: Buffer, text: string, at: { readonly x: number; readonly y: number; readonly ink: number }): void {
    drawText(text, { luma, stride: this.clip.strip.columns * 16, size: this.#size, ...at });
  }

  /** Where text stands in the middle of the caption's visible rows. */
  #middleY(): number {
    const { strip, sps } = this.clip;
    const visibleRows = sps.height - (strip.firstMb / strip.columns) * 16;
    return Math.floor((visibleRows - this.#size) / 2);
  }

  #margin(): number {
    return (CAPTION_MARGIN * this.#size) / 16;
  }
}

/** A key's trailing number, so that cameras in a row show different scenes; without one, any but always the same. */
function sceneNumber(key: string, digest: Buffer): number {
  const number = /\d{1,9}$/.exec(key)?.[0];
  return number === undefined ? digest.readUInt16BE(0) : Number.parseInt(number, 10);
}

/** `yyyy-MM-dd HH:mm:ss` of a time that already contains the zone's offset. */
function clockText(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 19).replace('T', ' ');
}
