import { describe, expect, it } from 'vitest';
import {
  camerasFor,
  moveTo,
  NO_CURSOR,
  toggle,
  typeAhead,
  type TreeCursor,
} from '../../../../../renderer/features/cameras/tree-keys.ts';
import { targetIndex } from '../../../../../renderer/ui/row-keys.ts';
import {
  buildTrees,
  NO_FILTER,
  visibleRows,
  type TreeRow,
} from '../../../../../renderer/features/cameras/tree-model.ts';
import { account, campus, viewOf } from './directory-sample.ts';

// Riverside campus, Gates, 101, 102, 110, (none), 131
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

describe('keys', () => {
  it('keys move by one, by page and to the ends, and stop there', () => {
    expect(targetIndex(rows.length, 0, 'ArrowUp', 3)).toBe(0);
    expect(targetIndex(rows.length, 0, 'PageDown', 3)).toBe(3);
    expect(targetIndex(rows.length, 5, 'PageDown', 3)).toBe(6);
    expect(targetIndex(rows.length, 5, 'Home', 3)).toBe(0);
    expect(targetIndex(rows.length, 0, 'End', 3)).toBe(6);
    expect(targetIndex(rows.length, 0, 'Enter', 3)).toBeNull();
  });

  it('keys jump to the next name that begins with what was typed, and around', () => {
    expect(typeAhead(rows, 0, 's')).toBe(3);
    expect(typeAhead(rows, 3, 's')).toBe(4);
    expect(typeAhead(rows, 3, 'so')).toBe(3);
    expect(typeAhead(rows, 4, 'n')).toBe(2);
    expect(typeAhead(rows, 0, 'zz')).toBeNull();
  });
});

describe('selection', () => {
  it('follows a plain move', () => {
    expect(numbers(moveTo(rows, NO_CURSOR, 2, plain))).toEqual([101]);
  });

  it('grows with Shift from where it began, in both directions', () => {
    const start = moveTo(rows, NO_CURSOR, 3, plain);
    const down = moveTo(rows, start, 4, { ...plain, shiftKey: true });
    expect(numbers(down)).toEqual([102, 110]);
    expect(numbers(moveTo(rows, down, 2, { ...plain, shiftKey: true }))).toEqual([101, 102]);
  });

  it('takes single cameras in and out with Ctrl and a click, and stays while Ctrl moves the focus', () => {
    const start = moveTo(rows, NO_CURSOR, 2, plain);
    const both = moveTo(rows, start, 4, { shiftKey: false, ctrlKey: true, isClick: true });
    expect(numbers(both)).toEqual([101, 110]);
    expect(numbers(moveTo(rows, both, 6, { shiftKey: false, ctrlKey: true, isClick: false }))).toEqual([101, 110]);
    expect(numbers(toggle(at(2), both))).toEqual([110]);
  });

  it('selection is what an action on one of its rows means; another row means itself; a group means its cameras', () => {
    const start = moveTo(rows, NO_CURSOR, 2, plain);
    const both = moveTo(rows, start, 4, { shiftKey: false, ctrlKey: true, isClick: true });
    expect(camerasFor(rows, both, at(4))).toEqual([at(2).key, at(4).key]);
    expect(camerasFor(rows, both, at(6))).toEqual([at(6).key]);
    expect(camerasFor(rows, both, at(1))).toEqual([at(2).key, at(3).key]);
  });
});
