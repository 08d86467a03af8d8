import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../../../main/secret.ts';
import { addressesOf, createDialect } from '../../../../../../main/vendors/aliyun-vcs/wire/dialect.ts';
import { OVERRIDES } from '../../../../../../main/vendors/aliyun-vcs/overrides.ts';
import { loadCatalogue } from '../../../../../../main/vendors/core/contract/catalogue.ts';
import { composeRequest } from '../../../../../../main/vendors/core/client/compose.ts';
import { OVERRIDES as ALL } from '../../../../../../main/vendors/registry.ts';

const catalogue = loadCatalogue('aliyun-vcs', OVERRIDES);
const operation = (id: string) => catalogue.entry(id).operation;
const env = { nowMs: 0, nonce: 'n' };

function hostOf(id: string, endpoint: string, fields: Readonly<Record<string, string>> = {}): string {
  const credential = { fields, secrets: { accessKeySecret: new Secret('s') } };
  const dialect = createDialect(addressesOf(credential));
  const request = composeRequest(operation(id), {}, dialect, endpoint);
  return new URL(dialect.sign(request, credential, env).url).origin;
}

describe('the two hosts', () => {
  const main = 'https://vcs.cn-hangzhou.aliyuncs.com';

  it.each([
    ['ListCorps', main, main],
    ['GetDeviceLiveUrl', main, main],
    ['AddDataSource', main, main],
    ['SearchTarget', main, 'https://cdrs.cn-hangzhou.aliyuncs.com'],
    ['RemoveWatchItems', main, 'https://cdrs.cn-hangzhou.aliyuncs.com'],
    ['SearchTarget', 'https://vcs.cn-beijing.aliyuncs.com', 'https://cdrs.cn-beijing.aliyuncs.com'],
    ['SearchTarget', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('%s with the account at %s goes to %s', (id, endpoint, origin) => expect(hostOf(id, endpoint)).toBe(origin));

  it('the two hosts are those that the account names, empty fields aside', () => {
    const dataEndpoint = 'https://data.example/';
    expect(hostOf('SearchTarget', main, { dataEndpoint })).toBe('https://data.example');
    expect(hostOf('ListCorps', main, { dataEndpoint })).toBe(main);
    expect(hostOf('SearchTarget', main, { dataEndpoint: '' })).toBe('https://cdrs.cn-hangzhou.aliyuncs.com');
    expect(addressesOf({ fields: { apiVersion: '' }, secrets: {} }).version).toBe('2020-03-09');
  });
});

describe('failures inside a success', () => {
  const { failuresIn } = createDialect({ version: '2020-03-09', dataEndpoint: null });
  const of = (id: string, answer: unknown) => failuresIn?.(operation(id), answer);

  it('failures inside a success are named device by device when some of a batch could not be deleted', () => {
    const Data = [
      { DeviceId: 'a', Code: '200', Description: 'SUCCESS' },
      { DeviceId: 'b', Code: 'InstanceAlreadyBind', Description: 'Device is already bound' },
      { DeviceId: 'c', Code: 'SystemError', Description: 'Equipment is in operation' },
    ];
    expect(of('DeleteDevices', { Code: '200', Data })).toEqual([
      { item: 'b', code: 'cloud.in-use', vendorCode: 'InstanceAlreadyBind', text: 'Device is already bound' },
      { item: 'c', code: 'device.busy', vendorCode: 'SystemError', text: 'Equipment is in operation' },
    ]);
  });

  it.each([
    ['["i1","i2"]', ['i1', 'i2']],
    ['[]', []],
    ['', []],
    [undefined, []],
  ])('the watch items of %j are failures inside a success', (FailedItemIds, items) => {
    expect(of('RemoveWatchItems', { Data: { FailedItemIds } })?.map(({ item }) => item)).toEqual(items);
  });

  it('storage settings that were not changed are failures inside a success', () => {
    expect(of('UpdateDevicesStorage', { Success: true, Data: false })).toHaveLength(1);
    expect(of('UpdateDevicesStorage', { Success: true, Data: true })).toEqual([]);
  });

  it('an answer of any other operation contains no failures inside a success', () => {
    expect(of('GetDevicePicture', { Data: 'https://media/x.jpg' })).toEqual([]);
    expect(of('ListCorps', {})).toEqual([]);
  });
});

it('no write is repeated, although every write is a GET', () => {
  const writes = (['aliyun-vcs', 'aliyun-cityvisual'] as const).flatMap((vendor) => {
    const { operationIds, entry } = loadCatalogue(vendor, ALL[vendor]);
    return operationIds.filter((id) => entry(id).effect === 'write');
  });
  const verbs = new Set(writes.map((id) => /^[A-Z][a-z]+/.exec(id)?.[0]));
  expect([...verbs].sort()).toEqual([
    'Add',
    'Attach',
    'Batch',
    'Create',
    'Delete',
    'Detach',
    'Modify',
    'Remove',
    'Set',
    'Start',
    'Stop',
    'Update',
    'Upload',
  ]);
  expect(writes).toHaveLength(36 - 13 + (40 - 14));
});
