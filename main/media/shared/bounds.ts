/**
 * How much a media server may send. Each figure is well above what cameras and clouds send, and low enough that one
 * hostile server cannot take the memory or the time of the other streams. A stream that goes beyond a bound is refused
 * with the name of the bound, so that the viewer reads why. docs/security.md lists all bounds.
 */
import type { MediaBound } from '../../../preload/domain/media-bounds.ts';
import type { AppError } from '../../errors.ts';
import { permanent } from './failures.ts';

const KIB = 1_024;
const MIB = 1_024 * KIB;

/** One HLS playlist as the server sends it. */
export const MAX_PLAYLIST_BYTES = MIB;
/** One line of a playlist. */
export const MAX_LINE_CHARACTERS = 16 * KIB;
/** Segments of one playlist: at four seconds each, 22 hours of a recording. */
export const MAX_SEGMENTS = 20_000;
/** Segments that are kept of a recording that still grows (EVENT): at two seconds each, two hours. */
export const MAX_GROWING_SEGMENTS = 4_000;
/** Variants and alternative tracks of a master playlist. */
export const MAX_RENDITIONS = 32;
/** Keys in a row, alternatives for the same segments. */
export const MAX_KEYS_IN_A_ROW = 4;
/** All addresses and keys of a playlist written out, each segment with its own: short lines can grow a thousandfold. */
export const MAX_PLAYLIST_EXPANDED = 16 * MIB;
/** One segment: half a minute of the largest main stream. */
export const MAX_SEGMENT_BYTES = 64 * MIB;
/** A key has 16 bytes; what surrounds it is small. */
export const MAX_KEY_BYTES = 64 * KIB;
/** An initialisation section. */
export const MAX_INIT_BYTES = MIB;
/** Pictures and sound frames of one segment. */
export const MAX_SEGMENT_SAMPLES = 20_000;
/** NAL units of one picture. */
export const MAX_NAL_UNITS = 1_024;
/** One FLV tag or RTMP message: larger than any key frame. */
export const MAX_TAG_BYTES = 8 * MIB;
/** Script data, such as `onMetaData`. */
export const MAX_METADATA_BYTES = MIB;
/** A sequence header of video or sound. */
export const MAX_HEADER_BYTES = 16 * KIB;
/** Key frames that one ring remembers: 36 s of a camera that sends nothing but key frames. */
export const MAX_RING_KEYS = 2_000;

/** @param limit in the unit that the words of the bound name (bytes are told in KB or MB). */
export function overLimit(bound: MediaBound, limit: number): AppError {
  return permanent('media.over-limit', { detail: bound, limit }, 'retry');
}

/** For bounds that are counted in bytes. */
export function overBytes(bound: MediaBound, bytes: number): AppError {
  return overLimit(bound, bytes < MIB ? bytes / KIB : bytes / MIB);
}
