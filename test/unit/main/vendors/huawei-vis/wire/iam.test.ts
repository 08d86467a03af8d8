import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../../../../main/secret.ts';
import { callers } from '../../../../../../main/vendors/registry.ts';
import type { Caller } from '../../../../../../main/vendors/core/client/caller.ts';
import { createVisClient } from '../../../../../../main/vendors/huawei-vis/wire/client.ts';
import { startTinyServer, sendJson, type Answering, type TinyServer } from '../../core/client/tiny-server.ts';

const signal = new AbortController().signal;
const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };

let server: TinyServer;
let answering: Answering;
let caller: Caller;

beforeEach(async () => {
  server = await startTinyServer((asked, response, number) => answering(asked, response, number));
  const { origin } = server;
  const credential = {
    fields: { domainName: 'firm', userName: 'lena', projectName: 'lab', iamEndpoint: origin },
    secrets: { password: new Secret('pw') },
  };
  const made = callers['huawei-vis']?.({ endpoint: origin, credential, tokens });
  if (!made) throw new Error('huawei-vis cannot be called');
  caller = made;
});

afterEach(async () => {
  caller.dispose();
  await server.close();
});

const isIam = (path: string) => path.startsWith('/v3/');

it('the token may be longer than headers usually are', async () => {
  const token = 'M'.repeat(24_000);
  answering = (_, response) => sendJson(response, {}, 201, { 'X-Subject-Token': token });
  const auth = {
    identity: { methods: ['password'], password: { user: { name: 'lena', password: 'pw', domain: { name: 'firm' } } } },
    scope: { project: { name: 'lab' } },
  };
  const { data } = await caller.call('createIamToken', { auth }, signal);
  expect(data['x-subject-token']).toBe(token);
});

it.each([
  [401, 'auth.rejected-password', 'edit-account'],
  [403, 'auth.suspended', 'open-console'],
  [404, 'auth.wrong-project', 'edit-account'],
])('a token request that is refused with %i means %s', async (status, code, action) => {
  answering = (_, response) => sendJson(response, { error: { code: status, message: 'no', title: 'No' } }, status);
  await expect(caller.call('getSubscription', {}, signal)).rejects.toMatchObject({
    code,
    action,
    vendor: { operation: 'createIamToken', code: String(status), text: 'no' },
  });
  expect(server.asked).toHaveLength(1);
});

it('the token that is missing in the answer is named', async () => {
  answering = (_, response) => sendJson(response, { token: {} }, 201);
  await expect(caller.call('getSubscription', {}, signal)).rejects.toMatchObject({
    code: 'network.bad-answer',
    params: { detail: expect.stringContaining('x-subject-token') as string },
  });
});

it('the token never comes back in an error, and neither does the password', async () => {
  answering = (asked, response) =>
    isIam(asked.path)
      ? sendJson(response, { projects: [{ name: 'lab', id: 'p' }] }, 201, { 'X-Subject-Token': 'the-token' })
      : sendJson(response, { error_code: 'VIS.0005', error_msg: 'bad X-Auth-Token the-token' }, 404);
  const failed = await caller.call('getSubscription', {}, signal).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 'cloud.invalid-parameter', vendor: { text: 'bad X-Auth-Token ***' } });
});

it.each([
  ['no project of the name', [{ name: 'other', id: 'p' }]],
  ['a project that is switched off', [{ name: 'lab', id: 'p', enabled: false }]],
  ['no project at all', []],
])('the project is called wrong for %s', async (_, projects) => {
  answering = (asked, response) =>
    asked.path === '/v3/projects'
      ? sendJson(response, { projects })
      : sendJson(response, {}, 201, { 'X-Subject-Token': 'T' });
  await expect(caller.call('getSubscription', {}, signal)).rejects.toMatchObject({
    code: 'auth.wrong-project',
    action: 'edit-account',
    params: { detail: 'lab' },
  });
});

it('an invalid address is reported before any other fault', () => {
  const credential = { fields: { ak: 'AK', projectId: 'p' }, secrets: { sk: new Secret('SK') } };
  for (const endpoint of ['', 'vis.example', 'ftp://vis.example']) {
    expect(() => createVisClient({ endpoint, credential, tokens })).toThrow(
      expect.objectContaining({ code: 'input.invalid-field', params: { field: 'endpoint', detail: 'address' } }),
    );
  }
});
