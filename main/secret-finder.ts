/**
 * Finds secrets in text that may be encoded: as it is, URL-encoded (also twice), JSON-escaped, in base64 or base64url
 * (also inside a longer base64 text), and cut at either end. Takes time in proportion to the length of the text.
 *
 * The text is decoded, not the secrets encoded: there are many ways to write one secret, but one result of decoding.
 */

/** A place in the text; `to` is behind the last character. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Shorter texts would be found by chance. */
const MIN_SECRET_CHARS = 4;
/** Of a secret at least this long a part is found too. */
const MIN_CUT_CHARS = 12;
/** How much of a long secret counts as the secret. */
const CUT_SHARE = 0.75;
/** Encodings inside each other that are taken apart: an URL in JSON in an URL. */
const MAX_DECODINGS = 3;
/** Longer than the usual ways to write one byte of a secret, such as `%2525XX` or `\\u00XX`. */
const MAX_CHARS_PER_BYTE = 12;
/** Tokens are long; the beginning of an anchor is enough to look for. */
const MAX_SOURCE_CHARS = 64;

/** A pattern to search for, as bytes. Every run of `minRun` bytes of `bytes` contains the anchor. */
interface Pattern {
  readonly bytes: string;
  readonly anchor: string;
  readonly anchorAt: number;
  readonly minRun: number;
  readonly isBase64: boolean;
}

/** A text as bytes, one in each character. `starts` and `ends` say where each byte stands in the original text. */
interface Layer {
  readonly bytes: string;
  readonly starts: Uint32Array | null;
  readonly ends: Uint32Array | null;
}

export class SecretFinder {
  readonly #patterns: readonly Pattern[];
  /** Matches where any anchor stands; most texts hold none. */
  readonly #anchors: RegExp | null;
  /** An upper bound of the length of a secret in the text, whatever its encoding. */
  readonly longestForm: number;

  constructor(secrets: Iterable<string>) {
    const known = [...new Set(secrets)].filter((secret) => secret.length >= MIN_SECRET_CHARS);
    const forms = new Set(known.flatMap((secret) => [secret, secret.replaceAll(' ', '+')]).map(toBytes));
    this.#patterns = [...forms].flatMap((bytes) => [
      patternOf(bytes, false),
      ...base64Cores(bytes).map((core) => patternOf(core, true)),
    ]);
    this.longestForm = Math.max(0, ...[...forms].map((bytes) => bytes.length * MAX_CHARS_PER_BYTE));
    const anchors = [...new Set(this.#patterns.map(anchorSource))];
    this.#anchors = anchors.length === 0 ? null : new RegExp(anchors.join('|'));
  }

  /** Where secrets stand in the text, in order and apart from each other. */
  spansIn(text: string): readonly Span[] {
    if (this.#anchors === null || text.length < MIN_SECRET_CHARS) return [];
    const found: Span[] = [];
    this.#search(layerOf(text), MAX_DECODINGS, found);
    return merged(found);
  }

  #search(layer: Layer, decodings: number, found: Span[]): void {
    if (this.#anchors?.test(layer.bytes)) this.#match(layer, found);
    if (decodings === 0) return;
    for (const decode of [withoutPercents, withoutEscapes]) {
      const decoded = decode(layer);
      if (decoded) this.#search(decoded, decodings - 1, found);
    }
  }

  #match(layer: Layer, found: Span[]): void {
    const { bytes } = layer;
    const standard = /[-_]/.test(bytes) ? bytes.replaceAll('-', '+').replaceAll('_', '/') : bytes;
    for (const pattern of this.#patterns) {
      const text = pattern.isBase64 ? standard : bytes;
      for (let at = text.indexOf(pattern.anchor); at >= 0; at = text.indexOf(pattern.anchor, at + 1)) {
        const [from, to] = runAround(text, at, pattern);
        if (to - from < pattern.minRun) continue;
        const [first, behind] = pattern.isBase64 ? withEdges(text, from, to) : [from, to];
        found.push({ from: layer.starts?.[first] ?? first, to: layer.ends?.[behind - 1] ?? behind });
      }
    }
  }
}

const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

function patternOf(bytes: string, isBase64Form: boolean): Pattern {
  const { length } = bytes;
  const minRun = length < MIN_CUT_CHARS ? length : Math.ceil(length * CUT_SHARE);
  // Every run of `minRun` bytes begins before `length - minRun` and ends behind `minRun`: the middle is always in it.
  const anchorAt = length - minRun;
  return { bytes, anchor: bytes.slice(anchorAt, minRun), anchorAt, minRun, isBase64: isBase64Form };
}

/** The characters of base64 that follow from the secret alone, for each of the three places it may have in a group. */
function base64Cores(bytes: string): readonly string[] {
  const secret = Buffer.from(bytes, 'latin1');
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), secret, Buffer.alloc(3)]).toString('base64');
    return whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + secret.length) * 8) / 6));
  });
}

/** A regular expression for the beginning of the anchor. */
function anchorSource({ anchor, isBase64: inBase64 }: Pattern): string {
  const head = anchor.slice(0, MAX_SOURCE_CHARS);
  if (inBase64) return head.replaceAll('+', '[-+]').replaceAll('/', '[/_]');
  return head.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The longest run of the pattern around its anchor. */
function runAround(text: string, at: number, { bytes, anchor, anchorAt }: Pattern): readonly [number, number] {
  let from = at;
  for (let i = anchorAt - 1; i >= 0 && from > 0 && text[from - 1] === bytes[i]; i -= 1) from -= 1;
  let to = at + anchor.length;
  for (let i = anchorAt + anchor.length; i < bytes.length && text[to] === bytes[i]; i += 1) to += 1;
  return [from, to];
}

/** The characters of base64 beside the core carry some bits of the secret; the padding belongs to them. */
function withEdges(text: string, from: number, to: number): readonly [number, number] {
  const is = (at: number, letters: RegExp): boolean => letters.test(text[at] ?? '');
  const first = is(from - 1, /^[A-Za-z0-9+/]$/) ? from - 1 : from;
  let behind = is(to, /^[A-Za-z0-9+/]$/) ? to + 1 : to;
  while (behind < to + 3 && is(behind, /^=$/)) behind += 1;
  return [first, behind];
}

function merged(spans: readonly Span[]): readonly Span[] {
  const out: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}

const ASCII = /^[\x00-\x7f]*$/;

function layerOf(text: string): Layer {
  if (ASCII.test(text)) return { bytes: text, starts: null, ends: null };
  const writer = new LayerWriter(text.length * 3);
  for (let i = 0; i < text.length;) {
    const char = String.fromCodePoint(text.codePointAt(i) ?? 0);
    writer.writeText(char, i, i + char.length);
    i += char.length;
  }
  return writer.end();
}

/** Takes `%XX` apart. @returns null when there is none. */
function withoutPercents(layer: Layer): Layer | null {
  const { bytes } = layer;
  if (!/%[0-9a-f]{2}/i.test(bytes)) return null;
  const writer = new LayerWriter(bytes.length, layer);
  for (let i = 0; i < bytes.length;) {
    const value = bytes[i] === '%' ? hexAt(bytes, i + 1, 2) : -1;
    const length = value < 0 ? 1 : 3;
    writer.write(value < 0 ? bytes.charCodeAt(i) : value, i, i + length);
    i += length;
  }
  return writer.end();
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Takes the escapes of JSON apart. @returns null when there is none. */
function withoutEscapes(layer: Layer): Layer | null {
  const { bytes } = layer;
  if (!/\\["\\/bfnrtu]/.test(bytes)) return null;
  const writer = new LayerWriter(bytes.length, layer);
  for (let i = 0; i < bytes.length;) {
    const next = bytes[i] === '\\' ? (bytes[i + 1] ?? '') : '';
    const unit = next === 'u' ? hexAt(bytes, i + 2, 4) : -1;
    if (unit >= 0) {
      const isPair = unit >= 0xd800 && unit < 0xdc00 && bytes[i + 6] === '\\' && bytes[i + 7] === 'u';
      const low = isPair ? hexAt(bytes, i + 8, 4) : -1;
      const isWhole = low >= 0xdc00 && low < 0xe000;
      const length = isWhole ? 12 : 6;
      writer.writeText(isWhole ? String.fromCharCode(unit, low) : String.fromCharCode(unit), i, i + length);
      i += length;
      continue;
    }
    const isShort = next !== '' && '"\\/bfnrt'.includes(next);
    const length = isShort ? 2 : 1;
    writer.write(isShort ? (SHORT_ESCAPES[next] ?? next).charCodeAt(0) : bytes.charCodeAt(i), i, i + length);
    i += length;
  }
  return writer.end();
}

/** The number that `count` hexadecimal digits write, or -1. */
function hexAt(text: string, at: number, count: number): number {
  const digits = text.slice(at, at + count);
  return digits.length === count && /^[0-9a-f]+$/i.test(digits) ? parseInt(digits, 16) : -1;
}

/** Collects bytes and where each of them comes from. */
class LayerWriter {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #from: Layer | null;
  #count = 0;

  /** @param from the layer whose places the bytes have; without it places are those of the original text. */
  constructor(maxBytes: number, from: Layer | null = null) {
    this.#bytes = Buffer.allocUnsafe(maxBytes);
    this.#starts = new Uint32Array(maxBytes);
    this.#ends = new Uint32Array(maxBytes);
    this.#from = from;
  }

  /** One byte that stands from `from` to before `to`. */
  write(byte: number, from: number, to: number): void {
    this.#bytes[this.#count] = byte;
    this.#starts[this.#count] = this.#from?.starts?.[from] ?? from;
    this.#ends[this.#count] = this.#from?.ends?.[to - 1] ?? to;
    this.#count += 1;
  }

  /** The UTF-8 bytes of one character. */
  writeText(char: string, from: number, to: number): void {
    for (const byte of Buffer.from(char, 'utf8')) this.write(byte, from, to);
  }

  end(): Layer {
    const count = this.#count;
    return {
      bytes: this.#bytes.toString('latin1', 0, count),
      starts: this.#starts.subarray(0, count),
      ends: this.#ends.subarray(0, count),
    };
  }
}
