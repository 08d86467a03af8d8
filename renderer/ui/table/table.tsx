/**
 * A table of any number of rows: only the rows in sight are drawn. One stop of Tab; arrows, page keys, Home and End move, Enter
 * opens, Space selects, Ctrl+A selects all rows, Escape ends the selection, Shift+F10 opens the menu of the row.
 */
import {
  memo,
  useEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { Icon } from '../icons/icon.tsx';
import { targetIndex } from '../rows/row-keys.ts';
import { useVirtualRows } from '../rows/use-virtual-rows.ts';
import { toggled, type TableColumn } from './column.ts';
import { TableHead } from './table-head.tsx';
import { NOTHING_SELECTED, type TableProps } from './table-props.ts';
import './table.css';

const ROW_PX = 34;
/** Stays at the top edge, over the rows. */
const HEAD_PX = 28;
const TICK_PX = 34;
const GAP_PX = 12;

export function DataTable<Row>(props: TableProps<Row>) {
  const { words, rows, idOf, columns, at, selected = NOTHING_SELECTED, onSelect, onSight, isWhole } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows(box, rows.length, ROW_PX, 0);
  const { to: lastInSight } = virtual;
  useEffect(() => onSight?.(lastInSight), [onSight, lastInSight]);
  const first = isWhole === true ? 0 : virtual.from;
  const inSight = isWhole === true ? rows : rows.slice(virtual.from, virtual.to);
  const reveal = (index: number): void => {
    const element = box.current;
    if (element === null) return;
    if (isWhole === true) return element.querySelectorAll('[aria-rowindex]')[index + 1]?.scrollIntoView(NEAREST);
    const [topPx, bottomPx] = [index * ROW_PX, (index + 1) * ROW_PX + HEAD_PX];
    if (topPx < element.scrollTop) element.scrollTop = topPx;
    else if (bottomPx > element.scrollTop + element.clientHeight) element.scrollTop = bottomPx - element.clientHeight;
    virtual.onScroll(); // the event of the scroll comes a frame later, and the row must exist at once
  };
  const onKeyDown = useTableKeys(props, Math.max(1, virtual.pageRows - 1), reveal);
  const isSelectable = onSelect !== undefined;
  const shape = useMemo(() => shapeOf(columns, isSelectable), [columns, isSelectable]);
  return (
    <div
      ref={box}
      className={isWhole === true ? 'scr table table-whole' : 'scr table'}
      tabIndex={0}
      role="grid"
      aria-label={words.label}
      aria-multiselectable={isSelectable || undefined}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={at !== null && inSight.some((row) => idOf(row) === at) ? domId(at) : undefined}
      onScroll={virtual.onScroll}
      onKeyDown={onKeyDown}
    >
      <TableHead {...props} shape={shape} />
      <div
        className="table-rows"
        role="rowgroup"
        style={{ height: isWhole === true ? 'auto' : rows.length * ROW_PX, minWidth: shape.minWidth }}
      >
        {inSight.map((row, i) => (
          <MemoRow
            key={idOf(row)}
            table={props}
            row={row}
            shape={shape}
            index={first + i}
            isSelected={selected.has(idOf(row))}
          />
        ))}
      </div>
    </div>
  );
}

const NEAREST: ScrollIntoViewOptions = { block: 'nearest' };

const domId = (id: string): string => `table-row-${id}`;

/** The widths of the columns, for the head and for every row. */
function shapeOf<Row>(columns: readonly TableColumn<Row>[], isSelectable: boolean): CSSProperties {
  const tracks = columns.map(({ minPx, share }) => (share === 0 ? `${minPx}px` : `minmax(${minPx}px, ${share}fr)`));
  const tick = isSelectable ? [`${TICK_PX}px`] : [];
  const minPx = columns.reduce((sum, column) => sum + column.minPx + GAP_PX, isSelectable ? TICK_PX + GAP_PX : GAP_PX);
  return { gridTemplateColumns: [...tick, ...tracks].join(' '), minWidth: minPx };
}

/** Where keys lead in the rows, and what they do there. */
function useTableKeys<Row>(props: TableProps<Row>, pageRows: number, reveal: (index: number) => void) {
  const { rows, idOf, at, selected = NOTHING_SELECTED, onAt, onSelect, onOpen, onMenu, onDelete } = props;
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const index = rows.findIndex((row) => idOf(row) === at);
    const row = rows[index];
    const to = isCommand ? null : targetIndex(rows.length, index, event.key, pageRows);
    const next = to === null ? undefined : rows[to];
    if (to !== null && next !== undefined) {
      onAt(idOf(next));
      reveal(to);
    } else if (isCommand && event.key === 'a' && onSelect !== undefined)
      onSelect(new Set([...selected, ...rows.map(idOf)]));
    else if (event.key === ' ' && row !== undefined && onSelect !== undefined) onSelect(toggled(selected, idOf(row)));
    else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (isMenuKey(event) && row !== undefined && onMenu !== undefined) onMenu(row, pointOf(idOf(row)));
    else if (event.key === 'Delete' && onDelete !== undefined && (selected.size > 0 || row !== undefined)) {
      onDelete(selected.size > 0 || row === undefined ? selected : new Set([idOf(row)]));
    } else if (event.key === 'Escape' && selected.size > 0) onSelect?.(new Set());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

const isMenuKey = ({ key, shiftKey }: KeyboardEvent): boolean => key === 'ContextMenu' || (key === 'F10' && shiftKey);

/** Below the row, where its menu opens by key. */
function pointOf(id: string): { readonly x: number; readonly y: number } {
  const place = document.getElementById(domId(id))?.getBoundingClientRect();
  return { x: (place?.left ?? 0) + TICK_PX, y: place?.bottom ?? 0 };
}

interface RowProps<Row> {
  /** The same object while the table is scrolled: rows that stay in sight are not drawn again. */
  readonly table: TableProps<Row>;
  readonly row: Row;
  readonly shape: CSSProperties;
  readonly index: number;
  readonly isSelected: boolean;
}

const MemoRow = memo(TableRow) as typeof TableRow;

function TableRow<Row>({ table, row, shape, index, isSelected }: RowProps<Row>): ReactNode {
  const { words, columns, idOf, at, openId, selected, onAt, onSelect, onOpen, onMenu, isWhole, lookOf } = table;
  const id = idOf(row);
  const onClick = (event: MouseEvent): void => {
    onAt(id);
    if ((event.target as Element).closest('button') === null) onOpen(row);
  };
  const onTick = (event: MouseEvent): void => {
    event.stopPropagation();
    onAt(id);
    onSelect?.(toggled(selected ?? NOTHING_SELECTED, id));
  };
  const onContextMenu = (event: MouseEvent): void => {
    if (onMenu === undefined) return;
    event.preventDefault();
    onAt(id);
    onMenu(row, { x: event.clientX, y: event.clientY });
  };
  const classes = [
    'table-row',
    isSelected ? 'sel' : '',
    openId === id ? 'table-shown' : '',
    at === id ? 'table-at' : '',
    lookOf?.(row) ?? '',
  ];
  return (
    <div
      id={domId(id)}
      className={classes.filter(Boolean).join(' ')}
      style={isWhole === true ? shape : { ...shape, transform: `translateY(${index * ROW_PX}px)` }}
      data-row-key={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={onSelect === undefined ? undefined : isSelected}
      aria-current={openId === id || undefined}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      {onSelect === undefined ? null : (
        <span role="gridcell" className="table-tick" title={words.select} onClick={onTick}>
          <span className={isSelected ? 'table-check on' : 'table-check'}>
            {isSelected ? <Icon name="check" size={12} /> : null}
          </span>
        </span>
      )}
      {columns.map((column) => (
        <span
          key={column.id}
          role="gridcell"
          className={`${isWhole === true ? 'table-cell' : 'el'} ${column.look ?? ''}`}
          title={column.text(row) || undefined}
        >
          {column.cell === undefined ? column.text(row) : column.cell(row)}
        </span>
      ))}
    </div>
  );
}
