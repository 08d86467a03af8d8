/** The answer of the gateway with all pictures of a segment: reads it, and decodes it to bitmaps. */
import type { TimeRange } from '../../../../preload/domain/time.ts';

/** A picture, and the footage that it stands for, epoch ms. */
interface ShownPicture extends TimeRange {
  readonly bitmap: ImageBitmap;
}

export interface CodedGroup extends TimeRange {
  readonly codec: string;
  readonly record: Uint8Array<ArrayBuffer>;
  /** In the order of decoding. */
  readonly pictures: readonly { readonly offsetMs: number; readonly isKey: boolean; readonly data: Uint8Array }[];
}

const LINE_END = 10;
const MOST_HEAD_BYTES = 16_384;
const MOST_PICTURES = 300;
const BYTES_OF_PIXEL = 4;
const LEAST_WIDTH = 160;
/** Limit of pictures that are copied at the same time, because decoders hold few pictures. */
const MOST_COPIED = 4;

/** Null for an answer that is cut off or is none of the gateway's. */
export function readGroup(bytes: Uint8Array<ArrayBuffer>): CodedGroup | null {
  const end = bytes.subarray(0, MOST_HEAD_BYTES).indexOf(LINE_END);
  if (end < 0) return null;
  const head: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  if (!isHead(head)) return null;
  let at = end + 1 + head.recordBytes;
  const record = bytes.slice(end + 1, at);
  const pictures = head.pictures.map(([offsetMs, sizeBytes, key]) => {
    const data = bytes.subarray(at, at + sizeBytes);
    at += sizeBytes;
    return { offsetMs, isKey: key === 1, data };
  });
  const { fromMs, toMs, codec } = head;
  return at === bytes.length && pictures.length > 0 ? { fromMs, toMs, codec, record, pictures } : null;
}

interface Head extends TimeRange {
  readonly codec: string;
  readonly recordBytes: number;
  readonly pictures: readonly (readonly [offsetMs: number, sizeBytes: number, key: number])[];
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const { fromMs, toMs, codec, recordBytes, pictures } = value as Readonly<Record<string, unknown>>;
  if (![fromMs, toMs, recordBytes].every((one) => typeof one === 'number') || typeof codec !== 'string') return false;
  if (!Array.isArray(pictures) || pictures.length > MOST_PICTURES) return false;
  return pictures.every((one) => Array.isArray(one) && one.length === 3 && one.every((part) => Number.isInteger(part)));
}

/**
 * All pictures of a group, in the order in which they show. The caller closes the bitmaps.
 *
 * @param mostWidth of a bitmap, pixels. @param mostBytes of all bitmaps together: more pictures are smaller ones.
 * @returns null where this computer cannot decode them, and once the signal ends the work.
 */
export async function decodeGroup(
  group: CodedGroup,
  {
    mostWidth,
    mostBytes,
    signal,
  }: { readonly mostWidth: number; readonly mostBytes: number; readonly signal: AbortSignal },
): Promise<readonly ShownPicture[] | null> {
  const config: VideoDecoderConfig = { codec: group.codec, description: group.record };
  const { supported = false } = await VideoDecoder.isConfigSupported(config);
  if (!supported || signal.aborted) return null;
  const copies: Promise<{ readonly offsetMs: number; readonly bitmap: ImageBitmap }>[] = [];
  let open = 0;
  let isBroken = false;
  const decoder = new VideoDecoder({
    output: (frame) => {
      const copy = copyOf(frame, group.pictures.length, mostWidth, mostBytes);
      open += 1;
      void copy.catch(() => undefined).then(() => (open -= 1));
      copies.push(copy);
    },
    error: () => (isBroken = true),
  });
  try {
    decoder.configure(config);
    for (const { offsetMs, isKey, data } of group.pictures) {
      if (isBroken || signal.aborted) break;
      decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: offsetMs * 1_000, data }));
      while (open >= MOST_COPIED) await Promise.race(copies.slice(-open));
    }
    await decoder.flush();
  } catch {
    isBroken = true;
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
  const copied = (await Promise.allSettled(copies)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (isBroken || signal.aborted || copied.length === 0) {
    for (const { bitmap } of copied) bitmap.close();
    return null;
  }
  const sorted = copied.toSorted((a, b) => a.offsetMs - b.offsetMs);
  return sorted.map(({ offsetMs, bitmap }, i) => {
    const next = sorted[i + 1];
    const toMs = next === undefined ? Math.max(group.toMs, group.fromMs + offsetMs + 1) : group.fromMs + next.offsetMs;
    return { bitmap, fromMs: group.fromMs + offsetMs, toMs };
  });
}

/** Closes the frame. */
async function copyOf(
  frame: VideoFrame,
  pictures: number,
  mostWidth: number,
  mostBytes: number,
): Promise<{ readonly offsetMs: number; readonly bitmap: ImageBitmap }> {
  try {
    const { displayWidth, displayHeight, timestamp } = frame;
    const pixels = mostBytes / pictures / BYTES_OF_PIXEL;
    const boundWidth = Math.sqrt((pixels * displayWidth) / displayHeight);
    const width = Math.round(Math.min(displayWidth, mostWidth, Math.max(LEAST_WIDTH, boundWidth)));
    const options: ImageBitmapOptions = width < displayWidth ? { resizeWidth: width, resizeQuality: 'medium' } : {};
    return { offsetMs: Math.round(timestamp / 1_000), bitmap: await createImageBitmap(frame, options) };
  } finally {
    frame.close();
  }
}
