/** The peer with windows of its own: one `mpv` per stream on a virtual screen, as people use it who have no wall. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { withDisplay } from '../../scripts/display.ts';
import { stop } from '../../scripts/lib.ts';
import type { Place } from './wall-pictures.ts';

/** The reason why mpv cannot play here, or null. */
export function whyNoMpv(): string | null {
  if (process.platform !== 'linux') return 'mpv is measured on Linux only, in an X server of its own';
  return spawnSync('mpv', ['--version'], { stdio: 'ignore' }).status === 0 ? null : 'mpv is not installed';
}

const START_MS = 5_000;

/** Runs one window per URL at its place while `use` measures them. The X server that draws them is not among the pids: it is shared. */
export async function withMpv<T>(
  urls: readonly string[],
  places: readonly Place[],
  use: (pids: readonly number[]) => Promise<T>,
): Promise<T> {
  return withDisplay(async () => {
    const windows: ChildProcess[] = [];
    try {
      urls.forEach((url, i) => {
        const at = places[i];
        if (at === undefined) throw new RangeError(`no place for stream ${i}`);
        const [x = 0, y = 0, width = 0, height = 0] = [at.x, at.y, at.width, at.height].map(Math.round);
        const place = `--geometry=${width}x${height}+${x}+${y}`;
        const flags = ['--no-config', '--vo=x11', '--hwdec=no', '--no-audio', '--no-border', '--no-terminal', place];
        windows.push(spawn('mpv', [...flags, url], { stdio: 'ignore', detached: true }));
      });
      await new Promise((resolve) => setTimeout(resolve, START_MS));
      const ended = windows.filter(({ exitCode }) => exitCode !== null).length;
      if (ended > 0) throw new Error(`${ended} of ${urls.length} mpv windows ended at once`);
      return await use(windows.flatMap(({ pid }) => pid ?? []));
    } finally {
      await Promise.all(windows.map((window) => stop(window)));
    }
  });
}
