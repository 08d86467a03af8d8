/** Reads the begin and the end of an FLV file, without the bytes between. */
import { BadFile } from './file-problem.ts';
import { FileBytes } from './file-bytes.ts';
import { firstTagAt, indexFlv, lengthMsOf } from './flv-index.ts';
import { READ_BYTES, readTag, readVideo, TAG_HEAD_BYTES, TAG_TAIL_BYTES, type FlvCodec } from './flv-tag.ts';

const PIECE_BYTES = 256 * 1024;
/** Before the first picture stand words, the configurations, and sound of some seconds at the most. */
const MOST_FIRST_TAGS = 2_000;
/** Behind the last picture sound may stand. */
const MOST_LAST_TAGS = 200;

/**
 * How long a file plays, by the times of its first and its last picture. A file without a whole tag at the end is read from
 * front to back.
 *
 * @throws {BadFile} where nothing of the file can be shown.
 * @throws {DOMException} when the system does not give the bytes, or the signal is aborted.
 */
export async function flvLengthMs(
  file: Blob,
  signal: AbortSignal,
): Promise<{ readonly lengthMs: number; readonly codec: FlvCodec }> {
  const first = await firstPicture(new FileBytes(file, signal, PIECE_BYTES), file.size);
  const lastMs = first === null ? null : await lastPictureMs(file, signal);
  if (first !== null && lastMs !== null && lastMs >= first.timeMs) {
    return { lengthMs: lastMs - first.timeMs, codec: first.codec };
  }
  const pictures = await indexFlv(file, signal);
  return { lengthMs: lengthMsOf(pictures), codec: pictures.codec };
}

interface First {
  readonly timeMs: number;
  readonly codec: FlvCodec;
}

/** The first whole picture behind a configuration; null where none stands near the begin. */
async function firstPicture(bytes: FileBytes, size: number): Promise<First | null> {
  let at = await firstTagAt(bytes, size);
  let codec: FlvCodec | null = null;
  for (let i = 0; i < MOST_FIRST_TAGS && at < size; i += 1) {
    const head = await bytes.read(at, READ_BYTES);
    const tag = head.length < TAG_HEAD_BYTES ? null : readTag(head);
    if (tag === null) return null;
    const video = tag.kind === 'video' ? readVideo(head.slice(TAG_HEAD_BYTES, TAG_HEAD_BYTES + tag.bytes)) : null;
    if (video?.kind === 'other-codec') throw new BadFile({ kind: 'codec', codec: video.codec });
    if (video?.kind === 'record') codec = video.codec;
    if (video?.kind === 'picture' && video.isKey && codec !== null) return { timeMs: tag.timeMs, codec };
    at += TAG_HEAD_BYTES + tag.bytes + TAG_TAIL_BYTES;
  }
  return null;
}

/** Null where the lengths behind the tags do not lead to a picture. */
async function lastPictureMs(file: Blob, signal: AbortSignal): Promise<number | null> {
  let end = file.size;
  for (let i = 0; i < MOST_LAST_TAGS && end > TAG_TAIL_BYTES; i += 1) {
    // Small pieces: the tags are walked through from the back.
    const bytes = new FileBytes(file, signal, 16);
    const tail = await bytes.read(end - TAG_TAIL_BYTES, TAG_TAIL_BYTES);
    const at = end - TAG_TAIL_BYTES - new DataView(tail.buffer, tail.byteOffset).getUint32(0);
    if (at < 0 || at >= end - TAG_TAIL_BYTES) return null;
    const head = await bytes.read(at, READ_BYTES);
    const tag = head.length < TAG_HEAD_BYTES ? null : readTag(head);
    if (tag === null || at + TAG_HEAD_BYTES + tag.bytes + TAG_TAIL_BYTES !== end) return null;
    const isPicture = tag.kind === 'video' && readVideo(head.slice(TAG_HEAD_BYTES)).kind === 'picture';
    if (isPicture) return tag.timeMs;
    end = at;
  }
  return null;
}
