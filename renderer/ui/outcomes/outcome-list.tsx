/** The outcome of each item of a change: counts that filter, and a row for each item with its reason, the failures first. */
import { useMemo, useState, type ReactNode, type UIEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../icons/icon.tsx';
import { countsOf, OUTCOME_GLYPHS, OutcomeCounts, shownOf, type ShownOutcome } from './outcome-counts.tsx';
import { OutcomeTable } from './outcome-table.tsx';
import { OutcomeWords, type OutcomeRow } from './outcome-words.tsx';

interface OutcomeListProps<R extends OutcomeRow> {
  /** The name of the list. */
  readonly label: string;
  readonly rows: readonly R[];
  /** The rows are a table of few rows. Heads of the names, of the outcomes, and of each cell. */
  readonly heads?: readonly string[];
  /** Before and behind the counts. */
  readonly head?: ReactNode;
  readonly tail?: ReactNode;
  readonly retry?: Retry<R>;
}

/** `R`: what a row is known by, of the list or of a form of its own. */
interface Retry<R> {
  readonly can: (row: R) => boolean;
  readonly isBusy: boolean;
  /** @param ids of the rows that are shown and can be retried. */
  readonly onRetry: (ids: ReadonlySet<string>) => void;
  /** In place of the words of a retry, where nothing was sent before. @param count of rows; null while it is busy. */
  readonly wordsOf?: (count: number | null) => string;
  /** The main button of its screen. */
  readonly isMain?: boolean;
}

/** Rows that are on the page at first, and that come each time the end is near: a row with a long reason takes several lines. */
const STEP = 100;
const NEAR_PX = 200;

/** Items that need somebody's eye stand before the others. */
const RANKS: Readonly<Record<ShownOutcome, number>> = {
  refused: 0,
  unknown: 0,
  notAsked: 0,
  ready: 1,
  skipped: 2,
  done: 3,
};
const failuresFirst = <R extends OutcomeRow>(rows: readonly R[]): readonly R[] =>
  rows.toSorted((a, b) => RANKS[a.state] - RANKS[b.state]);

export function OutcomeList<R extends OutcomeRow>({ label, rows, heads, head, tail, retry }: OutcomeListProps<R>) {
  const [shown, setShown] = useState<ShownOutcome | null>(null);
  const counts = useMemo(() => countsOf(rows), [rows]);
  const ordered = useMemo(() => failuresFirst(shownOf(rows, shown)), [rows, shown]);
  return (
    <>
      <div className="row g2 outcome-counts outcome-bar">
        {head}
        <OutcomeCounts counts={counts} filter={{ shown, onShow: setShown }} isLive />
        <span className="grow" />
        {retry === undefined ? null : <RetryButton rows={ordered} retry={retry} />}
        {tail}
      </div>
      {heads === undefined ? (
        <OutcomeRows key={shown ?? 'all'} label={label} rows={ordered} />
      ) : (
        <OutcomeTable label={label} heads={heads} rows={ordered} />
      )}
    </>
  );
}

interface OutcomeRowsProps {
  readonly label: string;
  /** In the order in which they show. */
  readonly rows: readonly OutcomeRow[];
  /** All rows are drawn: the page around them scrolls. */
  readonly isWhole?: boolean;
  /** How many more rows there are, which are counted alone. */
  readonly rest?: number;
}

export function OutcomeRows({ label, rows, isWhole = false, rest = 0 }: OutcomeRowsProps) {
  const t = useText();
  const [limit, setLimit] = useState(STEP);
  const drawn = isWhole ? rows : rows.slice(0, limit);
  const more = rows.length - drawn.length + rest;
  const onScroll = ({ currentTarget: list }: UIEvent): void => {
    const isNear = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    if (isNear && limit < rows.length) setLimit(limit + STEP);
  };
  return (
    <ul
      className={isWhole ? 'outcome-rows outcome-whole' : 'outcome-rows'}
      tabIndex={0}
      aria-label={label}
      onScroll={onScroll}
    >
      {drawn.map((row) => (
        <Row key={row.id} row={row} />
      ))}
      {more > 0 ? <li className="t2">{t('outcomes.more', { count: more })}</li> : null}
    </ul>
  );
}

/** Asks for the items again that are shown and not done. */
export function RetryButton<R extends { readonly id: string }>({
  rows,
  retry: { can, isBusy, onRetry, wordsOf, isMain = false },
}: {
  readonly rows: readonly R[];
  readonly retry: Retry<R>;
}) {
  const t = useText();
  const left = rows.filter(can);
  if (left.length === 0) return null;
  const words = isBusy ? t('outcomes.retrying') : t('outcomes.retry', { count: left.length });
  return (
    <button
      type="button"
      className={isMain ? 'btn sm pri' : 'btn sm'}
      aria-busy={isBusy}
      aria-disabled={isBusy || undefined}
      onClick={() => (isBusy ? undefined : onRetry(new Set(left.map(({ id }) => id))))}
    >
      {wordsOf?.(isBusy ? null : left.length) ?? words}
    </button>
  );
}

function Row({ row }: { readonly row: OutcomeRow }) {
  return (
    <li>
      <StateGlyph name={OUTCOME_GLYPHS[row.state]} />
      <b className="el" title={row.name}>
        {row.name}
      </b>
      <OutcomeWords row={row} />
    </li>
  );
}
