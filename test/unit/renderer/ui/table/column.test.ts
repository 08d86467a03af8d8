import { expect, it } from 'vitest';
import { nextSort, toggled } from '../../../../../renderer/ui/table/column.ts';

it('a press on the head of a column sorts upwards, then downwards, then not at all', () => {
  const up = nextSort(null, 'name');
  const down = nextSort(up, 'name');
  expect([up, down, nextSort(down, 'name'), nextSort(down, 'gender')]).toEqual([
    { column: 'name', isDown: false },
    { column: 'name', isDown: true },
    null,
    { column: 'gender', isDown: false },
  ]);
});

it('a selection takes a row in and out again', () => {
  const one = toggled(new Set(), '1');
  expect([[...one], [...toggled(one, '1')]]).toEqual([['1'], []]);
});
