/** The head of a table: the box that selects all rows, and a button for each column that sorts the rows. */
import { useMemo, type CSSProperties } from 'react';
import { Icon } from '../icons/icon.tsx';
import { NOTHING_SELECTED, type TableProps } from './table-props.ts';

interface HeadProps<Row> extends TableProps<Row> {
  readonly shape: CSSProperties;
}

export function TableHead<Row>({
  shape,
  words,
  rows,
  idOf,
  columns,
  sort,
  onSort,
  selected = NOTHING_SELECTED,
  onSelect,
}: HeadProps<Row>) {
  // With fewer selected than there are rows, not every row can be selected: most heads need no look at the rows, and none when
  // the table is scrolled.
  const isAll = useMemo(
    () => rows.length > 0 && selected.size >= rows.length && rows.every((row) => selected.has(idOf(row))),
    [rows, selected, idOf],
  );
  const selectAll = (): void => {
    const ids = rows.map(idOf);
    const others = isAll ? new Set(selected) : new Set([...selected, ...ids]);
    if (isAll) for (const id of ids) others.delete(id);
    onSelect?.(others);
  };
  return (
    <div className="table-row table-head" role="row" aria-rowindex={1} style={shape}>
      {onSelect === undefined ? null : (
        <span role="columnheader" className="table-tick">
          <button
            type="button"
            className={isAll ? 'table-check on' : 'table-check'}
            aria-pressed={isAll}
            aria-label={words.selectAll}
            title={words.selectAll}
            onClick={selectAll}
          >
            {isAll ? <Icon name="check" size={12} /> : null}
          </button>
        </span>
      )}
      {columns.map(({ id, title, isPlain, isUnsorted }) => {
        if (isPlain === true) return <span key={id} role="columnheader" aria-label={title} />;
        if (isUnsorted === true) {
          return (
            <span key={id} role="columnheader">
              <span className="el">{title}</span>
            </span>
          );
        }
        const isSorted = sort?.column === id;
        const order = isSorted ? (sort.isDown ? 'descending' : 'ascending') : 'none';
        return (
          <span key={id} role="columnheader" aria-sort={order}>
            <button type="button" className="table-sort row g1" title={words.sort} onClick={() => onSort(id)}>
              <span className="el">{title}</span>
              {isSorted ? <Icon name={sort.isDown ? 'chev-d' : 'chev-u'} size={12} /> : null}
            </button>
          </span>
        );
      })}
    </div>
  );
}
