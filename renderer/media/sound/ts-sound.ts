/** Takes the G.711 out of a segment of transport stream, ISO/IEC 13818-1: players of HLS leave it out. */
import { MAX_SOUND_TAG_BYTES } from '../../../preload/domain/bounds.ts';
import type { G711Law } from '../../../preload/domain/exports/clips.ts';

export interface TsSound {
  /** The name of sound that neither browsers nor this client decode; null where there is none. */
  readonly foreign: string | null;
  /** Whether the segment carries sound of any kind. */
  readonly hasSound: boolean;
  readonly law: G711Law | null;
  /** In order. @see TS_HZ */
  readonly pieces: readonly { readonly ticks: number; readonly bytes: Uint8Array }[];
}

/** Of the times in a transport stream, which begin again after 2^33 ticks. */
export const TS_HZ = 90_000;

const PACKET_BYTES = 188;
const SYNC = 0x47;
/** Cameras number G.711 among the private types. */
const LAWS: ReadonlyMap<number, G711Law> = new Map([
  [0x90, 'alaw'],
  [0x91, 'ulaw'],
]);
/** MPEG audio and AAC: browsers play them with the picture. */
const PLAYED: readonly number[] = [0x03, 0x04, 0x0f, 0x11];
const FOREIGN: ReadonlyMap<number, string> = new Map([
  [0x81, 'AC-3'],
  [0x87, 'E-AC-3'],
]);

interface Packet {
  readonly pid: number;
  readonly isStart: boolean;
  readonly payload: Uint8Array;
}

/** @param only the packets of this stream; absent: of all. */
function* packetsOf(bytes: Uint8Array, only?: number): Iterable<Packet> {
  for (let at = 0; at + PACKET_BYTES <= bytes.length; at += PACKET_BYTES) {
    if (bytes[at] !== SYNC) return;
    const high = bytes[at + 1] ?? 0;
    const pid = ((high & 0x1f) << 8) | (bytes[at + 2] ?? 0);
    if (only !== undefined && pid !== only) continue;
    const flags = bytes[at + 3] ?? 0;
    const skip = (flags & 0x20) === 0 ? 4 : 5 + (bytes[at + 4] ?? 0);
    if ((flags & 0x10) === 0 || skip >= PACKET_BYTES) continue;
    yield { pid, isStart: (high & 0x40) !== 0, payload: bytes.subarray(at + skip, at + PACKET_BYTES) };
  }
}

/** A section without its head of three bytes and its checksum. Sections that are longer than a packet are not read. */
function sectionOf({ payload }: Packet): Uint8Array {
  const at = 1 + (payload[0] ?? 0);
  const length = (((payload[at + 1] ?? 0) & 0x0f) << 8) | (payload[at + 2] ?? 0);
  return payload.subarray(at + 3, at + 3 + length - 4);
}

/** Where the table of the first program lies. */
function mapPidOf(section: Uint8Array): number | null {
  for (let at = 5; at + 4 <= section.length; at += 4) {
    const [programHigh = 0, programLow = 0, high = 0, low = 0] = section.subarray(at, at + 4);
    if (programHigh + programLow > 0) return ((high & 0x1f) << 8) | low;
  }
  return null;
}

/** The kinds of the streams by their numbers. */
function streamsOf(section: Uint8Array): ReadonlyMap<number, number> {
  const streams = new Map<number, number>();
  let at = 9 + ((((section[7] ?? 0) & 0x0f) << 8) | (section[8] ?? 0));
  while (at + 5 <= section.length) {
    const [type = 0, high = 0, low = 0, infoHigh = 0, infoLow = 0] = section.subarray(at, at + 5);
    streams.set(((high & 0x1f) << 8) | low, type);
    at += 5 + (((infoHigh & 0x0f) << 8) | infoLow);
  }
  return streams;
}

/** Null for a segment that is no transport stream, or has no tables. */
export function readTsSound(segment: Uint8Array): TsSound | null {
  let mapPid: number | null = null;
  for (const packet of packetsOf(segment)) {
    if (packet.pid === 0 && packet.isStart) mapPid = mapPidOf(sectionOf(packet));
    if (packet.pid !== mapPid || !packet.isStart) continue;
    const streams = [...streamsOf(sectionOf(packet))];
    const [pid, type = -1] = streams.find(([, one]) => LAWS.has(one)) ?? [];
    const foreign = streams.map(([, one]) => FOREIGN.get(one)).find((name) => name !== undefined) ?? null;
    const hasSound = foreign !== null || pid !== undefined || streams.some(([, one]) => PLAYED.includes(one));
    const pieces = pid === undefined ? [] : [...piecesOf(segment, pid)];
    return { foreign, hasSound, law: LAWS.get(type) ?? null, pieces };
  }
  return null;
}

function* piecesOf(segment: Uint8Array, pid: number): Iterable<TsSound['pieces'][number]> {
  let open: { readonly ticks: number; readonly parts: Uint8Array[] } | null = null;
  for (const packet of packetsOf(segment, pid)) {
    if (!packet.isStart) {
      open?.parts.push(packet.payload);
      continue;
    }
    if (open !== null) yield* joined(open);
    const ticks = ticksOf(packet.payload);
    open = ticks === null ? null : { ticks, parts: [packet.payload.subarray(9 + (packet.payload[8] ?? 0))] };
  }
  if (open !== null) yield* joined(open);
}

function* joined({ ticks, parts }: { readonly ticks: number; readonly parts: readonly Uint8Array[] }) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length === 0 || length > MAX_SOUND_TAG_BYTES) return;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  yield { ticks, bytes };
}

/** When a packet of an elementary stream is due; null for one that does not say so. */
function ticksOf(payload: Uint8Array): number | null {
  const [first, second, third, , , , , flags = 0] = payload;
  if (first !== 0 || second !== 0 || third !== 1 || (flags & 0x80) === 0 || payload.length < 14) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = payload.subarray(9, 14);
  return ((a >> 1) & 7) * 2 ** 30 + b * 2 ** 22 + (c >> 1) * 2 ** 15 + d * 2 ** 7 + (e >> 1);
}
