/**
 * Draws caption text into luma samples from an atlas of pre-rendered glyphs (`glyphs.gz`, made by `npm run clips`).
 * Only the atlas's repertoire can be drawn: printable ASCII and a few hundred Chinese characters of place names.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Cell height of a glyph in pixels. */
export type GlyphSize = 16 | 32;

interface Atlas {
  readonly indexOf: ReadonlyMap<string, number>;
  readonly cells: Readonly<Record<GlyphSize, readonly Buffer[]>>;
}

const MISSING = '?';
let loaded: Atlas | null = null;

function atlas(): Atlas {
  if (loaded !== null) return loaded;
  const data = gunzipSync(readFileSync(new URL('./glyphs.gz', import.meta.url)));
  const headEnd = data.indexOf(0x0a);
  const head = JSON.parse(data.toString('utf8', 0, headEnd)) as { repertoire: string };
  const chars = [...head.repertoire];
  let offset = headEnd + 1;
  const take = (size: GlyphSize): Buffer[] =>
    chars.map((char) => {
      const length = cellWidth(char, size) * size;
      offset += length;
      return data.subarray(offset - length, offset);
    });
  const small = take(16);
  const cells = { 16: small, 32: take(32) };
  loaded = { indexOf: new Map(chars.map((char, i) => [char, i])), cells };
  return loaded;
}

/** Can a caption show every character of `text`? Others are drawn as a question mark. */
export function canDraw(text: string): boolean {
  const { indexOf } = atlas();
  return [...text].every((char) => indexOf.has(char));
}

/** Width of `text` in pixels. */
export function measureText(text: string, size: GlyphSize): number {
  return [...text].reduce((sum, char) => sum + cellWidth(char, size), 0);
}

/** Where and how to draw: a luma plane of `stride` samples a row, the text's top left corner, its brightness. */
export interface TextTarget {
  readonly luma: Buffer;
  readonly stride: number;
  readonly x: number;
  readonly y: number;
  readonly size: GlyphSize;
  /** Luma where a glyph covers a sample fully, at most 235. */
  readonly ink: number;
}

/** Draws `text` over what `target.luma` holds; the caller makes sure that it fits. */
export function drawText(text: string, target: TextTarget): void {
  const { indexOf, cells } = atlas();
  const { luma, stride, size, ink } = target;
  let x = target.x;
  for (const char of text) {
    const index = indexOf.get(char) ?? indexOf.get(MISSING) ?? 0;
    const cell = cells[size][index];
    const width = indexOf.has(char) ? cellWidth(char, size) : size / 2;
    if (cell !== undefined) blend(cell, width, size, luma, target.y * stride + x, stride, ink);
    x += cellWidth(char, size);
  }
}

/** As much of `text` as fits into `maxWidth` pixels, with a dot pair in place of what was cut off. */
export function fitText(text: string, maxWidth: number, size: GlyphSize): string {
  if (measureText(text, size) <= maxWidth) return text;
  const chars = [...text];
  while (chars.length > 0 && measureText(`${chars.join('')}..`, size) > maxWidth) chars.pop();
  return `${chars.join('')}..`;
}

function blend(
  cell: Buffer,
  width: number,
  size: number,
  luma: Buffer,
  start: number,
  stride: number,
  ink: number,
): void {
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < width; x++) {
      const coverage = cell[y * width + x] ?? 0;
      if (coverage === 0) continue;
      const at = start + y * stride + x;
      const ground = luma[at] ?? 0;
      luma[at] = ground + Math.round(((ink - ground) * coverage) / 255);
    }
  }
}

function cellWidth(char: string, size: number): number {
  return (char.codePointAt(0) ?? 0) < 0x80 ? size / 2 : size;
}
