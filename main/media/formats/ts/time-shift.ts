/**
 * Moves the times of a transport stream: its presentation and decoding times, and its program clock (ISO/IEC 13818-1,
 * 2.4.3.5 and 2.4.3.7). The stream keeps its length.
 */

const PACKET_BYTES = 188;
const SYNC = 0x47;
/** Times have 33 bits. */
const ROUND = 2 ** 33;
const CLOCK_BYTES = 6;
const TIME_BYTES = 5;
/** Of the head of a PES packet, ahead of its times. */
const PES_HEAD_BYTES = 9;
/** Limit of packets that wait for the time of the first picture; beyond it the first sound counts. */
const MAX_HELD_PACKETS = 2_048;

/** The distance between two times in ticks of 90 kHz, the shorter way round. */
export function ticksBetween(from: number, to: number): number {
  const ahead = (((to - from) % ROUND) + ROUND) % ROUND;
  return ahead < ROUND / 2 ? ahead : ahead - ROUND;
}

export class TimeShift {
  readonly #shiftOf: (firstTicks: number) => number;
  #rest: Buffer = Buffer.alloc(0);
  /** Packets ahead of the first time of a picture. */
  #held: Buffer[] = [];
  /** Null until the first time is known. */
  #shift: number | null = null;
  #soundTicks: number | null = null;
  /** The bytes are no packets, or not any more: they are passed on as they are. */
  #isOver = false;

  /** @param shiftOf gives the shift, in ticks of 90 kHz, from the first decoding time of the stream; 0 leaves all as it is. */
  constructor(shiftOf: (firstTicks: number) => number) {
    this.#shiftOf = shiftOf;
  }

  /** Takes the next bytes of a segment, from its first on. @returns bytes to send on; they may be those of `chunk`. */
  push(chunk: Buffer): Buffer {
    if (this.#isOver || this.#shift === 0) return chunk;
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    const out: Buffer[] = [];
    let at = 0;
    while (at < bytes.length && !this.#isOver) {
      if (bytes[at] !== SYNC) {
        this.#isOver = true;
        out.push(...this.#held.splice(0));
      } else if (at + PACKET_BYTES > bytes.length) break;
      else {
        this.#take(bytes.subarray(at, at + PACKET_BYTES), out);
        at += PACKET_BYTES;
      }
    }
    const left = bytes.subarray(at);
    if (this.#isOver || this.#shift === 0) out.push(left);
    else this.#rest = Buffer.from(left);
    return Buffer.concat(out);
  }

  /** The segment is whole. @returns what is left of it. */
  end(): Buffer {
    const out: Buffer[] = [];
    if (this.#shift === null && !this.#isOver) this.#decide(this.#soundTicks, out);
    return Buffer.concat([...out, this.#rest]);
  }

  #take(packet: Buffer, out: Buffer[]): void {
    if (this.#shift !== null) {
      out.push(shifted(packet, this.#shift));
      return;
    }
    this.#held.push(packet);
    const time = timeIn(packet);
    if (time !== null && !time.isVideo) this.#soundTicks ??= time.ticks;
    const isLate = this.#held.length >= MAX_HELD_PACKETS;
    if (time?.isVideo === true || isLate) this.#decide(time?.isVideo === true ? time.ticks : this.#soundTicks, out);
  }

  #decide(firstTicks: number | null, out: Buffer[]): void {
    this.#shift = firstTicks === null ? 0 : this.#shiftOf(firstTicks);
    for (const packet of this.#held.splice(0)) out.push(shifted(packet, this.#shift));
  }
}

/** Where the bytes of a packet begin that are no adaptation field; null without any, or scrambled. */
function payloadOf(packet: Buffer): number | null {
  const flags = packet[3] ?? 0;
  if ((flags & 0xd0) !== 0x10) return null;
  const at = (flags & 0x20) === 0 ? 4 : 5 + (packet[4] ?? 0);
  return at < PACKET_BYTES ? at : null;
}

interface PesTimes {
  readonly isVideo: boolean;
  readonly ptsAt: number;
  readonly dtsAt: number | null;
}

/** The places of the times in a packet that begins a picture or a sound; null in others. */
function timesIn(packet: Buffer): PesTimes | null {
  const at = ((packet[1] ?? 0) & 0x40) === 0 ? null : payloadOf(packet);
  if (at === null || at + PES_HEAD_BYTES + TIME_BYTES > PACKET_BYTES || packet.readUIntBE(at, 3) !== 1) return null;
  const id = packet[at + 3] ?? 0;
  const isVideo = (id & 0xf0) === 0xe0 || id === 0xfd;
  const isSound = (id & 0xe0) === 0xc0 || id === 0xbd;
  const flags = (packet[at + 7] ?? 0) >> 6;
  if ((!isVideo && !isSound) || flags < 2) return null;
  const ptsAt = at + PES_HEAD_BYTES;
  const hasDts = flags === 3 && ptsAt + 2 * TIME_BYTES <= PACKET_BYTES;
  return { isVideo, ptsAt, dtsAt: hasDts ? ptsAt + TIME_BYTES : null };
}

function timeIn(packet: Buffer): { readonly isVideo: boolean; readonly ticks: number } | null {
  const times = timesIn(packet);
  return times === null ? null : { isVideo: times.isVideo, ticks: readTicks(packet, times.dtsAt ?? times.ptsAt) };
}

/** A copy where something changes: others may hold the bytes as they came. */
function shifted(original: Buffer, shift: number): Buffer {
  if (shift === 0) return original;
  const packet = Buffer.from(original);
  const times = timesIn(packet);
  if (times !== null) {
    writeTicks(packet, times.ptsAt, readTicks(packet, times.ptsAt) + shift);
    if (times.dtsAt !== null) writeTicks(packet, times.dtsAt, readTicks(packet, times.dtsAt) + shift);
  }
  const fieldBytes = ((packet[3] ?? 0) & 0x20) === 0 ? 0 : (packet[4] ?? 0);
  const flags = fieldBytes === 0 ? 0 : (packet[5] ?? 0);
  if ((flags & 0x10) !== 0 && fieldBytes >= 1 + CLOCK_BYTES) shiftClock(packet, 6, shift);
  // The original clock stands behind the clock.
  const originalAt = (flags & 0x10) === 0 ? 6 : 6 + CLOCK_BYTES;
  if ((flags & 0x08) !== 0 && fieldBytes >= originalAt - 5 + CLOCK_BYTES) shiftClock(packet, originalAt, shift);
  return packet;
}

const inRound = (ticks: number): number => ((ticks % ROUND) + ROUND) % ROUND;

function readTicks(bytes: Buffer, at: number): number {
  const high = ((bytes[at] ?? 0) >> 1) & 0x07;
  return high * 2 ** 30 + (bytes.readUInt16BE(at + 1) >> 1) * 2 ** 15 + (bytes.readUInt16BE(at + 3) >> 1);
}

/** The bits around a time stay. */
function writeTicks(bytes: Buffer, at: number, ticks: number): void {
  const wrapped = inRound(ticks);
  bytes[at] = ((bytes[at] ?? 0) & 0xf0) | (Math.floor(wrapped / 2 ** 30) << 1) | 1;
  bytes.writeUInt16BE(((Math.floor(wrapped / 2 ** 15) % 2 ** 15) << 1) | 1, at + 1);
  bytes.writeUInt16BE(((wrapped % 2 ** 15) << 1) | 1, at + 3);
}

/** A clock has 33 bits of 90 kHz, and 15 bits that stay. */
function shiftClock(bytes: Buffer, at: number, shift: number): void {
  const low = bytes[at + 4] ?? 0;
  const ticks = inRound(bytes.readUInt32BE(at) * 2 + (low >> 7) + shift);
  bytes.writeUInt32BE(Math.floor(ticks / 2), at);
  bytes[at + 4] = (low & 0x7f) | ((ticks % 2) << 7);
}
