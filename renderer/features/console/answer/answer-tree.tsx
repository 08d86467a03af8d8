/** The answer as a tree: arrows walk and fold, only the rows in sight exist. */
import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { plainText, printJson, type Json } from '../../../contract-form/console-json.ts';
import { copyText } from '../../../page/copy-text.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { targetIndex } from '../../../ui/rows/row-keys.ts';
import { useVirtualRows } from '../../../ui/rows/use-virtual-rows.ts';
import {
  answerRows,
  namesOf,
  NO_FOLDS,
  withAll,
  withMore,
  withOpen,
  type AnswerRow,
  type ValueRow,
} from './answer-rows.ts';
import { useFormParts } from '../../../contract-form/use-form.ts';
import { TreeBox } from '../tree-box.tsx';

const ROW_PX = 22;

export function AnswerTree({ answer }: { readonly answer: Json }) {
  const t = useText();
  const { help } = useFormParts();
  const box = useRef<HTMLDivElement>(null);
  const [folds, setFolds] = useState(NO_FOLDS);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const rows = useMemo(() => answerRows(answer, folds), [answer, folds]);
  const virtual = useVirtualRows(box, rows.length, ROW_PX);
  const active = rows.findIndex((row) => row.key === activeKey);
  const open = (row: AnswerRow): void =>
    setFolds(row.kind === 'more' ? withMore(folds, row.parentKey) : withOpen(folds, row.key, !row.isOpen));
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && row !== undefined) return void copyRow(event, row);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = targetOf(event.key, rows, active, virtual.pageRows);
    if (target === 'open' && row !== undefined) open(row);
    else if (typeof target === 'number') {
      const index = Math.max(0, Math.min(rows.length - 1, target));
      setActiveKey(rows[index]?.key ?? null);
      virtual.reveal(index);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="co-pane">
      <div className="co-tools">
        <IconButton
          icon="plus"
          size={12}
          label={t('console.answer.expand')}
          onClick={() => setFolds(withAll(answer, true))}
        />
        <IconButton
          icon="minus"
          size={12}
          label={t('console.answer.collapse')}
          onClick={() => setFolds(withAll(answer, false))}
        />
      </div>
      <TreeBox
        {...{ box, rows, virtual, active, onKeyDown }}
        className="scr tree co-tree"
        label={t('console.answer.label')}
        rowPx={ROW_PX}
        rowId="answer-row"
        onFocus={() => (active < 0 ? setActiveKey(rows[0]?.key ?? null) : undefined)}
      >
        {(row, index) => (
          <Row
            key={row.key}
            {...{ row, index }}
            isActive={row.key === activeKey}
            help={typeof help === 'string' ? undefined : help.answer[namesOf(row.key)]}
            onPick={() => {
              setActiveKey(row.key);
              if (row.kind === 'more' || row.count !== null) open(row);
            }}
          />
        )}
      </TreeBox>
    </div>
  );
}

/** Ctrl C copies the value of the row, as text or as JSON, unless text is selected. */
async function copyRow(event: KeyboardEvent, row: AnswerRow): Promise<void> {
  if (row.kind === 'more' || window.getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  await copyText(typeof row.value === 'string' ? row.value : printJson(row.value));
}

function targetOf(key: string, rows: readonly AnswerRow[], active: number, pageRows: number): number | 'open' | null {
  const row = rows[active];
  const isBranch = row?.kind === 'value' && row.count !== null && row.count > 0;
  switch (key) {
    case 'ArrowRight':
      return isBranch && !row.isOpen ? 'open' : active + 1;
    case 'ArrowLeft':
      if (isBranch && row.isOpen) return 'open';
      return row?.parentKey === null ? null : rows.findIndex((other) => other.key === row?.parentKey);
    case 'Enter':
    case ' ':
      return isBranch || row?.kind === 'more' ? 'open' : null;
    default:
      return targetIndex(rows.length, active, key, pageRows);
  }
}

interface RowProps {
  readonly row: AnswerRow;
  readonly index: number;
  readonly isActive: boolean;
  /** The document's description of the field, in the language of the page. */
  readonly help: string | undefined;
  readonly onPick: () => void;
}

const INDENT_PX = 16;

const Row = memo(function Row({ row, index, isActive, help, onPick }: RowProps) {
  const t = useText();
  const isBranch = row.kind === 'value' && row.count !== null;
  return (
    <div
      id={`answer-row-${index}`}
      role="treeitem"
      className={isActive ? 'tr foc' : 'tr'}
      style={{ transform: `translateY(${index * ROW_PX}px)`, paddingLeft: 8 + (row.level - 1) * INDENT_PX }}
      aria-level={row.level}
      aria-selected={isActive}
      aria-expanded={isBranch ? row.isOpen : undefined}
      onClick={onPick}
    >
      {row.kind === 'more' ? (
        <span className="lnk">{t('console.answer.more', { count: row.left })}</span>
      ) : (
        <ValueCells row={row} help={help} />
      )}
    </div>
  );
});

/** A longer text is cut in the row; it is whole in the tooltip up to a point, and in the JSON view. */
const MAX_TITLE_CHARS = 2000;

interface ValueCellsProps {
  readonly row: ValueRow;
  readonly help: string | undefined;
}

function ValueCells({ row: { name, value, count, isOpen }, help }: ValueCellsProps) {
  const t = useText();
  const isList = Array.isArray(value);
  return (
    <>
      <span className="tw">
        {count === null || count === 0 ? null : <Icon name={isOpen ? 'chev-d' : 'chev-r'} size={12} />}
      </span>
      <span className="mono t2 nw" title={help}>
        {name}
      </span>
      {count === null ? (
        <span
          className={`mono el selectable v-${value === null ? 'null' : typeof value}`}
          title={plainText(value).slice(0, MAX_TITLE_CHARS)}
        >
          {typeof value === 'string' ? `"${value.slice(0, MAX_TITLE_CHARS)}"` : plainText(value)}
        </span>
      ) : (
        <span className="t3 nw">{t(isList ? 'console.answer.items' : 'console.answer.members', { count })}</span>
      )}
    </>
  );
}
