import { expect, it } from 'vitest';
import type { Target, TargetValues } from '../../../../../../preload/domain/people/targets.ts';
import { found, sorted } from '../../../../../../renderer/features/targets/model/rows.ts';

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

// @promise target.search
it('a sort orders Chinese names by their pronunciation and numbers by their value, and puts those without a value last', () => {
  expect(ids(sorted(PEOPLE.slice(0, 2), { column: 'name', isDown: false }, 'zh-CN'))).toBe('2,1');
  expect(ids(sorted(PEOPLE, { column: 'workNumber', isDown: false }, 'en-US'))).toBe('2,1,3');
  expect(ids(sorted(PEOPLE, { column: 'workNumber', isDown: true }, 'en-US'))).toBe('1,2,3');
  expect(sorted(PEOPLE, null, 'zh-CN')).toBe(PEOPLE);
});
