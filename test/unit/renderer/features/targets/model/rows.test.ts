import { expect, it } from 'vitest';
import type { Target, TargetValues } from '../../../../../../preload/domain/targets.ts';
import { found, nextSort, sorted, toggled } from '../../../../../../renderer/features/targets/model/rows.ts';

const target = (id: string, values: TargetValues): Target => ({ id, values, hasPicture: true });
const PEOPLE = [
  target('1', { name: '赵敏', workNumber: 'W10' }),
  target('2', { name: '白岩', workNumber: 'W9', externalId: 'EXT_7' }),
  target('3', { name: 'Lee Ann' }),
];
const ids = (targets: readonly Target[]) => targets.map(({ id }) => id).join();

it('a search takes name, work number and external id, whatever the case', () => {
  expect(ids(found(PEOPLE, ' lee '))).toBe('3');
  expect(ids(found(PEOPLE, 'w1'))).toBe('1');
  expect(ids(found(PEOPLE, 'ext_7'))).toBe('2');
  expect(found(PEOPLE, ' ')).toBe(PEOPLE);
});

it('a sort orders Chinese names by their pronunciation and numbers by their value, and puts those without a value last', () => {
  expect(ids(sorted(PEOPLE.slice(0, 2), { field: 'name', isDown: false }, 'zh-CN'))).toBe('2,1');
  expect(ids(sorted(PEOPLE, { field: 'workNumber', isDown: false }, 'en-US'))).toBe('2,1,3');
  expect(ids(sorted(PEOPLE, { field: 'workNumber', isDown: true }, 'en-US'))).toBe('1,2,3');
  expect(sorted(PEOPLE, null, 'zh-CN')).toBe(PEOPLE);
});

it('a press on the head of a column sorts upwards, then downwards, then not at all', () => {
  const up = nextSort(null, 'name');
  const down = nextSort(up, 'name');
  expect([up, down, nextSort(down, 'name'), nextSort(down, 'gender')]).toEqual([
    { field: 'name', isDown: false },
    { field: 'name', isDown: true },
    null,
    { field: 'gender', isDown: false },
  ]);
});

it('a selection takes a row in and out again', () => {
  const one = toggled(new Set(), '1');
  expect([[...one], [...toggled(one, '1')]]).toEqual([['1'], []]);
});
