import { expect, it } from 'vitest';
import { paramsOf, targetsOf, withSample, withValue } from '../../../../renderer/contract-form/console-values.ts';
import { field } from '../features/console/sample.ts';

it('a change of a form value leaves all other values untouched', () => {
  const before = { a: 'x', list: [{ b: 1 }, { b: 2 }] };
  expect(withValue(before, ['list', 1, 'b'], 3)).toEqual({ a: 'x', list: [{ b: 1 }, { b: 3 }] });
  expect(before.list[1]).toEqual({ b: 2 });
});

it('values of the form drop an object with its last member, but not an entry of a list', () => {
  expect(withValue({ page: { from: 1 } }, ['page', 'from'], undefined)).toEqual({});
  expect(withValue({ list: [{ b: 1 }] }, ['list', 0, 'b'], undefined)).toEqual({ list: [{}] });
});

it('values of the form are sent in their documented type, and a text that is no number as it was typed', () => {
  const fields = [
    field('limit', { kind: 'integer' }),
    field('bad', { kind: 'integer' }),
    field('id', { kind: 'long' }),
    field('days', { kind: 'list', item: field('', { kind: 'integer' }) }),
    field('flag', { kind: 'boolean' }),
  ];
  const typed = { limit: '20', bad: '2O', id: '9007199254740993', days: ['1', 2], flag: false, other: '7' };
  expect(paramsOf(fields, typed)).toEqual({
    limit: 20,
    bad: '2O',
    id: '9007199254740993',
    days: [1, 2],
    flag: false,
    other: '7',
  });
});

it('values of the form contain the typed words when the sample fills the rest', () => {
  const sample = { a: 'sample', b: 'sample', page: { from: 0, to: 9 } };
  expect(withSample({ a: 'mine', page: { from: 3 } }, sample)).toEqual({
    a: 'mine',
    b: 'sample',
    page: { from: 3, to: 9 },
  });
});

it('the targets of a write are the ids and names among its parameters, at any depth', () => {
  const params = { device_list: [{ device_id: 'D1', port: 80 }, { device_id: 'D2' }], group_name: 'Gate', limit: 5 };
  expect(targetsOf(params)).toEqual([
    { name: 'device_id', values: ['D1', 'D2'] },
    { name: 'group_name', values: ['Gate'] },
  ]);
});
