/** The requests that the report of the contracts sends: always such as the documents allow. */
import { expect, it } from 'vitest';
import { loadCatalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { OVERRIDES } from '../../../main/vendors/registry.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { FILLINGS } from '../../../scripts/contracts-fillings.ts';
import { learn, requestsFor, type Surroundings } from '../../../scripts/contracts-requests.ts';

const nothing: Surroundings = { credentials: {}, examples: {}, learned: new Map(), fillings: {} };

function requestsOf(vendor: VendorId, operation: string, surroundings: Partial<Surroundings> = {}) {
  const entry = loadCatalogue(vendor, OVERRIDES[vendor]).entry(operation);
  return requestsFor(entry, OVERRIDES[vendor].implicit, { ...nothing, ...surroundings });
}

it.each(VENDOR_IDS)('requests made from samples fit the schema of every operation of %s', (vendor) => {
  const catalogue = loadCatalogue(vendor, OVERRIDES[vendor]);
  const surroundings = { ...nothing, fillings: FILLINGS[vendor] ?? {} };
  for (const id of catalogue.operationIds) {
    const entry = catalogue.entry(id);
    const requests = requestsFor(entry, OVERRIDES[vendor].implicit, surroundings);
    expect(requests.length, id).toBeGreaterThan(0);
    for (const params of requests) expect(entry.request.safeParse(params).error, id).toBeUndefined();
  }
});

it('a request from a sample is the sample first, and later names things that exist in the cloud', () => {
  const examples = { deviceId: 'DEVICE0001', channelId: '0', dome: { deviceId: 'DEVICE0002', channelId: '1' } };
  const [sample, ...more] = requestsOf('huawei-ivm', 'getChannel', { examples });
  expect(sample).not.toMatchObject({ device_id: 'DEVICE0001' });
  expect(more).toMatchObject([
    { device_id: 'DEVICE0001', channel_id: '0' },
    { device_id: 'DEVICE0002', channel_id: '1' },
  ]);
});

it('a bare Id in a sample means the thing that names the operation', () => {
  const examples = { gatewayId: 'a-gateway', deviceId: 'a-device' };
  expect(requestsOf('tencent-ivp', 'getGateway', { examples }).at(-1)).toMatchObject({ Id: 'a-gateway' });
  expect(requestsOf('tencent-ivp', 'describeDevice', { examples }).at(-1)).toMatchObject({ Id: 'a-device' });
});

it('a request from a sample names things from earlier answers', () => {
  const learned = new Map<string, string>();
  learn('addGateway', { Data: { Id: 'new', Parent: { Id: 'not this one' } } }, learned);
  expect(requestsOf('tencent-ivp', 'getGateway', { learned }).at(-1)).toMatchObject({ Id: 'new' });
});
