import { expect, it } from 'vitest';
import { endOf } from '../../../../../renderer/ui/rows/name-ends.ts';

const cut = (name: string): readonly [string, string] => [name.slice(0, endOf(name)), name.slice(endOf(name))];

it('the end of a name that distinguishes cameras of one corridor stays, in Latin and in Chinese', () => {
  expect(cut('Stairwell north 12')).toEqual(['Stairwell ', 'north 12']);
  expect(cut('Checkout lane 04')).toEqual(['Checkout', ' lane 04']);
  expect(cut('地下停车场二层东区出口')).toEqual(['地下停车场二层', '东区出口']);
  expect(cut('停车场 P2 出口3')).toEqual(['停车场 ', 'P2 出口3']);
});

it('a short name is shown whole', () => {
  expect(cut('Yard 3')).toEqual(['', 'Yard 3']);
  expect(cut('')).toEqual(['', '']);
  expect(cut('东门岗亭')).toEqual(['', '东门岗亭']);
});

it('a cut name never splits a character', () => {
  for (const name of ['Gate 👨‍👩‍👧‍👦 east wing 7', 'Cafe\u0301 terrace no\u0301rd', '桥𠮷野家入口东侧']) {
    const [start, end] = cut(name);
    expect(start + end).toBe(name);
    expect(end).not.toMatch(/^[\p{M}\u200d\udc00-\udfff]/u);
    expect(start).not.toMatch(/[\ud800-\udbff\u200d]$/);
  }
});
