import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../../../main/vendors/core/contract/contract.ts';
import { answerSchema, requestSchema, withoutNulls } from '../../../../../../main/vendors/core/contract/schema.ts';

const accepts = (field: Omit<Field, 'name'>, value: unknown): boolean =>
  requestSchema([{ name: 'x', required: true, ...field }]).safeParse({ x: value }).success;

const reads = (field: Omit<Field, 'name'>, value: unknown): unknown => {
  const parsed = answerSchema([{ name: 'x', ...field }]).safeParse(withoutNulls({ x: value }));
  return parsed.success ? parsed.data['x'] : parsed.error;
};

describe('a request', () => {
  it('a request with a field that the document does not know is refused', () => {
    expect(requestSchema([{ name: 'limit', type: 'integer' }]).safeParse({ limmit: 1 }).success).toBe(false);
  });

  it('a Chinese character is counted as the document counts it', () => {
    const name: Omit<Field, 'name'> = { type: 'string', maxLength: 4, lengthUnit: 'Chinese character counts 2' };
    expect(accepts(name, '北京')).toBe(true);
    expect(accepts(name, '北京a')).toBe(false);
  });

  it('a request accepts a device id of either protocol', () => {
    const id: Omit<Field, 'name'> = {
      type: 'string',
      variants: { HOLO: '^[A-Za-z0-9]{8,32}$', GB28181: '^\\d{10}(132|111|118)\\d{7}$' },
    };
    expect(accepts(id, '2102350000')).toBe(true);
    expect(accepts(id, '34020000001320000001')).toBe(true);
    expect(accepts(id, 'too-short')).toBe(false);
  });

  it.each([
    [{ type: 'integer', min: 30, max: 86_400 }, 30, 29],
    [{ type: 'integer', multipleOf: 10 }, 20, 25],
    [{ type: 'integer', rule: '0 or 60..3650' }, 0, 59],
    [{ type: 'integer', rule: '0 or 60..3650' }, 3650, 3651],
    [{ type: 'long', min: 1, max: 60 }, '60', 61],
    [{ type: 'long', min: 1, max: 60 }, 1, '0'],
    [{ type: 'float', max: 1, exclusiveMax: true }, 0.99, 1],
    [{ type: 'integer', enum: { '0': 'a', '1': 'b' } }, 1, 2],
    [{ type: 'string', enum: { CLOUD: 'cloud' } }, 'CLOUD', 'cloud'],
    [{ type: 'string', enum: { A: 'a', B: 'b' }, multi: 'comma' }, ['A', 'B'], ['A', 'C']],
    [{ type: 'array<string>', minItems: 1, maxItems: 2, items: { maxLength: 2 } }, ['ab'], ['abc']],
    [{ type: 'array<string>', maxItems: 1 }, ['a'], ['a', 'b']],
    [{ type: 'string', min: 1, max: 1000 }, '1000', '1001'],
    [{ type: 'long' }, '18446744073709551615', 'x'],
    [{ type: 'boolean' }, true, 'true'],
    [{ type: 'string', pattern: '^\\d+$', allowEmpty: true }, '', 'a'],
  ] as [Omit<Field, 'name'>, unknown, unknown][])('a request by %j takes %j and refuses %j', (field, good, bad) => {
    expect(accepts(field, good)).toBe(true);
    expect(accepts(field, bad)).toBe(false);
  });
});

it.each([
  ['integer', '200', 200],
  ['integer', 200, 200],
  ['string', 5060, '5060'],
  ['boolean', 'True', true],
  ['boolean', 0, false],
  ['float', '0.81', 0.81],
  ['long', '18446744073709551615', '18446744073709551615'],
  ['long', 7, '7'],
  ['string', null, undefined],
] as [Field['type'], unknown, unknown][])('an answer of type %s gives %j as %j', (type, raw, read) => {
  expect(reads({ type }, raw)).toBe(read);
});

it.each([
  ['integer', 'many'],
  ['integer', '9223372036854775808'],
  ['string', {}],
  ['array<object>', 'none'],
  ['object', []],
] as [Field['type'], unknown][])('an answer of type %s does not take %j', (type, raw) => {
  expect(reads({ type }, raw)).toBeInstanceOf(Error);
});

it('an answer may contain one bare object instead of a list of one', () => {
  const children: Field[] = [{ name: 'id', type: 'string' }];
  expect(reads({ type: 'array<object>', children }, { id: 1, other: 2 })).toEqual([{ id: '1' }]);
});

it('an answer brings nothing in through a prototype', () => {
  const raw: unknown = JSON.parse('{"__proto__":{"x":"smuggled"}}');
  const parsed = answerSchema([{ name: 'x', type: 'string' }]).parse(withoutNulls(raw));
  expect(parsed['x']).toBeUndefined();
});

it('an answer may contain values outside an enum, because clouds add values', () => {
  expect(reads({ type: 'string', enum: { ONLINE: 'online' } }, 'SLEEPING')).toBe('SLEEPING');
});
