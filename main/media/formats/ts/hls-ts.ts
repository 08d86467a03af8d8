/**
 * Takes MPEG transport stream segments apart (ISO/IEC 13818-1): one program, its first video and its first sound. Tables
 * are remembered from segment to segment; media are not, because a segment of HLS ends with a whole picture.
 */
import { MAX_SEGMENT_SAMPLES, overLimit } from '../../shared/bounds.ts';

/** Stream types of the program map, ISO/IEC 13818-1 table 2-34; those above 0x80 are private but widespread. */
export const TS_AVC = 0x1b;
export const TS_HEVC = 0x24;
export const TS_ADTS = 0x0f;

const VIDEO_TYPES: ReadonlySet<number> = new Set([0x01, 0x02, 0x10, TS_AVC, TS_HEVC, 0x33]);
const AUDIO_TYPES: ReadonlySet<number> = new Set([0x03, 0x04, TS_ADTS, 0x11, 0x81, 0x87, 0x90, 0x91]);
const PACKET_BYTES = 188;
const SYNC = 0x47;
const PID_PAT = 0;
const TABLE_PAT = 0;
const TABLE_PMT = 2;

/** What a program carries, as stream types; null for none. */
export interface TsTracks {
  readonly video: number | null;
  readonly audio: number | null;
}

/** One PES packet: a coded picture, or some sound frames. Times in ticks of 90 kHz, as written (33 bits). */
export interface TsUnit {
  readonly isVideo: boolean;
  /** Null where a packet has no time of its own: it continues the one before. */
  readonly pts: number | null;
  readonly dts: number | null;
  /** A decoder may begin here. */
  readonly isRandomAccess: boolean;
  readonly data: Buffer;
}

interface Stream {
  readonly pid: number;
  readonly type: number;
}

interface Open {
  readonly parts: Buffer[];
  readonly isRandomAccess: boolean;
}

/** Whether these are whole packets of a transport stream. */
export function isTransportStream(bytes: Buffer): boolean {
  return bytes.length >= PACKET_BYTES && bytes[0] === SYNC && (bytes[PACKET_BYTES] ?? SYNC) === SYNC;
}

export class TsReader {
  #mapPid: number | null = null;
  #video: Stream | null = null;
  #audio: Stream | null = null;

  get tracks(): TsTracks {
    return { video: this.#video?.type ?? null, audio: this.#audio?.type ?? null };
  }

  /**
   * @param segment begins with a packet. @returns the units that it contains, in the order in which they end. @throws
   *   {AppError} `media.over-limit`.
   */
  read(segment: Buffer): TsUnit[] {
    const units: TsUnit[] = [];
    const open = new Map<number, Open>();
    const close = (pid: number): void => {
      const unit = unitOf(open.get(pid), pid === this.#video?.pid);
      open.delete(pid);
      if (unit !== null) units.push(unit);
      if (units.length > MAX_SEGMENT_SAMPLES) throw overLimit('segment-samples', MAX_SEGMENT_SAMPLES);
    };
    for (let at = 0; at + PACKET_BYTES <= segment.length; at += PACKET_BYTES) {
      if (segment[at] !== SYNC) break; // a torn segment: the place of the following bytes is unknown
      const packet = packetOf(segment.subarray(at, at + PACKET_BYTES));
      if (packet === null) continue;
      const { pid, isStart, isRandomAccess, payload } = packet;
      if (pid === PID_PAT) this.#takeProgram(payload, isStart);
      else if (pid === this.#mapPid) this.#takeMap(payload, isStart);
      else if (pid === this.#video?.pid || pid === this.#audio?.pid) {
        if (isStart) close(pid);
        const known = open.get(pid);
        if (known !== undefined) known.parts.push(payload);
        else if (isStart) open.set(pid, { parts: [payload], isRandomAccess });
      }
    }
    for (const pid of [...open.keys()]) close(pid);
    return units;
  }

  #takeProgram(payload: Buffer, isStart: boolean): void {
    const body = sectionOf(payload, isStart, TABLE_PAT);
    for (let at = 0; body !== null && at + 4 <= body.length; at += 4) {
      if (body.readUInt16BE(at) === 0) continue; // the network's own table
      this.#mapPid = body.readUInt16BE(at + 2) & 0x1fff;
      return;
    }
  }

  #takeMap(payload: Buffer, isStart: boolean): void {
    const body = sectionOf(payload, isStart, TABLE_PMT);
    if (body === null || body.length < 4) return;
    const streams: Stream[] = [];
    for (let at = 4 + (body.readUInt16BE(2) & 0x0fff); at + 5 <= body.length;) {
      streams.push({ type: body[at] ?? 0, pid: body.readUInt16BE(at + 1) & 0x1fff });
      at += 5 + (body.readUInt16BE(at + 3) & 0x0fff);
    }
    this.#video = streams.find(({ type }) => VIDEO_TYPES.has(type)) ?? null;
    this.#audio = streams.find(({ type }) => AUDIO_TYPES.has(type)) ?? null;
  }
}

interface Packet {
  readonly pid: number;
  /** A table or a PES packet begins here. */
  readonly isStart: boolean;
  readonly isRandomAccess: boolean;
  readonly payload: Buffer;
}

/** One packet without its header and its adaptation field; null for a packet that contains nothing else. */
function packetOf(packet: Buffer): Packet | null {
  const flags = packet[3] ?? 0;
  const fieldBytes = (flags & 0x20) === 0 ? null : (packet[4] ?? 0);
  const from = fieldBytes === null ? 4 : 5 + fieldBytes;
  if ((flags & 0x10) === 0 || from >= PACKET_BYTES) return null;
  return {
    pid: packet.readUInt16BE(1) & 0x1fff,
    isStart: ((packet[1] ?? 0) & 0x40) !== 0,
    isRandomAccess: fieldBytes !== null && fieldBytes > 0 && ((packet[5] ?? 0) & 0x40) !== 0,
    payload: packet.subarray(from),
  };
}

/** The body of a table between its eight bytes of head and its checksum. Tables longer than a packet are not read. */
function sectionOf(payload: Buffer, isStart: boolean, table: number): Buffer | null {
  if (!isStart) return null;
  const at = 1 + (payload[0] ?? 0);
  if (at + 8 > payload.length || payload[at] !== table) return null;
  const end = at + 3 + (payload.readUInt16BE(at + 1) & 0x0fff) - 4;
  return end > payload.length || end < at + 8 ? null : payload.subarray(at + 8, end);
}

function unitOf(open: Open | undefined, isVideo: boolean): TsUnit | null {
  if (open === undefined) return null;
  const pes = Buffer.concat(open.parts);
  if (pes.length < 9 || pes.readUIntBE(0, 3) !== 1) return null;
  const flags = (pes[7] ?? 0) >> 6;
  const from = 9 + (pes[8] ?? 0);
  // A picture may have the length 0: then it lasts until the next packet begins.
  const length = pes.readUInt16BE(4);
  const end = length === 0 ? pes.length : Math.min(pes.length, 6 + length);
  if (from > end) return null;
  const pts = (flags & 2) === 0 || pes.length < 14 ? null : timeAt(pes, 9);
  const dts = flags === 3 && pes.length >= 19 ? timeAt(pes, 14) : pts;
  return { isVideo, pts, dts, isRandomAccess: open.isRandomAccess, data: pes.subarray(from, end) };
}

const timeAt = (pes: Buffer, at: number): number =>
  (((pes[at] ?? 0) >> 1) & 7) * 2 ** 30 + (pes.readUInt16BE(at + 1) >> 1) * 2 ** 15 + (pes.readUInt16BE(at + 3) >> 1);
