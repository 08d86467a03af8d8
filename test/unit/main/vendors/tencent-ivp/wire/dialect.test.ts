import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../../../main/secret.ts';
import { loadCatalogue } from '../../../../../../main/vendors/core/contract/catalogue.ts';
import { composeRequest } from '../../../../../../main/vendors/core/client/compose.ts';
import { createDialect } from '../../../../../../main/vendors/tencent-ivp/wire/dialect.ts';
import { OVERRIDES } from '../../../../../../main/vendors/tencent-ivp/overrides.ts';

const catalogue = loadCatalogue('tencent-ivp', OVERRIDES);
const dialect = createDialect(catalogue.errorCodes);
const operation = (id: string) => catalogue.entry(id).operation;
const env = { nowMs: 1_700_000_000_999, nonce: '' };
const keys = { fields: { secretId: 'AKID' }, secrets: { secretKey: new Secret('SK') } };
const signed = (
  id: string,
  params: object,
  credential: Parameters<typeof dialect.sign>[1] = keys,
  at = 'https://c.example',
) => dialect.sign(composeRequest(operation(id), params as Record<string, unknown>, dialect, at), credential, env);

describe('signing', () => {
  it('the signature covers query parameters of every method, and the host', () => {
    for (const [id, params, names] of [
      ['listDeviceChannels', { DeviceId: 'd' }, 'deviceid'],
      ['deleteDevice', { Id: 'd' }, 'id'],
      ['updateDevice', { Id: 'd', Name: 'n' }, 'id'],
      ['upgradeGateway', { Id: 'g' }, 'id'],
      ['UpdateAITaskStatus', { TaskId: 't', Status: 'on' }, 'status;taskid'],
    ] as const) {
      const { headers } = signed(id, params);
      expect(headers['Authorization']).toContain(`&q-header-list=host&q-url-param-list=${names}&q-signature=`);
    }
  });

  it('the signature is valid from a minute ago for a quarter of an hour from now', () => {
    expect(signed('listDomains', {}).headers['Authorization']).toContain('q-sign-time=1699999940;1700000900&');
  });

  it('a request has the query as it was signed, and the device id in query and body where the document wants both', () => {
    const { url, body, headers } = signed('updateDevice', { Id: 'a b*', Name: '门口' });
    expect(url).toBe('https://c.example/ivc/cms/device/update?Id=a%20b%2A');
    expect(JSON.parse(body ?? '')).toEqual({ Id: 'a b*', Name: '门口' });
    expect(headers).toMatchObject({ Host: 'c.example', 'Content-Type': 'application/json' });
  });

  it('a request names port and base path of the endpoint', () => {
    const { url, headers } = signed('listDomains', {}, keys, 'http://127.0.0.1:8080/gate');
    expect(url).toBe('http://127.0.0.1:8080/gate/ivc/cms/domain/query');
    expect(headers['Host']).toBe('127.0.0.1:8080');
  });

  it('a request shows the token of temporary keys, and never the secret key', () => {
    const temporary = { ...keys, secrets: { ...keys.secrets, securityToken: new Secret('tok') } };
    const empty = { ...keys, secrets: { ...keys.secrets, securityToken: new Secret('') } };
    const { headers } = signed('listDomains', {}, temporary);
    expect(headers['x-iss-security-token']).toBe('tok');
    expect(Object.values(headers).join()).not.toContain('SK');
    for (const permanent of [keys, empty]) {
      expect(signed('listDomains', {}, permanent).headers).not.toHaveProperty('x-iss-security-token');
    }
  });
});

describe('judging', () => {
  const ok = { RequestId: 'r', Code: 0, StatusCode: 200, Message: 'ok', Data: [] };

  it.each([
    [200, ok, 'ok'],
    [200, { ...ok, StatusCode: '200', Code: '0' }, 'ok'],
    [200, { StatusCode: 200 }, 'ok'],
    [200, { ...ok, StatusCode: 40006 }, 'error'],
    [200, { ...ok, Code: 500 }, 'error'],
    [403, ok, 'error'],
    [200, {}, 'error'],
    [200, [], 'error'],
    [200, null, 'error'],
    [502, null, 'error'],
  ] as const)('an answer with HTTP %i and %j is judged as %s', (http, body, kind) => {
    expect(dialect.judge(http, body).kind).toBe(kind);
  });

  it('the error sample of the document, whose Code is 0, is read as an error', () => {
    const sample = { RequestId: '1', Code: 0, StatusCode: 40006, Message: '数据库未查到该记录。', Data: '' };
    expect(dialect.judge(200, sample)).toEqual({ kind: 'error', code: '40006', text: '数据库未查到该记录。' });
    expect(dialect.judge(200, { ...sample, Data: 'id x' })).toMatchObject({ text: '数据库未查到该记录。 id x' });
    expect(dialect.requestIdIn?.(sample)).toBe('1');
  });

  it('the progress of an import is read with its envelope and without', () => {
    const progress = { State: 0, Rate: 0.67, Total: 1000, Succeed: 999, Failed: 1 };
    expect(dialect.judge(200, progress)).toEqual({ kind: 'ok', data: { Data: progress } });
    expect(dialect.judge(200, { ...ok, Data: progress })).toMatchObject({ kind: 'ok', data: { Data: progress } });
  });
});

it.each([
  ['listDevices', 100],
  ['ListAITasks', 200],
  ['GetAITaskResult', 100],
  ['listOrganizationChannels', 100],
] as const)('%s counts pages from 1, %i rows at most', (id, maxLimit) => {
  const names = { limitName: 'PageSize', offsetName: 'PageNumber' };
  expect(dialect.pageOf(operation(id))).toEqual({ kind: 'page', first: 1, maxLimit, ...names });
});

it.each(['listOrganizations', 'listDeviceChannels', 'listGatewayDevices', 'listDomains'])('%s is not paged', (id) => {
  expect(dialect.pageOf(operation(id))).toEqual({ kind: 'none' });
});

it('the dialect distinguishes reading operations from operations that change the cloud', () => {
  const writes = catalogue.operationIds.filter((id) => catalogue.entry(id).effect === 'write');
  expect(writes).toEqual(
    catalogue.operationIds.filter(
      (id) =>
        /^(add|create|delete|update|modify|set|batchUpdate|import|control|operate|refresh|upgrade)/i.test(id) ||
        id === 'getLocalRecordUrl',
    ),
  );
  expect(writes).toHaveLength(39);
});
