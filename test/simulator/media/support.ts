/** Shared by the tests of the simulated media plane. */
import { openPack } from './clip.ts';
import type { ClipPack } from './clip.ts';
import { startMediaServer } from './server.ts';
import type { MediaGrant, MediaServer, MediaServerOptions } from './types.ts';

const CLIPS = new URL('./clips/', import.meta.url).pathname;

let pack: ClipPack | null = null;

/** The committed clips. */
export function testPack(): ClipPack {
  pack ??= openPack(CLIPS);
  return pack;
}

/** Takes NAL units with 4-byte lengths apart. */
export function splitLengths(part: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  for (let offset = 0; offset < part.length;) {
    const length = part.readUInt32BE(offset);
    nals.push(part.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
  return nals;
}

/** A server that grants `/<kind>/<profile>/<cameraKey>?from=&to=` and refuses everything else with 403. */
export function openServer(options: Partial<MediaServerOptions> = {}): Promise<MediaServer> {
  return startMediaServer({
    footageDir: CLIPS,
    authorize: (path, query) => {
      const [, kind, profile, cameraKey] = path.split('/');
      if (cameraKey === undefined) return { ok: false, status: 403, reason: 'the URL was used before' };
      const grant = { kind, profile, cameraKey, cameraName: `北门 ${cameraKey}` } as MediaGrant;
      return { ok: true, grant: { ...grant, fromMs: Number(query.get('from')), toMs: Number(query.get('to')) } };
    },
    ...options,
  });
}

export interface FlvTag {
  readonly type: number;
  readonly timestampMs: number;
  readonly body: Buffer;
}

/** Reads FLV tags from an answer until `isEnough`, then ends the request. */
export async function readFlv(url: string, isEnough: (tags: readonly FlvTag[]) => boolean): Promise<FlvTag[]> {
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal });
  const tags: FlvTag[] = [];
  let buffer = Buffer.alloc(0);
  let hasHeader = false;
  try {
    if (response.body === null) throw new Error('no body');
    for await (const chunk of response.body) {
      buffer = Buffer.concat([buffer, chunk]);
      if (!hasHeader && buffer.length >= 13) {
        if (buffer.toString('latin1', 0, 3) !== 'FLV') throw new Error('not FLV');
        buffer = buffer.subarray(13);
        hasHeader = true;
      }
      for (;;) {
        const size = buffer.length >= 11 ? buffer.readUIntBE(1, 3) : Infinity;
        if (buffer.length < 11 + size + 4) break;
        if (buffer.readUInt32BE(11 + size) !== 11 + size) throw new Error('PreviousTagSize does not fit');
        const timestampMs = buffer.readUIntBE(4, 3) + (buffer[7] ?? 0) * 2 ** 24;
        tags.push({ type: buffer[0] ?? 0, timestampMs, body: Buffer.from(buffer.subarray(11, 11 + size)) });
        buffer = buffer.subarray(11 + size + 4);
      }
      if (isEnough(tags)) return tags;
    }
    return tags;
  } finally {
    abort.abort();
  }
}

/** One segment of a playlist of the past, by the playlist's own words. */
export interface ListedSegment {
  readonly uri: string;
  /** From its date-time, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly isDiscontinuity: boolean;
}

/** The segments of the playlist at `url`. @throws {Error} when the answer is no closed playlist. */
export async function readVod(url: string): Promise<readonly ListedSegment[]> {
  const text = await (await fetch(url)).text();
  if (!text.trimEnd().endsWith('#EXT-X-ENDLIST')) throw new Error(`not a closed playlist: ${text.slice(0, 80)}`);
  const segments: ListedSegment[] = [];
  let [fromMs, seconds, isDiscontinuity] = [Number.NaN, Number.NaN, false];
  for (const line of text.split('\n')) {
    if (line === '#EXT-X-DISCONTINUITY') isDiscontinuity = true;
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) fromMs = Date.parse(line.slice(25));
    else if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice(8));
    else if (line !== '' && !line.startsWith('#')) {
      segments.push({ uri: new URL(line, url).href, fromMs, toMs: fromMs + seconds * 1000, isDiscontinuity });
      isDiscontinuity = false;
    }
  }
  return segments;
}
