import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instanceAddress } from '../../../main/hosts/browser/start/instance-address.ts';
import { PATIENT } from '../../patience.ts';
import { buildPage } from './harness.ts';

const fileOf = (name: string): string => fileURLToPath(new URL(`../../../main/hosts/browser/${name}`, import.meta.url));

/** The entries: the one that `npm start` runs, and main itself below it. */
const ENTRIES = [
  { how: 'below its supervisor', entry: fileOf('start/supervisor.ts') },
  { how: 'alone', entry: fileOf('entry.ts') },
];

let dir: string;
let dataDir: string;
let children: ChildProcess[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lanner-entry-'));
  dataDir = join(dir, 'data');
  children = [];
  await buildPage(join(dir, 'page'));
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true, maxRetries: 10 });
});

interface Client {
  readonly child: ChildProcess;
  /** Resolves with the first line that it wrote to standard output. */
  readonly ready: Promise<Record<string, unknown>>;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<unknown>;
  readonly complaint: () => string;
}

function startClient(entry: string, ...flags: string[]): Client {
  const args = [entry, '--data-dir', dataDir, '--page-dir', join(dir, 'page'), '--session-vault', ...flags];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const lines = createInterface(child.stdout);
  const ready = once(lines, 'line').then(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => code ?? signal);
  return { child, ready, ended, complaint: () => complaint };
}

/** Ids of processes, zombies aside, whose command line names this test's folder or `text`. */
function processesNaming(text: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return pids.filter((pid) => {
    const path = `/proc/${pid}/cmdline`;
    return existsSync(path) && readFileSync(path, 'utf8').includes(text); // a zombie's is empty
  });
}

/** The folder that a browser keeps its profile in. Chromium writes its command line anew, with blanks, as it comes up. */
function profileOf(pid: string | undefined): string {
  return /--user-data-dir=([^\0 ]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? '';
}

describe.each(ENTRIES)('the client on the browser host, $how,', ({ entry }) => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends in order on %s and leaves nothing behind', async (signal) => {
    const client = startClient(entry, '--headless', '--control');
    const ready = await client.ready;
    expect(ready).toMatchObject({ event: 'ready', host: 'browser', launchUrl: null });
    const [browser] = processesNaming('lanner-browser-').filter((pid) => parentOf(pid) === ready['pid']);
    const profile = profileOf(browser);
    expect(existsSync(profile)).toBe(true);
    client.child.kill(signal);
    expect(await client.ended).toBe(0);
    expect(processesNaming(profile)).toEqual([]);
    expect(existsSync(profile)).toBe(false);
    expect(existsSync(instanceAddress(dataDir))).toBe(false);
    expect(client.complaint()).toBe('');
  });

  // @promise security.stale-profiles
  it('takes its browser with it when it is killed, starts again, and removes what the browser left', async () => {
    const client = startClient(entry, '--headless', '--control');
    const { pid: mainPid } = await client.ready;
    const [browser] = processesNaming('lanner-browser-').filter((pid) => parentOf(pid) === mainPid);
    const profile = profileOf(browser);
    client.child.kill('SIGKILL');
    expect(await client.ended).toBe('SIGKILL');
    await expect.poll(() => processesNaming(profile), PATIENT).toEqual([]);
    const next = startClient(entry, '--no-window', '--control');
    expect(await next.ready).toMatchObject({ event: 'ready', launchUrl: expect.stringContaining('/launch?token=') });
    await expect.poll(() => existsSync(profile), PATIENT).toBe(false); // main could not remove it when it was killed itself
    next.child.stdin?.end();
    expect(await next.ended).toBe(0);
  });

  it('does not run twice over one data folder, and says so to automation with its exit code', async () => {
    const first = startClient(entry, '--no-window', '--control');
    await first.ready;
    const second = startClient(entry, '--no-window', '--control');
    second.ready.catch(() => {}); // it has nothing to say there
    expect(await second.ended).toBe(1);
    expect(second.complaint()).toContain(`Lanner is running already with the data folder ${dataDir}`);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('names what is wrong with its flags in one line', async () => {
    const client = startClient(entry, '--headles');
    expect(await client.ended).toBe(1);
    expect(client.complaint().trim().split('\n')).toEqual([expect.stringContaining("Unknown option '--headles'")]);
  });
});

describe('the supervisor of the client', () => {
  const [{ entry }] = ENTRIES as [(typeof ENTRIES)[number]];

  it('ends with the code of a client that ended by itself, and starts no other', async () => {
    const client = startClient(entry, '--no-window', '--control');
    await client.ready;
    client.child.stdin?.end();
    expect(await client.ended).toBe(0);
    expect(client.complaint()).toBe('');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'lets %s reach the client once when a terminal sends it to both',
    async (signal) => {
      const client = startClient(entry, '--no-window', '--control');
      const { pid } = await client.ready;
      client.child.kill(signal);
      process.kill(Number(pid), signal);
      expect(await client.ended).toBe(0);
    },
  );

  it('ends with everything at the second signal, also a client that does not answer', async () => {
    const client = startClient(entry, '--no-window', '--control');
    const { pid } = await client.ready;
    process.kill(Number(pid), 'SIGSTOP');
    client.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200)); // two that come at once are one to the system
    client.child.kill('SIGTERM');
    expect(await client.ended).toBe(137);
    expect(existsSync(`/proc/${String(pid)}`)).toBe(false);
  });
});

describe.skipIf(process.platform !== 'linux')('npm start in a terminal', () => {
  it('ends the client in order at one Ctrl-C, which reaches each of its processes', async () => {
    const start = fileURLToPath(new URL('../../../scripts/start.ts', import.meta.url));
    const flags = ['--host', 'browser', '--no-window', '--control', '--session-vault', '--data-dir', dataDir];
    const words = [process.execPath, start, ...flags].map((word) => `'${word}'`).join(' ');
    // Without exec the shell stays beside the client, gets Ctrl-C too, and ends with 130 whatever the client does.
    const child = spawn('script', ['-qec', `exec ${words}`, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, SHELL: '/bin/sh' },
    });
    children.push(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await expect.poll(() => output, PATIENT).toContain('"event":"ready"');
    child.stdin.write('\x03');
    const [code] = (await once(child, 'close')) as unknown[];
    expect(code, output).toBe(0); // 130 where a second signal ended the client at once
  });
});

function parentOf(pid: string): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return 0;
  const text = readFileSync(path, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
}
