/**
 * Puts the program of a transport stream ahead of the network's own table in its program association (ISO/IEC 13818-1,
 * 2.4.4.3). The table may list both in any order, but players in the page take the first entry for the program.
 */
const PACKET_BYTES = 188;
const SYNC = 0x47;
const TABLE_PAT = 0;
/** Table head, ahead of the entries. */
const HEAD_BYTES = 8;
const ENTRY_BYTES = 4;
const CRC_BYTES = 4;
const POLYNOMIAL = 0x04c11db7;

export class ProgramOrder {
  /** The begin of a packet whose end has not come yet. */
  #rest: Buffer = Buffer.alloc(0);
  /** The bytes are no packets, or not any more: they are passed on as they are. */
  #isOver = false;

  /** Takes the next bytes of a segment, from its first on. @returns bytes to send on; they may be those of `chunk`. */
  push(chunk: Buffer): Buffer {
    if (this.#isOver) return chunk;
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    let at = 0;
    for (; at < bytes.length; at += PACKET_BYTES) {
      if (bytes[at] !== SYNC) {
        this.#isOver = true;
        return bytes;
      }
      if (at + PACKET_BYTES > bytes.length) break;
      if ((bytes.readUInt16BE(at + 1) & 0x5fff) === 0x4000) orderPrograms(bytes.subarray(at, at + PACKET_BYTES));
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
    return bytes.subarray(0, Math.min(at, bytes.length));
  }

  /** The segment is whole. @returns what is left of it. */
  end(): Buffer {
    return this.#rest;
  }
}

/** @param packet that begins a table; changed in place where it is a whole program association with the network first. */
function orderPrograms(packet: Buffer): void {
  const flags = packet[3] ?? 0;
  if ((flags & 0xd0) !== 0x10) return; // scrambled, or without bytes of a table
  const payload = (flags & 0x20) === 0 ? 4 : 5 + (packet[4] ?? 0);
  const from = payload + 1 + (packet[payload] ?? 0);
  if (from + HEAD_BYTES > PACKET_BYTES || packet[from] !== TABLE_PAT) return;
  const end = from + 3 + (packet.readUInt16BE(from + 1) & 0x0fff);
  const entriesAt = from + HEAD_BYTES;
  if (end > PACKET_BYTES || end < entriesAt + 2 * ENTRY_BYTES + CRC_BYTES) return;
  // The checksum over a section with its checksum is 0: encrypted bytes that look like a table are not touched.
  if (crc32(packet.subarray(from, end)) !== 0) return;
  const entries: Buffer[] = [];
  for (let at = entriesAt; at + ENTRY_BYTES <= end - CRC_BYTES; at += ENTRY_BYTES) {
    entries.push(Buffer.from(packet.subarray(at, at + ENTRY_BYTES)));
  }
  const isProgram = (entry: Buffer): boolean => entry.readUInt16BE(0) !== 0;
  const first = entries[0];
  if (first === undefined || isProgram(first) || !entries.some(isProgram)) return;
  const ordered = [...entries.filter(isProgram), ...entries.filter((entry) => !isProgram(entry))];
  Buffer.concat(ordered).copy(packet, entriesAt);
  packet.writeUInt32BE(crc32(packet.subarray(from, end - CRC_BYTES)), end - CRC_BYTES);
}

/** Annex A of ISO/IEC 13818-1. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80000000) === 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
  }
  return crc >>> 0;
}
