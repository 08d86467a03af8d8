/** From opening the window to a client that answers, against an empty page in the same host. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withTempDir, chooseHost } from '../../scripts/lib.ts';
import { ensureRenderer } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { openBrowser } from './sides.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const EMPTY = '<!doctype html><meta charset="utf-8"><title>empty</title><p id="ready">ready</p>';

/** Start of Chromium until `selector` stands in the page and the page answers a question. */
async function timeToReady(url: string, selector: string): Promise<number> {
  const startedMs = performance.now();
  const own = await openBrowser(url);
  try {
    await own.page.waitForSelector(selector, { state: 'visible', timeout: 60_000 });
    await own.page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))');
    return performance.now() - startedMs;
  } finally {
    await own.close();
  }
}

async function emptyPage(): Promise<number> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(EMPTY));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await timeToReady(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, '#ready');
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function client(): Promise<number> {
  return withTempDir(async (dataDir) => {
    const pageDir = await ensureRenderer();
    const args = ['--session-vault', '--no-window'];
    const running = new Client(chooseHost('browser'), { dataDir, pageDir, args });
    try {
      const url = await running.ready;
      if (url === null) throw new Error('the browser host told no launch URL');
      return await timeToReady(url, '[role="toolbar"], [role="tree"], main');
    } finally {
      await running.quit();
    }
  });
}

export async function startup({ rounds }: BenchOptions): Promise<BenchResult> {
  const rows: { emptyMs: number; clientMs: number }[] = [];
  for (let i = 0; i < Math.max(rounds, 3); i += 1) {
    const row = { emptyMs: await emptyPage(), clientMs: await client() };
    rows.push(row);
    process.stderr.write(`round ${i + 1}: empty ${row.emptyMs.toFixed(0)} ms, client ${row.clientMs.toFixed(0)} ms\n`);
  }
  const value = median(rows.map((row) => row.clientMs / row.emptyMs));
  return { goals: [{ name: 'window to interactive / empty page', value, atMost: 2.0 }], details: { rows } };
}
