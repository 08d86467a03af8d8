/**
 * Every operation of both clouds, called with its printed sample: what leaves is what the document prints, carries what
 * every call must carry, and its signature holds for somebody who computes it on his own.
 */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret, type Credential } from '../../../main/secret.ts';
import { createCityClient } from '../../../main/vendors/aliyun-cityvisual/wire/client.ts';
import { createVcsClient } from '../../../main/vendors/aliyun-vcs/wire/client.ts';
import { callers, OVERRIDES } from '../../../main/vendors/registry.ts';
import type { Caller } from '../../../main/vendors/core/client/caller.ts';
import { createCatalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { readContract, type Example, type Operation } from '../../../main/vendors/core/contract/contract.ts';
import { sampleRequest } from '../../../main/vendors/core/contract/samples.ts';
import {
  sendJson,
  startTinyServer,
  type Asked,
  type TinyServer,
} from '../../unit/main/vendors/core/client/tiny-server.ts';

const SECRET = 'testsecret';
const credential: Credential = { fields: { accessKeyId: 'testid' }, secrets: { accessKeySecret: new Secret(SECRET) } };
const signal = new AbortController().signal;
const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };

/** Parameters that the printed samples leave out although the call needs them. */
const MISSING: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CreateAIInstance: { InstanceType: 'Normal' },
  RemoveCameraForInstance: { InstanceId: '1', CameraIds: ['3200000099118700', '3200000099118701'] },
  AttachStream: {
    JobGroupId: '63',
    Streams: [
      { StreamName: 'ipc_001', StreamURL: 'mq://ipc_001' },
      { StreamName: 'ipc_002', StreamURL: 'mq://ipc_002' },
    ],
  },
  StartJobGroup: { JobGroupId: '4' },
  BatchModifyCameraStatus: { CameraIds: ['003_1', '003_2'], StreamStatus: 'ON_LINE', WorkGroupId: '511' },
};

/** How those travel, by the conventions of the documents. */
const MISSING_ON_THE_WIRE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateAIInstance: { InstanceType: 'Normal' },
  RemoveCameraForInstance: { InstanceId: '1', CameraIds: '["3200000099118700","3200000099118701"]' },
  AttachStream: {
    JobGroupId: '63',
    'Streams.1.StreamName': 'ipc_001',
    'Streams.1.StreamURL': 'mq://ipc_001',
    'Streams.2.StreamName': 'ipc_002',
    'Streams.2.StreamURL': 'mq://ipc_002',
  },
  StartJobGroup: { JobGroupId: '4' },
  BatchModifyCameraStatus: { CameraIds: '["003_1","003_2"]', StreamStatus: 'ON_LINE', WorkGroupId: '511' },
};

const VENDORS = [
  { vendor: 'aliyun-vcs', version: '2020-03-09', operations: 36 },
  { vendor: 'aliyun-cityvisual', version: '2018-10-30', operations: 40 },
] as const;

let server: TinyServer;
let answer: unknown = {};
const open: Caller[] = [];

beforeAll(async () => {
  server = await startTinyServer((_, response) => sendJson(response, answer));
});

afterAll(async () => {
  for (const caller of open) caller.dispose();
  await server.close();
});

function callerOf(vendor: (typeof VENDORS)[number]['vendor']): Caller {
  const caller = callers[vendor]?.({ endpoint: server.origin, credential, tokens });
  if (!caller) throw new Error(`${vendor} cannot be called`);
  open.push(caller);
  return caller;
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The document's own steps (City Visual, chapter 3), over what arrived. */
function signatureOf({ method }: Asked, sent: ReadonlyMap<string, string>): string {
  const names = [...sent.keys()].filter((name) => name !== 'Signature').sort();
  const canonical = names.map((name) => `${encoded(name)}=${encoded(sent.get(name) ?? '')}`).join('&');
  const text = [method, encoded('/'), encoded(canonical)].join('&');
  return createHmac('sha1', `${SECRET}&`).update(text).digest('base64');
}

function sentIn(asked: Asked): ReadonlyMap<string, string> {
  const text = asked.method === 'POST' ? asked.body : asked.path.slice(asked.path.indexOf('?') + 1);
  return new Map(new URLSearchParams(text));
}

function lastAsked(): Asked {
  const asked = server.asked.at(-1);
  if (!asked) throw new Error('nothing was sent');
  return asked;
}

/** JSON texts count by what they say, not by their blanks. */
function meaning(text: unknown): unknown {
  try {
    return /^\s*[[{]/.test(String(text)) ? (JSON.parse(String(text)) as unknown) : String(text);
  } catch {
    return String(text);
  }
}

const meanings = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, meaning(value)]));

function expectSigned(asked: Asked, version: string): ReadonlyMap<string, string> {
  const sent = sentIn(asked);
  expect(Object.fromEntries(sent)).toMatchObject({
    Format: 'JSON',
    Version: version,
    AccessKeyId: 'testid',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: expect.stringMatching(/^[\w-]{16,}$/) as string,
    Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
  });
  expect(sent.get('Signature')).toBe(signatureOf(asked, sent));
  return sent;
}

const COMMON =
  /^(Format|Version|AccessKeyId|Signature|SignatureMethod|SignatureVersion|SignatureNonce|Timestamp|Action)$/;

describe.each(VENDORS)('$vendor', ({ vendor, version, operations }) => {
  const catalogue = createCatalogue(readContract(vendor), OVERRIDES[vendor]);
  const { implicit } = OVERRIDES[vendor];
  const nothing: Example = {};
  const cases = catalogue.operationIds.flatMap((id): (readonly [string, Operation, Example])[] => {
    const { operation } = catalogue.entry(id);
    const printed = operation.examples.length > 0 ? operation.examples : [nothing];
    return printed.map((example) => [id, operation, example] as const);
  });

  it(`the cases contain all ${operations} operations`, () => {
    expect(new Set(cases.map(([id]) => id)).size).toBe(operations);
  });

  it.each(cases)(
    '%s sends its printed sample, signed, and reads the printed answer',
    async (id, operation, example) => {
      answer = example.response ?? { RequestId: 'r-1' };
      const params = { ...sampleRequest(operation, example, implicit), ...MISSING[id] };
      const reply = await callerOf(vendor).call(id, params, signal);
      const asked = lastAsked();
      expect(asked.method).toBe('GET');
      const sent = expectSigned(asked, version);
      expect(sent.get('Action')).toBe(operation.http.action);
      const own = Object.fromEntries([...sent].filter(([name]) => !COMMON.test(name)));
      const { Action: _, ...printed } = example.requestQuery ?? {};
      expect(meanings(own)).toEqual(meanings({ ...printed, ...MISSING_ON_THE_WIRE[id] }));
      expect(reply.requestId).toBe((answer as { RequestId?: string }).RequestId);
    },
  );

  it('sends what no query can carry as a signed form', async () => {
    answer = { RequestId: 'r-2', Images: { Image: [] } };
    const picture = 'A+/='.repeat(4_000);
    const [id, params] =
      vendor === 'aliyun-vcs'
        ? ['UploadFile', { FileType: 'PIC', FileName: 'a.jpg', DataSourceId: '1', FileContent: picture }]
        : ['SearchImages', { Contents: picture, From: 0, InstanceId: 'i', Size: 10, StartTime: '1553734800000' }];
    await callerOf(vendor).call(id, params, signal);
    const asked = lastAsked();
    expect(asked).toMatchObject({ method: 'POST', path: '/' });
    expect(asked.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect([...expectSigned(asked, version).values()]).toContain(picture);
  });

  it('asks for the version that the account names', async () => {
    answer = { RequestId: 'r-3', Data: { Records: [] }, Regions: { Region: [] } };
    const dated: Credential = { ...credential, fields: { ...credential.fields, apiVersion: '2020-05-15' } };
    const settings = { endpoint: server.origin, credential: dated };
    if (vendor === 'aliyun-vcs') {
      const { client, dispose } = createVcsClient(settings);
      await client.call('ListCorps', { PageNumber: 1, PageSize: 1 }, signal);
      dispose();
    } else {
      const { client, dispose } = createCityClient(settings);
      await client.call('DescribeRegions', {}, signal);
      dispose();
    }
    expectSigned(lastAsked(), '2020-05-15');
  });
});
