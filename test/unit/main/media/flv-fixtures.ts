/** Small FLV streams built byte by byte for the gateway's unit tests. */

export function tag(type: number, ms: number, body: readonly number[] | Buffer): Buffer {
  const size = body.length;
  const out = Buffer.alloc(11 + size + 4);
  out[0] = type;
  out.writeUIntBE(size, 1, 3);
  out.writeUIntBE(ms & 0xffffff, 4, 3);
  out[7] = Math.floor(ms / 2 ** 24) & 0xff;
  Buffer.from(body).copy(out, 11);
  out.writeUInt32BE(11 + size, 11 + size);
  return out;
}

export const fileHeader = (flags = 1): Buffer => Buffer.from([0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0]);
/** An AVC sequence header of profile 0x64, level `level`. */
export const avcHeader = (ms = 0, level = 0x1f): Buffer => tag(9, ms, [0x17, 0, 0, 0, 0, 1, 0x64, 0, level, 0xff]);
export const keyFrame = (ms: number, mark = 0, size = 20): Buffer => picture(0x17, ms, mark, size);
export const interFrame = (ms: number, mark = 0, size = 12): Buffer => picture(0x27, ms, mark, size);
export const aacHeader = (): Buffer => tag(8, 0, [0xaf, 0, 0x12, 0x10]);
export const aacFrame = (ms: number): Buffer => tag(8, ms, [0xaf, 1, 1, 2, 3, 4]);

function picture(first: number, ms: number, mark: number, size: number): Buffer {
  const body = Buffer.alloc(size, mark);
  body.set([first, 1, 0, 0, 0]);
  return tag(9, ms, body);
}

export function metadata(pairs: Readonly<Record<string, boolean>>): Buffer {
  const name = (text: string): Buffer => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)]);
  const fields = Object.entries(pairs).map(([key, value]) =>
    Buffer.concat([name(key), Buffer.from([1, value ? 1 : 0])]),
  );
  const body = [Buffer.from([2]), name('onMetaData'), Buffer.from([8, 0, 0, 0, fields.length]), ...fields];
  return tag(18, 0, Buffer.concat([...body, Buffer.from([0, 0, 9])]));
}

export interface ReadTag {
  readonly type: number;
  readonly ms: number;
  readonly body: Buffer;
}

/** Reads a whole FLV file with other code than the gateway's. */
export function readFile(bytes: Buffer): { readonly flags: number; readonly tags: readonly ReadTag[] } {
  const tags: ReadTag[] = [];
  for (let at = 13; at < bytes.length;) {
    const size = bytes.readUIntBE(at + 1, 3);
    const ms = bytes.readUIntBE(at + 4, 3) + (bytes[at + 7] ?? 0) * 2 ** 24;
    tags.push({ type: bytes[at] ?? 0, ms, body: bytes.subarray(at + 11, at + 11 + size) });
    if (bytes.readUInt32BE(at + 11 + size) !== 11 + size) throw new Error('tag size');
    at += size + 15;
  }
  return { flags: bytes[4] ?? 0, tags };
}
