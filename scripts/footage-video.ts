/** Real street footage: `vtest.avi` (768x576, 10 fps, 79.5 s) of Debian's package opencv-doc. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runTool } from './clips-tool.ts';
import { cacheDir, withTempDir } from './lib.ts';

const VIDEO_IN_PACKAGE = 'usr/share/doc/opencv-doc/examples/data/vtest.avi';

/**
 * @param from a video, or an opencv-doc .deb already at hand; without it the package is downloaded with apt-get.
 * @param temp takes what is downloaded or unpacked.
 * @returns the video's path.
 */
export async function findVideo(from: string | undefined, temp: string, signal: AbortSignal): Promise<string> {
  if (from !== undefined && !existsSync(from)) throw new Error(`${from}: no such file`);
  if (from !== undefined && !from.endsWith('.deb')) return resolve(from);
  const deb = from === undefined ? await downloadPackage(temp, signal) : resolve(from);
  await runTool('dpkg', ['-x', deb, join(temp, 'package')], { signal });
  const video = join(temp, 'package', VIDEO_IN_PACKAGE);
  if (!existsSync(video)) throw new Error(`${deb} does not contain ${VIDEO_IN_PACKAGE}`);
  return video;
}

async function downloadPackage(temp: string, signal: AbortSignal): Promise<string> {
  process.stderr.write('downloading the package opencv-doc (about 95 MB)\n');
  try {
    // apt's own sandbox user may not write here; root does it itself.
    await runTool('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', 'opencv-doc'], { cwd: temp, signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    const hint = 'apt-get could not download opencv-doc; run apt-get update, or name a video with --from FILE';
    throw new Error(hint, { cause });
  }
  const deb = readdirSync(temp).find((name) => name.endsWith('.deb'));
  if (deb === undefined) throw new Error('apt-get left no package behind');
  return join(temp, deb);
}

/** The video, fetched once and kept in the cache folder. @throws {Error} where it cannot be had. */
export async function cachedVideo(): Promise<string> {
  const kept = join(cacheDir, 'vtest.avi');
  if (existsSync(kept)) return kept;
  await withTempDir(async (temp) => {
    const video = await findVideo(undefined, temp, new AbortController().signal);
    mkdirSync(cacheDir, { recursive: true });
    copyFileSync(video, kept);
  });
  return kept;
}
