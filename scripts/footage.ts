/**
 * Builds a pack of clips from real street footage: `vtest.avi` of Debian's package opencv-doc. The simulator uses the
 * pack when it is there. Several crops and exposures make several cameras of the one recording.
 * Usage: npm run footage -- [--from FILE] [--out DIR]
 *
 * --from   a video, or an opencv-doc .deb already at hand; without it the package is downloaded with apt-get.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encodeClip, encodeStills, publishPack, withdrawPack } from './clips-encode.ts';
import { runBuilder } from './clips-tool.ts';
import { findVideo } from './footage-video.ts';

const LOOP_SEC = 20;
/** More than the synthetic clips get: daylight has more detail, and this pack is not committed. */
const KILOBITS = { sub: 380, main: 1600 } as const;

/** A camera made from the recording: where it looks, how it is exposed, and when its loop begins. */
interface View {
  readonly id: string;
  /** Of the 768x576 picture, 16:9. */
  readonly crop: string;
  readonly grade: string;
  readonly startSec: number;
}

const VIEWS: readonly View[] = [
  { id: 'street-whole', crop: '768:432:0:100', grade: 'eq=brightness=-0.04', startSec: 0 },
  { id: 'street-left', crop: '512:288:0:180', grade: 'eq=brightness=-0.10:saturation=0.8', startSec: 18 },
  { id: 'street-right', crop: '512:288:256:150', grade: 'eq=gamma=0.85', startSec: 36 },
  { id: 'street-far', crop: '448:252:200:40', grade: 'eq=brightness=-0.06:contrast=1.1', startSec: 54 },
  { id: 'street-grey', crop: '640:360:64:120', grade: 'hue=s=0,eq=brightness=-0.14:contrast=0.95', startSec: 9 },
  {
    id: 'street-evening',
    crop: '576:324:96:200',
    grade: 'eq=brightness=-0.18:saturation=0.7:gamma_r=1.1',
    startSec: 45,
  },
  { id: 'street-mirror', crop: '640:360:100:90', grade: 'hflip,eq=brightness=-0.05', startSec: 27 },
  {
    id: 'street-warm',
    crop: '512:288:140:230',
    grade: 'hflip,colorbalance=rm=0.08:bm=-0.06,eq=gamma=0.8',
    startSec: 58,
  },
];

const { values } = parseArgs({ options: { from: { type: 'string' }, out: { type: 'string' } } });

await runBuilder('footage', async (temp, signal) => {
  const out = values.out ?? fileURLToPath(new URL('../test/simulator/media/footage/', import.meta.url));
  const video = await findVideo(values.from, temp, signal);
  mkdirSync(out, { recursive: true });
  withdrawPack(out);
  for (const { id, crop, grade, startSec } of VIEWS) {
    for (const profile of ['sub', 'main'] as const) {
      const file = join(out, `${id}.${profile}.h264`);
      await encodeClip({
        inputs: ['-ss', String(startSec), '-i', video],
        filter: `[0:v]crop=${crop},${grade}`,
        seconds: LOOP_SEC,
        profile,
        out: file,
        kilobits: KILOBITS[profile],
        preset: 'medium',
        signal,
      });
      process.stdout.write(`${file}\n`);
    }
    await encodeStills(join(out, `${id}.sub.h264`), join(out, `${id}.mjpeg`), signal);
  }
  const scenes = VIEWS.map(({ id }) => id);
  publishPack(out, scenes);
});
