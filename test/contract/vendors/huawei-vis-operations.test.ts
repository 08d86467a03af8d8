/**
 * Every operation, called with its printed samples, by token and by signature: what leaves is what the document prints,
 * at the service that it names, and the signature holds for somebody who computes it on his own.
 */
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Secret, type Credential } from '../../../main/secret.ts';
import { callers } from '../../../main/vendors/registry.ts';
import type { Caller } from '../../../main/vendors/core/client/caller.ts';
import { createCatalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { readContract, type Example, type Operation } from '../../../main/vendors/core/contract/contract.ts';
import { sampleRequest } from '../../../main/vendors/core/contract/samples.ts';
import { OVERRIDES } from '../../../main/vendors/huawei-vis/overrides.ts';
import {
  sendJson,
  startTinyServer,
  type Asked,
  type TinyServer,
} from '../../unit/main/vendors/core/client/tiny-server.ts';

const SK = 'test-secret-key';
const PROJECT = 'e9993fc787d94b6c886cbaa340f9c0f4';
const TOKEN = 'MIIDkgYJKoZIhvcNAQcCoII';
const signal = new AbortController().signal;
const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };
const catalogue = createCatalogue(readContract('huawei-vis'), OVERRIDES);

/** Path names and values that the printed samples leave out, or that their own tables refuse. */
const FILLED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  deleteStream: { stream_name: 'stream1' },
  getStream: { stream_name: 'stream1' },
  getStreamEndpoint: { stream_name: 'stream1' },
  updateStreamRetention: { retention_in_hour: 87_600 },
  updateAkskCredential: { access_key: 'AK1' },
  deleteAkskCredential: { access_key: 'AK1' },
  createGbCredential: { password: 'heXxxxx3' },
  updateGbCredential: { new_password: 'hxxxxxx3' },
};

let vis: TinyServer;
let iam: TinyServer;
let answer: unknown;

beforeAll(async () => {
  vis = await startTinyServer((_, response) => sendJson(response, answer, 200, { 'X-request-id': 'r-1' }));
  iam = await startTinyServer((asked, response) => {
    if (asked.path.startsWith('/v3/auth/tokens')) return sendJson(response, {}, 201, { 'X-Subject-Token': TOKEN });
    return sendJson(response, { projects: [{ id: PROJECT, name: 'cn-north-4', enabled: true }] });
  });
});

beforeEach(() => {
  answer = {};
});

afterAll(async () => {
  await vis.close();
  await iam.close();
});

const credentials: Readonly<Record<'token' | 'aksk', Credential>> = {
  token: {
    fields: { domainName: 'firm', userName: 'lena', projectName: 'cn-north-4' },
    secrets: { password: new Secret('pw') },
  },
  aksk: { fields: { ak: 'AK', projectName: 'cn-north-4' }, secrets: { sk: new Secret(SK) } },
};

function callerOf(way: 'token' | 'aksk'): Caller {
  const { fields, secrets } = credentials[way];
  const credential = { fields: { ...fields, iamEndpoint: iam.origin }, secrets };
  const caller = callers['huawei-vis']?.({ endpoint: vis.origin, credential, tokens });
  if (!caller) throw new Error('huawei-vis cannot be called');
  return caller;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const strict = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The steps of the signing guide over what arrived. */
function signatureOf({ method, path, headers, body }: Asked, names: readonly string[]): string {
  const url = new URL(path, 'http://x');
  const query = [...url.searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join('&');
  const canonical = [
    method,
    `${url.pathname}/`,
    query,
    ...names.map((name) => `${name}:${String(headers[name])}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const text = ['SDK-HMAC-SHA256', headers['x-sdk-date'], sha256(canonical)].join('\n');
  return createHmac('sha256', SK).update(text).digest('hex');
}

function expectSigned(asked: Asked, isIam: boolean): void {
  const { headers } = asked;
  const match = /^SDK-HMAC-SHA256 Access=AK, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
    headers['authorization'] ?? '',
  );
  const names = match?.[1]?.split(';') ?? [];
  expect(names).toEqual(['content-type', 'host', ...(isIam ? [] : ['x-project-id']), 'x-sdk-date']);
  expect(headers['x-sdk-date']).toMatch(/^\d{8}T\d{6}Z$/);
  expect(match?.[2]).toBe(signatureOf(asked, names));
  expect(headers).not.toHaveProperty('x-auth-token');
}

function lastOf(server: TinyServer): Asked {
  const asked = server.asked.at(-1);
  if (!asked) throw new Error('nothing arrived');
  return asked;
}

const nothing: Example = {};
const cases = catalogue.operationIds.flatMap((id): (readonly [string, Operation, Example])[] => {
  const { operation } = catalogue.entry(id);
  const examples = operation.examples.length > 0 ? operation.examples : [nothing];
  return examples.map((example, index) => [`${id} ${index + 1}`, operation, example] as const);
});

/** The path as the document prints it, with the places filled. */
function pathOf(operation: Operation, params: Readonly<Record<string, unknown>>): string {
  return operation.http.path
    .replace('{project_id}', PROJECT)
    .replace(/\{(\w+)\}/g, (_, name: string) => strict(String(params[name])));
}

it('the contract has samples of all 33 operations', () => {
  expect(new Set(cases.map(([, { id }]) => id)).size).toBe(33);
});

describe.each(['token', 'aksk'] as const)('by %s', (way) => {
  let caller: Caller;
  beforeAll(() => {
    caller = callerOf(way);
  });
  afterAll(() => caller.dispose());

  it.each(cases)('%s goes out as printed', async (_, operation, example) => {
    const sample = sampleRequest(operation, example, OVERRIDES.implicit) ?? {};
    const params = { ...sample, ...FILLED[operation.id] };
    const isIam = operation.group === 'iam';
    if (example.response !== undefined) answer = example.response;
    const { data, httpStatus } = await caller.call(operation.id, params, signal);

    const asked = lastOf(isIam ? iam : vis);
    const url = new URL(asked.path, 'http://x');
    expect([asked.method, url.pathname]).toEqual([operation.http.method, pathOf(operation, params)]);
    expect(asked.headers['content-type']).toBe('application/json');
    const placed = (place: string) =>
      operation.params.filter((field) => field.in === place && params[field.name] !== undefined);
    expect(Object.fromEntries(url.searchParams)).toEqual(
      Object.fromEntries(placed('query').map(({ name }) => [name, String(params[name])])),
    );
    const body = Object.fromEntries(placed('body').map(({ name }) => [name, params[name]]));
    expect(asked.body === '' ? {} : JSON.parse(asked.body)).toEqual(body);
    if (asked.method === 'GET') expect(asked.headers).not.toHaveProperty('content-length');

    if (operation.id === 'createIamToken') {
      expect(asked.headers).not.toHaveProperty('authorization');
      expect(asked.headers).not.toHaveProperty('x-auth-token');
      expect([httpStatus, data]).toEqual([201, { 'x-subject-token': TOKEN }]);
    } else if (way === 'aksk') expectSigned(asked, isIam);
    else expect(asked.headers).toMatchObject({ 'x-auth-token': TOKEN });
  });
});

it('the client distinguishes an unnamed operation from a documented one', () => {
  const caller = callerOf('aksk');
  expect(() => caller.call('listNothing', {}, signal)).toThrow(RangeError);
  caller.dispose();
});
