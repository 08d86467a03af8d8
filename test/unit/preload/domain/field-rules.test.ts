/** One table of limits that the document, main and the page must read alike. */
import { expect, it } from 'vitest';
import {
  listFaults,
  longFaults,
  numberFaults,
  textFaults,
  type FieldLimits,
} from '../../../../preload/domain/field-rules.ts';
import { complaintsAbout } from '../../../../main/services/console/console-check.ts';
import { fieldOf } from '../../../../main/services/console/console-fields.ts';
import type { CatalogueEntry } from '../../../../main/vendors/core/contract/catalogue.ts';
import type { Field } from '../../../../main/vendors/core/contract/contract.ts';
import { requestSchema } from '../../../../main/vendors/core/contract/schema.ts';
import { complaintsOf } from '../../../../renderer/contract-form/console-checks.ts';

type Case = readonly [
  what: string,
  field: Partial<Field>,
  limits: FieldLimits,
  value: string | number,
  found: string | null,
];

const ENUM = { enum: { A: 'first', B: 'second' } };
const FORM = { pattern: '^\\d+$', variants: { other: '^x$' } };
const FORMS = { patterns: ['^\\d+$', '^x$'] };
const WIDE = { maxLength: 3, lengthUnit: 'Chinese character counts 2' };
const WIDEST = { maxLength: 5, lengthUnit: 'Chinese character counts 3' };

/** Each row: a field as the document has it, its limits, a value, and the fault that the value has. */
const BOTH: readonly Case[] = [
  ['a legal value', ENUM, { values: ['A', 'B'] }, 'A', null],
  ['an unknown value', ENUM, { values: ['A', 'B'] }, 'C', 'enum A, B'],
  ['an unknown value of an open list', { ...ENUM, enumOpen: true }, {}, 'C', null],
  ['a text at its least length', { minLength: 2 }, { minLength: 2 }, 'ab', null],
  ['a text that is too short', { minLength: 2 }, { minLength: 2 }, 'a', 'too-short 2'],
  ['a text at the limit', { maxLength: 3 }, { maxLength: 3 }, 'abc', null],
  ['a text that is too long', { maxLength: 3 }, { maxLength: 3 }, 'abcd', 'too-long 3'],
  ['characters outside the plane of two bytes, one each', { maxLength: 2 }, { maxLength: 2 }, '😀😀', null],
  ['Chinese that counts twice', WIDE, WIDE, '门口', 'too-long 3'],
  ['Chinese that counts twice, within the limit', WIDE, WIDE, '门a', null],
  ['Chinese that counts three times', WIDEST, WIDEST, '门口', 'too-long 5'],
  ['one of the forms', FORM, FORMS, 'x', null],
  ['another form', FORM, FORMS, 'y', 'pattern ^\\d+$ | ^x$'],
  ['a number as text below the range', { min: 3 }, { min: 3 }, '2', 'too-small 3'],
  ['a number as text above the range', { max: 3 }, { max: 3 }, '4', 'too-large 3'],
  ['a text without a number, which no range concerns', { max: 3 }, { max: 3 }, 'x4', null],
  [
    'an empty text that is allowed',
    { minLength: 2, allowEmpty: true },
    { minLength: 2, isEmptyAllowed: true },
    '',
    null,
  ],
  ['an empty text that is too short', { minLength: 2 }, { minLength: 2 }, '', 'too-short 2'],
  ...(['integer', 'float'] as const).flatMap((type): readonly Case[] => [
    [`a legal ${type}`, { type, enum: { 1: '' } }, { values: ['1'] }, 1, null],
    [`an unknown ${type}`, { type, enum: { 1: '' } }, { values: ['1'] }, 2, 'enum 1'],
    [`the smallest ${type}`, { type, min: 0 }, { min: 0 }, 0, null],
    [`a ${type} below the smallest`, { type, min: 0 }, { min: 0 }, -1, 'too-small 0'],
    [`the largest ${type}`, { type, max: 100 }, { max: 100 }, 100, null],
    [`a ${type} above the largest`, { type, max: 100 }, { max: 100 }, 101, 'too-large 100'],
    [
      `a ${type} at an exclusive limit`,
      { type, max: 1, exclusiveMax: true },
      { max: 1, isMaxExclusive: true },
      1,
      'too-large 1',
    ],
    [`a multiple (${type})`, { type, multipleOf: 5 }, { multipleOf: 5 }, 10, null],
    [`no multiple (${type})`, { type, multipleOf: 5 }, { multipleOf: 5 }, 7, 'multiple 5'],
    [`unset (${type})`, { type, rule: '0 or 60..3650' }, { rule: '0 or 60..3650' }, 0, null],
    [
      `neither unset nor in the range (${type})`,
      { type, rule: '0 or 60..3650' },
      { rule: '0 or 60..3650' },
      30,
      'rule 0 or 60..3650',
    ],
    [
      `above a range of its own kind (${type})`,
      { type, rule: '0 or 60..3650' },
      { rule: '0 or 60..3650' },
      3651,
      'rule 0 or 60..3650',
    ],
    [`a rule in words (${type})`, { type, rule: 'see chapter 4' }, { rule: 'see chapter 4' }, 7, null],
  ]),
  ['a long beyond 2^53', { type: 'long', min: 1 }, { min: 1 }, '9007199254740993', null],
  ['a long below the smallest', { type: 'long', min: 1 }, { min: 1 }, '0', 'too-small 1'],
  ['a long above the largest', { type: 'long', max: 10 }, { max: 10 }, '11', 'too-large 10'],
];

const TIME = { timeFormat: 'yyyy-MM-dd HH:mm:ss' };
const KINDS = { kinds: { of: ['a-z', 'A-Z', '0-9', '!@'], atLeast: 3 } };
const PASSWORD = { charClasses: { special: '!@', atLeast: 3 } };

/** The page does not check these rules: main reports their faults. */
const OF_MAIN: readonly Case[] = [
  ['a time', { format: 'yyyy-MM-dd HH:mm:ss' }, TIME, '2026-02-28 10:00:00', null],
  ['a day that is none', { format: 'yyyy-MM-dd HH:mm:ss' }, TIME, '2026-02-30 10:00:00', `pattern ${TIME.timeFormat}`],
  [
    'a time before the first',
    { minTime: '2026-01-01' },
    { minTime: '2026-01-01' },
    '2025-12-31',
    'too-small 2026-01-01',
  ],
  ['a time after the last', { maxTime: '2026-01-01' }, { maxTime: '2026-01-01' }, '2026-01-02', 'too-large 2026-01-01'],
  ['a password of two kinds', PASSWORD, KINDS, 'abcABC', 'pattern 3 kinds of characters'],
  ['a password of three kinds', PASSWORD, KINDS, 'abcAB!', null],
];

const documented = (field: Partial<Field>): Field => ({ name: 'v', type: 'string', ...field });

function ofDomain({ type }: Field, limits: FieldLimits, value: string | number): string | null {
  const rule = type === 'long' ? longFaults : textFaults;
  const [fault] = typeof value === 'number' ? numberFaults(limits, value) : rule(limits, value);
  return fault === undefined ? null : `${fault.code} ${fault.detail}`;
}

const words = (complaints: readonly { readonly code: string; readonly detail: string }[]): string | null => {
  const [first] = complaints;
  return first === undefined ? null : `${first.code} ${first.detail}`.trim();
};

function ofMain(field: Field, value: string | number): string | null {
  const entry = { request: requestSchema([field]) } as unknown as CatalogueEntry;
  return words(complaintsAbout(entry, { v: value }, [], []));
}

it.each(BOTH)('main, the page and the rules judge %s alike', (_what, rest, limits, value, found) => {
  const field = documented(rest);
  expect(ofDomain(field, limits, value)).toBe(found);
  expect(ofMain(field, value)).toBe(found);
  expect(words(complaintsOf([fieldOf(field)], { v: value }))).toBe(found);
});

it.each(OF_MAIN)('main and the rules judge %s alike', (_what, rest, limits, value, found) => {
  const field = documented(rest);
  expect(ofDomain(field, limits, value)).toBe(found);
  expect(ofMain(field, value)).toBe(found);
  expect(complaintsOf([fieldOf(field)], { v: value })).toEqual([]);
});

it.each([
  ['a list that is too short', { minItems: 2 }, [1], 'too-few 2'],
  ['an empty list', { minItems: 1 }, [], 'too-few 1'],
  ['a list that is too long', { maxItems: 2 }, [1, 2, 3], 'too-many 2'],
  ['the longest list', { minItems: 1, maxItems: 2 }, [1, 2], null],
] as const)('main, the page and the rules judge the list alike: %s', (_what, limits, list, found) => {
  const field = documented({ type: 'array<integer>', ...limits });
  expect(words(listFaults(limits, list.length))).toBe(found);
  const entry = { request: requestSchema([field]) } as unknown as CatalogueEntry;
  expect(words(complaintsAbout(entry, { v: list }, [], []))).toBe(found);
  expect(words(complaintsOf([fieldOf(field)], { v: [...list] }))).toBe(found);
});

it('a list that is too long is reported also where one of its items is wrong', () => {
  const field = documented({ type: 'array<integer>', maxItems: 2, items: { max: 2 } });
  const entry = { request: requestSchema([field]) } as unknown as CatalogueEntry;
  const codes = complaintsAbout(entry, { v: [1, 2, 3] }, [], []).map(({ code }) => code);
  expect(codes.sort()).toEqual(['too-large', 'too-many']);
});

it.each([
  [{ type: 'array<integer>', minItems: 2 }, [1], 'fewer than 2 items'],
  [{ type: 'array<integer>', maxItems: 1 }, [1, 2], 'more than 1 items'],
  [{ type: 'string', pattern: '^a$' }, 'b', 'does not have the documented form'],
  [{ type: 'string', ...ENUM }, 'C', 'not one of A, B'],
  [{ type: 'string', minLength: 2 }, 'a', 'shorter than 2'],
  [{ type: 'string', maxLength: 2 }, 'abc', 'longer than 2'],
  [{ type: 'integer', min: 2 }, 1, 'below 2'],
  [{ type: 'integer', max: 2 }, 3, 'above 2'],
  [{ type: 'integer', multipleOf: 2 }, 3, 'no multiple of 2'],
  [{ type: 'integer', rule: '0 or 60..3650' }, 3, 'not 0 or 60..3650'],
  [{ type: 'string', format: 'yyyy-MM-dd HH:mm:ss' }, 'x', 'not a time like yyyy-MM-dd HH:mm:ss'],
  [{ type: 'string', minTime: '2' }, '1', 'earlier than 2'],
  [{ type: 'string', maxTime: '1' }, '2', 'later than 1'],
  [{ type: 'string', ...PASSWORD }, 'a', 'fewer than 3 kinds of characters'],
] as const)('the schema of a request judges %j with %j: %s', (rest, value, message) => {
  const parsed = requestSchema([documented(rest)]).safeParse({ v: value });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
});
