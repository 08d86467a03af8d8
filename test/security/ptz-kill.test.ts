/**
 * The client dies while a camera turns, in every way that a client can die. The camera must stand soon after the next
 * start, or at once where the client can still stop it; the wall comes back; nothing is left behind.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Clip } from '../../preload/contract/clips.ts';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { readProcessTree } from '../../main/services/client/process-tree.ts';
import { until, untilPlaying, withClient } from '../e2e/harness.ts';
import { missingKeyring, withKeyring } from '../e2e/keyring.ts';
import { addAccount, layoutButton, tile, wallOf } from '../e2e/screen.ts';
import { sharedClient } from '../e2e/shared-client.ts';
import {
  expectStoppedByNextStart,
  expectWall,
  isAlive,
  isMoving,
  notice,
  noProcesses,
  reportsOf,
  requestsSince,
  TILES,
  turn,
} from './moving-camera.ts';

const exec = promisify(execFile);

const lanner = (page: Page, name: 'clip.list'): Promise<readonly Clip[]> =>
  page.evaluate(async (request) => {
    const { request: ask } = (window as unknown as { readonly lanner: LannerApi }).lanner;
    const answer = await ask[request]({});
    return answer.ok ? answer.value : [];
  }, name);

describe.skipIf(noProcesses)('while a camera turns, the client', () => {
  const session = sharedClient({ cameras: 24 }, { isStory: true });
  let wall: readonly (string | null)[];
  let pictureDir = '';

  const kill = (signal: NodeJS.Signals): number => {
    const atMs = Date.now();
    process.kill(session().client.pid, signal);
    return atMs;
  };

  // @promise security.stop-after-kill: A main that is killed while a camera turns is started again by its supervisor,
  // and stops the camera first: each movement is in the journal before it is sent.
  // @promise security.session-keys: Keys that were typed for this session survive a crash in the memory of the
  // supervisor, and are sent over its IPC channel only.
  it('while a camera turns, the client is killed: its supervisor starts it again, which stops the camera first and shows all windows and walls', async () => {
    await addAccount(session()); // its key lives for this run only: the supervisor has to carry it over
    const { page } = session();
    await session().client.ask({ do: 'fill-wall', layout: TILES });
    await untilPlaying(session(), TILES);
    wall = await wallOf(page);
    const further = await page.evaluate(async () => {
      const { request } = (window as unknown as { readonly lanner: LannerApi }).lanner;
      const walls = await request['wall.list']({});
      const opened = walls.ok && walls.value[0] ? await request['window.open']({ wallId: walls.value[0].id }) : null;
      return opened?.ok === true ? opened.value.launchUrl : null;
    });
    const second = await page.context().newPage();
    await second.goto(further ?? '');
    await second.locator('[data-tile]').first().waitFor();
    await turn(session());
    const atMs = kill('SIGKILL');
    const next = await session().followRestart(1);
    await second.close();
    await expectStoppedByNextStart(session(), atMs);
    expect((await session().client.restarted(1)).further).toHaveLength(1);
    await notice(next, /^Camera \d+ .* was moving and has been stopped: Lanner ended unexpectedly at /);
    await expectWall(session(), wall);
    expect(reportsOf(session()).at(-1)).toMatchObject({ reason: 'SIGKILL' });
  });

  // @promise security.crash-guard: A main that throws stops cameras, finishes clips, writes a report and leaves within
  // 3 s. The next main has the same windows, and its notice names the cameras.
  it('throws where nothing catches: the camera stands before it ends, and the clip of then plays', async () => {
    const { client, page } = session();
    await tile(page, 2).click();
    await page.keyboard.press('r');
    await until(async () => ((await lanner(page, 'clip.list'))[0]?.bytes ?? 0) > 100_000, 'the clip is being written');
    const file = (await lanner(page, 'clip.list'))[0]?.parts[0]?.path ?? '';
    await turn(session());
    const oldPid = client.pid;
    await client.ask({ do: 'crash-main' });
    await until(async () => !isAlive(oldPid), 'the crashed process is gone');
    expect(await isMoving(session())).toBe(false);
    const next = await session().followRestart(2);
    await notice(
      next,
      /^Camera \d+ .* was moving and has been stopped: Lanner ended unexpectedly at .*\. A report was saved\.$/,
    );
    expect(reportsOf(session()).at(-1)).toMatchObject({
      reason: 'exception',
      error: { message: 'automation asked main to crash' },
      rescue: { moving: 1, stopped: 1, clips: 1 },
    });
    expect((await exec('ffmpeg', ['-v', 'warning', '-i', file, '-f', 'null', '-'])).stderr).toBe('');
    await expectWall(session(), wall);
  });

  // @promise security.stop-after-signal: A main that breaks at a bad address or runs out of heap is started again, and
  // stops the camera first.
  it('breaks at a bad address: the next start stops the camera', async () => {
    await turn(session());
    const atMs = kill('SIGSEGV');
    await session().followRestart(3);
    await expectStoppedByNextStart(session(), atMs);
    await expectWall(session(), wall);
  });

  // @promise security.crash-loop: After three crashes within five minutes the client only stops cameras and shows a
  // screen about the crashes. A wall that is alone on its screen starts again after ten minutes.
  it('breaks a fourth time within five minutes: only the camera is stopped, and a screen says what happened', async () => {
    await turn(session());
    const atMs = kill('SIGBUS');
    const page = await session().followRestart(4);
    expect((await session().client.restarted(4)).isHalted).toBe(true);
    await page.getByRole('heading', { name: 'Lanner ended unexpectedly four times within five minutes' }).waitFor();
    await page.getByText('Every camera that was moving under PTZ control has been stopped.').waitFor();
    await expectStoppedByNextStart(session(), atMs);
    pictureDir = process.env['LANNER_PICTURES'] ?? '';
    if (pictureDir !== '') await page.screenshot({ path: path.join(pictureDir, 'halted.png') });
    const operations = (await requestsSince(session(), atMs)).map(({ operation }) => operation);
    expect(operations).not.toContain('listDevices'); // nothing of the client runs
    await page.getByRole('button', { name: 'Start again' }).focus();
    await page.keyboard.press('Enter');
    await session().followRestart(5);
    await expectWall(session(), wall);
  });

  // @promise security.lost-supervisor: A main that loses its supervisor ends in order, cameras first.
  it('loses its supervisor: it stops the camera, and ends with everything that it started', async () => {
    await turn(session());
    const { client } = session();
    const pids = (await readProcessTree([client.rootPid])).map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThan(1);
    process.kill(client.rootPid, 'SIGKILL');
    await until(async () => !pids.some(isAlive), 'every process of the client is gone');
    expect(await isMoving(session())).toBe(false);
  });
});

const noKeyring = noProcesses ? 'not this host' : missingKeyring();

// @promise security.stop-at-next-start: When main and its supervisor are killed together, the next start sends the stop
// before anything else.
// @promise security.stop-after-browser: A camera is stopped when the browser of its window was killed.
it.skipIf(noKeyring !== null)(
  'the client stops the camera at the next start when the client and its supervisor were killed together, and when its browser was',
  async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'lanner-ptz-keyring-'));
    try {
      await withKeyring(home, (env) =>
        withClient('ptz-kill', { cameras: 24, vault: 'system', env }, async (session) => {
          await addAccount(session);
          await layoutButton(session.page, 4).click();
          await session.client.ask({ do: 'fill-wall', layout: TILES });
          await untilPlaying(session, TILES);
          await turn(session);
          const { client } = session;
          const pids = (await readProcessTree([client.rootPid])).map(({ pid }) => pid);
          const atMs = Date.now();
          process.kill(-client.rootPid, 'SIGKILL'); // the group: both at once
          await until(async () => !pids.some(isAlive), 'every process of the client is gone');
          expect(await isMoving(session)).toBe(true); // nobody is left who could stop it
          const page = await session.restart();
          await expectStoppedByNextStart(session, atMs);
          await notice(page, /Stopped camera \d+ .*: Lanner had ended while the camera was moving, at \d\d:\d\d$/);
          await untilPlaying(session, TILES);

          await turn(session);
          const browsers = (await readProcessTree([process.pid])).map(({ pid }) => pid).filter(isBrowser);
          expect(browsers).not.toEqual([]);
          for (const pid of browsers) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
          await until(async () => !(await isMoving(session)), 'the camera stands');
          expect(isAlive(session.client.pid)).toBe(true);
        }),
      );
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  },
);

function isBrowser(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--remote-debugging-pipe');
  } catch {
    return false; // ended meanwhile
  }
}
