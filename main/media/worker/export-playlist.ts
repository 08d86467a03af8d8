/** The segments of a recording, as the gateway lists them over loopback, in the order of their time. */
import { MAX_KEY_BYTES, MAX_SEGMENT_BYTES } from '../../../preload/domain/bounds.ts';
import { createDecipheriv } from 'node:crypto';
import type http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { attributesIn, parsePlaylist, type Segment } from '../formats/hls/hls-playlist.ts';
import type { ExportSlice } from '../record/export-order.ts';

import { permanent } from '../shared/failures.ts';
import { bytesOf, footageIn, openOwn, textOf } from './export-fetch.ts';
import { SegmentAhead } from './segment-ahead.ts';

/** A playlist that is not ended is read again after this time. */
const AGAIN_MS = 1_000;
const AES_KEY_BYTES = 16;

export interface OwnSegment {
  readonly piece: TimeRange;
  readonly slice: ExportSlice;
}

interface PlaylistReading {
  readonly url: string;
  /** Footage before this moment is in the files already. */
  readonly behindMs: number;
  readonly agent: http.Agent;
  readonly signal: AbortSignal;
}

/** @throws {AppError} `media.*`, `network.*`; `media.unsupported-codec` for segments that are no transport stream. */
export async function* segmentsOf(reading: PlaylistReading): AsyncGenerator<OwnSegment> {
  const ahead = new SegmentAhead((address) => openOwn(address, reading.agent, reading.signal));
  try {
    yield* listedSegments(reading, ahead);
  } finally {
    ahead.drop();
  }
}

async function* listedSegments(reading: PlaylistReading, ahead: SegmentAhead): AsyncGenerator<OwnSegment> {
  const { url, behindMs, agent, signal } = reading;
  let next = 0;
  let isBreak = false;
  for (;;) {
    const list = parsePlaylist(await textOf(url, agent, signal), url);
    if (list.kind !== 'media') throw permanent('media.bad-stream', { detail: 'playlist' }, 'report');
    for (const [i, segment] of list.segments.entries()) {
      if (segment.sequence < next) continue;
      next = segment.sequence + 1;
      const piece = pieceOf(segment);
      isBreak ||= segment.isDiscontinuous;
      // A cloud begins a stretch with a whole segment, most of which may be in the files already.
      if (segment.isGap || piece === null || (piece.fromMs + piece.toMs) / 2 < behindMs) {
        isBreak = true;
        continue;
      }
      if (segment.map !== null) throw permanent('media.unsupported-codec', { codec: 'fMP4' });
      const bytes = segmentBytes(segment, list.segments[i + 1] ?? null, reading, ahead);
      yield { piece, slice: { id: sliceIdOf(piece), kind: 'ts', fromMs: piece.fromMs, isBreak, bytes } };
      isBreak = false;
    }
    if (list.isEnded) return;
    await delay(AGAIN_MS, undefined, { signal });
  }
}

/** The id of a slice; main reads the end of the footage from the id. */
const sliceIdOf = ({ fromMs, toMs }: TimeRange): string => `${fromMs}-${toMs}`;

function pieceOf({ programTime, duration }: Segment): TimeRange | null {
  const fromMs = programTime === null ? Number.NaN : Date.parse(programTime);
  const lengthMs = Math.round(Number(duration) * 1_000);
  return Number.isFinite(fromMs) && lengthMs > 0 ? { fromMs, toMs: fromMs + lengthMs } : null;
}

/** @param next the segment behind it in the list; null for the last one. */
async function* segmentBytes(
  segment: Segment,
  next: Segment | null,
  { agent, signal }: PlaylistReading,
  ahead: SegmentAhead,
): AsyncGenerator<Buffer> {
  const following = next !== null && !next.isGap && pieceOf(next) !== null ? next.url : null;
  const decipher = await decipherOf(segment, agent, signal);
  for await (const piece of footageIn(await ahead.take(segment.url), MAX_SEGMENT_BYTES)) {
    // Not before the first bytes: the gateway has placed the times of this segment then, and the next ones continue them.
    if (following !== null) ahead.ask(following);
    yield decipher === null ? piece : decipher.update(piece);
  }
  if (decipher !== null) yield lastBlock(decipher);
}

/** RFC 8216, chapter 4.3.2.4: the whole segment with AES-128 in CBC mode. The gateway writes the IV of each key. */
async function decipherOf({ keys }: Segment, agent: http.Agent, signal: AbortSignal) {
  const [key] = keys;
  const attributes = new Map(attributesIn(key?.attributes ?? '').map(({ name, value }) => [name, value]));
  const method = attributes.get('METHOD') ?? 'NONE';
  if (key === undefined || method === 'NONE') return null;
  const iv = /^0x([0-9a-f]{32})$/i.exec(attributes.get('IV') ?? '')?.[1];
  if (method !== 'AES-128' || keys.length > 1 || key.url === null || iv === undefined)
    throw permanent('media.unsupported-codec', { codec: method });
  const secret = await bytesOf(key.url, MAX_KEY_BYTES, agent, signal);
  if (secret.length !== AES_KEY_BYTES) throw permanent('media.bad-stream', { detail: 'key' });
  return createDecipheriv('aes-128-cbc', secret, Buffer.from(iv, 'hex'));
}

function lastBlock(decipher: ReturnType<typeof createDecipheriv>): Buffer {
  try {
    return decipher.final();
  } catch {
    throw permanent('media.bad-stream', { detail: 'key' });
  }
}
