/** The data that the table follows: the cameras of all accounts, what their clouds reported, and the facts that were asked for. */
import { useEffect, useMemo, useRef } from 'react';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { silenceOf, useSilentAccounts, type Silence } from '../../state/players/outages.ts';
import { useIsNarrow, useIsTight, useIsWide } from '../../ui/rows/use-fit.ts';
import { isFactColumn, silentIn, sortKey, type RowWorld } from './columns.tsx';
import { factsKey, NOT_ASKED, useFacts } from './model/facts.ts';
import { readOfflineTimes, useOffline } from './model/history.ts';
import { lastPictureOf, usePictures } from './model/pictures.ts';
import { arrange, COLUMN_IDS, useTable, type ColumnId } from './model/table.ts';

export function useRowWorld(): RowWorld {
  const all = useAccounts((state) => state.accounts);
  const states = useDirectory((state) => state.states);
  const silent = useSilentAccounts();
  const asked = useFacts((state) => state.asked);
  const { untilMs, sinceMs, read } = useOffline();
  const pictures = usePictures();
  const accounts = useMemo(() => new Map(all.map((account) => [account.id, account])), [all]);
  const silences = useMemo(() => silencesOf(silent), [silent]);
  return useMemo(
    () => ({
      accounts,
      silences,
      asOfMs: (id) => states[id]?.asOfMs ?? null,
      asked: ({ wish }) => (wish === null ? NOT_ASKED : (asked.get(factsKey(wish)) ?? NOT_ASKED)),
      offlineUntilMs: ({ accountId, channel }) => {
        if (channel === null) return null;
        return untilMs.get(channel.id) ?? (read.has(accountId) ? null : undefined);
      },
      offlineSinceMs: ({ channel }) => (channel === null ? null : (sinceMs.get(channel.id) ?? null)),
      lastPicture: ({ channel }) => (channel === null ? null : lastPictureOf(pictures, channel.id)),
    }),
    [accounts, states, silences, asked, untilMs, sinceMs, read, pictures],
  );
}

function silencesOf(ids: readonly AccountId[]): ReadonlyMap<AccountId, Silence> {
  return new Map(
    ids.flatMap((id) => {
      const silence = silenceOf(id);
      return silence === null ? [] : [[id, silence] as const];
    }),
  );
}

/** Arranges the rows anew when what they are made of, the filter or the order changes. */
export function useArranging(world: RowWorld): void {
  const t = useText();
  const locale = useLocale();
  const view = useDirectory((state) => state.view);
  const order = useAccounts((state) => state.accounts.map(({ id, label }) => `${id} ${label}`).join());
  const filter = useTable((state) => state.filter);
  const sort = useTable((state) => state.sort);
  const { silences } = world;
  // The world changes with every progress of a reading; only these columns are sorted by what changes then.
  const sortedBy = sort !== null && (isFactColumn(sort.column) || TOLD_COLUMNS.has(sort.column)) ? world : null;
  const latest = useRef(world);
  useEffect(() => {
    latest.current = world;
  }, [world]);
  useEffect(() => {
    const now = latest.current;
    const silent = silentIn({ silences });
    const { compare } = new Intl.Collator(locale, { numeric: true });
    void arrange({ silent, compareTexts: compare, keyOf: (row, column) => sortKey(t, row, column, now, silent) });
  }, [t, locale, view, order, filter, sort, silences, sortedBy]);
}

const TOLD_COLUMNS: ReadonlySet<string> = new Set<ColumnId>(['asOf', 'offline', 'picture']);

/** Reads when cameras went off line and came back, once a column shows it. */
export function useOfflineTimes(shown: ReadonlySet<ColumnId>): void {
  const isWanted = shown.has('offline') || shown.has('state');
  const ids = useAccounts((state) => state.accounts.map(({ id }) => id).join());
  useEffect(() => {
    if (isWanted && ids !== '') void readOfflineTimes(useAccounts.getState().accounts.map(({ id }) => id));
  }, [isWanted, ids]);
}

/** Second-rank columns leave where the window has no room for them, until somebody chooses columns. */
const MIDDLE: ReadonlySet<ColumnId> = new Set(['recording', 'picture']);
const NARROW: ReadonlySet<ColumnId> = new Set([...MIDDLE, 'firmware', 'address', 'offline']);
const TIGHT: ReadonlySet<ColumnId> = new Set([...NARROW, 'group', 'kind', 'protocol']);

export function useShownColumns(): ReadonlySet<ColumnId> {
  const chosen = usePreferences((state) => state.deviceColumns);
  const isNarrow = useIsNarrow();
  const isTight = useIsTight();
  const isWide = useIsWide();
  return useMemo(() => {
    const left = isTight ? TIGHT : isNarrow ? NARROW : isWide ? new Set<ColumnId>() : MIDDLE;
    return new Set(COLUMN_IDS.filter((id) => (chosen === null ? !left.has(id) : chosen.includes(id))));
  }, [chosen, isNarrow, isTight, isWide]);
}
