import { useText } from '../../../i18n/i18n.ts';
import { groupName, Trail } from './tree-row.tsx';
import type { GroupRow, TreeRow } from './tree-model.ts';

interface TreeHeadProps {
  readonly rows: readonly TreeRow[];
  /** The index of the row at the top edge of the list. */
  readonly first: number;
  /** In a narrowed list the row of a group names the groups above by itself. */
  readonly isNarrow: boolean;
  /** Of the rows, in pixels: the scroll bar beside them stays free. */
  readonly widthPx: number;
  readonly onPick: (row: GroupRow) => void;
}

/**
 * The group of the row that the list shows first below this line, while the group's own row is out of sight.
 *
 * @returns null where the row stands in no group, or where the row of the group is in sight.
 */
export function headAbove(rows: readonly TreeRow[], first: number, isNarrow: boolean): GroupRow | null {
  const below = rows[first + 1];
  if (first === 0 || below === undefined || below.parentKey === null) return null;
  if (isNarrow && below.kind === 'group') return null;
  for (let i = Math.min(first, rows.length - 1); i >= 0; i -= 1) {
    const row = rows[i];
    if (row?.kind === 'group' && row.key === below.parentKey) return row;
  }
  return null;
}

/** Keeps the group in view whose cameras fill the list, with the groups above it. A click goes to the group. */
export function TreeHead({ rows, first, isNarrow, widthPx, onPick }: TreeHeadProps) {
  const t = useText();
  const head = headAbove(rows, first, isNarrow);
  if (head === null) return null;
  const name = groupName(t, head);
  return (
    // The row of the group is in the tree for the keyboard and for screen readers.
    <div
      className="cameras-head"
      style={{ width: widthPx }}
      aria-hidden="true"
      title={[name, ...head.trail].toReversed().join(' / ')}
      onClick={() => onPick(head)}
    >
      <b className="nm">{name}</b>
      <Trail trail={head.trail} terms={[]} />
    </div>
  );
}
