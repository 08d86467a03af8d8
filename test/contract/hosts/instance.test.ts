import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { instanceAddress } from '../../../main/hosts/browser/start/instance-address.ts';
import { claimInstance } from '../../../main/hosts/browser/start/instance.ts';
import { hostileBytes } from '../../bench/fuzz-mutate.ts';
import { createRandom } from '../../bench/soak-random.ts';
import { PATIENT } from '../../patience.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lanner-instance-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('the lock lets one client run per data folder and asks it for a window when another starts', async () => {
  const first = await claimInstance(dir);
  const wanted = vi.fn();
  if (first !== null) first.onWindowWanted = wanted;
  expect(await claimInstance(dir)).toBeNull();
  expect(wanted.mock.calls).toEqual([[null]]);
  expect(await claimInstance(dir, 'lanner://wall/a b\nopen-window')).toBeNull();
  expect(wanted.mock.lastCall).toEqual(['lanner://wall/a%20b%20open-window']);
  await first?.release();
  expect(existsSync(instanceAddress(dir))).toBe(false);
  const next = await claimInstance(dir);
  expect(next).not.toBeNull();
  await next?.release();
});

it('the lock lets exactly one run of several clients that start at once', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimInstance(dir)));
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  await Promise.all(claims.filter((claim) => claim !== null).map((claim) => claim.release()));
});

it('the next client takes the lock over from a client that was killed', async () => {
  const script = join(dir, 'holder.mjs');
  const module = new URL('../../../main/hosts/browser/start/instance.ts', import.meta.url).href;
  await writeFile(
    script,
    `import { claimInstance } from ${JSON.stringify(module)};
     await claimInstance(${JSON.stringify(dir)});
     setInterval(() => {}, 1000);
     process.send('held');`,
  );
  const holder = fork(script, { execArgv: [] });
  await once(holder, 'message');
  expect(await claimInstance(dir)).toBeNull();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const next = await claimInstance(dir);
  expect(next).not.toBeNull();
  await next?.release();
});

const places = (isPrivate: (dir: string) => boolean, platform: NodeJS.Platform = 'linux') => ({
  platform,
  runtimeDir: '/run/user/7',
  homeDir: '/home/a',
  tempDir: '/tmp',
  isPrivate,
});

it('the lock finds an address that the system takes, however long the folder is named', () => {
  const long = `/home/${'a'.repeat(200)}/Lanner`;
  const hasRuntimeDir = places((dir) => dir === '/run/user/7');
  expect(instanceAddress(long, hasRuntimeDir)).toMatch(/^\/run\/user\/7\/lanner-[0-9a-f]{16}\.sock$/);
  expect(instanceAddress(long, hasRuntimeDir)).not.toBe(instanceAddress(`${long}2`, hasRuntimeDir));
  expect(
    instanceAddress(
      'C:\\Users\\a',
      places(() => false, 'win32'),
    ),
  ).toMatch(/^\\\\\.\\pipe\\lanner-[0-9a-f]{16}$/);
});

it('the lock lies in no folder that other users can write to', () => {
  const long = `/home/${'a'.repeat(200)}/Lanner`;
  expect(
    instanceAddress(
      '/home/a/Lanner',
      places(() => false),
    ),
  ).toBe('/home/a/Lanner/instance.sock');
  expect(
    instanceAddress(
      long,
      places(() => false),
    ),
  ).toMatch(/^\/home\/a\/\.lanner-/);
  expect(() => instanceAddress(long, { ...places(() => false), homeDir: long })).toThrow(/too long a path/);
});

// @promise security.lock-renewed: The client renews its lock within a second when the file of the socket is deleted.
it('a client renews its lock when the file of the socket is deleted, so that no second client starts', async () => {
  const first = await claimInstance(dir);
  await rm(instanceAddress(dir));
  await vi.waitFor(() => expect(existsSync(instanceAddress(dir))).toBe(true), PATIENT);
  expect(await claimInstance(dir)).toBeNull();
  await first?.release();
});

// @promise security.lock
it('a client gives no link to a program that only pretends to be a client, and starts', async () => {
  const heard: string[] = [];
  const squatter = createServer((socket) => {
    socket
      .on('error', () => socket.destroy())
      .on('data', (chunk) => {
        heard.push(chunk.toString());
        socket.write('opened\n');
      });
  });
  await new Promise<void>((resolve) => squatter.listen(instanceAddress(dir), resolve));
  const client = await claimInstance(dir, 'lanner://wall/secret-name');
  squatter.close();
  expect(client).not.toBeNull();
  expect(heard.join('')).toMatch(/^(hello [0-9a-f]{32}\n)+$/);
  await client?.release();
});

// @promise security.lock
it('a client opens no window for a program that does not know the secret of the profile', async () => {
  const client = await claimInstance(dir);
  const wanted = vi.fn();
  if (client !== null) client.onWindowWanted = wanted;
  for (const talk of [
    'open-window\n',
    `hello ${'0'.repeat(32)}\nopen-window ${'0'.repeat(64)}\n`,
    'x'.repeat(100_000),
  ]) {
    const socket = connect(instanceAddress(dir));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket
      .on('error', () => {})
      .resume()
      .write(talk);
    await closed;
  }
  expect(wanted).not.toHaveBeenCalled();
  await client?.release();
});

it('a second start asks the client for a window after the lock got 300 talks of random bytes', async () => {
  const client = await claimInstance(dir);
  const wanted = vi.fn();
  if (client !== null) client.onWindowWanted = wanted;
  const random = createRandom(7);
  for (let i = 0; i < 300; i += 1) {
    const socket = connect(instanceAddress(dir)).on('error', () => {});
    const closed = once(socket, 'close');
    socket
      .resume()
      .end(hostileBytes([Buffer.from(`hello ${'0'.repeat(32)}\nopen-window ${'0'.repeat(64)} x\n`)], random));
    await closed;
  }
  expect(wanted).not.toHaveBeenCalled();
  expect(await claimInstance(dir)).toBeNull();
  expect(wanted).toHaveBeenCalledOnce();
  await client?.release();
});
