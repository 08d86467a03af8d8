/**
 * Another user of this computer reads what every user may read while the client starts: no secret stands there. The real
 * client and its browser run, as in `npm start`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureClient } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { chooseHost } from '../../scripts/lib.ts';
import { hostKind, openClient } from '../e2e/harness.ts';
import { missingOtherUser, startAsOtherUser } from './other-user.ts';

/**
 * Reads the command lines and environments of every process below a given one, again and again until its input ends; then
 * prints what it found. A plain script, so that another user can run it without a file of ours.
 */
const SPY = `
const { readFileSync, readdirSync } = require('node:fs');
const root = process.argv[1];
const read = (path) => { try { return readFileSync(path, 'latin1'); } catch { return ''; } };
const parentOf = (pid) => { const s = read('/proc/' + pid + '/stat'); return s.slice(s.lastIndexOf(')') + 2).split(' ')[1]; };
const seen = new Map();
let looks = 0, isOver = false;
process.stdin.on('end', () => { isOver = true; }).resume();
const look = () => {
  const pids = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name));
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  for (const pid of pids) {
    let at = pid;
    for (let i = 0; at !== undefined && at !== root && i < 30; i += 1) at = parents.get(at);
    if (at !== root) continue;
    for (const kind of ['cmdline', 'environ']) {
      const text = read('/proc/' + pid + '/' + kind);
      if (text !== '') seen.set(kind + text, kind);
    }
  }
  looks += 1;
  if (!isOver) return setImmediate(look);
  console.log(JSON.stringify({ looks, texts: [...seen].map(([text, kind]) => ({ kind, text: text.slice(kind.length) })) }));
};
look();
`;

interface Report {
  readonly looks: number;
  readonly texts: readonly { readonly kind: 'cmdline' | 'environ'; readonly text: string }[];
}

/** Whatever could let somebody in: launch tokens, page secrets, cookies, and the name that the page lives on. */
const SECRET = /token=|\/launch|#s=|[0-9a-f]{32}\.localhost|lanner-\d+=|lanner\.[\w-]{43}/;

const otherUser = missingOtherUser();
let folder: string;
let pageDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanner-spied-'));
  pageDir = join(folder, 'page');
  await cp(await ensureClient(), pageDir, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));

/** Starts the client with a window of its own and lets the spy look on until the window works. */
async function spyOn(startSpy: (pid: number) => ChildProcess): Promise<Report> {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  const args = ['--session-vault', '--headless'];
  const client = new Client(chooseHost('browser'), { dataDir, pageDir, args });
  const spy = startSpy(client.rootPid);
  const lines: string[] = [];
  const complaints: string[] = [];
  const told = new Promise<void>((resolve) => spy.once('close', () => resolve()));
  if (spy.stdout) createInterface(spy.stdout).on('line', (line) => lines.push(line));
  spy.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  try {
    await client.ready;
    spy.stdin?.end();
    await told;
  } finally {
    spy.kill();
    await client.quit();
  }
  if (lines[0] === undefined) throw new Error(`the spy saw nothing: ${complaints.join('')}`);
  return JSON.parse(lines[0]) as Report;
}

const secretsIn = ({ texts }: Report, kind: 'cmdline' | 'environ'): readonly string[] =>
  texts.filter((one) => one.kind === kind && SECRET.test(one.text)).map(({ text }) => text);

/** Variables that this process passes to every child are no secrets of the client. */
const isOwnEnvironment = (text: string): boolean =>
  text.split('\0').every((entry) => {
    const at = entry.indexOf('=');
    return !SECRET.test(entry) || process.env[entry.slice(0, at)] === entry.slice(at + 1);
  });

// @promise security.command-lines: The client puts no token, cookie or page secret on a command line or in an
// environment: the browser starts on a blank page, and main leads its windows to their address over the DevTools pipe.
it.skipIf(process.platform !== 'linux')(
  'the client puts no token, cookie or page secret on a command line or in an environment, where root reads along',
  async () => {
    const report = await spyOn((pid) =>
      spawn(process.execPath, ['-e', SPY, String(pid)], { stdio: ['pipe', 'pipe', 'pipe'] }),
    );
    expect(report.looks).toBeGreaterThan(5);
    expect(report.texts.some(({ text }) => text.includes('--remote-debugging-pipe'))).toBe(true);
    expect(secretsIn(report, 'cmdline')).toEqual([]);
    expect(secretsIn(report, 'environ').filter((text) => !isOwnEnvironment(text))).toEqual([]);
  },
);

// @promise security.command-lines
it.skipIf(otherUser !== null)(
  `gives another user nothing to trade before the browser does (${otherUser ?? 'uid 65534'})`,
  async () => {
    const report = await spyOn((pid) => startAsOtherUser([process.execPath, '-e', SPY, String(pid)]));
    expect(report.looks).toBeGreaterThan(5);
    expect(report.texts.some(({ text }) => text.includes('--remote-debugging-pipe'))).toBe(true);
    expect(secretsIn(report, 'cmdline')).toEqual([]);
    expect(report.texts.filter(({ kind }) => kind === 'environ')).toEqual([]);
  },
);

// @promise security.launch-once
it.skipIf(hostKind !== 'browser')(
  'the client shows in the window that its address was brought a second time, in full, until it was read',
  async () => {
    const session = await openClient({ locale: 'en-US' });
    try {
      const used = await session.client.launchUrl();
      const other = await session.page.context().newPage();
      await other.goto(used);
      const { port, pathname, search, host } = new URL(used);
      const again = await new Promise<number>((resolve, reject) => {
        const options = { hostname: '127.0.0.1', port, path: `${pathname}${search}`, headers: { host } };
        get(options, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        }).on('error', reject);
      });
      expect(again).toBe(403);
      for (const page of [session.page, other]) {
        await page.getByText('The address of a Lanner window was opened twice').waitFor();
      }
      const { page } = session;
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.evaluate(() => {
        type Api = { readonly request: Readonly<Record<string, (input: unknown) => Promise<unknown>>> };
        const { lanner } = window as unknown as { readonly lanner: Api };
        return lanner.request['app.set-preferences']?.({ textPercent: 150 });
      });
      const warning = page.getByRole('alert').filter({ hasText: 'was opened twice' });
      const isWhole = (element: HTMLElement | SVGElement): boolean =>
        [element, ...element.querySelectorAll('span')].every(
          (part) => part.scrollWidth <= part.clientWidth + 1 || getComputedStyle(part).display === 'inline',
        );
      expect(await warning.evaluate(isWhole)).toBe(true);
      await warning.getByRole('button', { name: 'Close this warning' }).press('Enter');
      await warning.waitFor({ state: 'detached' });
    } finally {
      await session.close();
    }
  },
);
