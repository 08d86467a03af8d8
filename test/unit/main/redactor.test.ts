/** Secrets in every form that a cloud may echo them in, drawn from a seed. */
import { afterEach, describe, expect, it } from 'vitest';
import { Redactor, starEverySecret } from '../../../main/redactor.ts';
import { Secret } from '../../../main/secret.ts';
import { SecretFinder } from '../../../main/secret-finder.ts';

const open: Redactor[] = [];
afterEach(() => {
  for (const redactor of open.splice(0)) redactor.dispose();
});

function redactorOf(...secrets: readonly string[]): Redactor {
  const redactor = new Redactor(secrets.map((secret) => new Secret(secret)));
  open.push(redactor);
  return redactor;
}

/** Mulberry32: the same numbers in each run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const ALPHABETS = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  'abcdefABCDEF0123456789+/=-_',
  'abc "\\/%&?<>\'+=:;{}[]',
  '密码钥匙aé€😀Z9',
];

function secretFrom(random: (below: number) => number): string {
  const letters = [...(ALPHABETS[random(ALPHABETS.length)] ?? '')];
  return Array.from({ length: 8 + random(56) }, () => letters[random(letters.length)]).join('');
}

const lowerHex = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const asUnits = (text: string): string =>
  [...text]
    .flatMap((char) => char.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'URL-encoded': encodeURIComponent,
  'URL-encoded in lower case': (secret) => lowerHex(encodeURIComponent(secret)),
  'as a form value': (secret) => encodeURIComponent(secret).replaceAll('%20', '+'),
  'URL-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'URL-encoded twice in lower case': (secret) => lowerHex(encodeURIComponent(lowerHex(encodeURIComponent(secret)))),
  'escaped as JSON': inJson,
  'escaped as JSON, letter by letter': asUnits,
  'escaped as JSON in a URL': (secret) => encodeURIComponent(inJson(secret)),
  'in base64': base64,
  'in base64 without padding, for URLs': (secret) => Buffer.from(secret).toString('base64url'),
};

/** A longer text in base64 around the secret. Its other letters may stay. */
const WRAPPED: Readonly<Record<string, (secret: string) => string>> = {
  'behind three bytes': (secret) => base64(`user:${secret}:x`.slice(2)),
  'behind one byte': (secret) => base64(`u${secret}:x`),
  'behind two bytes': (secret) => base64(`u:${secret}:x`),
  'inside a URL': (secret) => encodeURIComponent(base64(`{"k":"${secret}"}`)),
};

describe.each(Object.entries(FORMS))('a secret %s', (_, form) => {
  // @promise security.echoed-secrets: A key or token that a cloud sends back in a message, code, id or list is starred,
  // also encoded, escaped or without its last letters.
  it('a secret disappears from a text without a remainder, and the rest of the text is unchanged', () => {
    const random = randomFrom(7);
    for (let round = 0; round < 200; round += 1) {
      const secret = secretFrom(random);
      const written = form(secret);
      const starred = redactorOf(secret).star(`before <${written}> after <${written}>`);
      expect(starred, JSON.stringify(secret)).toBe('before <***> after <***>');
      open.pop()?.dispose();
    }
  });
});

it.each(Object.entries(WRAPPED))('a secret in a longer base64 text, %s, cannot be decoded any more', (_, form) => {
  const random = randomFrom(13);
  for (let round = 0; round < 200; round += 1) {
    const secret = secretFrom(random);
    const starred = redactorOf(secret).star(`<${form(secret)}>`);
    expect(starred, JSON.stringify(secret)).toMatch(/^<[^*]{0,12}\*{3}[^*]{0,12}>$/);
    open.pop()?.dispose();
  }
});

// @promise security.echoed-secrets
it('the redactor finds a secret of which the last letters or the first letters are missing', () => {
  const secret = 'abcdefghijklmnopqrst';
  const redactor = redactorOf(secret);
  for (const part of [secret.slice(0, -1), secret.slice(0, 15), secret.slice(5), secret.slice(2, 18)]) {
    expect(redactor.star(`<${part}>`)).toBe('<***>');
    expect(redactor.star(`<${encodeURIComponent(part)}>`)).toBe('<***>');
  }
  expect(redactor.star('<abcdefghijklmn>'), 'less than three quarters').toBe('<abcdefghijklmn>');
});

it('the redactor leaves text without a secret alone, whatever the text is made of', () => {
  const random = randomFrom(11);
  const redactor = redactorOf(...Array.from({ length: 8 }, () => `${secretFrom(random)}-key-of-this-account`));
  for (let round = 0; round < 500; round += 1) {
    const text = `${secretFrom(random)}%41\\u0042 ${secretFrom(random)}`;
    expect(redactor.star(text)).toBe(text);
  }
});

it('the redactor takes a text of a cloud as one line without control characters, also where they hide a secret', () => {
  const redactor = redactorOf('s3cr3t-of-the-account');
  expect(redactor.line('bad\u202e key\r\n\t s3cr3t-of\u200b-the-acc\u0007ou\ufe0fnt\u0000!', 300)).toBe('bad key ***!');
  expect(redactor.line('x'.repeat(10_000), 300)).toHaveLength(300);
});

it('the redactor shows no beginning of a secret at the place where a text is cut', () => {
  const redactor = redactorOf('s3cr3t-of-the-account');
  for (let shift = 0; shift < 25; shift += 1) {
    const line = redactor.line(`${'x'.repeat(65_536 - shift)}s3cr3t-of-the-account`, 100_000);
    expect(line).not.toContain('s3');
  }
});

it('the redactor knows the newest tokens beside the keys, and forgets the oldest tokens only', () => {
  const redactor = redactorOf('key-of-the-account');
  const tokens = Array.from({ length: 40 }, (_, i) => `token-number-${i}-of-the-account`);
  for (const token of tokens) redactor.addTokens([new Secret(token)]);
  expect(redactor.star('key-of-the-account token-number-39-of-the-account')).toBe('*** ***');
});

it('the redactor leaves no secret of another open account in a line of a cloud, also where the line is cut', () => {
  redactorOf('token-of-the-stored-account');
  const typed = redactorOf('key-that-was-typed');
  const percent = [...'token-of-the-stored-account'].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');
  expect(typed.line(`refused: ${percent}`, 40)).toBe('refused: ***');
  typed.dispose();
  expect(typed.line('refused: key-that-was-typed', 40), 'a call that still runs').toBe('refused: ***');
});

it('the redactor lets the process search for the secrets of all accounts that are open, and of no other', () => {
  const one = redactorOf('key-of-the-first');
  redactorOf('key-of-the-second');
  expect(starEverySecret('key-of-the-first key-of-the-second')).toBe('*** ***');
  one.dispose();
  expect(starEverySecret('key-of-the-first key-of-the-second')).toBe('key-of-the-first ***');
});

it('the redactor takes time in proportion to the length of the text, also for text made against the search', () => {
  const secret = 'aaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaa';
  const finder = new SecretFinder([secret, 'S3cr3t/with+base64=='.repeat(4)]);
  const hostile: readonly ((chars: number) => string)[] = [
    (chars) => 'a'.repeat(chars),
    (chars) => 'aaaaaaaaaaaaaaab'.repeat(chars / 16),
    (chars) => '%25'.repeat(chars / 3),
    (chars) => '%2525252525'.repeat(chars / 11),
    (chars) => '\\\\'.repeat(chars / 2),
    (chars) => '\\u005c'.repeat(chars / 6),
    (chars) => '%5C%5Cu00'.repeat(chars / 9),
    (chars) => '密'.repeat(chars),
  ];
  for (const text of hostile) {
    const spent = (chars: number): number => {
      const whole = text(chars);
      const before = process.threadCpuUsage();
      finder.spansIn(whole);
      const { user, system } = process.threadCpuUsage(before); // of this thread: other work on the machine does not count
      return (user + system) / 1_000;
    };
    spent(10_000);
    // Eight times the text may take eight times as long; a quadratic search takes 64 times as long.
    expect(spent(320_000)).toBeLessThan(Math.max(40, spent(40_000)) * 24);
  }
});
