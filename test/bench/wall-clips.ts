/** Cameras whose sub-streams have more pictures a second than those of the simulator's own clips. */
import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeClip, encodeStills, publishPack } from '../../scripts/clips-encode.ts';
import { root, withTempDir } from '../../scripts/lib.ts';

/** Of the simulator's own sub-streams, and of its main streams, from which faster sub-streams are drawn. */
export const SUB_FPS = 15;
export const MAIN_FPS = 25;
const SECONDS = 10;
/** As many bits for a picture as the simulator's own sub-streams have. */
const KILOBITS = Math.round((340 * MAIN_FPS) / SUB_FPS);
const CLIPS = path.join(root, 'test', 'simulator', 'media', 'clips');

/**
 * A pack of clips whose sub-streams have `fps` pictures a second, for as long as `use` runs; null: the simulator's own.
 *
 * @throws {Error} with ffmpeg's words when it fails.
 */
export async function withClips<T>(
  fps: typeof SUB_FPS | typeof MAIN_FPS,
  use: (dir: string | null) => Promise<T>,
): Promise<T> {
  if (fps === SUB_FPS) return use(null);
  const { scenes } = JSON.parse(await readFile(path.join(CLIPS, 'pack.json'), 'utf8')) as { scenes: readonly string[] };
  const { signal } = new AbortController();
  return withTempDir(async (dir) => {
    for (const scene of scenes) {
      const [main, sub] = [path.join(CLIPS, `${scene}.main.h264`), path.join(dir, `${scene}.sub.h264`)];
      const inputs = ['-f', 'h264', '-framerate', String(MAIN_FPS), '-i', main];
      const kind = { profile: 'sub', seconds: SECONDS, kilobits: KILOBITS, fps, preset: 'veryfast' } as const;
      await encodeClip({ ...kind, inputs, filter: '[0:v]null', out: sub, signal });
      await encodeStills(sub, path.join(dir, `${scene}.mjpeg`), signal);
      await copyFile(main, path.join(dir, `${scene}.main.h264`));
    }
    publishPack(dir, scenes, fps);
    return use(dir);
  });
}
