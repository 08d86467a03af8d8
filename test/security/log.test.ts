/** A page that was taken over, or another program, tries to wash the log away: main must keep what it wrote before. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { log } from '../../main/log.ts';
import { startClient, type Client } from '../contract/services/client.ts';

let dataDir: string;
let client: Client;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-log-'));
  client = await startClient(dataDir);
});
afterEach(async () => {
  await client.app.dispose();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const W1 = { windowId: 'w1', windowKey: 'main' };

const logs = (): string => join(dataDir, 'logs');

/** Every line on disk, after main has ended and written the last. */
async function linesOf(name: string): Promise<Record<string, unknown>[]> {
  await client.app.dispose();
  const text = await readFile(join(logs(), name), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function bytes(): Promise<number> {
  const names = await readdir(logs());
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(logs(), name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

// @promise security.log-failures: 3,000 failures of a page do not push earlier lines out of the log.
it('the earlier lines stay in place when a page reports 3,000 failures, and the lines left out are counted', async () => {
  const text = 'x'.repeat(4_000);
  for (let n = 0; n < 3_000; n += 1) {
    await client.get('app.report-failure', { where: `flood ${n}`, text }, `w${n % 3}`);
  }
  const lines = await linesOf('lanner.log');
  expect(lines[0]).toMatchObject({ message: 'starting' });
  expect(lines.filter(({ message }) => message === 'failure in the window').length).toBeLessThan(70);
  expect(lines.filter(({ message }) => message === 'further failures in the window are left out')).not.toHaveLength(0);
  expect(await readdir(logs())).not.toContain('lanner.log.1');
  expect(await bytes()).toBeLessThan(200_000);
});

// @promise security.log-refusals: 9,000 refused requests of a page do not push earlier lines out of the log.
it('the earlier lines stay when a page asks 9,000 times for what is refused', async () => {
  const dispatch = client.host.services?.dispatch;
  if (dispatch === undefined) throw new Error('main offers no requests');
  for (let n = 0; n < 3_000; n += 1) {
    await dispatch(W1, `no.such-${n}`, {});
    await dispatch(W1, 'live.close', { leaseId: 7, ['x'.repeat(500)]: n });
    await dispatch(W1, 'app.report-failure', { where: 'x'.repeat(200_000), text: '' });
  }
  const lines = await linesOf('lanner.log');
  expect(lines[0]).toMatchObject({ message: 'starting' });
  expect(await bytes()).toBeLessThan(100_000);
});

// @promise security.audit-log: Audit lines are in a file of their own, which no other line fills.
it('the lines that an investigator needs have a file of their own', async () => {
  log.audit('a launch token was used twice', { by: 'another program' });
  for (let n = 0; n < 3_000; n += 1) await client.get('app.report-failure', { where: `flood ${n}`, text: '' });
  const lines = await linesOf('audit.log');
  expect(lines.map(({ message }) => message)).toEqual(['starting', 'a launch token was used twice']);
  expect(lines[1]).toMatchObject({ by: 'another program' });
});
