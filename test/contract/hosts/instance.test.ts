import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { claimInstance, instanceAddress } from '../../../main/hosts/browser/instance.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lanner-instance-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('lets one client run per data folder and asks it for a window when another starts', async () => {
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

it('lets exactly one of several run that start at once', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimInstance(dir)));
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  await Promise.all(claims.filter((claim) => claim !== null).map((claim) => claim.release()));
});

it('takes over from a client that was killed', async () => {
  const script = join(dir, 'holder.mjs');
  const module = new URL('../../../main/hosts/browser/instance.ts', import.meta.url).href;
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

it('finds an address that the system takes, however long the folder is named', () => {
  const long = `/home/${'a'.repeat(200)}/Lanner`;
  expect(Buffer.byteLength(instanceAddress(long, 'linux'))).toBeLessThanOrEqual(100);
  expect(instanceAddress(long, 'linux')).not.toBe(instanceAddress(`${long}2`, 'linux'));
  expect(instanceAddress('C:\\Users\\a', 'win32')).toMatch(/^\\\\\.\\pipe\\lanner-[0-9a-f]{16}$/);
});
