import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MAX_REQUEST_BYTES } from '../../../preload/contract/channels.ts';
import { PATIENT } from '../../patience.ts';
import { get, openBridge, openSocket, signIn, startHarness, type Harness } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

const own = (cookie: string): Record<string, string> => ({ origin: harness.origin, cookie });

it('the page server gives nothing of the page to a caller without a token', async () => {
  for (const path of ['/', '/index.html', '/bridge.js', '/assets/page-0123abcd.js', '/launch', '/launch?token=guess']) {
    const answer = await get(harness.origin, path);
    expect([path, answer.status, answer.headers['set-cookie']]).toEqual([path, 403, undefined]);
    expect(answer.body).not.toContain('<script');
  }
});

it('the page server trades a launch URL for a cookie that scripts and other sites cannot use, and for a page secret that no server sees', async () => {
  const url = new URL(harness.launchUrl);
  const answer = await get(url.origin, `${url.pathname}${url.search}`);
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toMatch(/^\/#s=[\w-]{43}$/);
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(/^lanner-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
});

// @promise security.launch-once: A launch token works once. A second try is refused, logged, and reported on the
// terminal and in every window.
it('the page server refuses a launch URL that was used before, and says so on the terminal, to the windows and to the caller', async () => {
  const lines: string[] = [];
  await harness.close();
  harness = await startHarness({ announce: (line) => void lines.push(line) });
  const open = await openBridge(harness, await signIn(harness));
  const url = new URL(harness.launchUrl);
  const again = await get(url.origin, `${url.pathname}${url.search}`);
  expect([again.status, again.headers['set-cookie'], again.headers.location]).toEqual([403, undefined, undefined]);
  expect(again.body).toContain('This address was opened before and works once.');
  expect(lines).toEqual([expect.stringContaining('was opened a second time, and refused')]);
  expect(harness.intrusions()).toBe(1);
  const guessed = await get(url.origin, `/launch?token=${'A'.repeat(43)}`);
  expect(guessed.body).toContain('This address is too old or not from Lanner.');
  expect(harness.intrusions()).toBe(1);
  open.socket.close();
});

it('the page server reports a second trade as soon as a window is there to show it', async () => {
  const entry = await signIn(harness);
  const url = new URL(harness.launchUrl);
  await get(url.origin, `${url.pathname}${url.search}`);
  expect(harness.intrusions()).toBe(0);
  const open = await openBridge(harness, entry);
  await vi.waitFor(() => expect(harness.intrusions()).toBe(1), PATIENT);
  open.socket.close();
});

it('a launch URL stays good for the browser when another program sends only a HEAD request', async () => {
  const url = new URL(harness.launchUrl);
  const looked = await get(url.origin, `${url.pathname}${url.search}`, {}, 'HEAD');
  expect([looked.status, looked.headers['set-cookie']]).toEqual([403, undefined]);
  expect((await signIn(harness)).cookie).toMatch(/^lanner-/);
});

it('the page server refuses a cookie of another value', async () => {
  const [name] = (await signIn(harness)).cookie.split('=');
  expect((await get(harness.origin, '/', { cookie: `${name}=${'A'.repeat(43)}` })).status).toBe(403);
});

it('the page server refuses a foreign Origin even with the cookie', async () => {
  const { cookie } = await signIn(harness);
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost']) {
    expect((await get(harness.origin, '/', { cookie, origin })).status).toBe(403);
  }
});

// @promise security.rebinding: The page server and the gateway answer only to their own `Host`, so that a name that was
// pointed at this computer is refused.
it('the page server refuses a name that was pointed at this machine', async () => {
  const { cookie, secret } = await signIn(harness);
  const { port } = new URL(harness.origin);
  const names = ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1', `127.0.0.1:${port}`];
  for (const host of [...names, `x.${new URL(harness.origin).host}`, `${'0'.repeat(32)}.localhost:${port}`]) {
    expect((await get(harness.origin, '/', { cookie, host })).status).toBe(421);
    await expect(
      openSocket(harness, { ...own(cookie), host }, 'page-of-test', ['lanner', `lanner.${secret}`]),
    ).rejects.toThrow('403');
  }
});

it('the page server refuses every method but GET and HEAD', async () => {
  const { cookie } = await signIn(harness);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
    expect((await get(harness.origin, '/', { cookie }, method)).status).toBe(405);
  }
});

it('the page server reaches no file outside of the page by any spelling', async () => {
  const { cookie } = await signIn(harness);
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

it('the page server opens no WebSocket without the cookie, without the page secret, from another site, without an Origin, or elsewhere', async () => {
  const { cookie, secret } = await signIn(harness);
  const { origin } = harness;
  const protocols = ['lanner', `lanner.${secret}`];
  const refused: [Record<string, string>, string[], string?][] = [
    [{ origin }, protocols],
    [{ origin: 'https://evil.example', cookie }, protocols],
    [{ origin: 'http://127.0.0.1:1', cookie }, protocols],
    [{ origin: `http://127.0.0.1:${new URL(origin).port}`, cookie }, protocols],
    [{ cookie }, protocols],
    [{ origin, cookie }, []],
    [{ origin, cookie }, ['lanner']],
    [{ origin, cookie }, [`lanner.${secret}`]],
    [{ origin, cookie }, ['lanner', `lanner.${'A'.repeat(43)}`]],
    [{ origin, cookie }, ['lanner', `lanner.${secret.slice(0, -1)}`]],
    [{ origin, cookie }, protocols, '../../x'],
  ];
  for (const [headers, offered, page] of refused) {
    await expect(openSocket(harness, headers, page, offered)).rejects.toThrow('403');
  }
  const open = await openBridge(harness, { cookie, secret });
  expect(open.socket.protocol).toBe('lanner');
  expect(await open.ask('app.info', {})).toMatchObject({ ok: true });
  open.socket.close();
});

it('the page server gives each window a page secret of its own, and a copied window no second connection', async () => {
  const [first, second] = [await signIn(harness), await signIn(harness, harness.host.launchUrl?.() ?? '')];
  expect(first.secret).not.toBe(second.secret);
  const open = await openBridge(harness, first, 'page-one');
  const copy = await openBridge(harness, first, 'page-copy');
  expect(await copy.closed).toBe(4409);
  const other = await openBridge(harness, second, 'page-two');
  expect(await other.ask('app.info', {})).toMatchObject({ ok: true });
  // Nor does it take over a page by the page's id.
  const taken = await openBridge(harness, second, 'page-one');
  expect(await taken.closed).toBe(4409);
  expect(await open.ask('app.info', {})).toMatchObject({ ok: true });
  open.socket.close(1001);
  await vi.waitFor(async () => {
    const reloaded = await openBridge(harness, first, 'page-reloaded');
    expect(await Promise.race([reloaded.ask('app.info', {}), reloaded.closed])).toMatchObject({ ok: true });
    reloaded.socket.close(1001);
  }, PATIENT);
  other.socket.close();
});

it('the page server answers an unknown request, or one that every object has, with a refusal', async () => {
  const { ask, socket } = await openBridge(harness, await signIn(harness));
  for (const name of ['app.format-disk', '__proto__', 'constructor', 'toString', '']) {
    expect(await ask(name, {})).toMatchObject({ ok: false, error: { code: 'ipc.unknown-request' } });
  }
  socket.close();
});

it('the page server answers arguments of the wrong shape with the field that is wrong', async () => {
  const { ask, socket } = await openBridge(harness, await signIn(harness));
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

it('the page server refuses arguments above the limit without reading 10 MB of them', async () => {
  const { ask, socket, closed } = await openBridge(harness, await signIn(harness));
  const large = await ask('app.report-failure', { where: 'a', text: 'x'.repeat(MAX_REQUEST_BYTES) });
  expect(large).toMatchObject({ ok: false, error: { code: 'ipc.too-large', params: { limit: MAX_REQUEST_BYTES } } });
  void ask('app.report-failure', { where: 'a', text: 'x'.repeat(10 * 1024 * 1024) });
  expect(await closed).toBe(1009);
  expect(socket.readyState).toBe(socket.CLOSED);
});

it('the page server closes a socket that sends something other than requests', async () => {
  const entry = await signIn(harness);
  for (const text of ['{', '[]', 'null', '{"id":"1","name":"app.info"}', '{"id":1}']) {
    const { socket, closed } = await openBridge(harness, entry);
    socket.send(text);
    expect(await closed).toBe(1007);
  }
});

it('the page server sends the page with a policy that allows no foreign code and no framing', async () => {
  const { cookie } = await signIn(harness);
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
    "style-src-attr 'none'",
    "worker-src 'none'",
    "require-trusted-types-for 'script'; trusted-types 'none'",
  ]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toContain('unsafe');
  expect(policy).toMatch(/style-src 'self' 'nonce-[\w-]{24}';/);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
});

// @promise security.nonce: Every document has a nonce of its own, and no other file has one.
it('the page server fills every document with a nonce of its own, and lets no other file have styles by one', async () => {
  const { cookie } = await signIn(harness);
  const nonceOf = async (path: string): Promise<string | undefined> => {
    const { headers } = await get(harness.origin, path, { cookie });
    return /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1];
  };
  const [first, second] = [await nonceOf('/'), await nonceOf('/index.html')];
  expect(first).toMatch(/^[\w-]{24}$/);
  expect(second).not.toBe(first);
  expect(await nonceOf('/bridge.js')).toBeUndefined();
  expect(await nonceOf('/no')).toBeUndefined();
});

it('the page server lets hashed files be stored for good and others be asked for again', async () => {
  const { cookie } = await signIn(harness);
  const hashed = await get(harness.origin, '/assets/page-0123abcd.js', { cookie });
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(hashed.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const etag = String((await get(harness.origin, '/bridge.js', { cookie })).headers.etag);
  expect((await get(harness.origin, '/bridge.js', { cookie, 'if-none-match': etag })).status).toBe(304);
});
