/**
 * One client per data folder. The lock is a listening local socket: the system frees it whatever way its owner ends, and
 * a second start uses it to ask the first for a window.
 */
import { createHash } from 'node:crypto';
import { mkdir, rename, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ASK_WITHIN_MS = 3_000;
/** Linux allows 107 bytes of path for a local socket, macOS 103. */
const MAX_SOCKET_PATH_BYTES = 100;
/** With the link to open, where the second start has one. */
const REQUEST = /^open-window(?: (\S{1,2000}))?\n$/;
const ANSWER = 'opened\n';

export interface Instance {
  /** Set by the host once it can open windows. */
  onWindowWanted: ((link: string | null) => void) | null;
  release(): Promise<void>;
}

/** The lock's address: inside the data folder where the system's limit on socket paths allows it. */
export function instanceAddress(dataDir: string, platform: NodeJS.Platform = process.platform): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  if (platform === 'win32') return `\\\\.\\pipe\\lanner-${name}`;
  const inside = join(dataDir, 'instance.sock');
  return Buffer.byteLength(inside) <= MAX_SOCKET_PATH_BYTES ? inside : join(tmpdir(), `lanner-${name}.sock`);
}

/**
 * @param link what this start is to show, for the client that runs already.
 * @returns the lock, or null when another client runs with this data folder; it was then asked to show a window.
 */
export async function claimInstance(dataDir: string, link: string | null = null): Promise<Instance | null> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const address = instanceAddress(dataDir);
  const mine = await tryListen(address);
  if (mine !== null) return mine;
  if (await askForWindow(address, link)) return null;
  // Nobody answers: what is left of a client that was killed. Moved aside first, because another start may have put a
  // live socket there in the meantime, and that one answers under its new name too.
  const aside = `${address}.${process.pid}`;
  await rename(address, aside).catch(() => {}); // another start was quicker
  if (await askForWindow(aside, link)) {
    await rename(aside, address);
    return null;
  }
  await unlink(aside).catch(() => {}); // was never there
  return tryListen(address);
}

function tryListen(address: string): Promise<Instance | null> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(address, () => resolve(serve(server)));
  });
}

function serve(server: Server): Instance {
  const sockets = new Set<Socket>();
  const instance: Instance = {
    onWindowWanted: null,
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  server.unref();
  server.on('connection', (socket) => {
    sockets.add(socket.unref());
    socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', (chunk) => {
      const asked = REQUEST.exec(chunk.toString());
      if (asked === null) return socket.destroy();
      instance.onWindowWanted?.(asked[1] ?? null);
      socket.end(ANSWER);
    });
  });
  return instance;
}

function askForWindow(address: string, link: string | null): Promise<boolean> {
  // A link has no blanks; one with them is told for what it is.
  const request = link === null ? 'open-window\n' : `open-window ${link.replaceAll(/\s/g, '%20').slice(0, 2000)}\n`;
  return new Promise((resolve) => {
    const socket = connect(address);
    const finish = (isAnswered: boolean): void => {
      socket.destroy();
      resolve(isAnswered);
    };
    socket.setTimeout(ASK_WITHIN_MS, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write(request));
    socket.once('data', (chunk) => finish(chunk.toString() === ANSWER));
    socket.once('close', () => finish(false));
  });
}
