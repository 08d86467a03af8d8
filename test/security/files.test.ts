/** Files of the client that another user of this computer can read, and places where that user can obstruct it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instanceAddress } from '../../main/hosts/browser/start/instance-address.ts';
import { receiveFile } from '../../main/media/worker/file-upload.ts';
import { ensureClient } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { chooseHost, root } from '../../scripts/lib.ts';
import { openClient } from '../e2e/harness.ts';
import { missingOtherUser, tryAsOtherUser } from './other-user.ts';

const isPosix = process.platform !== 'win32';
const isAlone = missingOtherUser() !== null;
let folder: string;
let clients: Client[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lanner-files-'));
  chmodSync(folder, 0o755); // as a home folder is on many computers
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.quit()));
  clients = [];
  await rm(folder, { recursive: true, force: true });
});

async function start(dataDir: string, args: readonly string[] = []): Promise<Client> {
  const pageDir = await ensureClient();
  const flags = ['--no-window', '--session-vault', ...args];
  const client = new Client(chooseHost('browser'), { dataDir, pageDir, args: flags });
  clients.push(client);
  await client.ready;
  return client;
}

function everythingBelow(dir: string): readonly string[] {
  return [dir, ...readdirSync(dir, { recursive: true }).map((name) => path.join(dir, String(name)))];
}

async function listening(server: Server, address: string | number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(address, () => resolve()));
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

describe.runIf(isPosix)('files of the client', () => {
  // @promise security.private-files: Files of the client can be neither read nor listed by another user. A profile that
  // every user could read before is made private.
  it('files of the client are for their owner only, also in a folder that every user could read and write before', async () => {
    const dataDir = path.join(folder, 'data');
    mkdirSync(path.join(dataDir, 'logs'), { recursive: true });
    for (const name of ['lanner.db', 'notes.txt', 'logs/lanner.log']) writeFileSync(path.join(dataDir, name), '');
    for (const one of everythingBelow(dataDir)) chmodSync(one, statSync(one).isDirectory() ? 0o777 : 0o666);

    const client = await start(dataDir);
    await client.ask({ do: 'tiles' });
    const open = everythingBelow(dataDir).filter((one) => (statSync(one).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    expect(everythingBelow(dataDir).map((one) => path.basename(one))).toContain('lanner.db-wal');
  });

  // @promise security.private-files
  it.skipIf(isAlone)('files of the client cannot be read or listed by another user', async () => {
    const dataDir = path.join(folder, 'data');
    mkdirSync(dataDir, { mode: 0o755 });
    await start(dataDir);
    expect(tryAsOtherUser(['ls', folder]).code, 'the other user can look where anybody may').toBe(0);
    for (const one of everythingBelow(dataDir)) {
      const tried = tryAsOtherUser([statSync(one).isDirectory() ? 'ls' : 'cat', one]);
      expect(tried.code, one).not.toBe(0);
      expect(tried.output).toContain('Permission denied');
    }
  });

  // @promise security.foreign-profile: A profile folder of another owner ends the start with one sentence.
  it.skipIf(isAlone)(
    'files of the client go into no folder that belongs to another user: the start ends with one sentence',
    async () => {
      await ensureClient();
      const theirs = path.join(folder, 'theirs');
      mkdirSync(theirs);
      spawnSync('chown', ['65534', theirs]);
      const entry = path.join(root, 'dist', 'main', 'browser.js');
      const done = spawnSync(process.execPath, [entry, '--data-dir', theirs, '--no-window', '--session-vault'], {
        encoding: 'utf8',
        timeout: 60_000,
        env: { ...process.env, NODE_NO_WARNINGS: '1' },
      });
      expect(done.status).toBe(1);
      expect(done.stderr.trim().split('\n')).toEqual([expect.stringContaining('is no private folder of this user')]);
      expect(readdirSync(theirs)).toEqual([]);
    },
  );

  // @promise security.private-evidence: Snapshots and clips can be read by their owner only.
  it('files of the client that operators save are for their owner only too, and so are the folders made for them', async () => {
    const evidence = path.join(folder, 'new', 'evidence');
    const file = path.join(evidence, 'snapshot.png');
    const server = createHttpServer(
      (request, response) => void receiveFile({ path: file, maxBytes: 1_000 }, request, response),
    );
    const port = await listening(server, 0);
    const before = process.umask(0o000); // as if nobody had set it
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'PUT', body: 'picture' });
      expect(answer.status).toBe(201);
    } finally {
      process.umask(before);
      server.close();
      server.closeAllConnections();
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const dir of [evidence, path.dirname(evidence)]) expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  // @promise security.settings-version
  it('the client starts on defaults whatever version a broken settings file claims', async () => {
    const dataDir = path.join(folder, 'data');
    mkdirSync(dataDir);
    for (const name of ['preferences', 'capture', 'accounts', 'windows', 'looks']) {
      writeFileSync(path.join(dataDir, `${name}.json`), '{"version": -1e300, "content": {}}');
    }
    const client = await start(dataDir);
    expect(await client.ask({ do: 'tiles' })).toEqual([]);
  });
});

describe.runIf(isPosix)('the lock of the data folder', () => {
  // @promise security.lock: Another user cannot listen first at the lock of the client, and gets no link: the lock lies
  // in a private folder, and both sides prove that they know the secret of the profile.
  it.skipIf(isAlone)(
    'the lock of the data folder is where no other user can listen first, also where the folder has a long path',
    async () => {
      const dataDir = path.join(folder, 'd'.repeat(120));
      const address = instanceAddress(dataDir);
      expect(tryAsOtherUser(['touch', address]).code, address).not.toBe(0);
      await start(dataDir);
      expect(existsSync(address)).toBe(true);
    },
  );

  // @promise security.lock
  it('lets the client start when a stranger listens at its address, and gives the stranger no link', async () => {
    const dataDir = path.join(folder, 'data');
    mkdirSync(dataDir);
    const heard: string[] = [];
    const squatter = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => {
        heard.push(chunk.toString());
        socket.write('opened\n');
      });
    });
    await listening(squatter, instanceAddress(dataDir));
    await start(dataDir, ['lanner://wall/Vault%20door']);
    squatter.close();
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.join('')).not.toContain('Vault');
  });
});

// @promise security.no-path-from-page: No request of a page names a folder: main asks the user in a dialog of its own.
it('a page that names a folder is refused, and the folder is not made', async () => {
  const session = await openClient({});
  try {
    const wanted = path.join(folder, 'etc', 'cron.d');
    const answer = await session.page.evaluate(async (dir) => {
      type Api = { readonly request: Readonly<Record<string, (input: unknown) => Promise<unknown>>> };
      const { lanner } = window as unknown as { readonly lanner: Api };
      return lanner.request['clip.set-settings']?.({ folder: dir, isSoundFollowing: true });
    }, wanted);
    expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.invalid-input' } });
    expect(existsSync(wanted)).toBe(false);
  } finally {
    await session.close();
  }
});
