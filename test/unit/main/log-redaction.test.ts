/** The permitted and the forbidden contents of a log line. */
import { expect, it } from 'vitest';
import { log, redactUrl } from '../../../main/log.ts';
import { Redactor } from '../../../main/redactor.ts';
import { Secret } from '../../../main/secret.ts';
import { logLines } from './log-lines.ts';

const lines = logLines();

const last = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

it.each(['http', 'https', 'ws', 'wss', 'rtmp', 'rtmps', 'rtsp', 'rtsps', 'jvmp', 'hls', 'flv', 'webrtc', 'srt'])(
  'the log shows scheme and host of a %s address, and no part of its path',
  (scheme) => {
    const url = `${scheme}://user:pw@media.example:8443/t0ken/live/one?auth=key#frag`;
    expect(redactUrl(url)).toBe(`${scheme}://media.example:8443/…`);
    const escaped = JSON.stringify(url).replaceAll('/', '\\/');
    log.warn(`no answer from ${url} today`, { a: url, b: `x ${escaped}`, c: `next=${encodeURIComponent(url)}&d=1` });
    expect(lines[0]).not.toMatch(/t0ken|user|pw|auth|frag|live/);
    expect(last()['message']).toBe(`no answer from ${scheme}://media.example:8443/… today`);
    expect(last()['c']).toBe(`next=${scheme}://…&d=1`);
  },
);

it('the addresses of our own files stay, which stand in stack traces', () => {
  log.error('failed', { at: 'file:///opt/lanner/main/app.js:1:2' });
  expect(last()['at']).toBe('file:///opt/lanner/main/app.js:1:2');
});

it.each([
  ...['token', 'accessToken', 'X-Auth-Token', 'securityToken', 'playToken', 'sk', 'secretKey', 'accessKeySecret'],
  ...['password', 'passwd', 'pwd', 'Authorization', 'cookie', 'set-cookie', 'sign', 'Signature', 'q-signature'],
  ...['access_key', 'accessKey', 'push_key', 'auth_key', 'apiKey', 'privateKey'],
])('the log replaces any value under the name %s by stars', (name) => {
  log.info('a field', { [name]: 'clear', deep: [{ [name]: { inner: 'clear' } }] });
  expect(lines[0]).not.toContain('clear');
});

it('the log shows ids of keys and other plain names', () => {
  log.info('a field', { accessKeyId: 'AK1', ak: 'AK2', key: 'camera', keys: 3, signal: 'SIGTERM', design: 'x' });
  expect(last()).toMatchObject({ accessKeyId: 'AK1', ak: 'AK2', key: 'camera', keys: 3, signal: 'SIGTERM' });
});

// @promise security.log-secrets: The log searches every line for the secrets of all open accounts; addresses lose their
// path and query.
it('the log searches every text, name and cause of a line for the secrets of all open accounts', () => {
  const secret = 'S3cr3t/of+the=account';
  const redactor = new Redactor([new Secret(secret)]);
  try {
    const cause = new Error(`inner ${encodeURIComponent(secret)}`);
    const error = new Error(`outer ${Buffer.from(secret).toString('base64')}`, { cause });
    log.error(`said ${secret}`, { error, [secret]: 1, list: [secret], quoted: JSON.stringify({ secret }) });
    expect(lines[0]).not.toMatch(/S3cr3t|account|UzNjcjN0/);
    expect(last()['message']).toBe('said ***');
  } finally {
    redactor.dispose();
  }
});

it('a log line is valid JSON when a secret spans two texts of the line', () => {
  const redactor = new Redactor([new Secret('first","b":"second')]);
  try {
    log.warn('two fields', { a: 'first', b: 'second' });
    expect(lines[0]).not.toContain('first","b":"second');
    expect(last()['level']).toBe('warn');
  } finally {
    redactor.dispose();
  }
});

it('the log limits the length of one line', () => {
  log.warn('long', { text: 'x'.repeat(1_000_000), list: Array.from({ length: 100_000 }, (_, i) => i) });
  expect((lines[0] ?? '').length).toBeLessThan(20_000);
});
