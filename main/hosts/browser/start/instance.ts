/**
 * One client per data folder. The lock is a listening local socket: the system frees it whatever way its owner ends, and
 * a second start uses it to ask the first for a window. Both sides prove that they know the profile's secret first.
 *
 * The talk, one line each: the second start says `hello NONCE`, the client `lanner PROOF NONCE`, the second start
 * `open-window PROOF [LINK]`, the client `opened`.
 */
import { randomBytes } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { AppError } from '../../../errors.ts';
import { log } from '../../../log.ts';
import { makePrivateFolder } from '../../../private-files.ts';
import { instanceAddress } from './instance-address.ts';
import { InstanceKey } from './instance-key.ts';

const ASK_WITHIN_MS = 3_000;
const MAX_LINE_CHARS = 2_200;
const MAX_ASKERS = 16;
/** How soon a client notices that the file of its socket is gone. */
const WATCH_EVERY_MS = 1_000;
const HELLO = /^hello ([0-9a-f]{32})$/;
const WELCOME = /^lanner ([0-9a-f]{64}) ([0-9a-f]{32})$/;
/** With the link to open, where the second start has one. */
const REQUEST = /^open-window ([0-9a-f]{64})(?: (\S{1,2000}))?$/;
const ANSWER = 'opened';

export interface Instance {
  /** Set by the host once it can open windows. */
  onWindowWanted: ((link: string | null) => void) | null;
  release(): Promise<void>;
}

/** The answer from the address of the lock. */
type Asked = 'opened' | 'stranger' | 'nobody';

/**
 * @param dataDir made where it is not there; only its owner may read it from then on.
 * @param link what this start is to show, for the client that runs already.
 * @returns the lock, or null when another client runs with this data folder; it was then asked to show a window.
 * @throws {AppError} `storage.no-access` when the folder belongs to another user, or when a program that is not a client
 *   of this profile holds the lock's address.
 */
export async function claimInstance(dataDir: string, link: string | null = null): Promise<Instance | null> {
  makePrivateFolder(dataDir, { skip: ['browser', 'electron'] });
  const address = instanceAddress(dataDir);
  const key = await InstanceKey.of(dataDir);
  const mine = await tryListen(address, key);
  if (mine !== null) return mine;
  const asked = await askForWindow(address, key, link);
  if (asked === 'opened') return null;
  if (process.platform === 'win32') throw squatted(address);
  // No client answers: the socket is left from a client that was killed. It is moved aside first, because another start
  // may have put a live socket there in the meantime, and that socket answers under its new name too.
  const aside = `${address}.${process.pid}`;
  await rename(address, aside).catch(() => {}); // another start was quicker
  if ((await askForWindow(aside, key, link)) === 'opened') {
    await rename(aside, address);
    return null;
  }
  await unlink(aside).catch(() => {}); // was never there
  return tryListen(address, key);
}

/** Windows only: any program may open a pipe of this name first. The words are all that the user sees of the start. */
function squatted(address: string): AppError {
  const params = { folder: address, detail: 'another program listens there' };
  const words =
    `Lanner does not start: another program holds ${address}, by which Lanner makes sure that it runs once. If Lanner runs ` +
    'already but does not answer, end it in the Task Manager. Otherwise a program of this computer keeps Lanner from ' +
    'starting: sign out all other users and start Lanner again. If that does not help, ask the administrator which program ' +
    'holds the pipe.';
  return new AppError('storage.no-access', words, { params });
}

function tryListen(address: string, key: InstanceKey): Promise<Instance | null> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(address, () => resolve(new Lock(address, server, key)));
  });
}

class Lock implements Instance {
  onWindowWanted: ((link: string | null) => void) | null = null;
  readonly #address: string;
  readonly #key: InstanceKey;
  readonly #sockets = new Set<Socket>();
  readonly #watch: NodeJS.Timeout;
  #server: Server;

  constructor(address: string, server: Server, key: InstanceKey) {
    this.#address = address;
    this.#key = key;
    this.#server = server;
    this.#serve(server);
    this.#watch = setInterval(() => this.#listenAgainWhenGone(), WATCH_EVERY_MS).unref();
  }

  async release(): Promise<void> {
    clearInterval(this.#watch);
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  /** A program that tidies up may delete the socket: a second client could then start on the same profile. */
  #listenAgainWhenGone(): void {
    if (process.platform === 'win32' || lstatSync(this.#address, { throwIfNoEntry: false }) !== undefined) return;
    log.warn('the lock of the data folder was deleted and is renewed');
    // Close the old socket first: it deletes the file with its name when it closes, even a file of a new socket.
    this.#server.close();
    this.#server = createServer();
    this.#serve(this.#server);
    this.#server.listen(this.#address);
  }

  #serve(server: Server): void {
    server.unref();
    server.maxConnections = MAX_ASKERS;
    server.on('error', (error) => log.warn('the lock of the data folder failed', { error }));
    server.on('connection', (socket) => {
      this.#sockets.add(socket.unref());
      socket.on('close', () => this.#sockets.delete(socket));
      const nonce = randomBytes(16).toString('hex');
      let isGreeted = false;
      onLines(socket, (line) => {
        const hello = isGreeted ? null : HELLO.exec(line);
        const request = isGreeted ? REQUEST.exec(line) : null;
        if (hello !== null) {
          isGreeted = true;
          socket.write(`lanner ${this.#key.proof('client', hello[1] ?? '')} ${nonce}\n`);
        } else if (request !== null && this.#key.isProof('asker', nonce, request[1] ?? '')) {
          this.onWindowWanted?.(request[2] ?? null);
          socket.end(`${ANSWER}\n`);
        } else socket.destroy();
      });
    });
  }
}

/** Calls `onLine` with each line, and ends a socket that is silent or sends no lines. */
function onLines(socket: Socket, onLine: (line: string) => void): void {
  let rest = '';
  socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.setEncoding('utf8').on('data', (text: string) => {
    rest += text;
    for (let end = rest.indexOf('\n'); end >= 0 && !socket.destroyed; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      onLine(line);
    }
    if (rest.length > MAX_LINE_CHARS) socket.destroy();
  });
}

/** The link goes only to a process that has proved to be a client of this profile. */
function askForWindow(address: string, key: InstanceKey, link: string | null): Promise<Asked> {
  // A link has no blanks; a text with blanks goes encoded, so that the client can refuse it by name.
  const last = link === null ? '' : ` ${link.replaceAll(/\s/g, '%20').slice(0, 2000)}`;
  const nonce = randomBytes(16).toString('hex');
  return new Promise((resolve) => {
    const socket = connect(address);
    let isConnected = false;
    let isKnown = false;
    const finish = (asked: Asked): void => {
      resolve(asked);
      socket.destroy();
    };
    socket.once('connect', () => {
      isConnected = true;
      socket.write(`hello ${nonce}\n`);
    });
    socket.once('close', () => finish(isConnected ? 'stranger' : 'nobody'));
    onLines(socket, (line) => {
      if (isKnown) return finish(line === ANSWER ? 'opened' : 'stranger');
      const welcome = WELCOME.exec(line);
      isKnown = welcome !== null && key.isProof('client', nonce, welcome[1] ?? '');
      if (isKnown) socket.write(`open-window ${key.proof('asker', welcome?.[2] ?? '')}${last}\n`);
      else finish('stranger');
    });
  });
}
