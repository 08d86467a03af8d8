/** Serves a page of the timeline from loopback, in real Chromium, without the rest of the client. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchEngine } from './browser.ts';
import type { Shown } from './timeline-page.tsx';

export interface TimelineSite {
  readonly browser: Browser;
  /** @param more of the window. A browser with a ratio of its own has a window of one size. */
  open(shown: Shown, more?: { readonly widthPx?: number; readonly heightPx?: number }): Promise<Page>;
  close(): Promise<void>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The dock stands at the bottom, as in the screen of playback. */
const STYLE = `#root,.page{height:100%}.page{display:grid;grid-template-rows:1fr 242px}.dock{grid-row:2;min-width:0}.days{justify-self:start;align-self:end;background:var(--bg-overlay)}`;

/**
 * @param entry a file beside this one.
 * @param ratio device pixels in a CSS pixel. Given to the browser: an emulated ratio does not reach the observer of sizes.
 */
export async function openTimelineSite(entry = './timeline-page.tsx', ratio = 1): Promise<TimelineSite> {
  const bundle = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: 'chrome140',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const textOf = (end: string): string => bundle.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const icons = readFileSync(here('../../renderer/ui/icons/icons.svg'), 'utf8');
  const body = `<div hidden aria-hidden="true">${icons}</div><div id="root"></div>`;
  const head = `<title>Timeline</title><style>${textOf('.css')}${STYLE}</style>`;
  const html = `<!doctype html><html lang="en-US"><head>${head}</head><body>${body}<script type="module" src="/page.js"></script>`;
  const server = http.createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? textOf('.js') : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scale = ratio === 1 ? [] : [`--force-device-scale-factor=${ratio}`, '--window-size=1600,900'];
  const browser = await launchEngine(scale);
  return {
    browser,
    open: async (shown, { widthPx = 1600, heightPx = 900 } = {}) => {
      const context = await browser.newContext({
        viewport: ratio === 1 ? { width: widthPx, height: heightPx } : null,
        hasTouch: true,
      });
      const page = await context.newPage();
      await page.addInitScript((given) => Object.assign(window, { shown: given }), shown);
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      await page.locator('.tml-board').waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
