/** The console's complaints about each field before anything is sent. */
import { expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../../../preload/domain/vendor.ts';
import { complaintsAbout } from '../../../../../main/services/console/console-check.ts';
import { catalogueOf, entryOf } from '../../../../../main/services/console/console-operations.ts';
import { OVERRIDES } from '../../../../../main/vendors/registry.ts';

const about = (vendor: VendorId, operation: string, params: object, supplied: readonly string[] = []) =>
  complaintsAbout(entryOf(vendor, operation), { ...params }, supplied, OVERRIDES[vendor].implicit);

it.each([
  ['huawei-ivm', 'listDevices', { limit: 1001 }, ['limit'], 'too-large', '1000'],
  ['huawei-ivm', 'listDevices', { limit: -1 }, ['limit'], 'too-small', '0'],
  ['huawei-ivm', 'listDevices', { limit: '5' }, ['limit'], 'type', 'number'],
  ['huawei-ivm', 'listDevices', { limt: 1 }, ['limt'], 'unknown', ''],
  ['huawei-ivm', 'listDevices', { user_id: '1' }, ['user_id'], 'supplied', ''],
  ['huawei-ivm', 'listSubDeviceOrgs', {}, ['device_org_id'], 'required', ''],
  ['huawei-ivm', 'listSubDeviceOrgs', { device_org_id: 'x' }, ['device_org_id'], 'pattern', ''],
  ['huawei-ivm', 'listDevices', { device_state: ['ASLEEP'] }, ['device_state', 0], 'enum', /ONLINE/],
  ['huawei-ivm', 'batchDeleteDevices', { devices: [] }, ['devices'], 'too-few', '1'],
  ['aliyun-vcs', 'CreateCorp', { CorpName: 7 }, ['CorpName'], 'type', 'string'],
] as const)('%s %s with %j: %j is %s', (vendor, operation, params, path, code, detail) => {
  const found = about(vendor, operation, params).find((one) => JSON.stringify(one.path) === JSON.stringify(path));
  expect(found).toMatchObject({ code });
  expect(found?.detail).toMatch(detail);
});

it('the check of parameters does not miss the values that the session supplies', () => {
  expect(about('huawei-ivm', 'getAccessToken', {}, ['ak', 'sk'])).toEqual([]);
  expect(about('huawei-ivm', 'getAccessToken', {}).map(({ code }) => code)).toEqual(['required', 'required']);
});

it.each(VENDOR_IDS)('the check of parameters names every required parameter of %s that is missing', (vendor) => {
  const catalogue = catalogueOf(vendor);
  const { implicit } = OVERRIDES[vendor];
  for (const id of catalogue.operationIds) {
    const { params } = catalogue.entry(id).operation;
    const asked = params.filter((field) => field.required && !implicit.includes(field.name));
    const required = new Set(asked.map(({ name }) => name));
    const missed = about(vendor, id, {}).filter(({ path }) => path.length === 1);
    expect(missed.map(({ path }) => path[0]).sort(), id).toEqual([...required].sort());
    expect(
      missed.filter(({ code }) => code !== 'required'),
      id,
    ).toEqual([]);
  }
});
