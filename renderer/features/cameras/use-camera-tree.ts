import { useEffect, useMemo, useState } from 'react';
import { useAccounts } from '../../state/accounts.ts';
import { prepareIndex, termsOf } from '../../state/camera-search.ts';
import type { Counts } from '../../state/channel-counts.ts';
import { useDirectory } from '../../state/directory.ts';
import {
  buildTrees,
  NO_FILTER,
  totalCounts,
  visibleRows,
  type Tree,
  type TreeFilter,
  type TreeRow,
} from './tree-model.ts';

export interface CameraTreeState {
  readonly rows: readonly TreeRow[];
  readonly counts: Counts;
  /** False while the rows still are those of the content before. */
  readonly isBuilt: boolean;
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
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(NO_FILTER);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { trees, isBuilt } = useTrees();
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
  return { rows, counts, isBuilt, terms, query, filter, closed, setQuery, setFilter, fold };
}

interface BuiltTrees {
  readonly trees: readonly Tree[];
  readonly isBuilt: boolean;
}

/** The trees of the present content, built in slices beside everything else; the old ones stay until then. */
function useTrees(): BuiltTrees {
  const view = useDirectory((state) => state.view);
  // Only id, vendor and label of an account shape the tree; its health changes far more often.
  const shape = useAccounts((state) =>
    state.accounts.map(({ id, vendor, label }) => `${id} ${vendor} ${label}`).join(),
  );
  const [built, setBuilt] = useState<{ readonly trees: readonly Tree[]; readonly of: unknown }>({
    trees: [],
    of: null,
  });
  useEffect(() => {
    let isCurrent = true;
    const build = async (): Promise<void> => {
      const trees = await buildTrees(view, useAccounts.getState().accounts);
      if (isCurrent) setBuilt({ trees, of: view });
      for (const part of view.parts) if (isCurrent) await prepareIndex(part);
    };
    void build();
    return () => {
      isCurrent = false;
    };
  }, [view, shape]);
  return { trees: built.trees, isBuilt: built.of === view };
}
