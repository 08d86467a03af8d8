/** Keyboard and selection of the tree as pure functions over the visible rows. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { CameraRow, TreeRow } from './tree-model.ts';

export interface TreeCursor {
  /** The row with the keyboard focus. */
  readonly activeKey: string | null;
  /** Where a range that Shift extends begins. */
  readonly anchorKey: string | null;
  /** Keys of camera rows. */
  readonly selected: ReadonlySet<string>;
}

export const NO_CURSOR: TreeCursor = { activeKey: null, anchorKey: null, selected: new Set() };

interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

export function indexOfKey(rows: readonly TreeRow[], key: string | null): number {
  return key === null ? -1 : rows.findIndex((row) => row.key === key);
}

/** Moves to a row: plainly selects it, Shift selects from the anchor on, Ctrl moves the focus or toggles when clicked. */
export function moveTo(
  rows: readonly TreeRow[],
  cursor: TreeCursor,
  index: number,
  how: Modifiers & { readonly isClick: boolean },
): TreeCursor {
  const row = rows[index];
  if (row === undefined) return cursor;
  if (how.shiftKey) {
    const anchor = indexOfKey(rows, cursor.anchorKey ?? cursor.activeKey);
    const anchorKey = anchor < 0 ? row.key : (cursor.anchorKey ?? cursor.activeKey);
    return { activeKey: row.key, anchorKey, selected: camerasBetween(rows, anchor < 0 ? index : anchor, index) };
  }
  if (how.ctrlKey) return how.isClick ? toggle(row, cursor) : { ...cursor, activeKey: row.key };
  const selected = new Set<string>(row.kind === 'camera' ? [row.key] : []);
  return { activeKey: row.key, anchorKey: row.key, selected };
}

/** Adds the row's camera to the selection or takes it out. */
export function toggle(row: TreeRow, cursor: TreeCursor): TreeCursor {
  const selected = new Set(cursor.selected);
  if (row.kind === 'camera' && !selected.delete(row.key)) selected.add(row.key);
  return { activeKey: row.key, anchorKey: row.key, selected };
}

function camerasBetween(rows: readonly TreeRow[], a: number, b: number): ReadonlySet<string> {
  const between = new Set<string>();
  for (let i = Math.min(a, b); i <= Math.max(a, b); i += 1) {
    const row = rows[i];
    if (row?.kind === 'camera') between.add(row.key);
  }
  return between;
}

/** The cameras that an action on `row` means, in the order of the tree: the selection when the row is part of it. */
export function camerasFor(rows: readonly TreeRow[], cursor: TreeCursor, row: TreeRow): readonly ChannelId[] {
  return [...new Set(cameraRowsFor(rows, cursor, row).map(({ channel }) => channel.id))];
}

/** The rows of those cameras. */
export function cameraRowsFor(rows: readonly TreeRow[], cursor: TreeCursor, row: TreeRow): readonly CameraRow[] {
  if (row.kind === 'missing') return [];
  if (row.kind === 'camera') {
    if (!cursor.selected.has(row.key)) return [row];
    return rows.filter((other) => other.kind === 'camera').filter((other) => cursor.selected.has(other.key));
  }
  const start = rows.indexOf(row) + 1;
  const end = rows.findIndex((other, i) => i >= start && other.level <= row.level);
  return rows.slice(start, end < 0 ? undefined : end).filter((other) => other.kind === 'camera');
}
