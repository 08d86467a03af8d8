import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../../../main/secret.ts';
import { loadCatalogue } from '../../../../../../main/vendors/core/contract/catalogue.ts';
import { composeRequest } from '../../../../../../main/vendors/core/client/compose.ts';
import { createDialect } from '../../../../../../main/vendors/huawei-ivm/wire/dialect.ts';
import { OVERRIDES } from '../../../../../../main/vendors/huawei-ivm/overrides.ts';

const catalogue = loadCatalogue('huawei-ivm', OVERRIDES);
const dialect = createDialect(catalogue.errorCodes);
const operation = (id: string) => catalogue.entry(id).operation;
const env = { nowMs: 0, nonce: '' };

describe('signing', () => {
  const credential = { fields: { userId: '123456789012345' }, secrets: { accessToken: new Secret('tok') } };

  it('a signed request has token and user in their places, and the rest where the document requires it', () => {
    const params = { device_id: 'HOLO12345678', channel_id: '0', control_lock: 'a lock', method: 'LEFT' };
    const unsigned = composeRequest(operation('controlPtz'), params, dialect, 'https://ivm.example');
    expect(dialect.sign(unsigned, credential, env)).toMatchObject({
      method: 'POST',
      url: 'https://ivm.example/v1/123456789012345/devices/HOLO12345678/channels/0/ptz/angle-spin',
      headers: { 'Access-Token': 'tok', 'Content-Type': 'application/json' },
    });
  });

  it('a signed request carries no token where none is needed, even when there is a token', () => {
    const unsigned = composeRequest(operation('getAccessToken'), { ak: 'a', sk: 's' }, dialect, 'https://ivm.example');
    const signed = dialect.sign(unsigned, credential, env);
    expect(signed.headers).not.toHaveProperty('Access-Token');
    expect(signed.body).toBe('{"ak":"a","sk":"s"}');
  });

  it('an id cannot break out of its place in the path', () => {
    const unsigned = composeRequest(
      operation('getDevice'),
      { device_id: '../../x?y#z' },
      dialect,
      'https://ivm.example',
    );
    expect(dialect.sign(unsigned, credential, env).url).toContain('/devices/..%2F..%2Fx%3Fy%23z');
  });
});

describe('judging', () => {
  it.each([
    [200, { devices: [] }, 'ok'],
    [200, { error_code: 'IVM.0', error_msg: 'Success' }, 'ok'],
    [200, null, 'ok'],
    [200, { error_code: 'IVM.20000036', error_msg: 'offline' }, 'error'],
    [400, { code: 'IVM.10020009', msg: 'The limit is illegal.' }, 'error'],
    [502, null, 'error'],
  ] as const)('an answer with HTTP %i and %j is judged as %s', (http, body, kind) => {
    expect(dialect.judge(http, body).kind).toBe(kind);
  });

  it('code and text of an error are found under either name', () => {
    const verdict = { kind: 'error', code: 'IVM.10020009', text: 'no' };
    expect(dialect.judge(400, { code: 'IVM.10020009', msg: 'no' })).toEqual(verdict);
    expect(dialect.judge(400, { error_code: 'IVM.10020009', error_msg: 'no' })).toEqual(verdict);
  });
});

it.each([
  ['listDevices', 'page', 1000],
  ['listOrgDevices', 'page', 1000],
  ['listChannels', 'row', 1000],
  ['listMediaRecords', 'page', 1000],
  ['listResources', 'page', 300],
  ['listTargets', 'row', 5000],
] as const)('%s counts by %s, %i at most', (id, kind, maxLimit) => {
  expect(dialect.pageOf(operation(id))).toMatchObject({ kind, maxLimit });
});

it('the children of a group are read in one answer', () => {
  expect(dialect.pageOf(operation('listSubDeviceOrgs'))).toEqual({ kind: 'none' });
});

describe('failed items', () => {
  const failuresIn = (id: string, data: unknown) => dialect.failuresIn?.(operation(id), data) ?? [];

  it('items that failed inside a success are named by the ids that the cloud gives them, with its own code and text', () => {
    const channels = [
      { device_id: 'D1', channel_id: '0', result: { code: 'IVM.0', msg: 'Success' } },
      { device_id: 'D1', channel_id: '1', result: { code: 'IVM.10024000', msg: 'no' } },
    ];
    expect(failuresIn('batchSetChannelRecordPlan', { failed_num: 1, channels })).toMatchObject([
      { item: 'D1/1', vendorCode: 'IVM.10024000', text: 'no', index: 1 },
    ]);
    const alarms = [{ alarm_uuid: 'u1', result: { code: 'IVM.10024000', msg: 'no' } }];
    expect(failuresIn('batchGetAlarmPictureUrls', { failed_num: 1, alarms })).toMatchObject([{ item: 'u1' }]);
  });

  it('items that failed inside a success are found by the flags of the one call that has no codes', () => {
    const rows = [
      { channel_id: '0', channel_result: '0' },
      { channel_id: '1', channel_result: '1' },
    ];
    const answer = { device_id: 'D1', device_result: '1', channels_result: rows };
    expect(failuresIn('setTargetAuthorization', answer).map(({ item }) => item)).toEqual(['1']);
    expect(failuresIn('setTargetAuthorization', { device_result: '1' }).map(({ item }) => item)).toEqual([null]);
    expect(failuresIn('setTargetAuthorization', { device_result: '0' })).toEqual([]);
  });

  it('an answer that lists other things contains no failed items', () => {
    expect(failuresIn('listDevices', { total: 1, devices: [{ device_id: 'D1' }] })).toEqual([]);
    expect(failuresIn('searchDeviceOrgTree', { result: [{ device_org_id: '1', is_result: 1 }] })).toEqual([]);
    expect(failuresIn('listDevices', null)).toEqual([]);
  });
});
