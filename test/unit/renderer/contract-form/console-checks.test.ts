import { describe, expect, it } from 'vitest';
import type { ConsoleField } from '../../../../preload/contract/console.ts';
import { complaintsOf } from '../../../../renderer/contract-form/console-checks.ts';
import type { JsonObject } from '../../../../renderer/contract-form/console-json.ts';
import { field } from '../features/console/sample.ts';

const said = (fields: readonly ConsoleField[], params: JsonObject): readonly string[] =>
  complaintsOf(fields, params, ['user_id']).map(({ path, code, detail }) =>
    `${path.join('.')} ${code} ${detail}`.trim(),
  );

describe('while parameters are typed', () => {
  it.each<[string, Partial<ConsoleField>, JsonObject['v'] | undefined, string | null]>([
    ['a missing one', { isRequired: true }, undefined, 'v required'],
    ['a text that is too long', { maxLength: 3 }, 'abcd', 'v too-long 3'],
    ['Chinese that counts twice', { maxLength: 3, lengthUnit: 'Chinese character counts 2' }, '门口', 'v too-long 3'],
    ['a text at the limit', { maxLength: 3 }, 'abc', null],
    ['another form', { patterns: ['^\\d+$', '^x$'] }, 'y', 'v pattern ^\\d+$ | ^x$'],
    ['one of the forms', { patterns: ['^\\d+$', '^x$'] }, 'x', null],
    ['an unknown value', { enumValues: [{ value: 'A', meaning: '' }] }, 'B', 'v enum A'],
    ['an unknown value of an open list', { enumValues: [{ value: 'A', meaning: '' }], isEnumOpen: true }, 'B', null],
    ['a number above the largest', { kind: 'integer', max: 100 }, 101, 'v too-large 100'],
    ['an exclusive limit', { kind: 'number', max: 1, isMaxExclusive: true }, 1, 'v too-large 1'],
    ['text where a number belongs', { kind: 'integer' }, '2O', 'v type integer'],
    ['a long beyond 2^53', { kind: 'long', min: 1 }, '9007199254740993', null],
    ['neither unset nor in the range', { kind: 'integer', rule: '0 or 60..3650' }, 30, 'v rule 0 or 60..3650'],
    ['no multiple', { kind: 'integer', multipleOf: 5 }, 7, 'v multiple 5'],
    ['too many entries', { kind: 'list', maxItems: 1, item: field('') }, ['a', 'b'], 'v too-many 1'],
    ['an empty entry', { kind: 'list', item: field('') }, ['a', ''], 'v.1 required'],
    ['null', { isNullable: true }, null, null],
  ])('%s is shown with its limit', (_what, rest, value, expected) => {
    const params: JsonObject = value === undefined ? {} : { v: value };
    expect(said([field('v', rest)], params)).toEqual(expected === null ? [] : [expected]);
  });

  it('fields inside lists are named by their place', () => {
    const inner = field('', { kind: 'object', isRequired: true, children: [field('id', { isRequired: true })] });
    expect(said([field('list', { kind: 'list', item: inner })], { list: [{ id: 'a' }, { x: 1 }] })).toEqual([
      'list.1.id required',
      'list.1.x unknown',
    ]);
  });

  it('an unknown part and a part that the account supplies are distinguished', () => {
    expect(said([], { other: 1, user_id: '1' })).toEqual(['other unknown', 'user_id supplied']);
  });
});
