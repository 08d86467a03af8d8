/** Which time of its stream an element calls 0: players of live FLV count from the first picture that they got. */
import { TAG_HEAD_BYTES, readTag } from '../files/flv-tag.ts';

const FILE_HEAD_BYTES = 13;

const zeros = new WeakMap<HTMLVideoElement, number>();

/** Milliseconds on the time line of the stream; null while the element plays nothing of which this is known. */
export const pictureZeroMs = (video: HTMLVideoElement): number | null => zeros.get(video) ?? null;

/**
 * Learns from the first bytes of a stream where an element begins to count: the gateway gives all tags before the first picture
 * the time of that picture.
 *
 * @returns takes the bytes as they come, and forgets the element when the stream is taken off it.
 */
export function watchPictureZero(video: HTMLVideoElement): {
  readonly push: (bytes: Uint8Array) => void;
  readonly stop: () => void;
} {
  const head = new Uint8Array(FILE_HEAD_BYTES + TAG_HEAD_BYTES);
  let have = 0;
  zeros.delete(video);
  return {
    push: (bytes) => {
      if (have === head.length) return;
      const taken = bytes.subarray(0, head.length - have);
      head.set(taken, have);
      have += taken.length;
      const tag = have < head.length ? null : readTag(head.subarray(FILE_HEAD_BYTES));
      if (tag !== null) zeros.set(video, tag.timeMs);
    },
    stop: () => zeros.delete(video),
  };
}
