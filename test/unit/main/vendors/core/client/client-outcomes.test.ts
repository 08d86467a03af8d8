/** Answers that are neither plain success nor plain failure: still at work, and done in part. */
import { afterEach, describe, expect, it } from 'vitest';
import { Secret, type Credential } from '../../../../../../main/secret.ts';
import { loadCatalogue } from '../../../../../../main/vendors/core/contract/catalogue.ts';
import { VendorClient, type ClientOptions } from '../../../../../../main/vendors/core/client/client.ts';
import type { Dialect } from '../../../../../../main/vendors/core/client/dialect.ts';
import { pollDelayMs, RETRY } from '../../../../../../main/vendors/core/http/retry.ts';
import { createDialect } from '../../../../../../main/vendors/huawei-ivm/wire/dialect.ts';
import type { HuaweiIvmOperations } from '../../../../../../main/vendors/huawei-ivm/operations.gen.ts';
import { OVERRIDES } from '../../../../../../main/vendors/huawei-ivm/overrides.ts';
import { PATIENT } from '../../../../../patience.ts';
import { sendJson, startTinyServer, type Answering } from './tiny-server.ts';

const catalogue = loadCatalogue('huawei-ivm', OVERRIDES);
const plain = createDialect(catalogue.errorCodes);
const never = new AbortController().signal;
const credential: Credential = { fields: { userId: '1'.repeat(18) }, secrets: { accessToken: new Secret('tok') } };
const QUICK = { firstDelayMs: 1, maxDelayMs: 1, maxMs: 5_000 };

const dialect: Dialect = {
  ...plain,
  judge: (http, body) => ((body as { busy?: boolean }).busy ? { kind: 'pending' } : plain.judge(http, body)),
  requestIdIn: (body) => (body as { requestId?: string }).requestId ?? null,
  failuresIn: (_, data) => {
    const { total } = data as { total?: number };
    return total === 0 ? [{ item: 'cam-1', code: 'device.busy', vendorCode: 'Busy', text: 'at work' }] : [];
  },
};

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(answer: Answering, options: Partial<ClientOptions> = {}) {
  const server = await startTinyServer(answer);
  const credentials = { current: () => Promise.resolve(credential), renew: () => Promise.resolve(null) };
  const client = new VendorClient<HuaweiIvmOperations>({
    endpoint: server.origin,
    catalogue,
    dialect,
    credentials,
    poll: QUICK,
    ...options,
  });
  open.push(
    () => client.dispose(),
    () => server.close(),
  );
  return { server, client };
}

const DEVICES = { total: 1, devices: [{ device_id: 'HOLO12345678' }] };
const list = (client: VendorClient<HuaweiIvmOperations>, signal = never) =>
  client.call('listDevices', { limit: 1 }, signal);

describe('unfinished work', () => {
  it('a cloud that is still at work is asked again until it is done, more often than a failure would be', async () => {
    const times = RETRY.maxAttempts * 2;
    const { server, client } = await serve((_, r, n) => sendJson(r, n <= times ? { busy: true } : DEVICES));
    expect((await list(client)).data).toEqual(DEVICES);
    expect(server.asked).toHaveLength(times + 1);
  });

  it('a cloud that is still at work is not asked for ever', async () => {
    const { client } = await serve((_, r) => sendJson(r, { busy: true }), { poll: { ...QUICK, maxMs: 20 } });
    await expect(list(client)).rejects.toMatchObject({ code: 'cloud.pending', retryable: true });
  });

  it('a cloud that is still at work is left alone when the caller gives up', async () => {
    const slow = { ...QUICK, firstDelayMs: 60_000, maxDelayMs: 60_000, maxMs: 600_000 };
    const { server, client } = await serve((_, r) => sendJson(r, { busy: true }), { poll: slow });
    const abort = new AbortController();
    const asked = list(client, abort.signal);
    await expect.poll(() => server.asked.length, PATIENT).toBe(1);
    abort.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('a cloud that is still at work gets no second order for a write', async () => {
    const { server, client } = await serve((_, r) => sendJson(r, { busy: true }));
    const asked = client.call('renameDeviceOrg', { device_org_id: '7', device_org_name: 'Yard' }, never);
    await expect(asked).rejects.toMatchObject({ code: 'cloud.pending' });
    expect(server.asked).toHaveLength(1);
  });

  it('a cloud that is still at work is asked ever slower, never slower than the longest wait', () => {
    const policy = { firstDelayMs: 400, maxDelayMs: 2_000, maxMs: 20_000 };
    const waits = [1, 2, 3, 4, 9].map((asked) => pollDelayMs(asked, policy, 0.5));
    expect(waits).toEqual([400, 800, 1_600, 2_000, 2_000]);
    expect(pollDelayMs(9, policy, 1)).toBe(2_500);
  });
});

it('the client reports which items of a batch failed', async () => {
  const { client } = await serve((_, r) => sendJson(r, { total: 0, devices: [] }));
  expect((await list(client)).failures).toEqual([
    { item: 'cam-1', code: 'device.busy', vendorCode: 'Busy', text: 'at work' },
  ]);
});

it('the client prefers the request id in the answer to the one in a header', async () => {
  const { client } = await serve((_, r) =>
    sendJson(r, { ...DEVICES, requestId: 'in-body' }, 200, { 'X-Request-Id': 'in-head' }),
  );
  expect((await list(client)).requestId).toBe('in-body');
});
