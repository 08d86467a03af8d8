import { startTransition, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { askRecorder } from '../../../state/cameras/asking.ts';
import { prepareIndex } from '../../../state/cameras/camera-search.ts';
import { termsOf } from '../../../state/page/name-search.ts';
import type { Counts } from '../../../state/cameras/channel-counts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import { useSilentAccounts } from '../../../state/players/outages.ts';
import { useSites } from '../../../state/cameras/sites.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import { channelOf } from '../../../../preload/domain/walls/wall-tiles.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { buildSiteTree } from '../sites/site-tree.ts';
import { NO_FILTER, type TreeFilter } from './tree-filter.ts';
import { closedGroups, groupsAbove, USUAL_FOLDING, withFold } from './tree-folding.ts';
import {
  buildTrees,
  countMatches,
  isNarrow,
  totalCounts,
  visibleRows,
  type Matches,
  type Tree,
  type TreeRow,
} from './tree-model.ts';

export interface CameraTreeState {
  readonly rows: readonly TreeRow[];
  /** The trees that the rows come from. */
  readonly trees: readonly Tree[];
  readonly counts: Counts;
  /** False while the rows still are those of the content before. */
  readonly isBuilt: boolean;
  /** Text of the search field. */
  readonly query: string;
  /** The query of the rows: while the user types it lags behind the field. */
  readonly searched: string;
  readonly terms: readonly string[];
  readonly filter: TreeFilter;
  readonly closed: ReadonlySet<string>;
  /** Results of the query or the filter; null while neither narrows the list. */
  readonly matches: Matches | null;
  readonly setQuery: (query: string) => void;
  /** Brings the rows up to the query before something is done with them. */
  readonly searchNow: () => void;
  readonly setFilter: (filter: TreeFilter) => void;
  readonly fold: (key: string, isClosed?: boolean) => void;
  /** Folds or opens every group, and forgets earlier choices. */
  readonly foldAll: (isClosed: boolean) => void;
  /** Opens the groups above a camera until the next camera is asked for; null closes them again. */
  readonly peek: (channelId: ChannelId | null) => void;
}

/**
 * The query of the field and the one of the rows. A letter shows at once; its rows follow in small pieces that give way to
 * the next letter and to whatever else the page must do.
 */
function useQuery(): Pick<CameraTreeState, 'query' | 'searched' | 'terms' | 'setQuery' | 'searchNow'> {
  const [query, setQuery] = useState('');
  const [searched, setSearched] = useState('');
  const terms = useMemo(() => termsOf(searched), [searched]);
  return {
    query,
    searched,
    terms,
    setQuery: (next) => {
      setQuery(next);
      startTransition(() => setSearched(next));
    },
    searchNow: () => flushSync(() => setSearched(query)),
  };
}

const NO_GROUPS: ReadonlySet<string> = new Set();
const NO_CAMERAS: ReadonlySet<ChannelId> = new Set();

/** The cameras of the wall that shows, also where its layout hides them; followed only while the filter asks for them. */
function useOnWall(isWanted: boolean): ReadonlySet<ChannelId> {
  const tiles = useWalls((state) => (isWanted ? (selectWall(state)?.tiles ?? null) : null));
  return useMemo(
    () => (tiles === null ? NO_CAMERAS : new Set(tiles.map(channelOf).filter((id) => id !== null))),
    [tiles],
  );
}

type Folds = Pick<CameraTreeState, 'closed' | 'fold' | 'foldAll' | 'peek'>;

/** Which groups are folded: as the operator chose, kept over restarts, and open above a camera that is to be seen. */
function useFolding(trees: readonly Tree[]): Folds {
  const folding = usePreferences((state) => state.treeFolding);
  const [peeked, setPeeked] = useState(NO_GROUPS);
  const closed = useMemo(() => closedGroups(trees, folding, peeked), [trees, folding, peeked]);
  return {
    closed,
    fold: (key, isClosed = !closed.has(key)) => {
      if (peeked.has(key)) setPeeked(new Set([...peeked].filter((other) => other !== key)));
      if (!isClosed) askRecorder(key);
      void setPreferences({ treeFolding: withFold(usePreferences.getState().treeFolding, key, isClosed) });
    },
    foldAll: (isClosed) => {
      setPeeked(NO_GROUPS);
      void setPreferences({ treeFolding: { ...USUAL_FOLDING, base: isClosed ? 'closed' : 'open' } });
    },
    peek: (channelId) => {
      const above = channelId === null ? null : groupsAbove(trees, channelId);
      // The list follows in its own time: the selection of a tile and the menu of a tile do not wait for the rows.
      startTransition(() => setPeeked(above === null ? NO_GROUPS : new Set(above)));
    },
  };
}

/** The rows of the panel for the query, the filter and the folded groups. */
export function useCameraTree(): CameraTreeState {
  const search = useQuery();
  const { terms } = search;
  const [filter, setFilter] = useState(NO_FILTER);
  const { clouds, isBuilt, view } = useCloudTrees();
  const sites = useSiteTree(view);
  const trees = useMemo(() => treesOf(view, clouds, sites), [view, clouds, sites]);
  const folds = useFolding(trees);
  const { closed } = folds;
  const onWall = useOnWall(filter.isOffWallOnly);
  const silent = useSilentAccounts();
  const rows = useMemo(
    () => visibleRows(trees, { terms, filter, closed, onWall, silent }),
    [trees, terms, filter, closed, onWall, silent],
  );
  const matches = useMemo(() => (isNarrow(terms, filter) ? countMatches(rows) : null), [terms, filter, rows]);
  const counts = useMemo(() => totalCounts(clouds, silent), [clouds, silent]);
  // The results of a search are always open, so folding does nothing.
  const fold: Folds['fold'] = (key, isClosed) => (matches === null ? folds.fold(key, isClosed) : undefined);
  return { ...search, ...folds, fold, rows, trees, counts, isBuilt, filter, matches, setFilter };
}

type CameraView = 'both' | 'sites' | 'clouds';

/** Without sites there is nothing to choose: the clouds' own trees show. */
export function useCameraView(): CameraView | null {
  const hasSites = useSites((state) => state.sites.length > 0);
  const chosen = usePreferences((state) => state.cameraView);
  return hasSites ? chosen : null;
}

function treesOf(view: CameraView | null, clouds: readonly Tree[], sites: Tree | null): readonly Tree[] {
  const own = sites === null || view === null || view === 'clouds' ? [] : [sites];
  return view === 'sites' ? own : [...own, ...clouds];
}

interface CloudTrees {
  readonly clouds: readonly Tree[];
  readonly isBuilt: boolean;
  readonly view: CameraView | null;
}

/** Only these parts of an account shape the tree; its health changes far more often. */
function useAccountShape(): string {
  return useAccounts((state) =>
    state.accounts.map(({ id, vendor, label, isEnabled }) => `${id} ${vendor} ${label} ${isEnabled}`).join(),
  );
}

/** The trees of the present content, built in slices beside everything else; the old ones stay until then. */
function useCloudTrees(): CloudTrees {
  const content = useDirectory((state) => state.view);
  const view = useCameraView();
  const shape = useAccountShape();
  const hasRootRow = view === 'both' || content.parts.length > 1;
  const [built, setBuilt] = useState<{ readonly trees: readonly Tree[]; readonly of: unknown }>({
    trees: [],
    of: null,
  });
  useEffect(() => {
    let isCurrent = true;
    const build = async (): Promise<void> => {
      const trees = await buildTrees(content, useAccounts.getState().accounts, hasRootRow);
      if (isCurrent) setBuilt({ trees, of: content });
      for (const part of content.parts) if (isCurrent) await prepareIndex(part);
    };
    void build();
    return () => {
      isCurrent = false;
    };
  }, [content, shape, hasRootRow]);
  return { clouds: built.trees, isBuilt: built.of === content, view };
}

/** The sites over the same content; null while there is none, or before the first was built. */
function useSiteTree(view: CameraView | null): Tree | null {
  const content = useDirectory((state) => state.view);
  const sites = useSites();
  const shape = useAccountShape();
  const [tree, setTree] = useState<Tree | null>(null);
  // Before the accounts are known every camera of a site would count as missing.
  const areAccountsKnown = useAccounts((state) => state.load.status === 'ready');
  const isShown = areAccountsKnown && (view === 'both' || view === 'sites');
  useEffect(() => {
    let isCurrent = true;
    const build = async (): Promise<void> => {
      const built = await buildSiteTree(sites, content, useAccounts.getState().accounts, view === 'both');
      if (isCurrent) setTree(built);
    };
    if (isShown) void build();
    return () => {
      isCurrent = false;
    };
  }, [sites, content, shape, view, isShown]);
  return tree;
}
