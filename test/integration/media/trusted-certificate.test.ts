/** A host of media that may show one certificate only, because a person trusts that certificate. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHttp } from '../../../main/media/upstream/http-open.ts';
import { selfSigned } from '../../security/self-signed.ts';

interface Identity {
  readonly key: string;
  readonly cert: string;
}

let folder: string;
/** An authority of a site, and two certificates that it made. */
let authority: Identity;
let camera: Identity;
let other: Identity;
let server: https.Server | null = null;
let requests = 0;

const read = (name: string): Identity => ({
  key: readFileSync(path.join(folder, `${name}.key`), 'utf8'),
  cert: readFileSync(path.join(folder, `${name}.pem`), 'utf8'),
});
const openssl = (...order: readonly string[]): void => {
  execFileSync('openssl', order, { cwd: folder, stdio: 'ignore' });
};

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lanner-trusted-'));
  const fresh = ['-newkey', 'rsa:2048', '-nodes'];
  openssl('req', '-x509', ...fresh, '-days', '2', '-keyout', 'site.key', '-out', 'site.pem', '-subj', '/CN=Site');
  for (const name of ['camera', 'other']) {
    openssl('req', ...fresh, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=media.site');
    const from = ['-in', `${name}.csr`, '-CA', 'site.pem', '-CAkey', 'site.key', '-CAcreateserial'];
    openssl('x509', '-req', ...from, '-days', '2', '-out', `${name}.pem`);
  }
  [authority, camera, other] = [read('site'), read('camera'), read('other')];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
  server = null;
});

/** Opens a picture of a server that shows a certificate. @returns the status, or the code of the failure. */
async function opened({ key, cert }: Identity, certificate?: string, agents?: https.Agent): Promise<unknown> {
  requests = 0;
  server = https.createServer({ key, cert }, (_, response) => (requests++, response.end('picture')));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/a.flv`;
  const signal = new AbortController().signal;
  const order = { url, headers: {}, timeoutMs: 60_000, isLocalAllowed: true, signal, certificate };
  const opening =
    agents === undefined ? openHttp(order) : openHttp({ ...order, agents: { http: new https.Agent(), https: agents } });
  return await opening.then(
    ({ response }) => (response.destroy(), response.statusCode),
    (error: unknown) => (error as { readonly code: string }).code,
  );
}

describe('a certificate that a person trusts', () => {
  it('opens the host that shows it, although its authority is unknown and it names another host', async () => {
    expect(await opened(camera)).toBe('network.certificate-unknown-issuer');
    expect(await opened(camera, camera.cert)).toBe(200);
    const agent = new https.Agent({ keepAlive: true });
    expect(await opened(camera, camera.cert, agent)).toBe(200);
    agent.destroy();
  });

  // @promise security.certificate-very: In place of a trusted certificate no other one is taken, and nothing is sent to
  // a host that shows another one.
  it('opens no host that shows another certificate, also one of the same authority, and sends nothing there', async () => {
    expect(await opened(other, camera.cert)).toBe('network.certificate-unknown-issuer');
    expect(await opened(camera, authority.cert)).toBe('network.certificate-unknown-issuer');
    const another = await opened(selfSigned(), selfSigned().cert);
    expect(another).toMatch(/^network\.certificate-(?:unknown-issuer|self-signed)$/);
    expect(requests).toBe(0);
  });

  // @promise security.certificate-ended: A trusted certificate that has ended is refused with a sentence of its own.
  it('a trusted certificate is refused with a sentence of its own once it has ended', async () => {
    const ended = selfSigned('210101000000Z');
    expect(await opened(ended, ended.cert)).toBe('media.certificate-ended');
    expect(requests).toBe(0);
  });
});
