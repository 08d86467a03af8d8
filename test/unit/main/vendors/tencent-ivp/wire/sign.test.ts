import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorizationOf,
  httpStringOf,
  keyTimeOf,
  sha1,
  signatureOf,
  signedList,
  signKeyOf,
  stringToSignOf,
  urlEncode,
  type Pairs,
} from '../../../../../../main/vendors/tencent-ivp/wire/sign.ts';

interface Vector {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
}
const contract = JSON.parse(
  readFileSync(new URL('../../../../../../main/vendors/tencent-ivp/contract.json', import.meta.url), 'utf8'),
) as { readonly auth: { readonly testVectors: readonly Vector[] } };

/** Every step that a vector's inputs allow, by the names of its expectations. */
function replay(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = (name: string): string | undefined => inputs[name] as string | undefined;
  const done: Record<string, unknown> = {};
  const steps: Record<string, () => unknown> = {
    urlEncoded: () => urlEncode(text('text')!),
    keyTime: () => text('keyTime') ?? keyTimeOf(inputs['startTimestamp'] as number, inputs['endTimestamp'] as number),
    signKey: () => text('signKey') ?? signKeyOf(text('secretKey')!, done['keyTime'] as string),
    httpParameters: () => queryOf(inputs).pairs,
    urlParamList: () => queryOf(inputs).names,
    httpHeaders: () => signedList(inputs['headers'] as Pairs).pairs,
    headerList: () => signedList(inputs['headers'] as Pairs).names,
    httpString: () =>
      text('httpString') ??
      httpStringOf(
        text('method')!,
        text('path')!,
        (text('httpParameters') ?? done['httpParameters']) as string,
        (text('httpHeaders') ?? done['httpHeaders']) as string,
      ),
    sha1HttpString: () => sha1(done['httpString'] as string),
    stringToSign: () => text('stringToSign') ?? stringToSignOf(done['keyTime'] as string, done['httpString'] as string),
    signature: () => signatureOf(done['signKey'] as string, done['stringToSign'] as string),
    authorization: () => authorizationOf(inputs as unknown as Parameters<typeof authorizationOf>[0]),
  };
  for (const [name, step] of Object.entries(steps)) {
    try {
      done[name] = step();
    } catch {
      // an input of this step is not among the vector's
    }
  }
  return done;
}

function queryOf(inputs: Readonly<Record<string, unknown>>): ReturnType<typeof signedList> {
  if (inputs['query']) return signedList(inputs['query'] as Pairs);
  const [, query = ''] = (inputs['requestPath'] as string).split('?');
  return signedList(
    query.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, value] as const;
    }),
  );
}

/** The values that these expect are masked, or printed against the document's own rule: see their notes. */
const NOT_REPLAYABLE = new Set(['signKey (text example)', 'worked example 1: list devices (GET)']);
const BARE: Readonly<Record<string, string>> = {
  keyTime: 'keyTime',
  'httpString with empty parts': 'httpString',
  'urlEncode table': 'urlEncoded',
  'urlEncode unreserved and UTF-8': 'urlEncoded',
};
const NEEDS_RAW_VALUES = new Set(['headerList example', 'worked example 2: add device (POST)']);

describe('the test vectors of the contract', () => {
  const { testVectors } = contract.auth;
  const full = testVectors.filter(({ name }) => !NOT_REPLAYABLE.has(name) && !NEEDS_RAW_VALUES.has(name));

  it.each(full.map((vector) => [vector.name, vector] as const))(
    'the signature reproduces the vector %s',
    (name, { inputs, expected }) => {
      const wanted = typeof expected === 'string' ? { [BARE[name] ?? '']: expected } : expected;
      expect(replay(inputs)).toMatchObject(wanted as object);
    },
  );

  it('all test vectors of the contract are replayed, except those that the document masks or contradicts', () => {
    expect(full.length + NOT_REPLAYABLE.size + NEEDS_RAW_VALUES.size).toBe(testVectors.length);
  });

  it.each(testVectors.filter(({ name }) => name.startsWith('worked example') && name.includes(':')))(
    'the vector $name has the printed steps after the headers',
    ({ expected }) => {
      const printed = expected as Record<'keyTime' | 'signKey' | 'stringToSign' | 'signature' | 'httpString', string>;
      expect(signatureOf(printed.signKey, printed.stringToSign)).toBe(printed.signature);
      const isContradicted = !printed.stringToSign.includes(sha1(printed.httpString));
      // Example 1 prints the hash of a request that signs content-type, with its value encoded, beside another request.
      const really = isContradicted
        ? printed.httpString.replace('host=', 'content-type=application%2Fjson&host=')
        : printed.httpString;
      expect(stringToSignOf(printed.keyTime, really)).toBe(printed.stringToSign);
    },
  );

  it('the test vectors of the contract list the headers of the header example, whose value the document forgets to encode', () => {
    const headers = signedList([
      ['Host', 'ivc.myqcloud.com'],
      ['Content-Type', 'application/json'],
    ]);
    expect(headers).toEqual({
      names: 'content-type;host',
      pairs: 'content-type=application%2Fjson&host=ivc.myqcloud.com',
    });
  });
});

const odd = fc.oneof(
  fc.constantFrom(
    '',
    '+',
    '*',
    '~',
    '%',
    '%2B',
    ' ',
    "!'()*",
    '上海',
    '门口 1/2',
    '🙂',
    'a=b&c',
    ';',
    '\ud800',
    'é',
    '\n',
  ),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);
const pairs = fc.array(fc.tuple(odd, odd), { maxLength: 30 });
const base = { secretId: 'id', secretKey: 'key', keyTime: '1;2', method: 'GET', path: '/p', headers: [] };

describe('whatever is signed', () => {
  it('a signed text is encoded so that a server decodes the same text, in unreserved letters and escapes only', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const encoded = urlEncode(text);
        expect(encoded).toMatch(/^([A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text.toWellFormed());
      }),
    );
  });

  it('the signature does not depend on the order of differently named parameters', () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), (given, dice) => {
        const unique = given.filter(
          ([name], i) => given.findIndex(([other]) => other.toLowerCase() === name.toLowerCase()) === i,
        );
        const shuffled = unique
          .map((pair) => ({ pair, at: dice.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ pair }) => pair);
        expect(signedList(shuffled)).toEqual(signedList(unique));
      }),
    );
  });

  it('the signature names every parameter once per value, sorted, and in the given order of values of one name', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const { names, pairs: text } = signedList(given);
        expect(given.length === 0 ? '' : text.split('&').length).toBe(given.length === 0 ? '' : given.length);
        expect(text.split('&').map((pair) => pair.split('=')[0])).toEqual(names.split(';'));
      }),
    );
    expect(
      signedList([
        ['a', '2'],
        ['A', '1'],
        ['a', ''],
      ]).pairs,
    ).toBe('a=2&a=1&a=');
  });

  it('the signature changes when any one part changes', () => {
    const part = fc.constantFrom('secretKey', 'keyTime', 'method', 'path', 'query', 'headers');
    fc.assert(
      fc.property(pairs, part, odd, (query, which, text) => {
        const before = { ...base, query };
        const changed = {
          ...before,
          [which]: which === 'query' || which === 'headers' ? [...before[which], ['zz', text]] : `${before[which]}x`,
        };
        expect(authorizationOf(changed)).not.toBe(authorizationOf(before));
      }),
    );
  });

  it('the signature follows the formula of the document, for any query', () => {
    fc.assert(
      fc.property(pairs, (query) => {
        const list = signedList(query);
        const signKey = createHmac('sha1', 'key').update('1;2').digest('hex');
        const hash = createHash('sha1').update(`get\n/p\n${list.pairs}\n\n`).digest('hex');
        const signature = createHmac('sha1', signKey).update(`sha1\n1;2\n${hash}\n`).digest('hex');
        expect(authorizationOf({ ...base, query })).toBe(
          `q-sign-algorithm=sha1&q-ak=id&q-sign-time=1;2&q-key-time=1;2&q-header-list=&q-url-param-list=${list.names}&q-signature=${signature}`,
        );
      }),
    );
  });

  it('the signed query may contain ten thousand parameters', () => {
    const query = Array.from({ length: 10_000 }, (_, i) => [`Name${9_999 - i}`, `值 ${i}*`] as const);
    const { names } = signedList(query);
    expect(names.split(';')).toEqual(query.map(([name]) => name.toLowerCase()).sort());
  });
});
