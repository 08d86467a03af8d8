/** FLV files for tests, tag by tag. The pictures are no pictures: what reads the files does not decode. */

/** A configuration of H.264 with a parameter set of 640x360. */
export const AVC_RECORD = Uint8Array.from([
  ...[1, 0x42, 0xc0, 0x1e, 0xff, 0xe1, 0, 10, 0x67, 0x42, 0xc0, 0x1e, 0xda, 0x02, 0x80, 0xbf, 0xe5, 0x40],
  ...[1, 0, 4, 0x68, 0xce, 0x3c, 0x80],
]);

export interface TestTag {
  readonly type: number;
  readonly timeMs: number;
  readonly body: Uint8Array;
}

const u24 = (value: number): readonly number[] => [(value >> 16) & 255, (value >> 8) & 255, value & 255];

const videoTag = (timeMs: number, ...body: readonly (readonly number[])[]): TestTag => ({
  type: 9,
  timeMs,
  body: Uint8Array.from(body.flat()),
});

export const record = (bytes: Uint8Array = AVC_RECORD, timeMs = 0): TestTag =>
  videoTag(timeMs, [0x17, 0, 0, 0, 0], [...bytes]);

/** @param bytes of the coded picture. */
export const picture = (timeMs: number, { isKey = false, laterMs = 0, bytes = 20 } = {}): TestTag =>
  videoTag(
    timeMs,
    [isKey ? 0x17 : 0x27, 1, ...u24(laterMs)],
    Array.from({ length: bytes }, (_, i) => i & 255),
  );

export const sound = (timeMs: number, bytes = 12): TestTag => ({
  type: 8,
  timeMs,
  body: new Uint8Array(bytes).fill(0xaf),
});

export function flvFile(tags: readonly TestTag[]): Blob {
  const parts = [Uint8Array.from([0x46, 0x4c, 0x56, 1, 5, 0, 0, 0, 9, 0, 0, 0, 0])];
  for (const { type, timeMs, body } of tags) {
    const time = timeMs % 2 ** 32;
    const head = [type, ...u24(body.length), ...u24(time), Math.floor(time / 2 ** 24), 0, 0, 0];
    const tail = new Uint8Array(4);
    new DataView(tail.buffer).setUint32(0, body.length + 11);
    parts.push(Uint8Array.from([...head, ...body, ...tail]));
  }
  return new Blob(parts);
}
