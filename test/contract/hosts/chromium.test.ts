import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { createBrowserHost } from '../../../main/hosts/browser/browser-host.ts';
import { fewHandlers, startHarness, type Harness } from './harness.ts';

let harness: Harness | null = null;

afterEach(async () => {
  await harness?.close();
  harness = null;
});

/** A zombie has ended: its entry waits for init, which is slow in some containers. */
function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
}

const profiles = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('lanner-browser-'));

it('shows the page in a real browser, answers its request, photographs it and leaves nothing behind', async () => {
  const asked = vi.fn();
  const info = fewHandlers()['app.info'];
  const handlers = fewHandlers({
    'app.info': (input, context) => {
      asked(context.windowId);
      return info(input, context);
    },
  });
  const before = profiles();
  harness = await startHarness({ opensWindow: true }, handlers);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1), { timeout: 30_000 });
  const png = Buffer.from(await harness.host.capture());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, expect.any(Number)]);
  await vi.waitFor(() => expect(harness?.host.processIds().length).toBeGreaterThan(2), { timeout: 10_000 });
  const pids = harness.host.processIds();
  expect(profiles().length).toBe(before.length + 1);
  await harness.host.dispose();
  expect(pids.filter(isAlive)).toEqual([]);
  expect(profiles()).toEqual(before);
  expect(harness.gone).toHaveLength(1);
});

it('says what to install, and gives an address, where there is no browser', async () => {
  const lines: string[] = [];
  const announce = (line: string): number => lines.push(line);
  harness = await startHarness({ opensWindow: true, browserPath: '/nowhere/chromium', announce });
  expect(lines[0]).toBe('There is no browser at /nowhere/chromium; name another one with --browser PATH.');
  expect(lines[1]).toContain('http://127.0.0.1:');
  expect(harness.launchUrl).toContain('/launch?token=');
});

it('refuses to start over a folder without a page, in words that say what to do', async () => {
  const pageDir = `${tmpdir()}/lanner-no-page-${createHash('sha1').update(String(process.pid)).digest('hex')}`;
  const host = createBrowserHost({
    dataDir: tmpdir(),
    pageDir,
    isHeadless: true,
    opensWindow: false,
    browserPath: null,
    instance: null,
    announce: () => {},
  });
  const services = { dispatch: vi.fn(), mediaOrigins: [], onWindowGone: vi.fn() };
  await expect(host.start(services)).rejects.toThrow(`The page folder ${pageDir} cannot be read; build it with`);
  await host.dispose();
});
