import { expect, it } from 'vitest';
import { VisBench } from './huawei-vis-support.ts';

const DAY_MS = 86_400_000;
const works = (bench: VisBench, token: string): string => bench.verdict('GET', '~/streams', { token });

it('VIS tokens come with 201 in a header and live for 24 hours', () => {
  const bench = new VisBench();
  const answer = bench.iam('POST', '/v3/auth/tokens', { body: bench.tokenBody(), token: null });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ token: { project: { id: bench.projectId, name: 'cn-north-4' } } });
  const token = answer.headers['X-Subject-Token'] ?? '';
  expect(works(bench, token)).toBe('200');
  bench.pass(DAY_MS - 1);
  expect(works(bench, token)).toBe('200');
  bench.pass(1);
  expect(works(bench, token)).toBe('403 VIS.0001');
});

it('VIS tokens may be many at once, and all end when they are expired or revoked', () => {
  const bench = new VisBench();
  const [first, second] = [bench.signIn(), bench.signIn()];
  expect(first).not.toBe(second);
  expect([works(bench, first), works(bench, second)]).toEqual(['200', '200']);
  expect(bench.cloud.expireTokens()).toBe(2);
  expect(works(bench, second)).toBe('403 VIS.0001');
  const third = bench.signIn();
  expect(bench.cloud.revokeTokens()).toBe(1);
  expect(works(bench, third)).toBe('403 VIS.0001');
});

it.each([
  ['a wrong password', { password: 'wrong' }, 401],
  ['an unknown user', { user: 'nobody' }, 401],
  ['an unknown account', { domain: 'nobody' }, 401],
  ['an unknown project', { scope: { project: { name: 'cn-nowhere-1' } } }, 404],
  ['no scope', { scope: {} }, 400],
  ['a scope that nobody documents', { scope: { project: { name: 'cn-north-4' }, planet: 'earth' } }, 400],
])('VIS tokens are refused for %s', (_what, change, status) => {
  const bench = new VisBench();
  expect(bench.iam('POST', '/v3/auth/tokens', { body: bench.tokenBody(change), token: null }).status).toBe(status);
});

it('VIS tokens are refused for a body that is not JSON', () => {
  expect(new VisBench().iam('POST', '/v3/auth/tokens', { body: '{"auth":', token: null }).status).toBe(400);
});

it('VIS tokens of the whole domain list projects and open no project', () => {
  const bench = new VisBench();
  const token = bench.signIn({ scope: { domain: { name: bench.cloud.credentials['domainName'] } } });
  expect(bench.iam('GET', '/v3/projects', { token }).status).toBe(200);
  expect(works(bench, token)).toBe('403 VIS.0001');
});

it('VIS projects are found by name through IAM', () => {
  const bench = new VisBench();
  const { body } = bench.iam('GET', '/v3/projects', { token: bench.signIn() });
  const projects = body['projects'] as { name: string; id: string }[];
  expect(projects.find((one) => one.name === 'cn-north-4')?.id).toBe(bench.projectId);
  expect(bench.iam('GET', '/v3/projects', { token: 'made-up' }).status).toBe(401);
});

it('VIS projects are checked in the order token, project, region, permission, subscription, parameters', () => {
  const bench = new VisBench();
  const lab = bench.cloud.examples['projectWithoutSubscription'] as { id: string; name: string };
  const abroad = bench.cloud.examples['projectOfOtherRegion'] as { id: string };
  const nowhere = `/v1/${'0'.repeat(32)}/streams`;
  expect(bench.verdict('GET', nowhere, { token: 'made-up' })).toBe('403 VIS.0001');
  expect(bench.verdict('GET', nowhere)).toBe('400 VIS.0002');
  expect(bench.verdict('GET', `/v1/${abroad.id}/streams`)).toBe('403 VIS.0003');
  expect(bench.verdict('GET', `/v1/${lab.id}/streams?limit=x`)).toBe('403 VIS.0006');
  const token = bench.signIn({ scope: { project: { name: lab.name } } });
  expect(bench.verdict('GET', `/v1/${lab.id}/streams?limit=x`, { token })).toBe('403 VIS.0004');
  expect(bench.verdict('GET', '~/streams?limit=x')).toBe('404 VIS.0005');
  expect(bench.verdict('GET', '~/streams', { headers: { 'x-project-id': lab.id } })).toBe('400 VIS.0002');
});

it('VIS projects open with a subscription, once', () => {
  const bench = new VisBench();
  const lab = bench.cloud.examples['projectWithoutSubscription'] as { id: string; name: string };
  const token = bench.signIn({ scope: { project: { name: lab.name } } });
  const path = `/v1/${lab.id}/subscription`;
  expect(bench.verdict('GET', path, { token })).toBe('404 VIS.0015');
  const { body } = bench.call('POST', path, { token });
  expect(body).toMatchObject({ sip_port: '5080', is_subscribed: true, quota: { aksk: { total: 10, used: 0 } } });
  expect(bench.verdict('GET', path, { token })).toBe('200');
  expect(bench.verdict('POST', path, { token })).toBe('400 VIS.0018');
  expect(bench.verdict('GET', `/v1/${lab.id}/streams`, { token })).toBe('200');
});

it('VIS answers carry a request id and the flow-control headers', () => {
  const bench = new VisBench();
  const first = bench.call('GET', '~/subscription').headers;
  expect(first['X-Request-Id']).toMatch(/^[0-9a-f-]{36}-\d{13}-vis-api-1$/);
  expect(first['X-ratelimit-window']).toBe('hour');
  const second = bench.call('GET', '~/subscription').headers;
  expect(Number(second['X-ratelimit-used'])).toBe(Number(first['X-ratelimit-used']) - 1);
});

it('VIS answers name paths and methods that do not exist', () => {
  const bench = new VisBench();
  expect(bench.verdict('GET', '~/nothing')).toBe('404 APIG.0101');
  expect(bench.verdict('PATCH', '~/streams')).toBe('405 APIG.0105');
});

it('VIS answers refuse bodies that are not a JSON object or of another type', () => {
  const bench = new VisBench();
  expect(bench.verdict('POST', '~/streams', { body: '{' })).toBe('404 VIS.0005');
  expect(bench.verdict('POST', '~/streams', { body: '[]' })).toBe('404 VIS.0005');
  const headers = { 'content-type': 'text/plain' };
  expect(bench.verdict('POST', '~/streams', { body: '{}', headers })).toBe('404 VIS.0005');
});

it('VIS answers leave passwords out of the request log', () => {
  const bench = new VisBench();
  const body = { username: 'u', password: 'Secret_123' };
  const call = bench.cloud.recognise({
    method: 'POST',
    path: `/v1/${bench.projectId}/credentials/codes`,
    query: new URLSearchParams(),
    headers: {},
    bodyText: JSON.stringify(body),
  });
  expect(call.params).toMatchObject({ username: 'u', password: '***' });
});
