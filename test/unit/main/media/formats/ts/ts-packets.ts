/** Writes transport streams as odd writers do: packets of one video stream with any bytes, times and stated lengths. */

export interface Pes {
  /** Of 90 kHz; null for a packet without a time. */
  readonly ticks: number | null;
  readonly data: Buffer;
  /** The length in the head of the packet; 0, not stated, by default. */
  readonly statedBytes?: number;
}

const MAP_PID = 0x1000;
const VIDEO_PID = 0x100;

function timeOf(ticks: number): Buffer {
  const time = Buffer.alloc(5);
  time[0] = 0x21 | (Math.floor(ticks / 2 ** 30) << 1);
  time.writeUInt16BE((((Math.floor(ticks / 2 ** 15) & 0x7fff) << 1) | 1) & 0xffff, 1);
  time.writeUInt16BE((((ticks % 2 ** 15) << 1) | 1) & 0xffff, 3);
  return time;
}

function packets(pid: number, payload: Buffer, counter: { value: number }): Buffer {
  const all: Buffer[] = [];
  for (let at = 0; at < payload.length;) {
    const size = Math.min(184, payload.length - at);
    const stuffing = 184 - size;
    const isFilled = stuffing === 0;
    const head = [0x47, (at === 0 ? 0x40 : 0) | (pid >> 8), pid & 0xff, (isFilled ? 0x10 : 0x30) | counter.value];
    const field = Buffer.alloc(stuffing, 0xff);
    if (stuffing > 0) field[0] = stuffing - 1;
    if (stuffing > 1) field[1] = 0;
    all.push(Buffer.from(head), field, payload.subarray(at, at + size));
    counter.value = (counter.value + 1) & 0x0f;
    at += size;
  }
  return Buffer.concat(all);
}

/** The packets of a video stream, without tables. */
export function packetsOf(all: readonly Pes[]): Buffer {
  const counter = { value: 0 };
  return Buffer.concat(
    all.map(({ ticks, data, statedBytes = 0 }) => {
      const time = ticks === null ? Buffer.alloc(0) : timeOf(ticks);
      const head = Buffer.from([0, 0, 1, 0xe0, statedBytes >> 8, statedBytes & 0xff, 0x80, ticks === null ? 0 : 0x80]);
      const payload = Buffer.concat([head, Buffer.from([time.length]), time, data]);
      return packets(VIDEO_PID, payload, counter);
    }),
  );
}

function section(table: number, body: readonly number[]): Buffer {
  const length = 5 + body.length + 4;
  const bytes = [0, table, 0xb0, length, 0, 1, 0xc1, 0, 0, ...body, 0, 0, 0, 0];
  return Buffer.concat([Buffer.from(bytes), Buffer.alloc(184 - bytes.length, 0xff)]);
}

/** Program association and program map of one video stream. @param streamType as in the program map. */
export function tablesOf(streamType: number): Buffer {
  const pat = section(0, [0, 1, 0xe0 | (MAP_PID >> 8), MAP_PID & 0xff]);
  const video = [streamType, 0xe0 | (VIDEO_PID >> 8), VIDEO_PID & 0xff, 0xf0, 0];
  const pmt = section(2, [0xe0 | (VIDEO_PID >> 8), VIDEO_PID & 0xff, 0xf0, 0, ...video]);
  return Buffer.concat([packets(0, pat, { value: 0 }), packets(MAP_PID, pmt, { value: 0 })]);
}
