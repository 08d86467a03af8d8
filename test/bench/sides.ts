/** The two sides of the wall bench: the client, and a bare page with the same streams in the same Chromium. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ensureClient } from '../../scripts/build.ts';
import { Client, type Tile } from '../../scripts/client.ts';
import { chooseHost, root, stop, withTempDir, type SimulatorInfo } from '../../scripts/lib.ts';
import { BROWSER_FLAGS, browserExecutable } from '../e2e/browser.ts';
import { until } from '../e2e/harness.ts';
import { PageTalk } from './page-talk.ts';
import type { Place } from './wall-pictures.ts';

export interface Side {
  readonly pids: readonly number[];
  readonly page: PageTalk;
  /** From the moment the wall was asked for to the last tile's first frame. */
  readonly allFirstFramesMs: number;
  droppedFrames(): Promise<number>;
}

/** The client's own side can do more than play. */
export interface WallSide extends Side {
  readonly client: Client;
}

type Use<S, T> = (side: S) => Promise<T>;

const WINDOW = { width: 1280, height: 720 };

interface OwnBrowser {
  readonly pid: number;
  readonly page: PageTalk;
}

/** Starts Chromium as a process of our own, so that its tree can be measured. */
export async function withBrowser<T>(url: string, use: Use<OwnBrowser, T>, window = WINDOW): Promise<T> {
  return withTempDir(async (profile) => {
    const size = `--window-size=${window.width},${window.height}`;
    const flags = [...BROWSER_FLAGS, '--headless=new', size, `--user-data-dir=${profile}`, '--remote-debugging-port=0'];
    const child = spawn(browserExecutable(), [...flags, url], { stdio: 'ignore', detached: true });
    try {
      return await use({ pid: child.pid ?? 0, page: new PageTalk(profile) });
    } finally {
      await stop(child);
    }
  });
}

/** Whether `selector` is in the page and has a size, as an expression. */
export const isShown = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)})?.getClientRects().length > 0`;

/** Serves one page, and mpegts.js beside it, for as long as `use` runs. */
export async function withPage<T>(html: string, use: Use<string, T>): Promise<T> {
  const script = await readFile(path.join(root, 'node_modules', 'mpegts.js', 'dist', 'mpegts.js'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/mpegts.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const styleOf = ({ x, y, width, height, objectFit }: Place): string =>
  `left:${x}px;top:${y}px;width:${width}px;height:${height}px;object-fit:${objectFit}`;

const bareHtml = (
  urls: readonly string[],
  places: readonly Place[],
): string => `<!doctype html><meta charset="utf-8"><title>bare</title>
<style>body{margin:0;background:#000;height:100vh;overflow:hidden} video{position:absolute}</style>
<script src="/mpegts.js"></script><script>
const urls = ${JSON.stringify(urls)};
const styles = ${JSON.stringify(places.map(styleOf))};
window.firstFrames = [];
window.videos = [];
window.begin = () => { const t0 = performance.now();
  for (const [i, url] of urls.entries()) {
    const video = document.createElement('video'); video.style.cssText = styles[i]; video.muted = true; video.autoplay = true; document.body.append(video);
    const player = mpegts.createPlayer({ type: 'flv', isLive: true, url });
    player.attachMediaElement(video); player.load(); void player.play();
    video.requestVideoFrameCallback(() => window.firstFrames.push(performance.now() - t0));
    window.videos.push(video);
  } };
</script>`;

/**
 * Videos with mpegts.js defaults, one host name per stream so that the six-connection limit does not bite.
 *
 * @param places of the videos, one for each URL.
 */
export async function withBarePage<T>(
  urls: readonly string[],
  places: readonly Place[],
  use: Use<Side, T>,
): Promise<T> {
  const ownHost = urls.map((url, i) => url.replace('127.0.0.1', `s${i}.localhost`));
  return withPage(bareHtml(ownHost, places), (pageUrl) =>
    withBrowser(pageUrl, async ({ pid, page }) => {
      await page.until('typeof window.begin === "function"');
      await page.ask('window.begin()');
      await page.until(`window.firstFrames.length === ${urls.length}`);
      const times = await page.ask<number[]>('window.firstFrames');
      const dropped = 'window.videos.reduce((n, v) => n + v.getVideoPlaybackQuality().droppedVideoFrames, 0)';
      return use({
        pids: [pid],
        page,
        allFirstFramesMs: Math.max(...times),
        droppedFrames: () => page.ask<number>(dropped),
      });
    }),
  );
}

/** Runs the client without a window of its own; `use` gets the URL that opens it. */
export async function withClientProcess<T>(use: (client: Client, url: string) => Promise<T>): Promise<T> {
  const pageDir = await ensureClient();
  return withTempDir(async (dataDir) => {
    const client = new Client(chooseHost('browser'), {
      dataDir,
      pageDir,
      args: ['--session-vault', '--local-clouds', '--no-window'],
    });
    try {
      const url = await client.ready;
      if (url === null) throw new Error('the browser host told no launch URL');
      return await use(client, url);
    } finally {
      await client.quit();
    }
  });
}

/** Numbered places of a wall's layout, or a grid of the operator's own. */
export type Layout =
  16 | 36 | 64 | { readonly columns: number; readonly rows: number; readonly cells: readonly Cell[] };
interface Cell {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const countOf = (layout: Layout): number => (typeof layout === 'number' ? layout : layout.cells.length);

/** The client's wall: its process tree holds the page, the gateway and every signed call. */
export async function withWall<T>(
  clouds: SimulatorInfo['clouds'],
  layout: Layout,
  use: Use<WallSide, T>,
  window = WINDOW,
): Promise<T> {
  const tiles = countOf(layout);
  return withClientProcess((client, url) =>
    withBrowser(
      url,
      async ({ pid, page }) => {
        await page.until(isShown('main'));
        await client.ask({ do: 'add-accounts', clouds });
        await client.ask({ do: 'fill-wall', layout });
        const all = async (): Promise<readonly Tile[]> => (await client.tiles()).slice(0, tiles);
        const isDone = async (): Promise<boolean> => {
          const list = await all();
          return list.length === tiles && list.every((tile) => tile.firstFrameMs !== null);
        };
        await until(isDone, 'every tile shows a frame');
        return use({
          client,
          page,
          pids: [client.rootPid, pid],
          allFirstFramesMs: Math.max(...(await all()).map((tile) => tile.firstFrameMs ?? Number.POSITIVE_INFINITY)),
          droppedFrames: async () => (await all()).reduce((sum, tile) => sum + tile.droppedFrames, 0),
        });
      },
      window,
    ),
  );
}
