/** Child processes and temporary folders of integration tests: everything that is started is ended by its own handle. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Running {
  readonly child: ChildProcess;
  /** The last lines it wrote, for the message of a failing test. */
  tail(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const TAIL_CHARACTERS = 4_000;

export function run(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const keep = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-TAIL_CHARACTERS);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      text += String(error);
      resolve();
    });
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  return { child, tail: () => text, stop };
}

export async function temporaryFolder(name: string): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `lanner-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A port that was free a moment ago, for servers that cannot be given port 0. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}

/** A probe that takes long, such as one that reads pixels, leaves the computer as much time for what it waits for. */
const pauseMs = (tookMs: number): number => Math.min(100, Math.max(25, tookMs));

/**
 * Tries `probe` until it gives something other than null.
 *
 * @param tell describes the state at the end of a vain wait, for the message.
 * @throws the last error of `probe`, after `timeoutMs`.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null> | T | null,
  timeoutMs = 60_000,
  tell: () => Promise<object | null> | null = () => null,
): Promise<T> {
  const endMs = Date.now() + timeoutMs;
  for (;;) {
    const askedMs = performance.now();
    const value = await probe();
    if (value !== null) return value;
    if (Date.now() > endMs) {
      const state = await tell();
      const words = state === null ? '' : `: ${JSON.stringify(state)}`;
      throw new Error(`waited ${timeoutMs} ms in vain until ${what}${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs(performance.now() - askedMs)));
  }
}

/** Resolves once something listens. */
export async function untilListening(port: number): Promise<void> {
  await until(`port ${port} listens`, () => {
    return new Promise<true | null>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(null));
    });
  });
}
