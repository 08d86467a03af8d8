/**
 * A small MPEG transport stream writer (ISO/IEC 13818-1) for HLS segments. Segments are built independently of one
 * another and still join without a jump of the continuity counters: each elementary stream fills a multiple of
 * sixteen packets per segment, and the tables' counter follows from the segment's number.
 */
import type { Frame } from './camera.ts';
import type { Clip } from './clip.ts';
import { inAdts } from './sound.ts';
import type { SoundFrame, SoundKind } from './sound.ts';

const PACKET_BYTES = 188;
const PAYLOAD_BYTES = 184;
const COUNTER_PERIOD = 16;
const PID_PAT = 0;
const PID_PMT = 0x1000;
const PROGRAM = 1;
const CLOCK_HZ = 90_000;
const TIMESTAMP_PERIOD = 2 ** 33;
/** The program clock runs this far ahead of presentation, the decoder's buffering time. */
const PCR_LEAD_MS = 200;
const ACCESS_UNIT_DELIMITER = Buffer.from([0, 0, 0, 1, 9, 0xf0]);
const START_CODE = Buffer.from([0, 0, 0, 1]);

/** An elementary stream as the program map lists it. */
export interface ElementaryStream {
  readonly pid: number;
  /** 0x1b H.264, 0x24 H.265, 0x0f AAC in ADTS; of the private numbers of cameras 0x90 G.711 A-law, 0x91 G.711 mu-law. */
  readonly streamType: number;
  /** 0xe0 video, 0xc0 audio. */
  readonly streamId: number;
}

export const VIDEO_STREAM: ElementaryStream = { pid: 0x100, streamType: 0x1b, streamId: 0xe0 };

const SOUND_TYPES: Readonly<Record<SoundKind, number>> = { aac: 0x0f, alaw: 0x90, ulaw: 0x91 };

/** The sound of a segment. */
export interface SegmentSound {
  readonly kind: SoundKind;
  readonly frames: readonly SoundFrame[];
}

/** A coded picture or audio frame with its presentation time. */
export interface Unit {
  readonly ptsMs: number;
  readonly isKey: boolean;
  readonly data: Buffer;
}

/**
 * One segment.
 *
 * @param sequence the segment's number; neighbours in a playlist differ by one.
 * @param ptsOf presentation time of a frame in ms, 0 or more; decoding time is the same.
 * @param sound null for a camera that is mute.
 */
export function tsSegment(
  clip: Clip,
  frames: readonly Frame[],
  sequence: number,
  ptsOf: (frame: { readonly atMs: number }) => number,
  sound: SegmentSound | null = null,
): Buffer {
  const units = frames.map((frame) => ({ ptsMs: ptsOf(frame), isKey: frame.isKey, data: accessUnit(clip, frame) }));
  if (sound === null) return unitsSegment(VIDEO_STREAM, units, sequence);
  const voice: ElementaryStream = { pid: 0x101, streamType: SOUND_TYPES[sound.kind], streamId: 0xc0 };
  const spoken = sound.frames.map((frame) => ({
    ptsMs: ptsOf(frame),
    isKey: true,
    data: sound.kind === 'aac' ? inAdts(frame.data) : frame.data,
  }));
  return Buffer.concat([
    tablePacket(PID_PAT, patSection(), sequence),
    tablePacket(PID_PMT, pmtSection([VIDEO_STREAM, voice], VIDEO_STREAM.pid), sequence),
    ...elementaryPackets(VIDEO_STREAM, units, true),
    ...elementaryPackets(voice, spoken, false),
  ]);
}

/** One segment of a single video stream whose access units are ready. @param sequence as for `tsSegment`. */
export function unitsSegment(stream: ElementaryStream, units: readonly Unit[], sequence: number): Buffer {
  return Buffer.concat([
    tablePacket(PID_PAT, patSection(), sequence),
    tablePacket(PID_PMT, pmtSection([stream], stream.pid), sequence),
    ...elementaryPackets(stream, units, true),
  ]);
}

/** CRC-32/MPEG-2. */
export function crc32Mpeg(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

/** Annex B with delimiter, and parameter sets before key frames. */
function accessUnit(clip: Clip, frame: Frame): Buffer {
  const out: Buffer[] = [ACCESS_UNIT_DELIMITER];
  if (frame.isKey) out.push(START_CODE, clip.spsNal, START_CODE, clip.ppsNal);
  for (const part of frame.parts) {
    for (let offset = 0; offset < part.length;) {
      const length = part.readUInt32BE(offset);
      out.push(START_CODE, part.subarray(offset + 4, offset + 4 + length));
      offset += 4 + length;
    }
  }
  return Buffer.concat(out);
}

function elementaryPackets(stream: ElementaryStream, units: readonly Unit[], carriesPcr: boolean): Buffer[] {
  const packets: Buffer[] = [];
  const plans = units.map((unit) => ({ unit, pes: pesPacket(stream, unit) }));
  const least = plans.reduce((sum, { pes }) => sum + leastPackets(pes.length, carriesPcr), 0);
  const missing = (COUNTER_PERIOD - (least % COUNTER_PERIOD)) % COUNTER_PERIOD;
  plans.forEach(({ unit, pes }, i) => {
    const wanted = leastPackets(pes.length, carriesPcr) + (i === plans.length - 1 ? missing : 0);
    packets.push(...packetise(stream.pid, pes, wanted, packets.length, unit, carriesPcr));
  });
  return packets;
}

/** With a program clock the first packet's adaptation field takes eight bytes, else two. */
function firstFieldBytes(carriesPcr: boolean): number {
  return carriesPcr ? 8 : 2;
}

function leastPackets(pesBytes: number, carriesPcr: boolean): number {
  return Math.ceil((pesBytes + firstFieldBytes(carriesPcr)) / PAYLOAD_BYTES);
}

/** Spreads one PES packet over exactly `count` packets, stuffing them where there is room to spare. */
function packetise(
  pid: number,
  pes: Buffer,
  count: number,
  firstCounter: number,
  unit: Unit,
  carriesPcr: boolean,
): Buffer[] {
  const packets: Buffer[] = [];
  let offset = 0;
  for (let i = 0; i < count; i++) {
    const leastField = i === 0 ? firstFieldBytes(carriesPcr) : 0;
    const left = pes.length - offset;
    const packetsAfter = count - i - 1; // each of them must carry at least one byte
    const bytes = Math.min(PAYLOAD_BYTES - leastField, left - packetsAfter);
    const packet = Buffer.alloc(PACKET_BYTES, 0xff);
    const fieldBytes = PAYLOAD_BYTES - bytes;
    packet[0] = 0x47;
    packet.writeUInt16BE((i === 0 ? 0x4000 : 0) | pid, 1);
    packet[3] = (fieldBytes > 0 ? 0x30 : 0x10) | ((firstCounter + i) % COUNTER_PERIOD);
    if (fieldBytes > 0) packet[4] = fieldBytes - 1;
    if (fieldBytes > 1) packet[5] = i === 0 ? (unit.isKey ? 0x40 : 0) | (carriesPcr ? 0x10 : 0) : 0;
    if (i === 0 && carriesPcr) writePcr(packet, 6, unit.ptsMs - PCR_LEAD_MS);
    pes.copy(packet, 4 + fieldBytes, offset, offset + bytes);
    offset += bytes;
    packets.push(packet);
  }
  return packets;
}

function pesPacket(stream: ElementaryStream, unit: Unit): Buffer {
  const pts = ticks(unit.ptsMs);
  const head = Buffer.from([0, 0, 1, stream.streamId, 0, 0, 0x84, 0x80, 5, 0, 0, 0, 0, 0]);
  head[9] = 0x21 | (Math.floor(pts / 2 ** 29) & 0x0e);
  head.writeUInt16BE((Math.floor(pts / 2 ** 14) & 0xfffe) | 1, 10);
  head.writeUInt16BE(((pts % 2 ** 15) << 1) | 1, 12);
  // PES_packet_length 0 is unbounded, which only video may be.
  if (stream.streamId !== VIDEO_STREAM.streamId) head.writeUInt16BE(head.length - 6 + unit.data.length, 4);
  return Buffer.concat([head, unit.data]);
}

function writePcr(packet: Buffer, at: number, timeMs: number): void {
  const base = ticks(timeMs);
  packet.writeUInt32BE(Math.floor(base / 2), at);
  packet[at + 4] = ((base % 2) << 7) | 0x7e;
  packet[at + 5] = 0;
}

function ticks(timeMs: number): number {
  return Math.round((Math.max(0, timeMs) * CLOCK_HZ) / 1000) % TIMESTAMP_PERIOD;
}

function tablePacket(pid: number, section: Buffer, counter: number): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES, 0xff);
  packet[0] = 0x47;
  packet.writeUInt16BE(0x4000 | pid, 1);
  packet[3] = 0x10 | (counter % COUNTER_PERIOD);
  packet[4] = 0; // pointer_field
  section.copy(packet, 5);
  return packet;
}

function patSection(): Buffer {
  return section(0x00, 1, Buffer.from([0, PROGRAM, 0xe0 | (PID_PMT >> 8), PID_PMT & 0xff]));
}

function pmtSection(streams: readonly ElementaryStream[], pcrPid: number): Buffer {
  const body = [0xe0 | (pcrPid >> 8), pcrPid & 0xff, 0xf0, 0];
  for (const { streamType, pid } of streams) body.push(streamType, 0xe0 | (pid >> 8), pid & 0xff, 0xf0, 0);
  return section(0x02, PROGRAM, Buffer.from(body));
}

function section(tableId: number, id: number, body: Buffer): Buffer {
  const length = 5 + body.length + 4;
  const head = Buffer.from([tableId, 0xb0 | (length >> 8), length & 0xff, id >> 8, id & 0xff, 0xc1, 0, 0]);
  const unsigned = Buffer.concat([head, body]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32Mpeg(unsigned), 0);
  return Buffer.concat([unsigned, crc]);
}
