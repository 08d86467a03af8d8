import { useMemo, useState } from 'react';
import { useAccounts } from '../../state/accounts.ts';
import { termsOf } from '../../state/camera-search.ts';
import type { Counts } from '../../state/channel-counts.ts';
import { useDirectory } from '../../state/directory.ts';
import { buildTrees, NO_FILTER, totalCounts, visibleRows, type TreeFilter, type TreeRow } from './tree-model.ts';

export interface CameraTreeState {
  readonly rows: readonly TreeRow[];
  readonly counts: Counts;
  readonly terms: readonly string[];
  readonly query: string;
  readonly filter: TreeFilter;
  readonly closed: ReadonlySet<string>;
  readonly setQuery: (query: string) => void;
  readonly setFilter: (filter: TreeFilter) => void;
  readonly fold: (key: string, isClosed?: boolean) => void;
}

/** The rows of the panel for the query, the filter and the folded groups. */
export function useCameraTree(): CameraTreeState {
  const view = useDirectory((state) => state.view);
  const accounts = useAccounts((state) => state.accounts);
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(NO_FILTER);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  // Only id, vendor and label of an account shape the tree; its health changes far more often.
  const shape = accounts.map(({ id, vendor, label }) => `${id} ${vendor} ${label}`).join('\n');
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `shape` stands for `accounts`, as said above
  const trees = useMemo(() => buildTrees(view, accounts), [view, shape]);
  const terms = useMemo(() => termsOf(query), [query]);
  const rows = useMemo(() => visibleRows(trees, { terms, filter, closed }), [trees, terms, filter, closed]);
  const counts = useMemo(() => totalCounts(trees), [trees]);
  const fold = (key: string, isClosed?: boolean): void =>
    setClosed((before) => {
      const after = new Set(before);
      if (isClosed ?? !before.has(key)) after.add(key);
      else after.delete(key);
      return after;
    });
  return { rows, counts, terms, query, filter, closed, setQuery, setFilter, fold };
}
