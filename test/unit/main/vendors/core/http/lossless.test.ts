import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseLossless, stringifyLossless } from '../../../../../../main/vendors/core/http/lossless.ts';

it('an integer has every digit, also those that a double cannot represent', () => {
  expect(parseLossless('{"message_id":9223372036854775808,"n":[18446744073696131378, 7]}')).toEqual({
    message_id: '9223372036854775808',
    n: ['18446744073696131378', 7],
  });
});

it('the parser reads any integer as the number or as its own digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (value) => {
      const read = (parseLossless(`{"id":${value}}`) as { id: unknown }).id;
      expect(typeof read).toBe(Number.isSafeInteger(Number(value)) ? 'number' : 'string');
      expect(String(read)).toBe(String(value));
    }),
  );
});

it('the parser agrees with JSON.parse on everything that JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const large = /\d{16}/.test(text); // 1e20 is printed with all its digits and may stay text
      if (!large) expect(parseLossless(text)).toEqual(JSON.parse(text));
    }),
  );
});

it('the parser does not read long digits inside a text as a number', () => {
  const text = '{"device_id":"34020000001320000001","note":":12345678901234567890"}';
  expect(parseLossless(text)).toEqual(JSON.parse(text));
});

it.each(['{"a":1', '', '<html>', '{"id":12345678901234567890'])('the parser refuses %j', (text) => {
  expect(() => parseLossless(text)).toThrow(SyntaxError);
});

it('the writer writes a bigint as a bare integer and leaves undefined values out', () => {
  expect(stringifyLossless({ id: 9223372036854775808n, gone: undefined })).toBe('{"id":9223372036854775808}');
});
