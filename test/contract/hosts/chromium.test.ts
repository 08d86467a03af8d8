import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { queryObjects } from 'node:v8';
import { afterEach, expect, it, vi } from 'vitest';
import { createBrowserHost } from '../../../main/hosts/browser/browser-host.ts';
import { BrowserProcess } from '../../../main/hosts/browser/process/browser-process.ts';
import { readProcessTree } from '../../../main/services/client/process-tree.ts';
import { PATIENT } from '../../patience.ts';
import { ALONE, fewHandlers, startHarness, windowsThatAsk, type Harness } from './harness.ts';

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

/** The browser and what it runs, as the load meter finds them. */
const pidsOf = async ({ host }: Pick<Harness, 'host'>): Promise<number[]> =>
  (await readProcessTree(host.processIds())).map(({ pid }) => pid);

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

/** The folder that this browser keeps its profile in. Chromium writes its command line anew, with blanks, as it comes up. */
function profileOf(pid: number): string {
  const flag = '--user-data-dir=';
  return (
    commandOf(pid)
      .split(/[\0 ]/)
      .find((one) => one.startsWith(flag))
      ?.slice(flag.length) ?? ''
  );
}

it('the browser host shows the page in a real browser, answers its request, photographs it and leaves nothing behind', async () => {
  const asked = vi.fn();
  const info = fewHandlers()['app.info'];
  const handlers = fewHandlers({
    'app.info': (input, context) => {
      asked(context.windowId);
      return info(input, context);
    },
  });
  harness = await startHarness({ opensWindow: true }, handlers);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1), PATIENT);
  const png = Buffer.from(await harness.host.capture());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, expect.any(Number)]);
  const running = harness;
  await vi.waitFor(async () => expect((await pidsOf(running)).length).toBeGreaterThan(2), PATIENT);
  const pids = await pidsOf(running);
  const profile = profileOf(running.host.processIds()[0] ?? 0);
  expect(existsSync(profile)).toBe(true);
  await harness.host.dispose();
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), PATIENT);
  expect(existsSync(profile)).toBe(false);
  expect(harness.gone).toHaveLength(1);
});

it('the host is closed when its browser was, with whatever its page had open, and stores nothing of it', async () => {
  harness = await startHarness({ opensWindow: true });
  const { host, gone } = harness;
  const closed = vi.fn();
  host.onClosed(closed);
  const [browser] = host.processIds();
  if (browser === undefined) throw new Error('the browser has no process'); // 0 would be everything that runs the tests
  process.kill(browser, 'SIGKILL');
  await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1), PATIENT);
  expect(gone).toHaveLength(1);
  // Each further window goes through a process that hands it over and ends: over a shift they would add up.
  const areGone = (): void => expect(queryObjects(BrowserProcess, { format: 'count' })).toBe(0);
  await vi.waitFor(areGone, { timeout: 100_000, interval: 500 }); // each look walks the whole heap
});

// @promise failures.window-crash
it('the browser host brings a page back whose process was killed, as a new window', async () => {
  const { windows, handlers } = windowsThatAsk();
  harness = await startHarness({ opensWindow: true }, handlers);
  const { host, gone } = harness;
  await vi.waitFor(() => expect(windows).toHaveLength(1), PATIENT);
  const renderer = await vi.waitFor(async () => {
    const pids = (await pidsOf({ host })).filter((pid) => isAlive(pid) && commandOf(pid).includes('--type=renderer'));
    expect(pids.length).toBeGreaterThan(0);
    return pids;
  }, PATIENT);
  for (const pid of renderer.filter(isAlive)) process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(new Set(windows).size).toBe(2), PATIENT);
  await vi.waitFor(() => expect(gone).toEqual([windows[0]]), PATIENT);
});

it('the browser host says what to install, and gives an address, where there is no browser', async () => {
  const lines: string[] = [];
  const announce = (line: string): number => lines.push(line);
  harness = await startHarness({ opensWindow: true, browserPath: '/nowhere/chromium', announce });
  expect(lines[0]).toBe('There is no browser at /nowhere/chromium; name another one with --browser PATH.');
  expect(lines[1]).toMatch(/http:\/\/[0-9a-f]{32}\.localhost:\d+\/launch\?token=/);
  expect(harness.launchUrl).toContain('/launch?token=');
});

it('the browser host refuses to start over a folder without a page, in words that say what to do', async () => {
  const pageDir = `${tmpdir()}/lanner-no-page-${createHash('sha1').update(String(process.pid)).digest('hex')}`;
  const host = createBrowserHost({ dataDir: tmpdir(), pageDir, ...ALONE });
  const services = { dispatch: vi.fn(), mediaOrigins: [], onWindowGone: vi.fn() };
  await expect(host.start(services)).rejects.toThrow(`The page folder ${pageDir} cannot be read; build it with`);
  await host.dispose();
});
