/** Raw bytes against the servers of the running client: its page server with the bridge, and the gateway of streams. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureClient } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { chooseHost } from '../../scripts/lib.ts';
import { hostileText } from './fuzz-mutate.ts';
import { createRandom, type Random } from './soak-random.ts';

export interface DoorsResult {
  readonly requests: number;
  readonly ports: number;
  /** How often the client had ended. */
  readonly deaths: number;
  readonly grownMb: number;
}

const AT_ONCE = 8;
const ANSWER_WITHIN_MS = 2_000;
const LOOK_EVERY = 2_000;
const WARM_UP = 4_000;

const REQUESTS = (port: number): readonly string[] => [
  `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
  `GET /launch?token=abc HTTP/1.1\r\nHost: a.localhost:${port}\r\nConnection: close\r\n\r\n`,
  `GET /ipc?page=12345678 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: lanner, lanner.x\r\nOrigin: http://127.0.0.1:${port}\r\n\r\n\u0081\u0005hello`,
  `PUT /0123456789abcdef/file/0123456789abcdef HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 5\r\n\r\nhello`,
  `OPTIONS * HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  `CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: x\r\n\r\n`,
  ...['//', '///', '//[', '//:0', 'http://', 'http://[', '//a:99999/', 'http://%', '//%zz/'].map(
    (target) =>
      `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  ),
];

/** Sends raw bytes; resolves when the other side has closed, or after a while. */
function send(port: number, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy()).on('close', () => resolve());
    socket.once('data', () => socket.end()).resume();
    socket.end(Buffer.from(text, 'latin1'));
  });
}

/** The ports that a process listens on at loopback (Linux). */
async function portsOf(pid: number): Promise<readonly number[]> {
  const { readdir, readlink } = await import('node:fs/promises');
  const links = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(links.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(targets.map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1]));
  const rows = (await readFile(`/proc/${pid}/net/tcp`, 'utf8')).split('\n').slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode))
    .map(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16));
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

async function attack(client: Client, pid: number, untilMs: number, random: Random): Promise<DoorsResult> {
  const ports = await portsOf(pid);
  let hasEnded = false;
  void client.ended.then(() => (hasEnded = true));
  let requests = 0;
  let firstMb: number | null = null;
  let lastMb = 0;
  const one = async (): Promise<void> => {
    while (Date.now() < untilMs && !hasEnded) {
      const port = random.pick(ports);
      await send(port, hostileText(REQUESTS(port), random));
      requests += 1;
      if (requests % LOOK_EVERY !== 0) continue;
      lastMb = await residentMb(pid).catch(() => lastMb);
      if (requests >= WARM_UP) firstMb ??= lastMb;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return {
    requests,
    ports: ports.length,
    deaths: hasEnded ? 1 : 0,
    grownMb: Math.max(0, lastMb - (firstMb ?? lastMb)),
  };
}

/** Starts a client of its own and attacks its ports until the time is over. On Linux only: elsewhere nothing is attacked. */
export async function fuzzDoors(minutes: number, seed: number): Promise<DoorsResult> {
  if (process.platform !== 'linux') return { requests: 0, ports: 0, deaths: 0, grownMb: 0 };
  const folder = await mkdtemp(path.join(tmpdir(), 'lanner-fuzz-'));
  const pageDir = await ensureClient();
  const args = ['--no-window', '--session-vault'];
  const client = new Client(chooseHost('browser'), { dataDir: path.join(folder, 'data'), pageDir, args });
  try {
    await client.ready;
    return await attack(client, client.pid, Date.now() + minutes * 60_000, createRandom(seed));
  } finally {
    await client.quit();
    await rm(folder, { recursive: true, force: true });
  }
}
