/** The table over all accounts: which rows show, in which order, and which are selected. */
import { create } from 'zustand';
import type { AccessProtocol } from '../../../../preload/domain/cameras/cameras.ts';
import type { DeviceState } from '../../../../preload/domain/cameras/device-state.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { termsOf } from '../../../state/page/name-search.ts';
import { filteredRows, sortedRows, type SortKey } from '../../../state/page/row-order.ts';
import type { TableSort } from '../../../ui/table/column.ts';
import { hasTerms, rowsOf, type DeviceRow } from './rows.ts';
import { stateOf } from './state.ts';

/** The columns in the order in which they stand. */
export const COLUMN_IDS = [
  ...(['state', 'number', 'name', 'account', 'asOf', 'group', 'kind', 'protocol'] as const),
  ...(['model', 'firmware', 'address', 'offline', 'recording', 'picture'] as const),
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export type DeviceKind = DeviceRow['kind'];

export interface TableFilter {
  readonly query: string;
  /** Of several one is enough; an empty set lets every row pass. */
  readonly states: ReadonlySet<DeviceState>;
  readonly accountIds: ReadonlySet<AccountId>;
  readonly kinds: ReadonlySet<DeviceKind>;
  /** A device whose protocol was not read passes only while every protocol does. */
  readonly protocols: ReadonlySet<AccessProtocol>;
}

export const NO_FILTER: TableFilter = {
  query: '',
  states: new Set(),
  accountIds: new Set(),
  kinds: new Set(),
  protocols: new Set(),
};

interface TableState {
  readonly filter: TableFilter;
  readonly sort: TableSort | null;
  /** Those that the filter leaves, in their order. */
  readonly rows: readonly DeviceRow[];
  /** Of all accounts, whatever the filter. */
  readonly total: number;
  readonly counts: Readonly<Partial<Record<DeviceState, number>>>;
  /** False until the rows were arranged once. */
  readonly isArranged: boolean;
  /** Ids of rows, also of rows that the filter hides. */
  readonly selected: ReadonlySet<string>;
  readonly at: string | null;
}

export const useTable = create<TableState>(() => ({
  filter: NO_FILTER,
  sort: null,
  rows: [],
  total: 0,
  counts: {},
  isArranged: false,
  selected: new Set(),
  at: null,
}));

export const setFilter = (change: Partial<TableFilter>): void =>
  useTable.setState(({ filter }) => ({ filter: { ...filter, ...change } }));

export const isFiltering = ({ query, states, accountIds, kinds, protocols }: TableFilter): boolean =>
  query.trim() !== '' || states.size + accountIds.size + kinds.size + protocols.size > 0;

interface ArrangeHow {
  readonly silent: ReadonlySet<AccountId>;
  readonly compareTexts: (a: string, b: string) => number;
  /** Gives the key of a row for the column that sorts; the words of a cell where a column shows words. */
  readonly keyOf: (row: DeviceRow, column: string) => SortKey;
}

let run = 0;

/** Arranges the rows anew, in pieces. A later call ends an earlier one; the rows before stay until then. */
export async function arrange({ silent, compareTexts, keyOf }: ArrangeHow): Promise<void> {
  run += 1;
  const mine = run;
  const isCurrent = (): boolean => mine === run;
  const all = await allRows();
  if (!isCurrent()) return;
  const { filter, sort } = useTable.getState();
  const counts: Partial<Record<DeviceState, number>> = {};
  const terms = termsOf(filter.query);
  const passes = (row: DeviceRow): boolean => {
    const { state } = stateOf(row, silent);
    counts[state] = (counts[state] ?? 0) + 1;
    if (filter.states.size > 0 && !filter.states.has(state)) return false;
    if (filter.accountIds.size > 0 && !filter.accountIds.has(row.accountId)) return false;
    if (filter.kinds.size > 0 && !filter.kinds.has(row.kind)) return false;
    if (filter.protocols.size > 0 && (row.protocol === null || !filter.protocols.has(row.protocol))) return false;
    return hasTerms(row, terms);
  };
  const found = await filteredRows(all, passes, isCurrent);
  if (found === null) return;
  const how = {
    keyOf: (row: DeviceRow) => keyOf(row, sort?.column ?? ''),
    compareTexts,
    isDown: sort?.isDown ?? false,
  };
  const rows = sort === null ? found : await sortedRows(found, how, isCurrent);
  if (rows !== null) useTable.setState({ rows, total: all.length, counts, isArranged: true });
}

/** The rows that were joined last, and what they were joined of. */
let joined: { readonly parts: readonly (readonly DeviceRow[])[]; readonly rows: readonly DeviceRow[] } = {
  parts: [],
  rows: [],
};

/** In the order of the accounts. */
async function allRows(): Promise<readonly DeviceRow[]> {
  const { parts } = useDirectory.getState().view;
  const { accounts } = useAccounts.getState();
  const ordered = accounts.flatMap(({ id }) => parts.filter(({ accountId }) => accountId === id));
  const all: (readonly DeviceRow[])[] = [];
  for (const part of ordered) all.push(await rowsOf(part));
  const isSame = all.length === joined.parts.length && all.every((rows, i) => rows === joined.parts[i]);
  if (!isSame) joined = { parts: all, rows: all.flat() };
  return joined.rows;
}

let search: HTMLInputElement | null = null;

/** Takes the field that the search of the window focuses. */
export const setTableSearch = (field: HTMLInputElement | null): void => {
  search = field;
};

export const focusTableSearch = (): void => search?.focus();
