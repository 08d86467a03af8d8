/** The frame of a table or of another long list: its failure, that its rows are read, that there are none, that a filter hides all; else the rows. */
import type { ReactNode } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import { EmptyState } from '../empty-state.tsx';
import { ErrorText } from '../error-text.tsx';
import { clearing } from '../form/clear-search.ts';
import { SkeletonRows } from '../rows/skeleton-rows.tsx';

/** Rows that stand for those that are read, as many as fill most windows. */
const SKELETON_ROWS = 12;

interface FrameWords {
  /** For screen readers, while no row is known yet. */
  readonly reading: string;
  readonly none: string;
  readonly noneText?: string;
}

interface FrameFilter {
  /** How many of the rows it leaves. */
  readonly found: number;
  /** It hides all rows that are known. */
  readonly noMatch: string;
  /** The button that ends it. The focus moves to the field of the search around the frame. */
  readonly clear: string;
  readonly onClear: () => void;
}

interface TableFrameProps {
  /** An answer came: no row means that there is none. Rows that are known show whether or not it came. */
  readonly isRead: boolean;
  /** How many rows are known, before any filter. */
  readonly total: number;
  readonly words: FrameWords;
  readonly filter?: FrameFilter;
  /** Buttons below the words that there is no row. */
  readonly help?: ReactNode;
  /** The last reading failed. The rows that are known stay below it. */
  readonly error?: WireError | null;
  /** Reads again after a failure. */
  readonly onAgain?: () => void;
  readonly children: ReactNode;
}

export function TableFrame(props: TableFrameProps) {
  const { error = null, onAgain } = props;
  return (
    <>
      {error === null ? null : (
        <div className="table-failure">
          <ErrorText error={error} onAction={onAgain} />
        </div>
      )}
      <Content {...props} />
    </>
  );
}

function Content({ isRead, total, words, filter, help, error = null, children }: TableFrameProps) {
  if (total > 0 && filter?.found === 0) {
    return (
      <EmptyState title={filter.noMatch}>
        <button type="button" className="btn" onClick={clearing(filter.onClear)}>
          {filter.clear}
        </button>
      </EmptyState>
    );
  }
  if (total > 0) return children;
  if (isRead) {
    return (
      <EmptyState title={words.none} {...(words.noneText === undefined ? {} : { text: words.noneText })}>
        {help}
      </EmptyState>
    );
  }
  return error === null ? <SkeletonRows rows={SKELETON_ROWS} label={words.reading} /> : null;
}
