/** The two sides of the wall bench: the client, and a bare page with the same streams in the same Chromium. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureRenderer } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { chooseHost, root, stop, type SimulatorInfo } from '../../scripts/lib.ts';
import { BROWSER_FLAGS, browserExecutable } from '../e2e/browser.ts';
import { until } from '../e2e/harness.ts';

export interface Side {
  readonly pids: readonly number[];
  /** From the moment the wall was asked for to the last tile's first frame. */
  readonly allFirstFramesMs: number;
  droppedFrames(): Promise<number>;
  close(): Promise<void>;
}

export const WINDOW = { width: 1280, height: 720 };

interface OwnBrowser {
  readonly process: ChildProcess;
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

/** Starts Chromium as a process of our own, so that its tree can be measured, and attaches to it. */
export async function openBrowser(url: string): Promise<OwnBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'lanner-bench-'));
  const size = `--window-size=${WINDOW.width},${WINDOW.height}`;
  const flags = [...BROWSER_FLAGS, '--headless=new', size, `--user-data-dir=${profile}`, '--remote-debugging-port=0'];
  const child = spawn(browserExecutable(), [...flags, url], { stdio: 'ignore', detached: true });
  const portFile = path.join(profile, 'DevToolsActivePort');
  const readPort = async (): Promise<string> => (await readFile(portFile, 'utf8').catch(() => '')).split('\n')[0] ?? '';
  await until(async () => (await readPort()) !== '', 'Chromium tells its port', 20_000);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await readPort()}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('Chromium opened no page');
  const close = async (): Promise<void> => {
    await browser.close();
    await stop(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { process: child, browser, page, close };
}

const bareHtml = (urls: readonly string[]): string => `<!doctype html><meta charset="utf-8"><title>bare</title>
<style>body{margin:0;background:#000;display:grid;grid-template-columns:repeat(4,1fr);height:100vh;gap:2px}
video{width:100%;height:100%;min-height:0;object-fit:contain}</style>
<script src="/mpegts.js"></script><script>
const urls = ${JSON.stringify(urls)};
window.firstFrames = [];
window.videos = [];
window.begin = () => { const t0 = performance.now();
  for (const url of urls) {
    const video = document.createElement('video'); video.muted = true; video.autoplay = true; document.body.append(video);
    const player = mpegts.createPlayer({ type: 'flv', isLive: true, url });
    player.attachMediaElement(video); player.load(); void player.play();
    video.requestVideoFrameCallback(() => window.firstFrames.push(performance.now() - t0));
    window.videos.push(video);
  } };
</script>`;

async function serve(html: string): Promise<{ server: Server; url: string }> {
  const script = await readFile(path.join(root, 'node_modules', 'mpegts.js', 'dist', 'mpegts.js'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/mpegts.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Videos with mpegts.js defaults, one host name per stream so that the six-connection limit does not bite. */
export async function openBarePage(urls: readonly string[]): Promise<Side> {
  const ownHost = urls.map((url, i) => url.replace('127.0.0.1', `s${i}.localhost`));
  const { server, url } = await serve(bareHtml(ownHost));
  const own = await openBrowser(url);
  await own.page.waitForFunction('typeof window.begin === "function"');
  await own.page.evaluate('window.begin()');
  await own.page.waitForFunction(`window.firstFrames.length === ${urls.length}`, undefined, { timeout: 60_000 });
  const times = await own.page.evaluate<number[]>('window.firstFrames');
  const dropped = 'window.videos.reduce((n, v) => n + v.getVideoPlaybackQuality().droppedVideoFrames, 0)';
  return {
    pids: [own.process.pid ?? 0],
    allFirstFramesMs: Math.max(...times),
    droppedFrames: () => own.page.evaluate<number>(dropped),
    close: async () => {
      await own.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The client itself on its browser host: its process tree holds the page, the gateway and every signed call. */
export async function openClient(clouds: SimulatorInfo['clouds'], tiles: 16): Promise<Side> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lanner-bench-'));
  const pageDir = await ensureRenderer();
  const client = new Client(chooseHost('browser'), { dataDir, pageDir, args: ['--session-vault', '--no-window'] });
  const url = await client.ready;
  if (url === null) throw new Error('the browser host told no launch URL');
  const own = await openBrowser(url);
  await own.page.locator('main').waitFor();
  await client.ask({ do: 'add-accounts', clouds });
  await client.ask({ do: 'fill-wall', layout: tiles });
  const all = async () => (await client.tiles()).slice(0, tiles);
  const isDone = async (): Promise<boolean> => {
    const list = await all();
    return list.length === tiles && list.every((tile) => tile.firstFrameMs !== null);
  };
  await until(isDone, 'every tile shows a frame');
  return {
    pids: [client.pid, own.process.pid ?? 0],
    allFirstFramesMs: Math.max(...(await all()).map((tile) => tile.firstFrameMs ?? Number.POSITIVE_INFINITY)),
    droppedFrames: async () => (await all()).reduce((sum, tile) => sum + tile.droppedFrames, 0),
    close: async () => {
      await own.close();
      await client.quit();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
