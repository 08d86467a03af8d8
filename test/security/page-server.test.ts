/**
 * Attacks on the page server and the bridge by processes of this computer and by pages of other sites: what they send must
 * neither end main, nor hold its connections, nor open a window of the client.
 */
import { createServer, type Server } from 'node:http';
import { createConnection, type AddressInfo, type Socket } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  get,
  openBridge,
  openSocket,
  signIn,
  startHarness,
  type Entry,
  type Harness,
} from '../contract/hosts/harness.ts';
import { browserExecutable, BROWSER_FLAGS } from '../e2e/browser.ts';
import { PATIENT } from '../patience.ts';

let harness: Harness;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  harness = await startHarness();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await harness.close();
});

const port = (): number => Number(new URL(harness.origin).port);
const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

function connect(options: { readonly allowHalfOpen?: boolean } = {}): Socket {
  const socket = createConnection({ host: '127.0.0.1', port: port(), ...options });
  socket.on('error', () => socket.destroy());
  sockets.push(socket);
  return socket;
}

/** Sends bytes as they are. @returns what came back until the connection was closed. */
function sendRaw(bytes: string | Buffer): Promise<string> {
  const socket = connect();
  return new Promise((resolve) => {
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.once('close', () => resolve(answer));
    socket.write(bytes);
  });
}

// @promise security.page-name: A stranger does not learn the name under which the page lives: the headers of the page
// go to who shows the cookie, and every refusal names nothing and lets nothing be loaded.
it.each([
  ['by address', (name: string) => ({ target: '/', host: name.replace(/^[^:]+/, '127.0.0.1') })],
  ['by another name', () => ({ target: '/', host: 'localhost' })],
  ['for a file', (name: string) => ({ target: '/bridge.js', host: name.replace(/^[^:]+/, '127.0.0.1') })],
  ['for the launch', (name: string) => ({ target: '/launch?token=x', host: name.replace(/^[^:]+/, '127.0.0.1') })],
  ['by an odd name', () => ({ target: '/', host: '[::1' })],
] as const)('an answer to a stranger who asks %s does not name the page server', async (_, askOf) => {
  const name = new URL(harness.origin).host;
  for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'BREW']) {
    for (const more of [[], ['Origin: http://evil.example'], UPGRADE]) {
      const { target, host } = askOf(name);
      const answer = await sendRaw([`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...more, '', ''].join('\r\n'));
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).not.toContain(name.split('.')[0]);
    }
  }
});

// @promise security.page-name
it('an answer to a stranger who knows the name lets nothing be loaded', async () => {
  const name = new URL(harness.origin).host;
  const answer = await sendRaw(`GET / HTTP/1.1\r\nHost: ${name}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer).toContain("content-security-policy: default-src 'none'");
});

/** Whether a window of the client still works. */
async function worksFor(entry: Entry): Promise<boolean> {
  const page = await openBridge(harness, entry, `page-${Math.random().toString(36).slice(2, 12)}`);
  const result = await page.ask('app.info', {});
  page.socket.close(1001);
  await page.closed;
  await vi.waitFor(() => expect(harness.gone.length).toBeGreaterThan(0), PATIENT);
  return (result as { ok: boolean }).ok;
}

const KILLERS = [
  '//',
  '///',
  '//[',
  '//:0',
  'http://',
  'http://[',
  '//a:99999/',
  'http://%',
  '//%zz/',
  '*',
  'a',
  '?',
  '',
];

// @promise security.odd-targets: Every listener refuses odd targets, headers and random bytes, and answers the next
// request. The target of an upgrade is compared with one pattern and never parsed.
it('the page server answers every odd target of an upgrade and of a request with a refusal, closes the connection, and stays up', async () => {
  const entry = await signIn(harness);
  const { host } = new URL(harness.origin);
  const own = [
    ...[`Host: ${host}`, `Origin: ${harness.origin}`, `Cookie: ${entry.cookie}`],
    `Sec-WebSocket-Protocol: lanner, lanner.${entry.secret}`,
  ];
  for (const target of KILLERS) {
    for (const headers of [['Host: x'], own]) {
      const upgrade = await sendRaw([`GET ${target} HTTP/1.1`, ...headers, ...UPGRADE, '', ''].join('\r\n'));
      expect([target, upgrade]).toEqual([target, expect.stringMatching(/^HTTP\/1\.1 4\d\d /)]);
      const request = await sendRaw([`GET ${target} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'));
      expect([target, request]).toEqual([target, expect.stringMatching(/^HTTP\/1\.1 4\d\d /)]);
    }
  }
  expect(await worksFor(entry)).toBe(true);
});

/** A small generator with a seed, so that a failure can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

// @promise security.odd-targets
it('the page server answers on after 1,500 requests, upgrades and first frames made of random bytes', async () => {
  const entry = await signIn(harness);
  const { host } = new URL(harness.origin);
  const random = randomFrom(9);
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const noise = (): string => Array.from({ length: random(40) }, () => String.fromCharCode(random(256))).join('');
  const lines = (): string[] => [
    pick([`Host: ${host}`, 'Host:', `Host: ${noise()}`, 'X: y']),
    pick([`Origin: ${harness.origin}`, `Origin: ${noise()}`, 'Origin: null', 'X: y']),
    pick([`Cookie: ${entry.cookie}`, `Cookie: ${noise()}`, 'Cookie: ;;==;', 'X: y']),
    pick([`Sec-WebSocket-Protocol: lanner, lanner.${entry.secret}`, `Sec-WebSocket-Protocol: ${noise()}`, 'X: y']),
    ...pick([UPGRADE, UPGRADE.slice(0, 2), [`Upgrade: ${noise()}`, 'Connection: Upgrade'], []]),
  ];
  const target = (): string => pick(['/', '/ipc?page=page-of-fuzz', '/ipc?page=', `/${noise()}`, noise(), ...KILLERS]);
  const method = (): string => pick(['GET', 'GET', 'HEAD', 'POST', 'CONNECT', 'OPTIONS', noise()]);
  for (let round = 0; round < 30; round += 1) {
    const batch = Array.from({ length: 50 }, () => {
      const head = [`${method()} ${target()} ${pick(['HTTP/1.1', 'HTTP/1.0', 'HTTP/9', ''])}`, ...lines(), '', ''];
      const socket = connect();
      socket.write(Buffer.from(head.join('\r\n') + noise(), 'latin1'));
      // Some stay open by right, for the next request; what matters is that main continues.
      return new Promise<void>((resolve) => {
        socket.once('data', () => resolve());
        socket.once('close', () => resolve());
        setTimeout(resolve, 500); // an unfinished head has no answer yet
      }).then(() => socket.destroy());
    });
    await Promise.all(batch);
  }
  await vi.waitFor(async () => expect(await worksFor(entry)).toBe(true), PATIENT);
});

/** The connections that main holds: both ends are in this process, those of the test are known. */
const heldByMain = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length -
  sockets.filter((socket) => !socket.destroyed).length;

// @promise security.refused-sockets: A refused socket is destroyed once the answer is sent, after a second in any case.
it('none of 300 refused upgrades stays open whose callers never close', async () => {
  const before = heldByMain();
  for (let i = 0; i < 300; i += 1) {
    const socket = connect({ allowHalfOpen: true });
    socket.write(['GET /ipc?page=half-open HTTP/1.1', 'Host: x', ...UPGRADE, '', ''].join('\r\n'));
    socket.resume();
  }
  await vi.waitFor(() => expect(sockets.filter(({ bytesRead }) => bytesRead > 0)).toHaveLength(300), PATIENT);
  await vi.waitFor(() => expect(heldByMain()).toBe(before), PATIENT);
});

// @promise security.silent-connections: The windows work while 3,000 silent connections are opened: connections without
// the cookie are few, and a new one closes the oldest.
it('the page server serves its windows while 3,000 silent connections are opened, and leaves few of them open', async () => {
  const entry = await signIn(harness);
  const page = await openBridge(harness, entry);
  for (let i = 0; i < 30; i += 1) {
    const batch = Array.from({ length: 100 }, () => connect());
    await Promise.all(batch.map((socket) => new Promise((done) => socket.once('connect', done).once('close', done))));
    expect((await get(harness.origin, '/', { cookie: entry.cookie })).status).toBe(200);
  }
  await vi.waitFor(() => expect(heldByMain()).toBeLessThan(100), PATIENT);
  expect(await page.ask('app.info', {})).toMatchObject({ ok: true });
  page.socket.close();
});

// @promise security.page-secret: Who has the cookie gets no connection to main: the bridge asks for the page secret of
// a window as well, and takes one connection for each secret.
it('a stolen cookie gives the thief the page itself, and no connection to main', async () => {
  const { cookie } = await signIn(harness);
  expect((await get(harness.origin, '/', { cookie })).status).toBe(200);
  const { origin } = harness;
  for (const offered of [[], ['lanner'], ['lanner', `lanner.${'A'.repeat(43)}`]]) {
    await expect(openSocket(harness, { origin, cookie }, 'page-of-thief', offered)).rejects.toThrow('403');
  }
});

/** Another server on loopback, which keeps the headers of all requests. */
async function otherSite(
  body: string,
): Promise<{ readonly server: Server; readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.rawHeaders.join('\n'));
    response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

// @promise security.cookie-of-a-name: Another loopback port gets neither the cookie nor the secret of the page: the
// page lives on 128 random bits below `localhost`, and the cookie belongs to that name.
it("the page server gives another loopback port neither the cookie nor the page's secret nor the page's address, in a real browser", async () => {
  const site = await otherSite(`<title>other</title><script>
    const results = [];
    const probe = (target) => new Promise((done) => {
      try { const s = new WebSocket(target, ['lanner']); s.onopen = () => done('open'); s.onerror = () => done('refused'); }
      catch { done('refused'); }
    });
    fetch('/again').then(async () => {
      for (const path of ['//', '//[', '/ipc?page=page-of-site']) results.push(await probe('ws://127.0.0.1:${port()}' + path));
      document.title = results.join();
    });</script>`);
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch({ executablePath: browserExecutable(), args: [...BROWSER_FLAGS] });
    const page = await browser.newPage();
    await page.goto(harness.launchUrl);
    await vi.waitFor(async () => expect(await page.title()).toBe('version 9.8.7'), PATIENT);
    expect(page.url()).toBe(`${harness.origin}/`); // the secret is taken out of the address
    const [cookie] = await page.context().cookies(harness.origin);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    await page.goto(site.url);
    await vi.waitFor(async () => expect(await page.title()).toBe('refused,refused,refused'), PATIENT);
    expect(site.seen.length).toBeGreaterThan(1);
    expect(site.seen.join('\n')).not.toMatch(/lanner|localhost/i);
    const ownUrl = harness.host.launchUrl?.() ?? '';
    await page.goto(ownUrl);
    await vi.waitFor(async () => expect(await page.title()).toBe('version 9.8.7'), PATIENT);
  } finally {
    await browser?.close();
    await new Promise((resolve) => site.server.close(resolve));
    site.server.closeAllConnections();
  }
});

// @promise security.page-secret
it('the page server gives a copied tab and a typed address no connection, and nothing but the page', async () => {
  const browser = await chromium.launch({ executablePath: browserExecutable(), args: [...BROWSER_FLAGS] });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(harness.launchUrl);
    await vi.waitFor(async () => expect(await page.title()).toBe('version 9.8.7'), PATIENT);
    const typed = await context.newPage();
    await typed.goto(harness.origin);
    await vi.waitFor(async () => expect(await typed.title()).toBe('ipc.disconnected'), PATIENT);
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate(() => void window.open('/', '_blank')), // takes the storage of its opener along
    ]);
    await vi.waitFor(async () => expect(await opened.title()).toBe('ipc.disconnected'), PATIENT);
    await page.reload();
    await vi.waitFor(async () => {
      // On a busy computer the request of the page does not wait long enough for its connection.
      if ((await page.title()) === 'ipc.disconnected') await page.reload();
      expect(await page.title()).toBe('version 9.8.7');
    }, PATIENT);
  } finally {
    await browser.close();
  }
});
