import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { setLogSink } from '../../../../../../main/log.ts';
import { Secret, type Credential } from '../../../../../../main/secret.ts';
import { loadCatalogue } from '../../../../../../main/vendors/core/contract/catalogue.ts';
import {
  VendorClient,
  type ClientOptions,
  type CredentialSource,
} from '../../../../../../main/vendors/core/client/client.ts';
import { RETRY } from '../../../../../../main/vendors/core/http/retry.ts';
import { createDialect } from '../../../../../../main/vendors/huawei-ivm/wire/dialect.ts';
import type { HuaweiIvmOperations } from '../../../../../../main/vendors/huawei-ivm/operations.gen.ts';
import { OVERRIDES } from '../../../../../../main/vendors/huawei-ivm/overrides.ts';
import { PATIENT } from '../../../../../patience.ts';
import { sendJson, startTinyServer, type Answering, type TinyServer } from './tiny-server.ts';

const catalogue = loadCatalogue('huawei-ivm', OVERRIDES);
const dialect = createDialect(catalogue.errorCodes);
const never = new AbortController().signal;
const TOKEN = 'tok-b1946ac92492d234';
const credential: Credential = { fields: { userId: '1'.repeat(18) }, secrets: { accessToken: new Secret(TOKEN) } };
const fixed: CredentialSource = {
  current: () => Promise.resolve(credential),
  renew: () => Promise.reject(new Error('nobody asked for a new token')),
};
const QUICK = { ...RETRY, baseDelayMs: 1, maxDelayMs: 1 };
const DEVICES = { total: 1, devices: [{ device_id: 'HOLO12345678', device_name: 'Gate' }] };

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function clientTo(endpoint: string, options: Partial<ClientOptions> = {}): VendorClient<HuaweiIvmOperations> {
  const client = new VendorClient<HuaweiIvmOperations>({
    endpoint,
    catalogue,
    dialect,
    credentials: fixed,
    retry: QUICK,
    ...options,
  });
  open.push(() => client.dispose());
  return client;
}

async function serve(answer: Answering, options?: Partial<ClientOptions>) {
  const server: TinyServer = await startTinyServer(answer);
  open.push(() => server.close());
  return { server, client: clientTo(server.origin, options) };
}

const list = (client: VendorClient<HuaweiIvmOperations>, signal = never) =>
  client.call('listDevices', { limit: 1 }, signal);
const rename = (client: VendorClient<HuaweiIvmOperations>) =>
  client.call('renameDeviceOrg', { device_org_id: '7', device_org_name: 'Yard' }, never);

it('a call carries the token in a header, the user in the path and values percent-encoded', async () => {
  const { server, client } = await serve((_, response) => sendJson(response, DEVICES));
  await client.call('listDevices', { device_name: '东门 1&2', device_state: ['ONLINE', 'OFFLINE'] }, never);
  const [asked] = server.asked;
  const url = new URL(asked?.path ?? '', server.origin);
  expect(url.pathname).toBe(`/v1/${'1'.repeat(18)}/devices`);
  expect(Object.fromEntries(url.searchParams)).toEqual({ device_name: '东门 1&2', device_state: 'ONLINE,OFFLINE' });
  expect(asked?.headers['access-token']).toBe(TOKEN);
});

it('a call returns the data, the request id and the clock of the cloud', async () => {
  const ahead = new Date(Date.now() + 3_600_000).toUTCString();
  const { client } = await serve((_, r) => sendJson(r, DEVICES, 200, { 'X-Request-Id': 'r-1', Date: ahead }));
  expect(await list(client)).toEqual({ data: DEVICES, httpStatus: 200, requestId: 'r-1' });
  expect(client.clockSkewMs).toBeGreaterThan(3_540_000);
  expect(client.clockSkewMs).toBeLessThan(3_660_000);
});

it('a call is refused before it leaves when the document forbids a value', async () => {
  const { server, client } = await serve((_, response) => sendJson(response, DEVICES));
  const asked = client.call('listDevices', { limit: 1001 }, never);
  await expect(asked).rejects.toMatchObject({ code: 'input.invalid-field', params: { field: 'limit' } });
  expect(server.asked).toHaveLength(0);
});

it('successive calls use one connection', async () => {
  const ports = new Set<number | undefined>();
  const { client } = await serve((_, response) => {
    ports.add(response.socket?.remotePort);
    sendJson(response, DEVICES);
  });
  for (let i = 0; i < 5; i += 1) await list(client);
  expect(ports.size).toBe(1);
});

it('a failure that may pass is tried again for a read, as long as the cloud asks', async () => {
  const { server, client } = await serve((_, r, n) => (n < 3 ? sendJson(r, '', 503) : sendJson(r, DEVICES)));
  await list(client);
  expect(server.asked).toHaveLength(3);
});

it('a failure is not tried again for a write that was sent', async () => {
  const { server, client } = await serve((_, response) => sendJson(response, '', 503));
  await expect(rename(client)).rejects.toMatchObject({ code: 'cloud.unavailable', retryable: true });
  expect(server.asked).toHaveLength(1);
});

it('a failure in mid-air does not repeat a write', async () => {
  const { server, client } = await serve((_, response) => response.socket?.destroy());
  await expect(rename(client)).rejects.toMatchObject({ code: 'network.reset' });
  expect(server.asked).toHaveLength(1);
});

it('a failure before anything was sent repeats a write', async () => {
  const closed = await startTinyServer(() => {});
  await closed.close();
  let waits = 0;
  const client = clientTo(closed.origin, { random: () => ((waits += 1), 0) });
  await expect(rename(client)).rejects.toMatchObject({ code: 'network.unreachable', action: 'check-network' });
  expect(waits).toBe(QUICK.maxAttempts);
});

it('a failure carries code and words of the cloud, for support', async () => {
  const body = { error_code: 'IVM.20001004', error_msg: 'Device group name is exist.' };
  const { client } = await serve((_, response) => sendJson(response, body, 400, { 'X-Request-Id': 'r-9' }));
  await expect(rename(client)).rejects.toMatchObject({
    code: 'cloud.exists',
    vendor: {
      id: 'huawei-ivm',
      operation: 'renameDeviceOrg',
      code: 'IVM.20001004',
      httpStatus: 400,
      requestId: 'r-9',
      text: 'Device group name is exist.',
    },
  });
});

it('a failure with Retry-After too far away is reported at once', async () => {
  const { server, client } = await serve((_, r) => sendJson(r, '', 429, { 'Retry-After': '120' }));
  await expect(list(client)).rejects.toMatchObject({ code: 'cloud.rate-limited', params: { seconds: 120 } });
  expect(server.asked).toHaveLength(1);
});

it.each([
  ['a web page', '<html>sign in</html>', /web page/],
  ['cut-off JSON', '{"devices":[{"device_id":"x"', /cut off/],
  ['a list for an object', '[1,2]', /answer/],
  ['a text for a list', '{"devices":"none"}', /devices/],
  ['an object for a text', '{"devices":[{"device_id":{}}]}', /devices\.0\.device_id/],
  ['a pit of brackets', `{"devices":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, /deep|cut off/],
])('a hostile answer that is %s is called a bad answer, with the reason', async (_, body, reason) => {
  const { client } = await serve((_asked, response) => sendJson(response, body));
  const error = await list(client).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'network.bad-answer' });
  expect((error as { params: { detail: string } }).params.detail).toMatch(reason);
});

it('a hostile answer that never ends is cut at the limit', async () => {
  const { client } = await serve(
    (_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 32);
      // Not from the callback of the write itself: on a connection that is gone it would come again without a pause.
      const pump = (): void => void (response.destroyed || response.write(chunk, () => setImmediate(pump)));
      pump();
    },
    { maxBodyBytes: 1024 * 1024 },
  );
  await expect(list(client)).rejects.toMatchObject({ code: 'network.too-large' });
});

it('a hostile answer that redirects is not followed', async () => {
  const { server, client } = await serve((_, r) => sendJson(r, '', 302, { Location: 'http://evil.example/' }));
  await expect(list(client)).rejects.toMatchObject({ code: 'network.redirect-refused' });
  expect(server.asked).toHaveLength(1);
});

it('a hostile answer that never comes ends in a timeout', async () => {
  const { client } = await serve(() => {}, { timeoutMs: 100, retry: { ...QUICK, maxAttempts: 1 } });
  await expect(list(client)).rejects.toMatchObject({ code: 'network.timeout', params: { host: client.host } });
});

it('the client signs a call again with a new token when the cloud reports a stale token, even for a write', async () => {
  const fresh: Credential = { ...credential, secrets: { accessToken: new Secret('fresh') } };
  const credentials = { ...fixed, renew: () => Promise.resolve(fresh) };
  const { server, client } = await serve(
    ({ headers }, response) =>
      headers['access-token'] === 'fresh'
        ? sendJson(response, {})
        : sendJson(response, { error_code: 'IVM.10000002', error_msg: 'Token overdue' }, 401),
    { credentials },
  );
  await rename(client);
  expect(server.asked.map((asked) => asked.headers['access-token'])).toEqual([TOKEN, 'fresh']);
});

it('a failure reports why a stale token is stale after one renewal', async () => {
  const credentials = { ...fixed, renew: () => Promise.resolve(credential) };
  const { server, client } = await serve((_, r) => sendJson(r, { error_code: 'IVM.10000005' }, 401), { credentials });
  await expect(list(client)).rejects.toMatchObject({ code: 'auth.expired-token', vendor: { code: 'IVM.10000005' } });
  expect(server.asked).toHaveLength(2);
});

it('a failure names a server that speaks no TLS', async () => {
  const plain = net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
  open.push(() => void plain.close());
  await new Promise((resolve) => plain.once('listening', resolve));
  const client = clientTo(`https://127.0.0.1:${(plain.address() as AddressInfo).port}`);
  await expect(list(client)).rejects.toMatchObject({ code: 'network.tls' });
});

it('a call stops at once when the caller cancels it, and when the client is disposed', async () => {
  const { server, client } = await serve(() => {});
  const abort = new AbortController();
  const given = list(client, abort.signal);
  const left = list(client);
  await expect.poll(() => server.asked.length, PATIENT).toBe(2);
  abort.abort();
  await expect(given).rejects.toMatchObject({ code: 'cancelled' });
  client.dispose();
  await expect(left).rejects.toMatchObject({ code: 'cancelled' });
});

it.each(['api.example', 'ftp://api.example', ''])('the client refuses the endpoint %j', (endpoint) => {
  expect(() => clientTo(endpoint)).toThrow(expect.objectContaining({ code: 'input.invalid-field' }));
});

it('the client never shows a secret or a URL in a log or an error, even when the cloud echoes it', async () => {
  const lines: string[] = [];
  const before = setLogSink((_, line) => lines.push(line));
  open.push(() => void setLogSink(before));
  const sk = 'SK-3f2c9a77e1';
  const text = `bad key ${sk}, token ${TOKEN}, see https://media.example/live/x.flv?token=abcdef`;
  const { client } = await serve((_, response) =>
    sendJson(response, { error_code: 'IVM.10020021', error_msg: text }, 400),
  );
  const keys: Credential = { fields: credential.fields, secrets: { ...credential.secrets, sk: new Secret(sk) } };
  const source: CredentialSource = { current: () => Promise.resolve(keys), renew: () => Promise.resolve(keys) };
  const error = await client.call('getAccessToken', { ak: 'AK', sk }, never, source).catch((e: unknown) => e);
  const shown = JSON.stringify([(error as { toWire(): unknown }).toWire(), String(error), lines]);
  expect(lines.length).toBeGreaterThan(0);
  expect(shown).toContain('bad key ***');
  for (const secret of [sk, TOKEN, 'abcdef', 'x.flv']) expect(shown).not.toContain(secret);
});
