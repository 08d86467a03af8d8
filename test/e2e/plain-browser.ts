/** A Chromium that nobody steers: a steered page counts as seen even when another tab covers it. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserExecutable, BROWSER_FLAGS } from './browser.ts';
import { until } from './harness.ts';

interface Tab {
  readonly id: string;
  readonly type: string;
  readonly url: string;
}

export interface PlainBrowser {
  /** Opens another tab in front of those that are there. */
  cover(): Promise<void>;
  /** Brings the tab of the first page back to the front. */
  uncover(): Promise<void>;
  close(): Promise<void>;
}

/** Opens `url` in a window of its own. */
export async function openPlainBrowser(url: string): Promise<PlainBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'lanner-plain-'));
  const flags = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1280,720'];
  const child = spawn(browserExecutable(), [...BROWSER_FLAGS, ...flags, url], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let port = '';
  const hasPort = async (): Promise<boolean> => {
    port = (await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')[0] ?? '';
    return port !== '';
  };
  const ask = (route: string, method = 'GET'): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/json/${route}`, { method });
  const pages = async (): Promise<readonly Tab[]> =>
    ((await (await ask('list')).json()) as readonly Tab[]).filter(({ type }) => type === 'page');
  let first: string | undefined;
  await until(hasPort, 'Chromium tells its port');
  await until(async () => {
    first = (await pages())[0]?.id;
    return first !== undefined;
  }, 'Chromium shows the page');
  return {
    cover: async () => void (await ask('new?about:blank', 'PUT')),
    uncover: async () => void (await ask(`activate/${first ?? ''}`)),
    close: async () => {
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
