/**
 * Opens the whole client as a person would meet it: simulated clouds in one process, the client in another, the page in
 * a real Chromium. `close` ends all three and fails when one of them does not leave by itself.
 */
import { readFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureMain, ensureRenderer } from '../../scripts/build.ts';
import { Client, type Tile } from '../../scripts/client.ts';
import {
  chooseHost,
  root,
  startSimulator,
  stop,
  withTempDir,
  type HostKind,
  type SimulatorInfo,
} from '../../scripts/lib.ts';
import { browserExecutable, BROWSER_FLAGS } from './browser.ts';

const hostKind: HostKind = process.env['LANNER_E2E_HOST'] === 'electron' ? 'electron' : 'browser';
const POLL_MS = 200;

export interface Session {
  readonly page: Page;
  readonly client: Client;
  readonly clouds: SimulatorInfo['clouds'];
  readonly dataDir: string;
  /** Calls the simulator's control endpoint, such as `control('POST', '/faults', {kind: 'http', ...})`. */
  control(method: 'GET' | 'POST' | 'DELETE', route: string, body?: unknown): Promise<unknown>;
  /** A new page of the same client, as after closing and opening the window. */
  reopen(): Promise<Page>;
}

export interface SessionOptions {
  readonly cameras?: number;
  readonly locale?: 'zh-CN' | 'en-US';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Adds the simulated accounts and fills a wall of this size before the test begins. */
  readonly wall?: 1 | 4 | 9 | 16;
  readonly args?: readonly string[];
  /** Where a test restarts the client on the same profile, it brings the folder. */
  readonly dataDir?: string;
}

/** Resolves when `isTrue` does; fails with `what` after the time. Polls: the client tells its state when asked. */
export async function until(isTrue: () => Promise<boolean>, what: string, timeoutMs = 60_000): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    if (await isTrue()) return;
    if (Date.now() > deadlineMs) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const isPlaying = (tile: Tile): boolean => tile.phase === 'playing';

/** Waits until the first `count` tiles play, as the page itself reports. */
export async function untilPlaying(session: Session, count: number, timeoutMs = 60_000): Promise<void> {
  const played = async (): Promise<boolean> => {
    const tiles = await session.client.tiles();
    return tiles.length >= count && tiles.slice(0, count).every(isPlaying);
  };
  await until(played, `${count} tiles play`, timeoutMs).catch(async (error: unknown) => {
    const tiles = (await session.client.tiles()).map((t) => `${t.tile}:${t.phase}${t.error ? `(${t.error})` : ''}`);
    throw new Error(`${String(error)}; tiles: ${tiles.join(' ')}`);
  });
}

async function connect(launchUrl: string | null, dataDir: string, options: SessionOptions): Promise<[Browser, Page]> {
  if (hostKind === 'electron') {
    const port = (await readFile(path.join(dataDir, 'DevToolsActivePort'), 'utf8')).split('\n')[0];
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('Electron has no window');
    return [browser, page];
  }
  if (launchUrl === null) throw new Error('the browser host told no launch URL');
  const browser = await chromium.launch({ executablePath: browserExecutable(), args: [...BROWSER_FLAGS] });
  const viewport = options.viewport ?? { width: 1600, height: 900 };
  const context = await browser.newContext({
    viewport,
    locale: options.locale ?? 'en-US',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  await page.goto(launchUrl);
  return [browser, page];
}

async function controlOf(base: string, method: string, route: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(base + route, { ...init, headers: { 'content-type': 'application/json' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`simulator control ${route}: ${answer.status} ${text}`);
  return text === '' ? null : (JSON.parse(text) as unknown);
}

/** Runs `test` on a fresh client and simulator; keeps a picture in test-results when it fails. */
export async function withClient(
  name: string,
  options: SessionOptions,
  test: (session: Session) => Promise<void>,
): Promise<void> {
  const host = chooseHost(hostKind);
  const pageDir = await ensureRenderer();
  if (hostKind === 'electron') await ensureMain();
  await withTempDir(async (tempDir) => {
    const dataDir = options.dataDir ?? tempDir;
    const simulator = await startSimulator(options.cameras ?? 64);
    const hostArgs = hostKind === 'browser' ? ['--no-window'] : ['--remote-debugging-port=0'];
    const args = ['--session-vault', ...hostArgs, ...(options.args ?? [])];
    const client = new Client(host, { dataDir, pageDir, args });
    let browser: Browser | null = null;
    try {
      const launchUrl = await client.ready;
      const [opened, page] = await connect(launchUrl, dataDir, options);
      browser = opened;
      const { clouds, control } = simulator.info;
      const session: Session = {
        page,
        client,
        clouds,
        dataDir,
        control: (method, route, body) => controlOf(control, method, route, body),
        reopen: () => openAgain(page),
      };
      if (options.wall) {
        await client.ask({ do: 'add-accounts', clouds });
        await client.ask({ do: 'fill-wall', layout: options.wall });
      }
      await test(session).catch(async (error: unknown) => {
        await mkdir(path.join(root, 'test-results'), { recursive: true });
        await page.screenshot({ path: path.join(root, 'test-results', `${name}.png`) }).catch(() => {});
        throw error;
      });
    } finally {
      await browser?.close();
      await client.quit();
      await stop(simulator.child);
    }
  });
}

async function openAgain(page: Page): Promise<Page> {
  const next = await page.context().newPage();
  const url = page.url();
  await page.close();
  await next.goto(url);
  return next;
}
