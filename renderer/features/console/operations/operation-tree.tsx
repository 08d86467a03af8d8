/** The rows of the list: only those in sight exist. Arrows walk, Left and Right fold, Enter goes to the form. */
import { memo, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { chooseOperation, focusConsoleForm, foldRow, useConsole } from '../model/console.ts';
import { choiceKey } from '../../../contract-form/operation-choice.ts';
import { highlight } from '../../../ui/rows/highlight.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { sizePx } from '../../../ui/theme/tokens.ts';
import { targetIndex } from '../../../ui/rows/row-keys.ts';
import { useVirtualRows } from '../../../ui/rows/use-virtual-rows.ts';
import { groupWords } from '../../../contract-form/field-words.ts';
import { TreeBox } from '../tree-box.tsx';
import type { HeadRow, ListRow, OperationRow } from './operation-rows.ts';

interface OperationTreeProps {
  readonly rows: readonly ListRow[];
  readonly terms: readonly string[];
  /** Filled with a function that moves the focus from the search field to the first operation. */
  readonly enterRef: RefObject<(() => void) | null>;
}

export function OperationTree({ rows, terms, enterRef }: OperationTreeProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const choice = useConsole((state) => (state.choice === null ? null : choiceKey(state.choice)));
  const virtual = useVirtualRows(box, rows.length, sizePx.rowTree);
  const [activeKey, setActiveKey] = useState<string | null>(choice);
  useEffect(() => setActiveKey(choice), [choice]);
  const active = rows.findIndex((row) => row.key === activeKey);
  const go = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return;
    setActiveKey(row.key);
    if (row.kind === 'operation') chooseOperation({ vendor: row.vendor, operationId: row.operation.id });
    virtual.reveal(rows.indexOf(row));
  };
  enterRef.current = () => {
    box.current?.focus();
    go(entryOf(rows, terms, active));
  };
  // A list that is gone cannot be entered: the last search had no match.
  useEffect(() => () => void (enterRef.current = null), [enterRef]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = targetOf(event.key, rows, active, virtual.pageRows);
    if (target === 'form') focusConsoleForm();
    else if (target === 'fold') foldRow(rows[active]?.key ?? '');
    else if (target !== null) go(target);
    else return;
    event.preventDefault();
  };
  return (
    <TreeBox
      {...{ box, rows, virtual, active, onKeyDown }}
      className="tree"
      label={t('console.list.label')}
      rowPx={sizePx.rowTree}
      rowId="operation-row"
    >
      {(row, index) => (
        <Row key={row.key} {...{ row, index, terms }} isActive={row.key === activeKey} isChosen={row.key === choice} />
      )}
    </TreeBox>
  );
}

/** Where the search leads to: the operation of that very id, else the chosen one, else the first. */
function entryOf(rows: readonly ListRow[], terms: readonly string[], active: number): number {
  const id = terms.length === 1 ? terms[0] : undefined;
  const exact = rows.findIndex((row) => row.kind === 'operation' && row.operation.id.toLowerCase() === id);
  if (exact >= 0) return exact;
  return rows[active]?.kind === 'operation' ? active : rows.findIndex((row) => row.kind === 'operation');
}

/** The target of a key on a row: another row, folding the row, or the form. */
function targetOf(
  key: string,
  rows: readonly ListRow[],
  active: number,
  pageRows: number,
): number | 'fold' | 'form' | null {
  const row = rows[active];
  const isHead = row !== undefined && row.kind !== 'operation';
  const isClosed = isHead && row.isClosed;
  switch (key) {
    case 'ArrowLeft':
      return isHead && !isClosed ? 'fold' : rows.findLastIndex((other, i) => i < active && other.kind !== 'operation');
    case 'ArrowRight':
      return isHead ? (isClosed ? 'fold' : active + 1) : null;
    case 'Enter':
    case ' ':
      return isHead ? 'fold' : row === undefined ? null : 'form';
    default:
      return targetIndex(rows.length, active, key, pageRows);
  }
}

interface RowProps {
  readonly row: ListRow;
  readonly index: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly terms: readonly string[];
}

const Row = memo(function Row({ row, index, isActive, isChosen, terms }: RowProps) {
  const isHead = row.kind !== 'operation';
  const onClick = (): void =>
    isHead ? foldRow(row.key) : chooseOperation({ vendor: row.vendor, operationId: row.operation.id });
  return (
    <div
      id={`operation-row-${index}`}
      role="treeitem"
      className={`tr ${row.kind}${isChosen ? ' sel' : ''}${isActive ? ' foc' : ''}`}
      style={{ transform: `translateY(${index * sizePx.rowTree}px)` }}
      aria-level={isHead ? (row.kind === 'vendor' ? 1 : 2) : 3}
      aria-selected={isChosen}
      aria-expanded={isHead ? !row.isClosed : undefined}
      onClick={onClick}
    >
      {isHead ? <HeadCells row={row} /> : <OperationCells row={row} terms={terms} />}
    </div>
  );
});

function HeadCells({ row }: { readonly row: HeadRow }) {
  const t = useText();
  return (
    <>
      <span className="tw">
        <Icon name={row.isClosed ? 'chev-r' : 'chev-d'} size={12} />
      </span>
      <b className="nm">{row.kind === 'vendor' ? t(`shell.vendors.${row.vendor}`) : groupWords(t, row.group)}</b>
      <span className="n">{row.count}</span>
    </>
  );
}

/** The sign for the kind of change that a write makes. */
const CHANGE_ICONS = { create: 'plus', modify: 'edit', delete: 'trash', operate: 'bolt' } as const;

function OperationCells({ row, terms }: { readonly row: OperationRow; readonly terms: readonly string[] }) {
  const t = useText();
  const isChinese = useLocale() === 'zh-CN';
  const { id, titleZh, titleEn, change, isDeprecated } = row.operation;
  const [title, other] = isChinese ? [titleZh, titleEn] : [titleEn, titleZh];
  const lower = `${title}\n${id}`.toLowerCase();
  // The title of the other language comes first if it alone shows why the search found the row.
  const isOther = terms.length > 0 && !terms.every((term) => lower.includes(term));
  const [first, second] = isOther ? [other, title] : [title, id];
  return (
    <>
      <span className={isDeprecated ? 'nm t3' : 'nm'} title={`${title}\n${other}\n${id}`}>
        <Marked text={first} terms={terms} />
      </span>
      {second === first ? null : (
        <span className={isOther ? 'id el' : 'id mono el'}>
          <Marked text={second} terms={terms} />
        </span>
      )}
      {change === null ? null : (
        <span className={`wr co-${change}`} title={t(`console.form.change.${change}`)}>
          <Icon name={CHANGE_ICONS[change]} size={12} />
        </span>
      )}
    </>
  );
}

function Marked({ text, terms }: { readonly text: string; readonly terms: readonly string[] }) {
  if (terms.length === 0) return text;
  return highlight(text, terms).map((part, i) => (part.isHit ? <mark key={i}>{part.text}</mark> : part.text));
}
