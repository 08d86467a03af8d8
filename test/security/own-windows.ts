/**
 * The client as people run it: main starts the browser and opens every window by itself, on a virtual screen. The tests
 * look at these windows and touch them as a person would, over a second line into the same browser.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureClient } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { withDisplay } from '../../scripts/display.ts';
import { chooseHost } from '../../scripts/lib.ts';
import { browserExecutable } from '../e2e/browser.ts';
import { until } from '../e2e/harness.ts';

export interface OwnWindows {
  readonly client: Client;
  readonly dataDir: string;
  /** The page of the client's first window; another one after `followRestart`. */
  readonly wall: Page;
  /** All windows of the browser, also those that nobody should have opened. */
  windows(): readonly Page[];
  /** The dialog of main's own that is open; waits until it is there. */
  dialog(): Promise<Page>;
  /** Waits until the client has started again by itself, and follows its new browser. */
  followRestart(): Promise<void>;
}

/** Why main cannot open windows here, or null. */
export function missingScreen(): string | null {
  if (process.platform !== 'linux') return `the virtual screen is for Linux, this is ${process.platform}`;
  return spawnSync('sh', ['-c', 'command -v Xvfb']).status === 0 ? null : 'Xvfb is not installed';
}

/** An address that main led a window to. */
const PAGE = /^http:\/\/[0-9a-f]{32}\.localhost:\d+\//;

interface OwnWindowsOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Runs `use` beside a client with windows of its own; the client is ended afterwards, whatever happens. */
export function withOwnWindows(options: OwnWindowsOptions, use: (own: OwnWindows) => Promise<void>): Promise<void> {
  return withDisplay(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lanner-own-windows-'));
    try {
      await run(folder, options, use);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
  });
}

async function run(folder: string, options: OwnWindowsOptions, use: (own: OwnWindows) => Promise<void>): Promise<void> {
  const dataDir = join(folder, 'data');
  const pageDir = join(folder, 'page');
  await cp(await ensureClient(), pageDir, { recursive: true });
  const executable = join(folder, 'browser.sh');
  await writeFile(executable, `#!/bin/sh\nexec '${browserExecutable()}' --remote-debugging-port=0 "$@"\n`, {
    mode: 0o700,
  });
  const args = ['--browser', executable, ...options.args];
  const client = new Client(chooseHost('browser'), { dataDir, pageDir, args, env: options.env });
  const lines: Browser[] = [];
  let wall: Page | undefined;
  const windows = (): readonly Page[] =>
    lines.flatMap((line) => line.contexts()).flatMap((context) => [...context.pages()]);
  const detach = async (): Promise<void> => {
    for (const line of lines.splice(0)) await line.close().catch(() => undefined); // its browser may have ended
  };
  const attach = async (): Promise<void> => {
    await detach();
    const port = (await readFile(join(dataDir, 'browser', 'DevToolsActivePort'), 'utf8')).split('\n')[0];
    lines.push(await chromium.connectOverCDP(`http://127.0.0.1:${port}`));
    wall = windows()[0];
    await wall?.waitForURL(PAGE);
  };
  const isDialog = (page: Page): boolean => page !== wall && PAGE.test(page.url());
  try {
    await client.ready;
    await attach();
    await use({
      client,
      dataDir,
      windows,
      get wall() {
        if (wall === undefined) throw new Error('the client has no window');
        return wall;
      },
      dialog: async () => {
        let found: Page | undefined;
        await until(() => Promise.resolve((found = windows().find(isDialog)) !== undefined), 'main opens a dialog');
        await found?.locator('main[role=alertdialog]').waitFor();
        return found as Page;
      },
      followRestart: async () => {
        await client.restarted(1);
        await attach();
      },
    });
  } finally {
    await detach();
    await client.quit();
  }
}
