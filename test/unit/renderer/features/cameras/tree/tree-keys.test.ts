import { describe, expect, it } from 'vitest';
import {
  camerasFor,
  moveTo,
  NO_CURSOR,
  toggle,
  type TreeCursor,
} from '../../../../../../renderer/features/cameras/tree/tree-keys.ts';
import { targetIndex } from '../../../../../../renderer/ui/rows/row-keys.ts';
import { NO_FILTER } from '../../../../../../renderer/features/cameras/tree/tree-filter.ts';
import { buildTrees, visibleRows, type TreeRow } from '../../../../../../renderer/features/cameras/tree/tree-model.ts';
import { account, campus, viewOf } from '../directory-sample.ts';

// Riverside campus, 110, Gates, 101, 102, (none), 131
const rows = visibleRows(await buildTrees(viewOf(campus()), [account('a1', 'Campus')]), {
  terms: [],
  filter: NO_FILTER,
  closed: new Set(),
});
const plain = { shiftKey: false, ctrlKey: false, isClick: false };
const at = (index: number): TreeRow => {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`no row ${index}`);
  return row;
};
const numbers = (cursor: TreeCursor): number[] =>
  rows.flatMap((row) => (row.kind === 'camera' && cursor.selected.has(row.key) ? [row.channel.number] : []));

it('keys move by one row, by one page and to the ends, and no further', () => {
  expect(targetIndex(rows.length, 0, 'ArrowUp', 3)).toBe(0);
  expect(targetIndex(rows.length, 0, 'PageDown', 3)).toBe(3);
  expect(targetIndex(rows.length, 5, 'PageDown', 3)).toBe(6);
  expect(targetIndex(rows.length, 5, 'Home', 3)).toBe(0);
  expect(targetIndex(rows.length, 0, 'End', 3)).toBe(6);
  expect(targetIndex(rows.length, 0, 'Enter', 3)).toBeNull();
});

describe('selection', () => {
  it('the selection follows a plain move', () => {
    expect(numbers(moveTo(rows, NO_CURSOR, 3, plain))).toEqual([101]);
  });

  it('the selection grows with Shift from where it began, in both directions', () => {
    const start = moveTo(rows, NO_CURSOR, 3, plain);
    const down = moveTo(rows, start, 4, { ...plain, shiftKey: true });
    expect(numbers(down)).toEqual([101, 102]);
    expect(numbers(moveTo(rows, down, 1, { ...plain, shiftKey: true }))).toEqual([110, 101]);
  });

  it('a click with Ctrl adds or removes single cameras, and Ctrl with an arrow moves the focus only', () => {
    const start = moveTo(rows, NO_CURSOR, 3, plain);
    const both = moveTo(rows, start, 1, { shiftKey: false, ctrlKey: true, isClick: true });
    expect(numbers(both)).toEqual([110, 101]);
    expect(numbers(moveTo(rows, both, 6, { shiftKey: false, ctrlKey: true, isClick: false }))).toEqual([110, 101]);
    expect(numbers(toggle(at(3), both))).toEqual([110]);
  });

  it('an action on a selected row means the selection; on another row it means that row; on a group its cameras', () => {
    const start = moveTo(rows, NO_CURSOR, 3, plain);
    const both = moveTo(rows, start, 1, { shiftKey: false, ctrlKey: true, isClick: true });
    expect(camerasFor(rows, both, at(1))).toEqual([at(1).key, at(3).key]);
    expect(camerasFor(rows, both, at(6))).toEqual([at(6).key]);
    expect(camerasFor(rows, both, at(2))).toEqual([at(3).key, at(4).key]);
  });
});
