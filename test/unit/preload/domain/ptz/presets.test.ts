import { expect, it } from 'vitest';
import { freeIndex, presetNameProblem } from '../../../../../preload/domain/ptz/presets.ts';

const IVM = { maxNameChars: 128, namePattern: '[\\p{Script=Han}A-Za-z0-9 ._-]+' };

it.each([
  ['Gate', null],
  ['大门 2_b.-', null],
  ['', 'missing'],
  ['a/b', 'form'],
  ['tor ä', 'form'],
  ['x'.repeat(129), 'too-long'],
  ['门'.repeat(128), null],
])('the name %j of a preset of Huawei IVM has the problem %s', (name, problem) => {
  expect(presetNameProblem(name, IVM)).toBe(problem);
});

it('a cloud without names lets a preset be called anything', () => {
  expect(presetNameProblem('Ramp 06: Gate/ä', { maxNameChars: 128, namePattern: null })).toBeNull();
});

it('the lowest free number of presets is the first gap, and null when all are taken', () => {
  expect(freeIndex([{ index: 1 }, { index: 3 }], 512)).toBe(2);
  expect(freeIndex([], 10)).toBe(1);
  expect(freeIndex([{ index: 1 }, { index: 2 }], 2)).toBeNull();
});
