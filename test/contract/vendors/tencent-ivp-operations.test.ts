/**
 * Every operation of IVP, called with its printed sample: what arrives is what the document prints, its signature holds
 * for somebody who computes it on his own, and the printed answer is understood.
 */
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/secret.ts';
import { callers } from '../../../main/vendors/registry.ts';
import type { Caller } from '../../../main/vendors/core/client/caller.ts';
import { createCatalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { readContract, type Example, type Operation } from '../../../main/vendors/core/contract/contract.ts';
import { OVERRIDES } from '../../../main/vendors/tencent-ivp/overrides.ts';
import {
  sendJson,
  startTinyServer,
  type Asked,
  type TinyServer,
} from '../../unit/main/vendors/core/client/tiny-server.ts';
import { printedParams, UNMASKED, withIds } from './tencent-ivp-samples.ts';

const SECRET = 'ExampleSecretKey';
const signal = new AbortController().signal;
const catalogue = createCatalogue(readContract('tencent-ivp'), OVERRIDES);
const WORKBOOK = Buffer.from([0x50, 0x4b, 3, 4, 0, 255]);

/** The fields that the samples print under a query's name and the body's. */
const isTwice = ({ params }: Operation, name: string): boolean =>
  params.filter((field) => field.name === name).length > 1;

const cases = catalogue.operationIds.flatMap((id): (readonly [string, Operation, Example])[] => {
  const { operation } = catalogue.entry(id);
  return operation.examples.map((example) => [id, operation, example] as const);
});

let server: TinyServer;
let caller: Caller;
let answer: Example = {};

beforeAll(async () => {
  server = await startTinyServer((_, response) => {
    if (answer.response !== undefined) return sendJson(response, answer.response);
    response.writeHead(200, { 'Content-Type': 'application/download' }).end(WORKBOOK);
  });
  const made = callers['tencent-ivp']?.({
    endpoint: server.origin,
    credential: { fields: { secretId: 'ExampleSecretId' }, secrets: { secretKey: new Secret(SECRET) } },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  });
  if (!made) throw new Error('tencent-ivp cannot be called');
  caller = made;
});

afterAll(async () => {
  caller.dispose();
  await server.close();
});

const encoded = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => String.fromCharCode(byte))
    .map((c) => (/[A-Za-z0-9._~-]/.test(c) ? c : `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`))
    .join('');
const hmac = (key: string, text: string): string => createHmac('sha1', key).update(text).digest('hex');

/** The document's own steps over what arrived. */
function expectSigned(asked: Asked): void {
  const given = Object.fromEntries(
    (asked.headers.authorization ?? '').split('&').map((pair) => pair.split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string>;
  const url = new URL(asked.path, 'http://cloud');
  const query = [...url.searchParams].map(([name, value]) => [name.toLowerCase(), encoded(value)] as const);
  query.sort(([a], [b]) => (a < b ? -1 : 1));
  const [start = '', end = ''] = (given['q-sign-time'] ?? '').split(';');
  expect(Number(start)).toBeLessThanOrEqual(Date.now() / 1000);
  expect(Number(end)).toBeGreaterThan(Date.now() / 1000);
  expect(given).toMatchObject({
    'q-sign-algorithm': 'sha1',
    'q-ak': 'ExampleSecretId',
    'q-key-time': given['q-sign-time'],
    'q-header-list': 'host',
    'q-url-param-list': query.map(([name]) => name).join(';'),
  });
  const params = query.map((pair) => pair.join('=')).join('&');
  const text = `${asked.method.toLowerCase()}\n${url.pathname}\n${params}\nhost=${encoded(asked.headers.host ?? '')}\n`;
  const toSign = `sha1\n${given['q-key-time']}\n${createHash('sha1').update(text).digest('hex')}\n`;
  expect(given['q-signature']).toBe(hmac(hmac(SECRET, given['q-key-time'] ?? ''), toSign));
}

const texts = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

/** The request that the document prints, against the one that arrived. */
function expectPrinted(asked: Asked, operation: Operation, example: Example): void {
  const url = new URL(asked.path, 'http://cloud');
  expect([asked.method, url.pathname]).toEqual([operation.http.method, operation.http.path]);
  const unmasked = UNMASKED[operation.id] ?? {};
  const query = texts({ ...example.requestQuery, ...unmasked });
  for (const name of Object.keys(query)) if (isTwice(operation, name)) delete query[name]; // the body's is sent in both
  expect(Object.fromEntries(url.searchParams)).toMatchObject(query);
  if (example.requestBody) expect(JSON.parse(asked.body)).toEqual(withIds(example.requestBody));
  if (!example.requestForm) return;
  expect(asked.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  for (const name of Object.keys(example.requestForm)) expect(asked.body).toContain(`form-data; name="${name}"`);
}

it('the samples contain all 83 operations', () => {
  expect(new Set(cases.map(([id]) => id)).size).toBe(83);
});

describe('a call of', () => {
  it.each(cases)(
    '%s sends its printed sample, signed, and reads the printed answer',
    async (id, operation, example) => {
      answer = example;
      const { data } = await caller.call(id, printedParams(operation, example), signal);
      const asked = server.asked.at(-1);
      if (!asked) throw new Error('nothing was sent');
      expectSigned(asked);
      expectPrinted(asked, operation, example);
      const printed = example.response as { readonly Data?: unknown } | undefined;
      if (printed === undefined) expect(Buffer.from(data['(binary)'] as Uint8Array)).toEqual(WORKBOOK);
      else if (printed.Data ?? printed) expect(data['Data'] ?? data).toBeTruthy();
    },
  );
});

describe('the device import', () => {
  it('sends text and workbook as one form of the announced length', async () => {
    answer = { response: { RequestId: '', Code: 0, StatusCode: 200, Message: 'ok', Data: null } };
    const params = {
      JobId: '0022c12a-e220-42e0-975f-800f872fc89e',
      AccessProtocol: '2',
      Organization_id: '1',
      File: new File(['PK-北京'], '设备 "1".xlsx'),
    };
    await caller.call('importDevices', params, signal);
    const { headers, body } = server.asked.at(-1) ?? { headers: {}, body: '' };
    expect(Buffer.byteLength(body)).toBe(Number(headers['content-length']));
    const form = await new Response(body, { headers: { 'Content-Type': headers['content-type'] ?? '' } }).formData();
    expect(form.get('JobId')).toBe(params.JobId);
    const file = form.get('File') as File;
    expect(await file.text()).toBe('PK-北京');
    expectSigned(server.asked.at(-1) as Asked);
  });

  it.each([
    ['no uuid', { JobId: 'x' }],
    ['no file', { File: 'device.xlsx' }],
    ['another protocol', { AccessProtocol: '3' }],
  ])('the device import is refused before anything is sent with %s', async (_, wrong) => {
    const before = server.asked.length;
    const params = { JobId: crypto.randomUUID(), AccessProtocol: '1', Organization_id: '1', File: WORKBOOK, ...wrong };
    await expect(caller.call('importDevices', params, signal)).rejects.toMatchObject({
      code: 'input.invalid-field',
      params: { field: Object.keys(wrong)[0] },
    });
    expect(server.asked).toHaveLength(before);
  });
});
