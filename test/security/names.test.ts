/** A script that got into the page writes what it knows into names, and has the browser look the names up. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppWindows } from '../../main/hosts/browser/windows/app-windows.ts';
import { browserExecutable } from '../e2e/browser.ts';

let dir: string;
let page: Server;
let windows: AppWindows;
let port: number;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lanner-names-'));
  page = createServer((_request, response) => response.end('<title>the page of the client</title>'));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  ({ port } = page.address() as AddressInfo);
  windows = new AppWindows({
    dataDir: dir,
    isHeadless: true,
    launchUrl: () => '',
    onBrowserEnded: () => {},
    reach: { origins: [`http://*.localhost:${port}`], refusedBy: `127.0.0.1:${port}` },
  });
});
afterEach(async () => {
  await windows.close();
  page.closeAllConnections();
  await new Promise((resolve) => page.close(resolve));
  await rm(dir, { recursive: true, force: true, maxRetries: 10 });
});

/** Attempts of the script; each resolves when the browser has given up on the name. */
const ATTEMPTS = `Promise.all([
  new Promise(async (done) => {
    const servers = ['turn:secret-1.example:3478?transport=udp', 'turn:secret-2.example:3478?transport=tcp', 'turns:secret-3.example'];
    const peer = new RTCPeerConnection({ iceServers: [
      { urls: servers, username: 'a', credential: 'b' }, { urls: 'stun:secret-4.example' }] });
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done();
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
  }),
  fetch('http://secret-5.example/', { mode: 'no-cors' }).catch(() => {}),
  new Promise((done) => { const i = new Image(); i.onload = i.onerror = done; i.src = 'http://secret-6.example/'; }),
  new Promise((done) => { const s = new WebSocket('ws://secret-7.example/'); s.onopen = s.onerror = done; }),
])`;

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: unknown }[];
}

// @promise security.closed-names: No name server is asked for a name that a script makes up.
it.skipIf(process.platform === 'win32')(
  'the browser asks no name server for a name that a script makes up',
  async () => {
    const netLog = join(dir, 'net-log.json');
    const executable = join(dir, 'browser.sh');
    const script = `#!/bin/sh\nexec '${browserExecutable()}' '--log-net-log=${netLog}' "$@"\n`;
    await writeFile(executable, script, { mode: 0o700 });
    const { browser, window } = await windows.open(executable, { kind: 'wall', key: 'main', isKiosk: false });
    await (await window).show(`http://${'0'.repeat(32)}.localhost:${port}/`);
    const { targetInfos } = (await browser.devtools.send('Target.getTargets')) as {
      readonly targetInfos: readonly { readonly targetId: string; readonly type: string }[];
    };
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId ?? '';
    await browser.devtools.withSession(targetId, (sessionId) =>
      browser.devtools.send('Runtime.evaluate', { expression: ATTEMPTS, awaitPromise: true }, sessionId),
    );
    await windows.close();
    const { constants, events } = JSON.parse(await readFile(netLog, 'utf8')) as NetLog;
    const count = (name: string): number => {
      const type = constants.logEventTypes[name];
      expect(type, name).toBeDefined();
      return events.filter((event) => event.type === type).length;
    };
    expect(JSON.stringify(events)).toContain('secret-2.example'); // the attempts were made
    expect(count('DNS_TRANSACTION_ATTEMPT'), 'questions to a name server').toBe(0);
    expect(count('HOST_RESOLVER_SYSTEM_TASK'), 'questions to the system').toBe(0);
  },
);
