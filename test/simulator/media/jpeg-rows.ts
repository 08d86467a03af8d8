/**
 * Appends rows of grey samples to a JPEG without decoding it, so that a snapshot carries its caption. The pictures are
 * made with one restart interval for each row of blocks (ISO/IEC 10918-1, E.1.4): a row that is added needs nothing of
 * those before it but the next restart marker and the file's own tables.
 */
const MARKER = { sof0: 0xc0, dht: 0xc4, rst0: 0xd0, eoi: 0xd9, sos: 0xda, dqt: 0xdb, dri: 0xdd } as const;
const BLOCK = 8;
const MCU = 16;
const END_OF_BLOCK = 0x00;
const ZERO_RUN = 0xf0;
const LUMA = 0;
const CHROMA = 1;

/** Order of a block's coefficients in the file (figure A.6). */
const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
] as const; // prettier-ignore

/** `COSINE[u * 8 + x]` of the forward transform, scaled so that it is orthonormal. */
const COSINE = Float64Array.from({ length: BLOCK * BLOCK }, (_, i) => {
  const [u, x] = [Math.floor(i / BLOCK), i % BLOCK];
  return Math.cos(((2 * x + 1) * u * Math.PI) / (2 * BLOCK)) * (u === 0 ? Math.sqrt(1 / BLOCK) : 1 / 2);
});

interface Code {
  readonly bits: number;
  readonly length: number;
}
type HuffmanTable = ReadonlyMap<number, Code>;

interface Head {
  readonly width: number;
  readonly height: number;
  /** Where the height stands in the file. */
  readonly heightAt: number;
  /** In the file's order. */
  readonly steps: Buffer;
  readonly dc: readonly HuffmanTable[];
  readonly ac: readonly HuffmanTable[];
}

/**
 * @param jpeg baseline, 4:2:0, one quantisation table, whole rows of blocks, a restart interval for each row.
 * @param luma samples below the picture, `jpeg`'s width by a multiple of 16, 16 to 235.
 * @param height of the answer in pixels; below the last sample's row is cut off.
 * @throws {Error} when the file is made otherwise.
 */
export function withRows(jpeg: Buffer, luma: Buffer, height: number): Buffer {
  const head = readHead(jpeg);
  const rows = luma.length / head.width / MCU;
  const rowsBefore = head.height / MCU;
  if (!Number.isInteger(rows) || !Number.isInteger(rowsBefore)) throw new Error('rows of 16 samples are expected');
  const body = Buffer.from(jpeg.subarray(0, jpeg.lastIndexOf(Buffer.from([0xff, MARKER.eoi]))));
  body.writeUInt16BE(height, head.heightAt);
  const added: Buffer[] = [];
  for (let row = 0; row < rows; row += 1) {
    added.push(Buffer.from([0xff, MARKER.rst0 + ((rowsBefore - 1 + row) % 8)]), rowOf(head, luma, row));
  }
  return Buffer.concat([body, ...added, Buffer.from([0xff, MARKER.eoi])]);
}

function readHead(jpeg: Buffer): Head {
  const dc: HuffmanTable[] = [];
  const ac: HuffmanTable[] = [];
  let frame = { width: 0, height: 0, heightAt: 0 };
  let steps: Buffer = Buffer.alloc(0);
  let interval = 0;
  for (let at = 2; jpeg[at + 1] !== MARKER.sos; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const from = at + 4;
    const data = jpeg.subarray(from, at + 2 + jpeg.readUInt16BE(at + 2));
    switch (jpeg[at + 1]) {
      case MARKER.sof0:
        frame = { width: data.readUInt16BE(3), height: data.readUInt16BE(1), heightAt: from + 1 };
        break;
      case MARKER.dqt:
        steps = data.subarray(1, 65);
        break;
      case MARKER.dri:
        interval = data.readUInt16BE(0);
        break;
      case MARKER.dht:
        readTables(data, dc, ac);
        break;
      default: // comments and the like
        break;
    }
  }
  if (interval === 0 || interval * MCU !== frame.width) throw new Error('a restart interval for each row is expected');
  return { ...frame, steps, dc, ac };
}

function readTables(data: Buffer, dc: HuffmanTable[], ac: HuffmanTable[]): void {
  for (let at = 0; at < data.length;) {
    const name = data[at] ?? 0;
    const table = new Map<number, Code>();
    let symbolAt = at + 17;
    let bits = 0;
    for (let length = 1; length <= 16; length += 1, bits *= 2) {
      for (let left = data[at + length] ?? 0; left > 0; left -= 1) {
        table.set(data[symbolAt] ?? 0, { bits, length });
        symbolAt += 1;
        bits += 1;
      }
    }
    (name < 16 ? dc : ac)[name % 16] = table;
    at = symbolAt;
  }
}

function rowOf(head: Head, luma: Buffer, row: number): Buffer {
  const out = new ScanWriter();
  let before = 0;
  for (let left = 0; left < head.width; left += MCU) {
    for (const [x, y] of [[0, 0], [BLOCK, 0], [0, BLOCK], [BLOCK, BLOCK]] as const) {
      const coefficients = transform(head, luma, left + x, row * MCU + y);
      writeBlock(out, head, LUMA, coefficients, before);
      before = coefficients[0] ?? 0;
    }
    for (let plane = 0; plane < 2; plane += 1) writeBlock(out, head, CHROMA, FLAT, 0);
  } // prettier-ignore
  return out.end();
}

const FLAT = new Int32Array(1);

/** Quantised coefficients in the file's order, without the zeros at the end. */
function transform(head: Head, luma: Buffer, left: number, top: number): Int32Array {
  const samples = new Float64Array(BLOCK * BLOCK);
  let isFlat = true;
  for (let i = 0; i < samples.length; i += 1) {
    const sample = luma[(top + (i >> 3)) * head.width + left + (i & 7)] ?? 0;
    samples[i] = ((sample - 16) * 255) / 219 - 128; // JPEG uses the full range, video does not
    if (samples[i] !== samples[0]) isFlat = false;
  }
  if (isFlat) return Int32Array.of(Math.round(((samples[0] ?? 0) * BLOCK) / (head.steps[0] ?? 1)));
  const columns = product(samples);
  const turned = product(columns);
  const quantised = Int32Array.from(ZIGZAG, (at, i) => Math.round((turned[at] ?? 0) / (head.steps[i] ?? 1)));
  return quantised.subarray(0, Math.max(1, quantised.findLastIndex((one) => one !== 0) + 1));
}

/** Transforms the rows and turns the block on its side: twice is the whole transform. */
function product(block: Float64Array): Float64Array {
  const out = new Float64Array(BLOCK * BLOCK);
  for (let row = 0; row < BLOCK; row += 1) {
    for (let u = 0; u < BLOCK; u += 1) {
      let sum = 0;
      for (let x = 0; x < BLOCK; x += 1) sum += (block[row * BLOCK + x] ?? 0) * (COSINE[u * BLOCK + x] ?? 0);
      out[u * BLOCK + row] = sum;
    }
  }
  return out;
}

function writeBlock(out: ScanWriter, head: Head, table: number, values: Int32Array, before: number): void {
  const [dc, ac] = [head.dc[table], head.ac[table]];
  if (dc === undefined || ac === undefined) throw new Error('the file lacks a Huffman table');
  const change = (values[0] ?? 0) - before;
  out.code(dc, sizeOf(change));
  out.value(change);
  let zeros = 0;
  for (let i = 1; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) out.code(ac, ZERO_RUN);
    out.code(ac, zeros * 16 + sizeOf(value));
    out.value(value);
    zeros = 0;
  }
  if (values.length < BLOCK * BLOCK) out.code(ac, END_OF_BLOCK);
}

/** Bits that a coefficient takes (table F.1). */
const sizeOf = (value: number): number => (value === 0 ? 0 : 32 - Math.clz32(Math.abs(value)));

/** Bits of a scan, with a zero after each byte that could begin a marker. */
class ScanWriter {
  readonly #bytes: number[] = [];
  #pending = 0;
  #count = 0;

  code(table: HuffmanTable, symbol: number): void {
    const code = table.get(symbol);
    if (code === undefined) throw new Error(`the file's Huffman table lacks symbol ${String(symbol)}`);
    this.#put(code.bits, code.length);
  }

  /** A coefficient after its size; negative ones in ones' complement (F.1.2.1). */
  value(value: number): void {
    const size = sizeOf(value);
    this.#put(value < 0 ? value + 2 ** size - 1 : value, size);
  }

  end(): Buffer {
    while (this.#count > 0) this.#put(1, 1);
    return Buffer.from(this.#bytes);
  }

  #put(bits: number, length: number): void {
    for (let i = length - 1; i >= 0; i -= 1) {
      this.#pending = (this.#pending << 1) | ((bits >> i) & 1);
      this.#count += 1;
      if (this.#count < 8) continue;
      this.#bytes.push(this.#pending);
      if (this.#pending === 0xff) this.#bytes.push(0);
      this.#pending = 0;
      this.#count = 0;
    }
  }
}
