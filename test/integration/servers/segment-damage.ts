/** Damage to segments of a transport stream: the same bytes on every run. */

type Segment = Buffer<ArrayBuffer>;

const PACKET_BYTES = 188;
const SYNC_BYTE = 0x47;
const TABLE_PIDS = [0, 0x1000];

/** Overwrites every `step`-th byte from the byte `from`, with values that depend on their places alone. */
function overwrite(body: Segment, from: number, step: number): Segment {
  for (let i = from; i < body.length; i += step) body[i] = i & 0xff;
  return body;
}

function eachPacket(body: Segment, visit: (packet: Buffer, pid: number, isStart: boolean) => void): Segment {
  for (let at = 0; at + PACKET_BYTES <= body.length; at += PACKET_BYTES) {
    const packet = body.subarray(at, at + PACKET_BYTES);
    if (packet[0] !== SYNC_BYTE) continue;
    visit(packet, packet.readUInt16BE(1) & 0x1fff, ((packet[1] ?? 0) & 0x40) !== 0);
  }
  return body;
}

/** Where the payload of a packet begins, behind its adaptation field. */
const payloadAt = (packet: Buffer): number => (((packet[3] ?? 0) & 0x20) === 0 ? 4 : 5 + (packet[4] ?? 0));

/** Bytes that look random: a linear congruential generator with a fixed seed. */
function noise(body: Segment): Segment {
  let state = 20_261_125;
  for (let i = 0; i < body.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    body[i] = state >>> 24;
  }
  return body;
}

/** Each takes a segment and returns the damaged segment; the given bytes may be changed. */
export const DAMAGES = {
  packets: (body) => overwrite(body, 3 * PACKET_BYTES, 7),
  headers: (body) => overwrite(body, 0, 13),
  'PES headers': (body) =>
    eachPacket(body, (packet, pid, isStart) => {
      if (isStart && !TABLE_PIDS.includes(pid)) packet.fill(0, payloadAt(packet), payloadAt(packet) + 14);
    }),
  tables: (body) =>
    eachPacket(body, (packet, pid) => {
      if (TABLE_PIDS.includes(pid)) packet.fill(0xff, payloadAt(packet));
    }),
  zeros: (body) => body.fill(0),
  noise,
  /** Ends within the key picture. */
  'missing ends': (body) => body.subarray(0, 5 * PACKET_BYTES + 17),
} satisfies Record<string, (body: Segment) => Segment>;

export type DamageKind = keyof typeof DAMAGES;
export const DAMAGE_KINDS = Object.keys(DAMAGES) as readonly DamageKind[];
