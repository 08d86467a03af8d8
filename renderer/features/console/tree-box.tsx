/** The box of a tree with rows of one height: only the rows in sight exist, and the box has the focus for all of them. */
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { VirtualRows } from '../../ui/rows/use-virtual-rows.ts';

interface TreeBoxProps<R> {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly className: string;
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowPx: number;
  readonly virtual: VirtualRows;
  /** The row that the keys act on; -1: none. */
  readonly active: number;
  /** The element of a row has this id, a hyphen, and the index of the row. */
  readonly rowId: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus?: () => void;
  /** Draws one row, with a key of its own. */
  readonly children: (row: R, index: number) => ReactNode;
}

export function TreeBox<R>({ className, label, rows, rowPx, virtual, active, rowId, ...props }: TreeBoxProps<R>) {
  const { box, onKeyDown, onFocus, children } = props;
  const { from, to, onScroll } = virtual;
  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={active >= from && active < to ? `${rowId}-${active}` : undefined}
      {...{ className, onScroll, onKeyDown, onFocus }}
    >
      <div style={{ height: rows.length * rowPx }}>{rows.slice(from, to).map((row, i) => children(row, from + i))}</div>
    </div>
  );
}
