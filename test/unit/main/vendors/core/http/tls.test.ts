/** No request goes to a server without a trusted certificate, whatever the environment contains. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Connections, exchange } from '../../../../../../main/vendors/core/http/exchange.ts';
import { guardedLookup } from '../../../../../../main/addresses.ts';
import { selfSigned } from '../../../../../security/self-signed.ts';

const EXCHANGE = new URL('../../../../../../main/vendors/core/http/exchange.ts', import.meta.url).href;

/** Sends a key to an address, in a process whose environment turns the checks of certificates off. */
const SCRIPT = `
  const { Connections, exchange } = await import(${JSON.stringify(EXCHANGE)});
  const connections = new Connections();
  const request = { method: 'POST', url: process.argv[1], headers: { 'X-Key': 'the-secret-key' }, body: 'the-secret-key' };
  await exchange(request, connections, { timeoutMs: 20000, maxBodyBytes: 1000 }, new AbortController().signal).then(
    () => console.log('sent'), (error) => console.log(error.failure?.code ?? String(error)));
  connections.dispose();
`;

// @promise security.api-tls: No key is sent to a server with a certificate of its own making, whatever the environment
// says; the hosts drop variables that weaken Node.
it('the client sends no key to a self-signed server although NODE_TLS_REJECT_UNAUTHORIZED is 0', async () => {
  let requests = 0;
  const server = https.createServer(selfSigned(), (_, response) => {
    requests += 1;
    response.end('{}');
  });
  onTestFinished(() => void server.close());
  server.on('tlsClientError', () => {}); // the test expects that the client hangs up
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, url], { env });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  expect(said.trim()).toBe('network.certificate-self-signed');
  expect(requests).toBe(0);
});

// @promise security.api-addresses: A public name that a name server leads to this computer or to a metadata service is
// refused for every call.
it('the client refuses a public name that a name server leads to this computer or to a metadata service', async () => {
  for (const address of ['127.0.0.1', '169.254.169.254', '::1']) {
    const connections = new Connections((isLocalAllowed) =>
      guardedLookup(isLocalAllowed, (_, __, callback) =>
        callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]),
      ),
    );
    onTestFinished(() => connections.dispose());
    const request = { method: 'GET', url: 'https://vis.cloud.example/', headers: {}, body: null };
    const sent = exchange(request, connections, { timeoutMs: 20_000, maxBodyBytes: 1 }, new AbortController().signal);
    await expect(sent).rejects.toMatchObject({ failure: { code: 'network.address-refused' }, wasSent: false });
  }
});
