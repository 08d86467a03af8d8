import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES } from '../../../preload/contract/channels.ts';
import { get, openSocket, signIn, startHarness, type Harness } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

const own = (cookie: string): Record<string, string> => ({ origin: harness.origin, cookie });

it('gives nothing of the page to a caller without a token', async () => {
  for (const path of ['/', '/index.html', '/bridge.js', '/assets/page-0123abcd.js', '/launch', '/launch?token=guess']) {
    const answer = await get(harness.origin, path);
    expect([path, answer.status, answer.headers['set-cookie']]).toEqual([path, 403, undefined]);
    expect(answer.body).not.toContain('<script');
  }
});

it('trades a launch URL for a cookie that scripts and other sites cannot use, and for a clean address', async () => {
  const url = new URL(harness.launchUrl);
  const answer = await get(url.origin, `${url.pathname}${url.search}`);
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe('/');
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(/^lanner-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
});

it('refuses a launch URL that was used before', async () => {
  await signIn(harness);
  const url = new URL(harness.launchUrl);
  const again = await get(url.origin, `${url.pathname}${url.search}`);
  expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined]);
});

it('keeps a launch URL for the browser when something only looks at it', async () => {
  const url = new URL(harness.launchUrl);
  const looked = await get(url.origin, `${url.pathname}${url.search}`, {}, 'HEAD');
  expect([looked.status, looked.headers['set-cookie']]).toEqual([403, undefined]);
  expect(await signIn(harness)).toMatch(/^lanner-/);
});

it('refuses a cookie of another value', async () => {
  const [name] = (await signIn(harness)).split('=');
  expect((await get(harness.origin, '/', { cookie: `${name}=${'A'.repeat(43)}` })).status).toBe(403);
});

it('refuses a foreign Origin even with the cookie', async () => {
  const cookie = await signIn(harness);
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost']) {
    expect((await get(harness.origin, '/', { cookie, origin })).status).toBe(403);
  }
});

it('refuses a name that was pointed at this machine', async () => {
  const cookie = await signIn(harness);
  const { port } = new URL(harness.origin);
  for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1']) {
    expect((await get(harness.origin, '/', { cookie, host })).status).toBe(421);
    await expect(openSocket(harness, { ...own(cookie), host })).rejects.toThrow('403');
  }
});

it('refuses every method but GET and HEAD', async () => {
  const cookie = await signIn(harness);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
    expect((await get(harness.origin, '/', { cookie }, method)).status).toBe(405);
  }
});

it('reaches no file outside of the page by any spelling', async () => {
  const cookie = await signIn(harness);
  const paths = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/....//secret.txt',
    '//secret.txt',
    '/assets/%00/../../secret.txt',
    '/index.html%00.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/etc/passwd',
    '//etc/passwd',
    'http://evil.example/index.html',
  ];
  for (const path of paths) {
    const answer = await get(harness.origin, path, { cookie });
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.body).not.toContain('outside of the page');
  }
});

it('opens no WebSocket without the cookie, from another site, without an Origin, or at another path', async () => {
  const cookie = await signIn(harness);
  const refused: Record<string, string>[] = [
    { origin: harness.origin },
    { origin: 'https://evil.example', cookie },
    { origin: 'http://127.0.0.1:1', cookie },
    { cookie },
  ];
  for (const headers of refused) await expect(openSocket(harness, headers)).rejects.toThrow('403');
  await expect(openSocket(harness, own(cookie), '../../x')).rejects.toThrow('403');
  const open = await openSocket(harness, own(cookie));
  expect(await open.ask('app.info', {})).toMatchObject({ ok: true });
  open.socket.close();
});

it('answers an unknown request, or one that every object has, with a refusal', async () => {
  const { ask, socket } = await openSocket(harness, own(await signIn(harness)));
  for (const name of ['app.format-disk', '__proto__', 'constructor', 'toString', '']) {
    expect(await ask(name, {})).toMatchObject({ ok: false, error: { code: 'ipc.unknown-request' } });
  }
  socket.close();
});

it('answers arguments of the wrong shape with the field that is wrong', async () => {
  const { ask, socket } = await openSocket(harness, own(await signIn(harness)));
  const wrong: [unknown, string][] = [
    [{ where: 'a', text: 5 }, 'text'],
    [{ where: 'a' }, 'text'],
    [null, ''],
    ['text', ''],
    [[], ''],
    [{ where: 'a', text: 'b', more: 1 }, ''],
  ];
  for (const [input, field] of wrong) {
    const expected = { ok: false, error: { code: 'ipc.invalid-input', params: { field } } };
    expect(await ask('app.report-failure', input)).toMatchObject(expected);
  }
  socket.close();
});

it('refuses arguments above the limit without reading 10 MB of them', async () => {
  const { ask, socket, closed } = await openSocket(harness, own(await signIn(harness)));
  const large = await ask('app.report-failure', { where: 'a', text: 'x'.repeat(MAX_REQUEST_BYTES) });
  expect(large).toMatchObject({ ok: false, error: { code: 'ipc.too-large', params: { limit: MAX_REQUEST_BYTES } } });
  void ask('app.report-failure', { where: 'a', text: 'x'.repeat(10 * 1024 * 1024) });
  expect(await closed).toBe(1009);
  expect(socket.readyState).toBe(socket.CLOSED);
});

it('closes a socket that sends something other than requests', async () => {
  const cookie = await signIn(harness);
  for (const text of ['{', '[]', 'null', '{"id":"1","name":"app.info"}', '{"id":1}']) {
    const { socket, closed } = await openSocket(harness, own(cookie));
    socket.send(text);
    expect(await closed).toBe(1007);
  }
});

it('sends the page with a policy that allows no foreign code and no framing', async () => {
  const cookie = await signIn(harness);
  const { headers, body } = await get(harness.origin, '/', { cookie });
  expect(body).toContain('<title>Lanner test page</title>');
  const policy = String(headers['content-security-policy']);
  for (const rule of [
    "default-src 'none'",
    "script-src 'self';",
    `connect-src 'self' ${harness.origin.replace('http', 'ws')} http://127.0.0.1:9 ws://127.0.0.1:9;`,
    "media-src 'self' blob: http://127.0.0.1:9;",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toContain('unsafe-eval');
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
});

it('lets hashed files be kept for good and others be asked for again', async () => {
  const cookie = await signIn(harness);
  const hashed = await get(harness.origin, '/assets/page-0123abcd.js', { cookie });
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(hashed.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const etag = String((await get(harness.origin, '/bridge.js', { cookie })).headers.etag);
  expect((await get(harness.origin, '/bridge.js', { cookie, 'if-none-match': etag })).status).toBe(304);
});
