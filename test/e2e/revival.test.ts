/** The window's own process dies, as when memory runs out: nobody has to stand there for the wall to come back. */
import { existsSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readProcessTree } from '../../main/services/client/process-tree.ts';
import { ensureClient } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { chooseHost, startSimulator, stop, withTempDir } from '../../scripts/lib.ts';
import { until } from './harness.ts';

const TILES = 4;

interface Viewer {
  readonly cameraKey: string;
  readonly sinceMs: number;
}

/** The processes that show pages, below the client. */
async function pageProcesses(client: Client): Promise<readonly number[]> {
  const commandOf = (pid: number): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    } catch {
      return ''; // ended meanwhile
    }
  };
  const all = await readProcessTree([client.pid]);
  return all.map(({ pid }) => pid).filter((pid) => commandOf(pid).includes('--type=renderer'));
}

/** One that has just ended by itself needs no end. */
function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

// @promise failures.window-crash: A window whose process was killed shows its wall again by itself; a window that keeps
// crashing is loaded after a pause.
it.skipIf(!existsSync('/proc/self/cmdline'))(
  'the client shows the wall again, by itself, after the process of its window was killed, and leaves no earlier stream open',
  async () => {
    await withTempDir(async (folder) => {
      // A copy: a build that runs meanwhile takes no file away from under the page.
      const pageDir = path.join(folder, 'page');
      await cp(await ensureClient(), pageDir, { recursive: true });
      const simulator = await startSimulator(16);
      const args = ['--session-vault', '--local-clouds', '--headless'];
      const client = new Client(chooseHost('browser'), { dataDir: path.join(folder, 'data'), pageDir, args });
      try {
        await client.ready;
        const { clouds, control } = simulator.info;
        const viewers = async (): Promise<readonly Viewer[]> =>
          (await (await fetch(`${control}/media/viewers`)).json()) as readonly Viewer[];
        // Each page measures the time to the first picture itself. The client reports the old times until a new page has measured.
        const untilPlaying = async (what: string, before = ''): Promise<string> => {
          let times = '';
          await until(async () => {
            const playing = (await client.tiles()).filter(({ phase }) => phase === 'playing');
            times = playing.map(({ firstFrameMs }) => firstFrameMs).join();
            return playing.length === TILES && times !== before;
          }, what);
          return times;
        };
        await client.ask({ do: 'add-accounts', clouds: { 'huawei-ivm': clouds['huawei-ivm'] } });
        await client.ask({ do: 'fill-wall', layout: TILES });
        const times = await untilPlaying('the wall plays');
        await until(async () => (await viewers()).length === TILES, 'every camera is served');
        const cameras = (await viewers()).map(({ cameraKey }) => cameraKey).sort();

        const before = await pageProcesses(client);
        expect(before).not.toEqual([]);
        for (const pid of before) endAtOnce(pid);
        const isNew = async (): Promise<boolean> => {
          const now = await pageProcesses(client);
          return now.length > 0 && !now.some((pid) => before.includes(pid));
        };
        await until(isNew, 'the page has a process again');
        await untilPlaying('the wall plays again', times);
        await until(
          async () =>
            (await viewers())
              .map(({ cameraKey }) => cameraKey)
              .sort()
              .join() === cameras.join(),
          'the cloud serves every camera once',
        );
      } finally {
        await client.quit();
        await stop(simulator.child);
      }
    });
  },
);
