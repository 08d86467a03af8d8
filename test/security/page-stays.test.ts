/** A script that got into the page tries to leave, to open windows and to reach others, in the browser that main starts. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { AppWindows } from '../../main/hosts/browser/windows/app-windows.ts';
import type { BrowserProcess } from '../../main/hosts/browser/process/browser-process.ts';
import type { TargetInfo } from '../../main/hosts/browser/process/devtools-pipe.ts';
import { secretHost } from '../../main/hosts/browser/pages/secret-host.ts';
import { browserExecutable } from '../e2e/browser.ts';
import { PATIENT } from '../patience.ts';

const KEY = 'main';
const QUIET_MS = 300;

let dir: string;
let page: Server;
let site: Server;
let stun: UdpSocket;
let turn: TcpServer;
let windows: AppWindows;
let browser: BrowserProcess;
let targetId: string;
let pageOrigin: string;
let loads: number;
/** Requests that reached the other servers. */
let reached: string[];

const portOf = (server: Server | TcpServer): number => (server.address() as AddressInfo).port;
const listen = (server: Server | TcpServer): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const targets = async (): Promise<readonly TargetInfo[]> => {
  const answer = await browser.devtools.send('Target.getTargets');
  return (answer as { readonly targetInfos: readonly TargetInfo[] }).targetInfos.filter(({ type }) => type === 'page');
};

/** Runs a script in the page, as one that got in would, right after a click of the user. @returns its value. */
async function run(script: string): Promise<unknown> {
  return browser.devtools.withSession(targetId, async (sessionId) => {
    const order = { expression: script, awaitPromise: true, userGesture: true, returnByValue: true };
    const answer = await browser.devtools.send('Runtime.evaluate', order, sessionId);
    return (answer as { readonly result: { readonly value?: unknown } }).result.value;
  });
}

const isHome = async (): Promise<void> => {
  const [only, ...more] = await targets();
  expect([only?.targetId, only?.url, more]).toEqual([targetId, `${pageOrigin}/`, []]);
};

beforeAll(async () => {
  [loads, reached] = [0, []];
  dir = await mkdtemp(join(tmpdir(), 'lanner-stays-'));
  page = createServer((request, response) => {
    if (`http://${request.headers.host}` !== pageOrigin) return void response.writeHead(421).end();
    loads += request.url === '/launch' ? 1 : 0;
    if (request.url === '/launch') return void response.writeHead(303, { location: '/' }).end();
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>the page of the client</title>');
  });
  site = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end('<title>another site</title>');
  });
  site.on('connect', (_request, socket) => {
    reached.push('CONNECT');
    socket.destroy();
  });
  turn = createTcpServer((socket) => {
    reached.push('TURN over TCP');
    socket.destroy();
  });
  await Promise.all([page, site, turn].map(listen));
  stun = createSocket('udp4');
  stun.on('message', () => reached.push('UDP'));
  await new Promise<void>((resolve) => stun.bind(0, '127.0.0.1', resolve));
  pageOrigin = `http://${secretHost(portOf(page))}`;
  windows = new AppWindows({
    dataDir: dir,
    isHeadless: true,
    launchUrl: () => `${pageOrigin}/launch`,
    onBrowserEnded: () => {},
    reach: { origins: [`http://*.localhost:${portOf(page)}`], refusedBy: `127.0.0.1:${portOf(page)}` },
  });
  const opened = await windows.open(browserExecutable(), { kind: 'wall', key: KEY, isKiosk: false });
  browser = opened.browser;
  const window = await opened.window;
  await window.show(`${pageOrigin}/launch`);
  targetId = (await targets())[0]?.targetId ?? '';
  await vi.waitFor(isHome, PATIENT);
});
afterAll(async () => {
  await windows.close();
  stun.close();
  for (const server of [page, site]) server.closeAllConnections();
  await Promise.all([page, site, turn].map((server) => new Promise((resolve) => server.close(resolve))));
  await rm(dir, { recursive: true, force: true, maxRetries: 10 });
});

// @promise security.page-stays: A page reaches no other name, address or port.
// @promise security.page-guards: On Electron a page loads, reaches and resolves nothing but itself and streams of the
// gateway.
it('a page reaches no other name, address or port, whatever the script asks for', async () => {
  const port = portOf(site);
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `x.localhost:${port}`, `127.0.0.2:${port}`, `[::1]:${port}`];
  for (const host of hosts) {
    await run(`fetch('http://${host}/fetch', { mode: 'no-cors' }).catch(() => {})`);
    await run(`navigator.sendBeacon('http://${host}/beacon', 'x')`);
    await run(
      `new Promise((d) => { const i = new Image(); i.onload = i.onerror = d; i.src = 'http://${host}/image'; })`,
    );
    await run(`new Promise((d) => { const s = new WebSocket('ws://${host}/socket'); s.onopen = s.onerror = d; })`);
    await run(`document.head.insertAdjacentHTML('beforeend', '<link rel="preconnect" href="http://${host}">')`);
  }
  expect(await run(`fetch('/').then((answer) => answer.status)`)).toBe(200);
  expect(reached).toEqual([]);
});

// @promise security.webrtc: A page sends no packet to a STUN or TURN server.
// @promise security.page-guards
it('a page sends no packet to a STUN or TURN server, and learns no address of this computer', async () => {
  const servers = `[{ urls: 'stun:127.0.0.1:${stun.address().port}' },
    { urls: ['turn:127.0.0.1:${stun.address().port}?transport=udp', 'turn:127.0.0.1:${portOf(turn)}?transport=tcp'],
      username: 'a', credential: 'b' }]`;
  const candidates = await run(`new Promise(async (done) => {
    const found = [];
    const peer = new RTCPeerConnection({ iceServers: ${servers} });
    peer.onicecandidate = ({ candidate }) => candidate && found.push(candidate.candidate);
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done(found);
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
  })`);
  expect(candidates).toEqual([]);
  expect(reached).toEqual([]);
});

// @promise security.no-windows: A page opens no window, with or without a tie to it.
it('a page opens no window, with or without a tie to the page', async () => {
  const port = portOf(site);
  for (const order of [
    `window.open('http://127.0.0.1:${port}/popup')`,
    `window.open('http://127.0.0.1:${port}/popup', '_blank', 'noopener')`,
    `window.open('about:blank')`,
    `window.open('/')`,
    `window.open('/', '_blank', 'noopener,popup')`,
  ]) {
    await run(`void ${order}`);
    await vi.waitFor(isHome, PATIENT);
  }
  const link = `<a id="out" target="_blank" href="http://127.0.0.1:${port}/link">out</a>`;
  await run(`document.body.innerHTML = ${JSON.stringify(link)}; document.getElementById('out').click()`);
  await vi.waitFor(isHome, PATIENT);
  expect(reached).toEqual([]);
});

// @promise security.comes-back: A window that leaves its page is led back by itself.
it('a page comes back by itself from every other address, and the other site never hears of it', async () => {
  const html = join(dir, 'dropped.html');
  await writeFile(html, '<title>a dropped file</title>');
  const leave = async (script: string): Promise<void> => {
    const before = loads;
    await run(`setTimeout(() => { ${script} }, 0)`);
    await vi.waitFor(() => expect(loads).toBe(before + 1), PATIENT);
    await vi.waitFor(isHome, PATIENT);
  };
  await leave(`location.href = 'http://127.0.0.1:${portOf(site)}/away'`);
  await leave(`location.replace('about:blank')`);
  // The browser opens a file that is dropped on a page which does not prevent that.
  const before = loads;
  await browser.devtools
    .withSession(targetId, (sessionId) =>
      browser.devtools.send('Page.navigate', { url: pathToFileURL(html).href }, sessionId),
    )
    .catch(() => undefined); // brought back before it answered
  await vi.waitFor(() => expect(loads).toBe(before + 1), PATIENT);
  await vi.waitFor(isHome, PATIENT);
  expect(reached).toEqual([]);
});

it('the page stays as it is when the script only tries what browsers refuse', async () => {
  // Main forgets the pages that were shown before a moment after it has led the window home.
  await vi.waitFor(async () => expect(await run('history.length')).toBe(1), PATIENT);
  const before = loads;
  await run(`setTimeout(() => { location.href = 'data:text/html,<title>x</title>'; }, 0)`);
  await run(`setTimeout(() => { history.back(); }, 0)`);
  await run(`new Promise((done) => setTimeout(done, ${QUIET_MS}))`);
  await isHome();
  expect(loads).toBe(before);
});
