/**
 * Makes the simulator's synthetic clips and its glyph atlas. Needs ffmpeg with librsvg and libx264, and the font
 * package fonts-noto-cjk. Usage: npm run clips -- [--out DIR] [--only SCENE] [--still | --pictures]
 *
 * --still     writes only one picture per scene (PNG), to look at while drawing.
 * --pictures  leaves the clips as they are and writes only their key frames anew (JPEG).
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encodeClip, encodeStills, publishPack, withdrawPack } from './clips-encode.ts';
import { writeGlyphAtlas } from './clips-glyphs.ts';
import { INDOOR_SCENES } from './clips-scenes-indoor.ts';
import { OUTDOOR_SCENES } from './clips-scenes-outdoor.ts';
import { GLOWS, HEIGHT, WIDTH } from './clips-shapes.ts';
import type { Scene } from './clips-shapes.ts';
import { runBuilder, runTool } from './clips-tool.ts';

const MEDIA = new URL('../test/simulator/media/', import.meta.url);
const LOOP_SEC = 10;
const SOURCE_FPS = 25;
const STILL_AT = 0.35;

function svg(content: string, defs: string): string {
  const soft = '<filter id="soft"><feGaussianBlur stdDeviation="1.6"/></filter>';
  const size = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><defs>${soft}${defs}</defs>${content}</svg>`;
}

async function drawScene(scene: Scene, dir: string, positions: readonly number[], signal: AbortSignal): Promise<void> {
  writeFileSync(join(dir, 'background.svg'), svg(scene.background(), ''));
  const args = ['-v', 'error', '-y', '-i', join(dir, 'background.svg'), join(dir, 'background.png')];
  await runTool('ffmpeg', args, { signal });
  positions.forEach((t, i) => {
    const name = `movers-${String(i).padStart(4, '0')}.svg`;
    writeFileSync(join(dir, name), svg(scene.movers(t, t * LOOP_SEC), GLOWS));
  });
}

/** Background, movers and noise put together; both profiles are encoded from it. */
function inputsOf(scene: Scene, dir: string): { inputs: string[]; filter: string } {
  const inputs = [
    ...['-loop', '1', '-framerate', String(SOURCE_FPS), '-i', join(dir, 'background.png')],
    ...['-framerate', String(SOURCE_FPS), '-i', join(dir, 'movers-%04d.svg')],
  ];
  const grade = scene.grade === undefined ? '' : `,${scene.grade}`;
  const filter = `[0:v][1:v]overlay=format=rgb,format=yuv420p${grade},noise=c0s=${scene.noise}:c0f=t`;
  return { inputs, filter };
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string' },
    still: { type: 'boolean', default: false },
    pictures: { type: 'boolean', default: false },
  },
});
const out = values.out ?? fileURLToPath(new URL('clips/', MEDIA));
const all = [...OUTDOOR_SCENES, ...INDOOR_SCENES];

await runBuilder('clips', async (temp, signal) => {
  const chosen = all.filter(({ id }) => values.only === undefined || values.only === id);
  if (chosen.length === 0) throw new Error(`--only wants one of ${all.map(({ id }) => id).join(', ')}`);
  if (values.pictures) return writePictures(chosen, signal);
  const isWhole = !values.still && chosen.length === all.length;
  mkdirSync(out, { recursive: true });
  if (isWhole) withdrawPack(out);
  for (const scene of chosen) {
    const dir = join(temp, scene.id);
    mkdirSync(dir);
    const count = values.still ? 1 : LOOP_SEC * SOURCE_FPS;
    const positions = Array.from({ length: count }, (_, i) => (values.still ? STILL_AT : i / count));
    await drawScene(scene, dir, positions, signal);
    const { inputs, filter } = inputsOf(scene, dir);
    if (values.still) await writeStill(join(out, `${scene.id}.png`), inputs, filter, signal);
    else await writeClips(scene.id, inputs, filter, signal);
    rmSync(dir, { recursive: true });
  }
  if (!isWhole) return;
  const scenes = all.map(({ id }) => id);
  publishPack(out, scenes);
  if (values.out !== undefined) return;
  const pathOf = (name: string): string => fileURLToPath(new URL(name, MEDIA));
  writeGlyphAtlas(pathOf('repertoire.txt'), pathOf('glyphs.gz'), temp);
});

async function writeStill(file: string, inputs: string[], filter: string, signal: AbortSignal): Promise<void> {
  const args = ['-v', 'error', '-y', ...inputs, '-filter_complex', filter, '-frames:v', '1', file];
  await runTool('ffmpeg', args, { signal });
  process.stdout.write(`${file}\n`);
}

async function writeClips(id: string, inputs: string[], filter: string, signal: AbortSignal): Promise<void> {
  for (const profile of ['sub', 'main'] as const) {
    const file = join(out, `${id}.${profile}.h264`);
    await encodeClip({ inputs, filter, seconds: LOOP_SEC, profile, out: file, signal });
    process.stdout.write(`${file}\n`);
  }
  await encodeStills(join(out, `${id}.sub.h264`), join(out, `${id}.mjpeg`), signal);
}

async function writePictures(scenes: readonly Scene[], signal: AbortSignal): Promise<void> {
  for (const { id } of scenes) {
    const file = join(out, `${id}.mjpeg`);
    await encodeStills(join(out, `${id}.sub.h264`), file, signal);
    process.stdout.write(`${file}\n`);
  }
}
