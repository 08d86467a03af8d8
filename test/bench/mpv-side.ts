/** The peer with windows of its own: one `mpv` per stream on a virtual screen, as people use it who have no wall. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { withDisplay } from '../../scripts/display.ts';
import { stop } from '../../scripts/lib.ts';

/** The reason why mpv cannot play here, or null. */
export function whyNoMpv(): string | null {
  if (process.platform !== 'linux') return 'mpv is measured on Linux only, in an X server of its own';
  return spawnSync('mpv', ['--version'], { stdio: 'ignore' }).status === 0 ? null : 'mpv is not installed';
}

const COLUMNS = 4;
const TILE = { width: 320, height: 180 };
const START_MS = 5_000;

/** Runs one window per URL while `use` measures them. The X server that draws them is not among the pids: it is shared. */
export async function withMpv<T>(urls: readonly string[], use: (pids: readonly number[]) => Promise<T>): Promise<T> {
  return withDisplay(async () => {
    const windows: ChildProcess[] = [];
    try {
      urls.forEach((url, i) => {
        const x = (i % COLUMNS) * TILE.width;
        const y = Math.floor(i / COLUMNS) * TILE.height;
        const place = `--geometry=${TILE.width}x${TILE.height}+${x}+${y}`;
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
