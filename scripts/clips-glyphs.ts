/**
 * Renders the glyph atlas of the simulator's captions: every character of the repertoire at 16 and 32 pixels, eight
 * bits of coverage each. The fonts are Noto Sans Mono CJK, drawn by ffmpeg's SVG rasteriser.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FONT = 'Noto Sans Mono CJK SC';
const SIZES = [16, 32] as const;
const COLUMNS = 32;
/** Distance of the cells on the drawing, in cells: glyphs may overhang without reaching a neighbour. */
const PITCH = 2;
/** Coverage is kept in 16 steps; more is invisible and packs badly. */
const COVERAGE_STEP = 17;

/** The characters that captions may use: printable ASCII and those of `repertoire.txt`, each once, in order. */
function readRepertoire(file: string): readonly string[] {
  const ascii = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
  const listed = [...readFileSync(file, 'utf8')].filter((char) => char.trim() !== '');
  return [...new Set([...ascii, ...listed])];
}

/**
 * Writes the atlas: gzip of one JSON line `{"repertoire", "sizes"}` and then, size by size and character by
 * character, rows of coverage bytes. ASCII cells are half as wide as high, all others square.
 *
 * @throws {Error} when the font is missing or ffmpeg cannot rasterise SVG.
 */
export function writeGlyphAtlas(repertoireFile: string, atlasFile: string, tempDir: string): number {
  requireFont();
  const repertoire = readRepertoire(repertoireFile);
  const head = `${JSON.stringify({ repertoire: repertoire.join(''), sizes: SIZES })}\n`;
  const cells = SIZES.flatMap((size) => renderCells(repertoire, size, tempDir));
  const packed = gzipSync(Buffer.concat([Buffer.from(head, 'utf8'), ...cells]), { level: 9 });
  writeFileSync(atlasFile, packed);
  return packed.length;
}

function requireFont(): void {
  const found = execFileSync('fc-match', ['-f', '%{family}', FONT], { encoding: 'utf8' });
  if (!found.includes(FONT)) throw new Error(`the font ${FONT} is missing: apt-get install -y fonts-noto-cjk`);
}

function renderCells(repertoire: readonly string[], size: number, tempDir: string): Buffer[] {
  const rows = Math.ceil(repertoire.length / COLUMNS);
  const [width, height] = [COLUMNS * PITCH * size, rows * PITCH * size];
  const fontSize = size * 0.92;
  const baseline = size * 0.84;
  const texts = repertoire.map((char, i) => {
    const x = (i % COLUMNS) * PITCH * size + (isAscii(char) ? (size / 2 - fontSize / 2) / 2 : (size - fontSize) / 2);
    const y = Math.floor(i / COLUMNS) * PITCH * size + baseline;
    return `<text x="${x.toFixed(2)}" y="${y.toFixed(2)}">&#${char.codePointAt(0) ?? 32};</text>`;
  });
  const style = `font-family="${FONT}" font-weight="500" font-size="${fontSize}" fill="#fff" xml:space="preserve"`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%"/><g ${style}>${texts.join('')}</g></svg>`;
  const svgFile = join(tempDir, `glyphs-${size}.svg`);
  writeFileSync(svgFile, svg);
  const args = ['-v', 'error', '-i', svgFile, '-vf', 'format=rgb24', '-f', 'rawvideo', '-'];
  const rgb = execFileSync('ffmpeg', args, { maxBuffer: width * height * 4 });
  rmSync(svgFile);
  return repertoire.map((char, i) => {
    const cellWidth = isAscii(char) ? size / 2 : size;
    const cell = Buffer.alloc(cellWidth * size);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < cellWidth; x++) {
        const pixel = (Math.floor(i / COLUMNS) * PITCH * size + y) * width + (i % COLUMNS) * PITCH * size + x;
        cell[y * cellWidth + x] = Math.round((rgb[pixel * 3] ?? 0) / COVERAGE_STEP) * COVERAGE_STEP;
      }
    }
    return cell;
  });
}

function isAscii(char: string): boolean {
  return (char.codePointAt(0) ?? 0) < 0x80;
}
