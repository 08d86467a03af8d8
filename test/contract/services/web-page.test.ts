/** The address of a web page that answers everything with success: the connection test says that no API answers there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { sendRaw, startRawCloud, type RawCloud } from '../vendors/raw-cloud.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const PAGE = '<!doctype html><html><title>Sign in</title><h1>Welcome</h1></html>';

let dataDir: string;
let simulator: Simulator;
let page: RawCloud;
let client: Client;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-web-page-'));
  simulator = await startSimulator({ cameras: 2, hasMedia: false });
  page = await startRawCloud((socket) => sendRaw(socket, PAGE, ['Date: ' + new Date().toUTCString()]));
  client = await startClient(dataDir);
});
afterAll(async () => {
  await client?.app.dispose();
  await page?.close();
  await simulator?.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function failureAt(vendor: VendorId, change: { endpoint?: string; fields?: Readonly<Record<string, string>> }) {
  const { persistence: _, ...good } = draftFor(simulator, vendor);
  const draft = { ...good, ...change, fields: { ...good.fields, ...change.fields } };
  const { stages } = await client.get('account.test', { runId: 'r', target: { kind: 'draft', draft } });
  const failed = stages.filter(({ state }) => state === 'failed');
  expect(failed.map(({ stage }) => stage)).toEqual(['sign-in']);
  return failed[0]?.error;
}

// @promise security.web-page: The connection test says at the field that a web page and no API answers at the address.
it.each(VENDOR_IDS)(
  'the test of an account of %s at the address of a web page says so at the field',
  async (vendor) => {
    expect(await failureAt(vendor, { endpoint: page.origin })).toMatchObject({
      code: 'network.no-api',
      action: 'edit-account',
      retryable: false,
      params: { field: 'endpoint', detail: 'web-page', host: new URL(page.origin).host },
      vendor: { id: vendor, httpStatus: 200 },
    });
  },
);

// @promise security.web-page
it('the test of an account that signs in at IAM says at which of the two addresses the web page is', async () => {
  const fields = { iamEndpoint: page.origin };
  expect(await failureAt('huawei-vis', { fields })).toMatchObject({
    code: 'network.no-api',
    params: { field: 'iamEndpoint', detail: 'web-page' },
  });
});
