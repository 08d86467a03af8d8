/** From opening the window to a client that answers, against an empty page in the same host. */
import { isShown, withBrowser, withClientProcess, withPage } from './sides.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const EMPTY = '<!doctype html><meta charset="utf-8"><title>empty</title><p id="ready">ready</p>';

/** Start of Chromium until `selector` stands in the page and the page answers a question. */
async function timeToReady(url: string, selector: string): Promise<number> {
  const startedMs = performance.now();
  return withBrowser(url, async ({ page }) => {
    await page.until(isShown(selector));
    await page.ask('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))');
    return performance.now() - startedMs;
  });
}

export async function startup({ rounds }: BenchOptions): Promise<BenchResult> {
  const rows: { emptyMs: number; clientMs: number }[] = [];
  for (let i = 0; i < Math.max(rounds, 3); i += 1) {
    const row = {
      emptyMs: await withPage(EMPTY, (url) => timeToReady(url, '#ready')),
      clientMs: await withClientProcess((_, url) => timeToReady(url, '[role="toolbar"]')),
    };
    rows.push(row);
    process.stderr.write(`round ${i + 1}: empty ${row.emptyMs.toFixed(0)} ms, client ${row.clientMs.toFixed(0)} ms\n`);
  }
  const value = median(rows.map((row) => row.clientMs / row.emptyMs));
  return { goals: [{ name: 'window to interactive / empty page', value, atMost: 2.0 }], details: { rows } };
}
