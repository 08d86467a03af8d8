/**
 * Main hangs while a camera turns: nothing of the client can stop the camera then but the process above main. And what
 * only looks like a hang: a computer that sleeps, a debugger that holds main.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SILENCE_MS } from '../../main/main-watch.ts';
import { root, stop } from '../../scripts/lib.ts';
import { until, untilPlaying } from '../e2e/harness.ts';
import { wallOf } from '../e2e/screen.ts';
import { sharedClient } from '../e2e/shared-client.ts';
import {
  expectStoppedByNextStart,
  expectWall,
  isMoving,
  notice,
  noProcesses,
  reportsOf,
  TILES,
  turn,
} from './moving-camera.ts';

/** Well above the silence after which a main is ended. */
const longerThan = (silenceMs: number): Promise<void> => delay(silenceMs + 2_000);

describe.skipIf(noProcesses)('while a camera turns, the client', () => {
  const session = sharedClient({ cameras: 24 }, { isStory: true });
  let wall: readonly (string | null)[];

  // @promise security.no-false-hang: Sleep of the computer, a stopped process group, a busy machine and a debugger do
  // not pass for a main that hangs.
  it('while a camera turns, the client is stopped together with its supervisor, as by a computer that sleeps: nothing is taken for hung', async () => {
    const { client, clouds } = session();
    await client.ask({ do: 'add-accounts', clouds }); // they live for this run, and must live on over the restarts
    await client.ask({ do: 'fill-wall', layout: TILES });
    await untilPlaying(session(), TILES);
    wall = await wallOf(session().page);
    await turn(session());
    const { pid, rootPid } = client;
    process.kill(rootPid, 'SIGSTOP');
    process.kill(pid, 'SIGSTOP');
    await longerThan(SILENCE_MS.moving);
    process.kill(rootPid, 'SIGCONT');
    await delay(1_500); // main comes back later than its supervisor
    process.kill(pid, 'SIGCONT');
    await session().page.keyboard.up('ArrowRight');
    await session().page.keyboard.press('d'); // closes the controls
    await until(async () => !(await isMoving(session())), 'the camera stands');
    await untilPlaying(session(), TILES); // main answers
    expect(client.pid).toBe(pid);
  });

  // @promise security.stop-after-hang: A main that is silent for 5 s while a camera moves, else for 10 s, is ended and
  // started again, and the camera is stopped first.
  it('loops without end: its supervisor ends it, and the next start stops the camera first', async () => {
    await turn(session());
    const atMs = Date.now();
    session()
      .client.ask({ do: 'crash-main', how: 'endless-loop' })
      .catch(() => {}); // the loop may begin before the answer is sent
    const page = await session().followRestart(1);
    await expectStoppedByNextStart(session(), atMs);
    await notice(page, /^Camera \d+ .* was moving and has been stopped: Lanner stopped responding at /);
    expect(reportsOf(session()).at(-1)).toMatchObject({ reason: 'hung' });
    await expectWall(session(), wall);
  });

  // @promise security.stop-after-hang
  // @promise security.simulated-accounts: Accounts of simulated clouds survive a crash, and simulated clouds that main
  // started are started again with as many cameras.
  it('while a camera turns, the client is stopped from outside: its supervisor ends it, and the next start stops the camera first and shows the wall', async () => {
    await turn(session());
    const atMs = Date.now();
    process.kill(session().client.pid, 'SIGSTOP');
    await session().followRestart(2);
    await expectStoppedByNextStart(session(), atMs);
    expect(reportsOf(session()).at(-1)).toMatchObject({ reason: 'hung' });
    await expectWall(session(), wall); // with the accounts of simulated clouds, which nothing keeps on the disk
  });
});

describe.skipIf(noProcesses)('a debugger that stops main', () => {
  // @promise security.no-false-hang
  it('a debugger that stops main may stop it for as long as it likes', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'lanner-debugged-'));
    const entry = path.join(root, 'dist', 'main', 'browser.js');
    const flags = ['--data-dir', path.join(dir, 'data'), '--no-window', '--session-vault', '--control'];
    const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', entry, ...flags], { stdio: 'pipe' });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => output.push(line));
    }
    let socket: WebSocket | null = null;
    try {
      await until(async () => output.some((line) => line.includes('"ready"')), 'the client is ready');
      const ready = JSON.parse(output.find((line) => line.includes('"ready"')) ?? '') as { readonly pid: number };
      // The supervisor listens first, main second.
      const [, url = ''] = output.flatMap((line) => /Debugger listening on (ws:\S+)/.exec(line)?.[1] ?? []);
      const paused = Promise.withResolvers<void>();
      const debug = new WebSocket(url);
      socket = debug;
      debug.onmessage = ({ data }) => (String(data).includes('Debugger.paused') ? paused.resolve() : undefined);
      await new Promise((resolve) => (debug.onopen = resolve));
      debug.send(JSON.stringify({ id: 1, method: 'Debugger.enable' }));
      debug.send(JSON.stringify({ id: 2, method: 'Debugger.pause' }));
      await paused.promise;
      await longerThan(SILENCE_MS.resting);
      debug.send(JSON.stringify({ id: 3, method: 'Debugger.resume' }));
      child.stdin.write(`${JSON.stringify({ id: 'after', do: 'launch-url' })}\n`);
      await until(async () => output.some((line) => line.includes('"after"')), 'main answers');
      expect(output.filter((line) => line.includes('"ready"'))).toHaveLength(1);
      expect(output.join('\n')).not.toContain('ended unexpectedly');
      expect(() => process.kill(ready.pid, 0)).not.toThrow();
    } finally {
      socket?.close();
      await stop(child);
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  });
});
