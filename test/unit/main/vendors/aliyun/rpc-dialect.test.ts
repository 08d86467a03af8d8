import { describe, expect, it } from 'vitest';
import { encode } from '../../../../../main/vendors/aliyun/encode.ts';
import { createRpcDialect } from '../../../../../main/vendors/aliyun/rpc-dialect.ts';
import { readContract, type Field, type Operation } from '../../../../../main/vendors/core/contract/contract.ts';
import type { Unsigned } from '../../../../../main/vendors/core/client/dialect.ts';
import { Secret } from '../../../../../main/secret.ts';

const dialect = createRpcDialect({
  version: '2018-10-30',
  longQuery: { maxUrlBytes: 600, reason: 'a test' },
  pendingCode: 'Retry',
});

describe('judging', () => {
  it.each([
    [200, { RequestId: 'r', Code: '200', Data: {} }, 'ok'],
    [200, { RequestId: 'r', Code: '0', Success: true }, 'ok'],
    [200, { RequestId: 'r', Code: 200 }, 'ok'],
    [200, { RequestId: 'r', Cameras: {} }, 'ok'],
    [200, { RequestId: 'r', Code: 'Retry' }, 'pending'],
    [200, { RequestId: 'r', Code: 'Failed' }, 'error'],
    [200, { RequestId: 'r', Code: '200', Success: false }, 'error'],
    [404, { RequestId: 'r', Code: 'InvalidCameraId.NotFound', Message: 'no' }, 'error'],
    [400, { RequestId: 'r', Code: '200' }, 'error'],
    [503, { RequestId: 'r', Code: 'Retry' }, 'error'],
    [502, null, 'error'],
  ] as const)('an answer with HTTP %i and %j is judged as %s', (http, body, kind) =>
    expect(dialect.judge(http, body).kind).toBe(kind),
  );

  it('an error of the cloud has its own code and words, and the request id of the answer', () => {
    const body = { RequestId: 'r-7', Code: 'InvalidName.Duplicate', Message: 'The specified name already exists.' };
    expect(dialect.judge(400, body)).toEqual({ kind: 'error', code: body.Code, text: body.Message });
    expect(dialect.requestIdIn?.(body)).toBe('r-7');
    expect(dialect.requestIdIn?.(null)).toBeNull();
  });
});

describe('encoding', () => {
  const field = (rest: Partial<Field>): Field => ({ name: 'X', type: 'string', ...rest });

  it.each([
    ['a text', field({}), 'a,b', [['X', 'a,b']]],
    ['a comma list', field({ encoding: 'csv' }), ['a', 'b'], [['X', 'a,b']]],
    ['a comma list given as text', field({ encoding: 'csv' }), 'a, b', [['X', 'a, b']]],
    ['a JSON list of texts', field({ encoding: 'json' }), ['a', '1'], [['X', '["a","1"]']]],
    ['a JSON text', field({ embedded: 'json' }), '{"a":1}', [['X', '{"a":1}']]],
    ['a JSON list of integers', field({ type: 'array<long>', encoding: 'json' }), ['1', '7'], [['X', '[1,7]']]],
    ['an empty JSON list', field({ type: 'array<string>', encoding: 'json' }), [], [['X', '[]']]],
    ['a boolean', field({ type: 'boolean' }), true, [['X', 'true']]],
    ['a 64-bit integer', field({ type: 'long' }), '9007199254740993', [['X', '9007199254740993']]],
    [
      'a plain list',
      field({ type: 'array<string>' }),
      ['a', 'b'],
      [
        ['X.1', 'a'],
        ['X.2', 'b'],
      ],
    ],
    ['an empty plain list', field({ type: 'array<string>' }), [], []],
  ] as const)('%s', (_, of, value, pairs) => expect(encode(of, value)).toEqual(pairs));

  it('the encoder flattens a list of objects, and leaves absent members out', () => {
    const children: readonly Field[] = [
      { name: 'Key', type: 'string' },
      { name: 'Value', type: 'string' },
    ];
    const items = [{ Key: 'Sex', Value: '1' }, { Key: 'Age' }];
    expect(encode(field({ type: 'array<object>', children }), items)).toEqual([
      ['X.1.Key', 'Sex'],
      ['X.1.Value', '1'],
      ['X.2.Key', 'Age'],
    ]);
  });

  it('the encoder writes a comma list inside a JSON list as the text that it is', () => {
    const operation = readContract('aliyun-vcs').operations.find(({ id }) => id === 'UpdateDevicesStorage');
    const requests = operation?.params.find(({ name }) => name === 'UpdateStorageRequests');
    const value = [{ DeviceIds: ['a', 'b'], StorageDays: [{ StorageType: 'PICTURE', StorageDays: '20' }] }];
    expect(encode(requests ?? field({}), value)).toEqual([
      ['UpdateStorageRequests', '[{"DeviceIds":"a,b","StorageDays":[{"StorageType":"PICTURE","StorageDays":20}]}]'],
    ]);
  });
});

describe('a long request', () => {
  const operation = { id: 'SearchImages', http: { action: 'SearchImages' }, params: [] } as unknown as Operation;
  const credential = { fields: { accessKeyId: 'id' }, secrets: { accessKeySecret: new Secret('s') } };
  const env = { nowMs: Date.parse('2016-02-23T12:46:24.900Z'), nonce: 'n-1' };
  const sign = (value: string) => {
    const query = [['Contents', value]] as const;
    const request: Unsigned = {
      operation,
      method: 'GET',
      endpoint: 'https://h',
      path: '/',
      query,
      headers: {},
      body: null,
    };
    return dialect.sign(request, credential, env);
  };

  it('a request is sent as a form as soon as its URL would pass the limit, and not before', () => {
    const spare = 600 - sign('').url.length;
    // How long the signature itself turns out is not known before it is made.
    expect(sign('a'.repeat(spare - 64))).toMatchObject({ method: 'GET', body: null });
    const long = sign('a'.repeat(spare + 1));
    expect(long).toMatchObject({ method: 'POST', url: 'https://h/' });
    expect(new URLSearchParams(long.body ?? '').get('Contents')).toBe('a'.repeat(spare + 1));
  });

  it('a long request is signed by clock and nonce alone: the same input gives the same bytes', () => {
    expect(sign('x')).toEqual(sign('x'));
    expect(new URL(sign('x').url).searchParams.get('Timestamp')).toBe('2016-02-23T12:46:24Z');
  });
});

const operationsOf = (vendor: 'aliyun-vcs' | 'aliyun-cityvisual') =>
  new Map(readContract(vendor).operations.map((operation) => [operation.id, operation]));

it.each([
  ['aliyun-vcs', 'ListCorps', 'page', 'PageNumber', 1, 100],
  ['aliyun-vcs', 'DescribeIpcs', 'page', 'PageNum', 1, 200],
  ['aliyun-vcs', 'DescribeNvrs', 'page', 'PageNum', 1, 200],
  ['aliyun-vcs', 'ListInstances', 'page', 'CurrentPage', 1, 100],
  ['aliyun-vcs', 'DescribeAIInstance', 'page', 'PageNumber', 1, 100],
  ['aliyun-vcs', 'SearchTarget', 'page', 'PageNumber', 1, 100],
  ['aliyun-cityvisual', 'DescribeCameras', 'page', 'PageNumber', 1, 100],
  ['aliyun-cityvisual', 'SearchImages', 'row', 'From', 0, 100],
] as const)('%s %s counts by %s in %s from %i, %i at most', (vendor, id, kind, offsetName, first, maxLimit) => {
  const operation = operationsOf(vendor).get(id);
  expect(operation && dialect.pageOf(operation)).toMatchObject({ kind, offsetName, first, maxLimit });
});

it('the dialect knows which lists come whole', () => {
  const regions = operationsOf('aliyun-cityvisual').get('DescribeRegions');
  expect(regions && dialect.pageOf(regions)).toEqual({ kind: 'none' });
});
