/**
 * Where the pictures of an FLV file lie, and when they show. The files of clouds have no index, so the file is read once from
 * front to back.
 */
import { MAX_FLV_PICTURES, MAX_FLV_RECORD_BYTES } from '../../../preload/domain/bounds.ts';
import { BadFile } from './file-problem.ts';
import { FileBytes } from './file-bytes.ts';
import { READ_BYTES, readTag, readVideo, TAG_HEAD_BYTES, TAG_TAIL_BYTES, type FlvCodec } from './flv-tag.ts';

/**
 * - `whole`: the file ends behind a tag.
 * - `cut-off`: the file ends within a tag, as when its writing was stopped.
 * - `damaged`: from a place on the bytes are no tags.
 * - `changed`: from a place on the pictures are coded in another way; a player of this client shows one way a file.
 */
export type FlvEnd = 'whole' | 'cut-off' | 'damaged' | 'changed';

/** One entry a picture in each list, in the order of the file, from the first picture that can be shown. */
export interface FlvPictures {
  readonly codec: FlvCodec;
  /** The configuration of the decoder. */
  readonly record: Uint8Array;
  /** Where the coded picture begins in the file, and how long it is. */
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
  /** The time of the tag, ms from the first picture; never less than the time before. */
  readonly timesMs: readonly number[];
  /** How much later than its tag a picture shows, ms. */
  readonly latersMs: readonly number[];
  readonly keys: readonly boolean[];
  readonly end: FlvEnd;
}

const HEAD_BYTES = 9;
/** Times that jump on by more are those of another clock: no file of a cloud is longer than an hour. */
const MAX_JUMP_MS = 3_600_000;
/** Where nothing says how long a picture stands. */
const USUAL_PICTURE_MS = 40;

/** The times of the tags as one count that never runs backwards. */
class TagClock {
  #lastMs: number | null = null;
  #countedMs = 0;
  #usualMs = USUAL_PICTURE_MS;

  /** @returns ms since the first call. */
  count(timeMs: number): number {
    const passedMs = this.#lastMs === null ? 0 : (timeMs - this.#lastMs) | 0; // the count of 32 bits may begin again
    this.#lastMs = timeMs;
    // A clock that was set back or far on says nothing of the time that passed.
    const isOfClock = passedMs >= 0 && passedMs <= MAX_JUMP_MS;
    if (isOfClock && passedMs > 0) this.#usualMs = Math.min(passedMs, 1_000);
    this.#countedMs += isOfClock ? passedMs : this.#usualMs;
    return this.#countedMs;
  }
}

interface Found {
  codec: FlvCodec | null;
  record: Uint8Array | null;
  readonly offsets: number[];
  readonly sizes: number[];
  readonly timesMs: number[];
  readonly latersMs: number[];
  readonly keys: boolean[];
  /** Pictures before the first key picture. */
  passed: number;
}

/**
 * Reads all of the file.
 *
 * @param pieceBytes how much is fetched at once.
 * @throws {BadFile} if no part of the file can be shown; `end` reports damage further on.
 * @throws {DOMException} when the system does not give the bytes, or the signal is aborted.
 */
export async function indexFlv(file: Blob, signal: AbortSignal, pieceBytes?: number): Promise<FlvPictures> {
  const bytes = new FileBytes(file, signal, pieceBytes);
  const found: Found = {
    codec: null,
    record: null,
    offsets: [],
    sizes: [],
    timesMs: [],
    latersMs: [],
    keys: [],
    passed: 0,
  };
  const clock = new TagClock();
  let at = await firstTagAt(bytes, file.size);
  let end: FlvEnd = 'whole';
  while (at < file.size) {
    const head = await bytes.read(at, READ_BYTES);
    const tag = head.length < TAG_HEAD_BYTES ? null : readTag(head);
    if (tag === null) {
      end = head.length < TAG_HEAD_BYTES ? 'cut-off' : 'damaged';
      break;
    }
    const nextAt = at + TAG_HEAD_BYTES + tag.bytes + TAG_TAIL_BYTES;
    if (nextAt - TAG_TAIL_BYTES > file.size) {
      end = 'cut-off';
      break;
    }
    if (tag.kind === 'video') {
      const body = head.slice(TAG_HEAD_BYTES, TAG_HEAD_BYTES + Math.min(tag.bytes, READ_BYTES - TAG_HEAD_BYTES));
      const place = { at: at + TAG_HEAD_BYTES, bytes: tag.bytes };
      if ((await take(found, bytes, { ...place, body, clock, timeMs: tag.timeMs })) === 'changed') {
        end = 'changed';
        break;
      }
    }
    at = nextAt;
  }
  return resultOf(found, end);
}

/** Where the first tag begins. @throws {BadFile} for bytes that are no FLV. */
export async function firstTagAt(bytes: FileBytes, size: number): Promise<number> {
  if (size === 0) throw new BadFile({ kind: 'empty' });
  const head = await bytes.read(0, HEAD_BYTES);
  const isFlv = head[0] === 0x46 && head[1] === 0x4c && head[2] === 0x56;
  if (!isFlv || head.length < HEAD_BYTES) throw new BadFile({ kind: 'other-format' });
  const headBytes = new DataView(head.buffer, head.byteOffset).getUint32(5);
  if (headBytes < HEAD_BYTES || headBytes > size) throw new BadFile({ kind: 'damaged', detail: 'FLV head' });
  return headBytes + TAG_TAIL_BYTES;
}

interface VideoTag {
  /** Where the body begins in the file. */
  readonly at: number;
  readonly bytes: number;
  /** The first bytes of the body. */
  readonly body: Uint8Array;
  readonly timeMs: number;
  readonly clock: TagClock;
}

async function take(found: Found, bytes: FileBytes, tag: VideoTag): Promise<'taken' | 'changed'> {
  const video = readVideo(tag.body);
  if (video.kind === 'nothing') return 'taken';
  if (video.kind === 'other-codec') {
    if (found.keys.length > 0) return 'changed';
    throw new BadFile({ kind: 'codec', codec: video.codec });
  }
  if (video.kind === 'record') {
    const length = tag.bytes - video.skip;
    if (length <= 0 || length > MAX_FLV_RECORD_BYTES) return 'taken';
    const record = (await bytes.read(tag.at + video.skip, length)).slice();
    const isChanged = found.keys.length > 0 && !isSame(record, found.record);
    if (isChanged) return 'changed';
    Object.assign(found, { record, codec: video.codec });
    return 'taken';
  }
  if (found.record === null || (found.keys.length === 0 && !video.isKey)) {
    found.passed += 1;
    return 'taken';
  }
  if (tag.bytes <= video.skip) return 'taken';
  if (found.keys.length >= MAX_FLV_PICTURES) throw new BadFile({ kind: 'too-large' });
  found.offsets.push(tag.at + video.skip);
  found.sizes.push(tag.bytes - video.skip);
  found.timesMs.push(tag.clock.count(tag.timeMs));
  found.latersMs.push(video.laterMs);
  found.keys.push(video.isKey);
  return 'taken';
}

const isSame = (a: Uint8Array, b: Uint8Array | null): boolean =>
  b !== null && a.length === b.length && a.every((byte, i) => byte === b[i]);

/** @throws {BadFile} without a picture. */
function resultOf({ codec, record, passed, ...lists }: Found, end: FlvEnd): FlvPictures {
  if (lists.keys.length > 0 && codec !== null && record !== null) return { codec, record, ...lists, end };
  if (end === 'damaged') throw new BadFile({ kind: 'damaged', detail: 'FLV tag' });
  throw new BadFile({ kind: passed > 0 ? 'no-key-frame' : 'no-video' });
}

/** From the first picture that shows to the end of the last, ms. */
export function lengthMsOf({ timesMs }: Pick<FlvPictures, 'timesMs'>): number {
  return (timesMs.at(-1) ?? 0) + lastMsOf(timesMs);
}

/** No tag says how long the last picture stands: as long as the picture before. */
export const lastMsOf = (timesMs: readonly number[]): number => {
  const passedMs = (timesMs.at(-1) ?? 0) - (timesMs.at(-2) ?? 0);
  return passedMs > 0 ? Math.min(passedMs, 1_000) : USUAL_PICTURE_MS;
};
