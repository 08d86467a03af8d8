/** The outcome of each item of a change: counts that filter, and a row for each item with its reason, the failures first. */
import { useMemo, useState, type ReactNode, type UIEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { Outcome } from '../../../preload/domain/outcomes.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import { StateGlyph } from '../icons/icon.tsx';
import { OUTCOME_GLYPHS, OutcomeCounts, shownOf } from './outcome-counts.tsx';

export interface OutcomeRow {
  readonly id: string;
  readonly name: string;
  readonly state: Outcome;
  /** In place of the word of the outcome. */
  readonly words?: string;
  readonly error: WireError | null;
  readonly requestId: string | null;
}

interface OutcomeListProps {
  /** The name of the list. */
  readonly label: string;
  readonly rows: readonly OutcomeRow[];
  /** Before and behind the counts. */
  readonly head?: ReactNode;
  readonly tail?: ReactNode;
  readonly retry?: Retry<OutcomeRow>;
}

/** `R`: what a row is known by, of the list or of a form of its own. */
interface Retry<R> {
  readonly can: (row: R) => boolean;
  readonly isBusy: boolean;
  /** @param ids of the rows that are shown and can be retried. */
  readonly onRetry: (ids: ReadonlySet<string>) => void;
}

/** Rows that are on the page at first, and that come each time the end is near: a row with a long reason takes several lines. */
const STEP = 100;
const NEAR_PX = 200;

export function OutcomeList({ label, rows, head, tail, retry }: OutcomeListProps) {
  const t = useText();
  const [shown, setShown] = useState<Outcome | null>(null);
  const [limit, setLimit] = useState(STEP);
  const ordered = useMemo(
    () => shownOf(rows, shown).toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done')),
    [rows, shown],
  );
  const onScroll = ({ currentTarget: list }: UIEvent): void => {
    const isNear = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    if (isNear && limit < ordered.length) setLimit(limit + STEP);
  };
  const show = (one: Outcome | null): void => {
    setShown(one);
    setLimit(STEP);
  };
  return (
    <>
      <div className="row g2 outcome-counts outcome-bar">
        {head}
        <OutcomeCounts items={rows} shown={shown} onShow={show} />
        <span className="grow" />
        {retry === undefined ? null : <RetryButton rows={ordered} retry={retry} />}
        {tail}
      </div>
      <ul className="outcome-rows" tabIndex={0} aria-label={label} onScroll={onScroll}>
        {ordered.slice(0, limit).map((row) => (
          <Row key={row.id} row={row} />
        ))}
        {ordered.length > limit ? (
          <li className="t2">{t('outcomes.more', { count: ordered.length - limit })}</li>
        ) : null}
      </ul>
    </>
  );
}

/** Asks for the items again that are shown and not done. */
export function RetryButton<R extends { readonly id: string }>({
  rows,
  retry: { can, isBusy, onRetry },
}: {
  readonly rows: readonly R[];
  readonly retry: Retry<R>;
}) {
  const t = useText();
  const left = rows.filter(can);
  if (left.length === 0) return null;
  return (
    <button
      type="button"
      className="btn sm"
      aria-busy={isBusy}
      aria-disabled={isBusy || undefined}
      onClick={() => (isBusy ? undefined : onRetry(new Set(left.map(({ id }) => id))))}
    >
      {isBusy ? t('outcomes.retrying') : t('outcomes.retry', { count: left.length })}
    </button>
  );
}

function Row({ row: { name, state, words, error, requestId } }: { readonly row: OutcomeRow }) {
  const t = useText();
  return (
    <li>
      <StateGlyph name={OUTCOME_GLYPHS[state]} />
      <b className="el" title={name}>
        {name}
      </b>
      <span>{words ?? t(`outcomes.states.${state}`)}</span>
      <OutcomeReason state={state} error={error} requestId={requestId} />
    </li>
  );
}

/** Why an item is not done, the cloud's own code, and the id of the request to copy. */
export function OutcomeReason({ state, error, requestId }: Pick<OutcomeRow, 'state' | 'error' | 'requestId'>) {
  const t = useText();
  const reason = error === null ? null : errorWords(t, error);
  return (
    <>
      {reason === null ? null : (
        <span className="t2 selectable" title={`${reason.what} ${reason.why} ${reason.next}`}>
          {`${reason.what} ${reason.next}`}
        </span>
      )}
      {error?.vendor?.code ? <span className="mono t2">{error.vendor.code}</span> : null}
      {requestId === null || state === 'done' ? null : <CopyButton text={requestId} label={t('errors.copyRequest')} />}
    </>
  );
}
