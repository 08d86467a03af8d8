/**
 * Takes MPEG transport streams apart (ISO/IEC 13818-1): one program, its first video and its first sound. Bytes come in
 * pieces of any size, and each unit is passed on as soon as it is whole, so that a recording of an hour needs no more
 * memory than one of a second. Tables are remembered from segment to segment; media are not, because a segment of HLS
 * ends with a whole picture.
 */
import { MAX_SEGMENT_SAMPLES, MAX_TAG_BYTES } from '../../../../preload/domain/bounds.ts';
import type { G711Law } from '../../../../preload/domain/exports/clips.ts';
import { overLimit } from '../../shared/over-limit.ts';
import { PictureAssembler } from './picture-assembler.ts';

/** Stream types of the program map, ISO/IEC 13818-1 table 2-34; those above 0x80 are private but widespread. */
export const TS_AVC = 0x1b;
export const TS_HEVC = 0x24;
export const TS_ADTS = 0x0f;
/** G.711 of 8 kHz and one channel, as cameras and recorders number it. */
export const TS_G711: ReadonlyMap<number, G711Law> = new Map([
  [0x90, 'alaw'],
  [0x91, 'ulaw'],
]);

const VIDEO_TYPES: ReadonlySet<number> = new Set([0x01, 0x02, 0x10, TS_AVC, TS_HEVC, 0x33]);
const AUDIO_TYPES: ReadonlySet<number> = new Set([0x03, 0x04, TS_ADTS, 0x11, 0x81, 0x87, 0x90, 0x91]);
const PACKET_BYTES = 188;
const SYNC = 0x47;
const PID_PAT = 0;
const TABLE_PAT = 0;
const TABLE_PMT = 2;
const FIRST_ASSEMBLY_BYTES = 64 * 1024;

/** Stream types of the tracks of a program; null for a missing track. */
export interface TsTracks {
  readonly video: number | null;
  readonly audio: number | null;
}

/** A coded picture, or some sound frames. Times in ticks of 90 kHz, as written (33 bits). */
export interface TsUnit {
  readonly isVideo: boolean;
  /** Null where no time is known. */
  readonly pts: number | null;
  readonly dts: number | null;
  /** A decoder may begin here. */
  readonly isRandomAccess: boolean;
  /** Bytes of this unit were lost on their way, or do not belong to this unit. */
  readonly isDamaged: boolean;
  /** The times are counted from the pictures around it. */
  readonly isEstimated: boolean;
  /** Where all start codes lie in the data of a picture, in their order; null where nobody has looked for them. */
  readonly starts: readonly number[] | null;
  readonly data: Buffer;
}

/** An elementary stream of the program. */
export interface TsStream {
  readonly pid: number;
  readonly type: number;
}

/** The bytes of the PES packet of a stream that is not whole yet. The memory is used again for the next packet. */
class Assembly {
  #bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_ASSEMBLY_BYTES);
  #length = 0;
  isOpen = false;
  isRandomAccess = false;
  isDamaged = false;
  /** The bytes have no head: they continue a packet that was too long for the memory. */
  isContinued = false;
  /** The counter of the last packet; -1 when the next packet may have any. */
  counter = -1;

  begin(isRandomAccess: boolean, isContinued = false): void {
    this.#length = 0;
    this.isOpen = true;
    this.isContinued = isContinued;
    this.isRandomAccess = isRandomAccess;
    this.isDamaged = false;
  }

  /** @returns false when the unit would be larger than any picture. */
  push(bytes: Buffer, from: number, end: number): boolean {
    const size = this.#length + end - from;
    if (size > MAX_TAG_BYTES) return false;
    if (size > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(this.#bytes.length * 2);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    bytes.copy(this.#bytes, this.#length, from, end);
    this.#length = size;
    return true;
  }

  /** Whether the newest bytes are these. */
  endsWith(bytes: Buffer, from: number, end: number): boolean {
    const start = this.#length - (end - from);
    return start >= 0 && this.#bytes.compare(bytes, from, end, start, this.#length) === 0;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}

/** Whether these are whole packets of a transport stream. */
export function isTransportStream(bytes: Buffer): boolean {
  return bytes.length >= PACKET_BYTES && bytes[0] === SYNC && (bytes[PACKET_BYTES] ?? SYNC) === SYNC;
}

/** The tables that the demuxer has read. */
export interface TsTables {
  readonly mapPid: number | null;
  readonly video: TsStream | null;
  readonly audio: TsStream | null;
}

/** Limit of packets that wait for the tables of a stream: some seconds of a main stream. */
const MAX_HELD_PACKETS = Math.floor((4 * 1024 * 1024) / PACKET_BYTES);
const PID_NOTHING = 0x1fff;

/** Passes on the units of a transport stream in the order in which they end. */
export class TsDemuxer {
  readonly #onUnit: (unit: TsUnit) => void;
  readonly #onLoss: () => void;
  #pictures: { readonly type: number; readonly from: PictureAssembler } | null = null;
  #sets: readonly Buffer[] = [];
  /** Packets of streams that no table has named yet. */
  #held: Buffer[] = [];
  #isMapped = false;
  #isHeldOver = false;
  readonly #rest = Buffer.alloc(PACKET_BYTES);
  #restBytes = 0;
  #tables: TsTables = { mapPid: null, video: null, audio: null };
  readonly #video = new Assembly();
  readonly #audio = new Assembly();

  /**
   * @param onUnit the data of a unit are valid until it returns.
   * @param onLoss pictures came that could not be read: no table named them, or not in time.
   */
  constructor(onUnit: (unit: TsUnit) => void, onLoss: () => void = () => undefined) {
    this.#onUnit = onUnit;
    this.#onLoss = onLoss;
  }

  get tables(): TsTables {
    return this.#tables;
  }

  /**
   * Takes over the state of another demuxer between two segments. @param sets the parameter sets of the pictures so
   * far.
   */
  restore(tables: TsTables, sets: readonly Buffer[] = []): void {
    this.#tables = tables;
    this.#sets = sets;
    this.#pictures = null;
  }

  get tracks(): TsTracks {
    return { video: this.#tables.video?.type ?? null, audio: this.#tables.audio?.type ?? null };
  }

  /** Takes the next bytes. Errors of `onUnit` pass through. */
  push(bytes: Buffer): void {
    let at = 0;
    if (this.#restBytes > 0) {
      at = Math.min(bytes.length, PACKET_BYTES - this.#restBytes);
      bytes.copy(this.#rest, this.#restBytes, 0, at);
      this.#restBytes += at;
      if (this.#restBytes < PACKET_BYTES) return;
      this.#restBytes = 0;
      this.#packet(this.#rest, 0);
    }
    while (at + PACKET_BYTES <= bytes.length) {
      if (bytes[at] === SYNC) {
        this.#packet(bytes, at);
        at += PACKET_BYTES;
      } else at = this.#searchSync(bytes, at);
    }
    if (at < bytes.length && bytes[at] !== SYNC) at = this.#searchSync(bytes, at);
    this.#restBytes = bytes.copy(this.#rest, 0, at);
  }

  /** Ends the segment: passes on the last unit of each stream. */
  end(): void {
    this.#restBytes = 0;
    this.#endUnits();
    const isLost = this.#isHeldOver || (this.#held.length > 0 && !this.#isMapped && this.#tables.video === null);
    this.#unmap();
    if (isLost) this.#onLoss();
  }

  #endUnits(): void {
    for (const assembly of [this.#video, this.#audio]) {
      this.#close(assembly);
      assembly.counter = -1;
    }
    this.#pictures?.from.end();
  }

  /** Another segment may have other tables. */
  #unmap(): void {
    this.#held = [];
    this.#isMapped = false;
    this.#isHeldOver = false;
  }

  /** Forgets a segment that did not arrive whole. */
  drop(): void {
    this.#restBytes = 0;
    for (const assembly of [this.#video, this.#audio]) {
      assembly.isOpen = false;
      assembly.counter = -1;
    }
    this.#pictures?.from.drop();
    this.#unmap();
  }

  /** Bytes that are no packet: looks for two packets in a row. The open units miss their end. */
  #searchSync(bytes: Buffer, from: number): number {
    this.#video.isDamaged = true;
    this.#audio.isDamaged = true;
    for (let at = bytes.indexOf(SYNC, from); at >= 0; at = bytes.indexOf(SYNC, at + 1)) {
      if ((bytes[at + PACKET_BYTES] ?? SYNC) === SYNC) return at;
    }
    return bytes.length;
  }

  #packet(bytes: Buffer, at: number): void {
    const pid = (((bytes[at + 1] ?? 0) & 0x1f) << 8) | (bytes[at + 2] ?? 0);
    const { mapPid, video, audio } = this.#tables;
    const assembly = pid === video?.pid ? this.#video : pid === audio?.pid ? this.#audio : null;
    if (assembly === null && pid !== PID_PAT && pid !== mapPid) return this.#hold(bytes, at, pid);
    const flags = bytes[at + 3] ?? 0;
    const hasField = (flags & 0x20) !== 0;
    const from = hasField ? at + 5 + (bytes[at + 4] ?? 0) : at + 4;
    const end = at + PACKET_BYTES;
    if ((flags & 0x10) === 0 || from >= end) return;
    const isStart = ((bytes[at + 1] ?? 0) & 0x40) !== 0;
    const field = hasField && (bytes[at + 4] ?? 0) > 0 ? (bytes[at + 5] ?? 0) : 0;
    if (assembly === null) {
      if (pid === PID_PAT) this.#takeProgram(bytes.subarray(from, end), isStart);
      else this.#takeMap(bytes.subarray(from, end), isStart);
      return;
    }
    const counter = flags & 0x0f;
    const known = assembly.counter;
    if (known >= 0 && (field & 0x80) === 0) {
      // A packet may come twice. Some writers do not count: their packets differ, and nothing says that one is lost.
      if (counter === known && assembly.endsWith(bytes, from, end)) return;
      if (counter !== known && counter !== ((known + 1) & 0x0f)) assembly.isDamaged = true;
    }
    assembly.counter = counter;
    if (((bytes[at + 1] ?? 0) & 0x80) !== 0) assembly.isDamaged = true;
    if (isStart) {
      this.#close(assembly);
      assembly.begin((field & 0x40) !== 0);
    } else if (!assembly.isOpen) return;
    if (assembly.push(bytes, from, end)) return;
    if (assembly !== this.#video || codecOf(video?.type) === null) {
      assembly.isOpen = false;
      return;
    }
    // A packet without a stated length may have any number of pictures.
    this.#close(assembly);
    assembly.begin(false, true);
    assembly.push(bytes, from, end);
  }

  /** Keeps a packet until the tables come: they may lie behind the first pictures. */
  #hold(bytes: Buffer, at: number, pid: number): void {
    if (this.#isMapped || this.#isHeldOver || pid === PID_NOTHING) return;
    this.#held.push(Buffer.from(bytes.subarray(at, at + PACKET_BYTES)));
    if (this.#held.length <= MAX_HELD_PACKETS) return;
    this.#held = [];
    // Streams that the tables of the segment before do not name are none of ours.
    this.#isHeldOver = this.#tables.video === null;
    this.#isMapped = !this.#isHeldOver;
  }

  #close(assembly: Assembly): void {
    if (!assembly.isOpen) return;
    assembly.isOpen = false;
    const unit = unitOf(assembly, assembly === this.#video);
    if (unit === null) return;
    const codec = unit.isVideo ? codecOf(this.#tables.video?.type) : null;
    if (codec === null) this.#onUnit(unit);
    else this.#assemblerOf(codec, this.#tables.video?.type ?? 0).take(unit);
  }

  #assemblerOf(codec: 'avc' | 'hevc', type: number): PictureAssembler {
    if (this.#pictures?.type !== type) {
      this.#pictures = { type, from: new PictureAssembler(codec, this.#onUnit) };
      this.#pictures.from.learn(this.#sets);
    }
    return this.#pictures.from;
  }

  #takeProgram(payload: Buffer, isStart: boolean): void {
    const body = sectionOf(payload, isStart, TABLE_PAT);
    for (let at = 0; body !== null && at + 4 <= body.length; at += 4) {
      if (body.readUInt16BE(at) === 0) continue; // the network's own table
      this.#tables = { ...this.#tables, mapPid: body.readUInt16BE(at + 2) & 0x1fff };
      return;
    }
  }

  #takeMap(payload: Buffer, isStart: boolean): void {
    const body = sectionOf(payload, isStart, TABLE_PMT);
    if (body === null || body.length < 4) return;
    const streams: TsStream[] = [];
    for (let at = 4 + (body.readUInt16BE(2) & 0x0fff); at + 5 <= body.length;) {
      streams.push({ type: body[at] ?? 0, pid: body.readUInt16BE(at + 1) & 0x1fff });
      at += 5 + (body.readUInt16BE(at + 3) & 0x0fff);
    }
    const video = streams.find(({ type }) => VIDEO_TYPES.has(type)) ?? null;
    const audio = streams.find(({ type }) => AUDIO_TYPES.has(type)) ?? null;
    const held = this.#held;
    this.#held = [];
    this.#isMapped = true;
    const { video: videoBefore, audio: audioBefore } = this.#tables;
    if (isSame(video, videoBefore) && isSame(audio, audioBefore)) return;
    // Ends the units of the earlier streams.
    this.#endUnits();
    this.#tables = { ...this.#tables, video, audio };
    for (const packet of held) this.#packet(packet, 0);
  }
}

const CODECS: ReadonlyMap<number, 'avc' | 'hevc'> = new Map([
  [TS_AVC, 'avc'],
  [TS_HEVC, 'hevc'],
]);
const codecOf = (type: number | undefined): 'avc' | 'hevc' | null => CODECS.get(type ?? 0) ?? null;

const isSame = (a: TsStream | null, b: TsStream | null): boolean => a?.pid === b?.pid && a?.type === b?.type;

/** Reads whole segments. */
export class TsReader {
  #units: TsUnit[] = [];
  readonly #demuxer = new TsDemuxer((unit) => {
    this.#units.push({ ...unit, data: Buffer.from(unit.data) });
    if (this.#units.length > MAX_SEGMENT_SAMPLES) throw overLimit('segment-samples', MAX_SEGMENT_SAMPLES);
  });

  get tracks(): TsTracks {
    return this.#demuxer.tracks;
  }

  /**
   * @param segment begins with a packet. @returns the units that it contains, in the order in which they end. @throws
   *   {AppError} `media.over-limit`.
   */
  read(segment: Buffer): TsUnit[] {
    this.#units = [];
    this.#demuxer.drop();
    this.#demuxer.push(segment);
    this.#demuxer.end();
    const units = this.#units;
    this.#units = [];
    return units;
  }
}

/** The body of a table between its eight bytes of head and its checksum. Tables longer than a packet are not read. */
function sectionOf(payload: Buffer, isStart: boolean, table: number): Buffer | null {
  if (!isStart) return null;
  const at = 1 + (payload[0] ?? 0);
  if (at + 8 > payload.length || payload[at] !== table) return null;
  const end = at + 3 + (payload.readUInt16BE(at + 1) & 0x0fff) - 4;
  return end > payload.length || end < at + 8 ? null : payload.subarray(at + 8, end);
}

function unitOf({ bytes, isContinued, isRandomAccess, isDamaged }: Assembly, isVideo: boolean): TsUnit | null {
  const rest = { isVideo, isRandomAccess, isEstimated: false, starts: null };
  if (isContinued) return { ...rest, pts: null, dts: null, isDamaged, data: bytes };
  if (bytes.length < 9 || bytes.readUIntBE(0, 3) !== 1) return null;
  const flags = (bytes[7] ?? 0) >> 6;
  const from = 9 + (bytes[8] ?? 0);
  // A packet lasts until the next one begins: of pictures the length may be 0, and some writers state less than they send.
  if (from > bytes.length) return null;
  const length = bytes.readUInt16BE(4);
  const pts = (flags & 2) === 0 || bytes.length < 14 ? null : timeAt(bytes, 9);
  const dts = flags === 3 && bytes.length >= 19 ? timeAt(bytes, 14) : pts;
  const isShort = length !== 0 && bytes.length < 6 + length;
  return { ...rest, pts, dts, isDamaged: isDamaged || isShort, data: bytes.subarray(from) };
}

const timeAt = (pes: Buffer, at: number): number =>
  (((pes[at] ?? 0) >> 1) & 7) * 2 ** 30 + (pes.readUInt16BE(at + 1) >> 1) * 2 ** 15 + (pes.readUInt16BE(at + 3) >> 1);
