import { useState } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { useAccountFacts } from '../model/account-facts.ts';
import { runAccountTest } from '../model/account-test.ts';
import { loadAccounts, useAccounts } from '../../../state/accounts/accounts.ts';
import { openCloudsPanel, useNavigation } from '../../../state/page/navigation.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useMinuteMs } from '../../../ui/now.ts';
import { useIsNarrow, useIsTight, useIsWide } from '../../../ui/rows/use-fit.ts';
import { nextSort, type TableColumn, type TableSort } from '../../../ui/table/column.ts';
import { TableFrame } from '../../../ui/table/table-frame.tsx';
import { DataTable } from '../../../ui/table/table.tsx';
import { AccountCell, CamerasCell, KeysCell, regionWords, SignInCell, StateCell } from './account-cells.tsx';
import { accountGlyph, useOutageOf, type OutageOf } from '../cloud-states.ts';
import { filterAccounts, stateRank, type AccountFilter } from './account-list.ts';
import { QuotaCell } from '../facts/quota-cell.tsx';
import { RowActions } from './row-actions.tsx';

interface AccountTableProps {
  readonly filter: AccountFilter;
  readonly onClearFilter: () => void;
  readonly onRemove: (account: AccountView) => void;
}

export function testAccount(account: AccountView): void {
  openCloudsPanel({ kind: 'test', accountId: account.id });
  void runAccountTest({ kind: 'saved', accountId: account.id }, account);
}

/** Every account with what is known of it. Second-rank columns leave below 1440 px. */
export function AccountTable({ filter, onClearFilter, onRemove }: AccountTableProps) {
  const t = useText();
  const panel = useNavigation((state) => state.cloudsPanel);
  const isNarrow = useIsNarrow();
  const isTight = useIsTight();
  const isWide = useIsWide();
  const openId = 'accountId' in panel ? panel.accountId : null;
  const outageOf = useOutageOf();
  const { accounts, shown } = useShownAccounts(filter, outageOf);
  const load = useAccounts((state) => state.load);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const add = (
    <button type="button" className="btn" onClick={() => openCloudsPanel({ kind: 'add' })}>
      {t('clouds.add')}
    </button>
  );
  const words = {
    reading: t('clouds.readingAccounts'),
    none: t('clouds.empty.title'),
    noneText: t('clouds.empty.text'),
  };
  const filtered = { noMatch: t('clouds.find.noneTitle'), clear: t('clouds.find.clear'), onClear: onClearFilter };
  const isAlone = panel.kind === 'none';
  const room = isWide || (isAlone && !isNarrow) ? 'full' : !isNarrow || (isAlone && !isTight) ? 'less' : 'least';
  return (
    <TableFrame
      isRead={load.status === 'ready'}
      total={accounts.length}
      words={words}
      filter={{ ...filtered, found: shown.length }}
      help={add}
      error={load.status === 'failed' ? load.error : null}
      onAgain={() => void loadAccounts()}
    >
      <DataTable
        isWhole
        words={{ label: t('clouds.names.tab'), sort: t('clouds.sortTip') }}
        rows={sortedBy(sort, shown, t, outageOf)}
        idOf={idOf}
        columns={columnsOf({ t, room, outageOf, onRemove })}
        sort={sort}
        onSort={(column) => setSort(nextSort(sort, column))}
        at={at}
        onAt={setAt}
        openId={openId}
        onOpen={({ id }) => openCloudsPanel({ kind: 'facts', accountId: id })}
        lookOf={({ isEnabled }) => (isEnabled ? 'acc' : 'acc off')}
      />
    </TableFrame>
  );
}

const idOf = ({ id }: AccountView): string => id;

function useShownAccounts(
  filter: AccountFilter,
  outageOf: OutageOf,
): { readonly accounts: readonly AccountView[]; readonly shown: readonly AccountView[] } {
  const t = useText();
  const nowMs = useMinuteMs();
  const accounts = useAccounts((state) => state.accounts);
  const facts = useAccountFacts((state) => state.byId);
  const shown = filterAccounts(accounts, filter, {
    cloudName: ({ vendor }) => t(`shell.vendors.${vendor}`),
    factsOf: ({ id }) => facts[id] ?? { facts: null, isReading: false, error: null },
    nowMs,
    outageOf,
  });
  return { accounts, shown };
}

/** How many columns fit: all, without region and sign-in, and without the keys' place too. */
type Room = 'full' | 'less' | 'least';

interface ColumnFacts {
  readonly t: Text;
  readonly room: Room;
  readonly outageOf: OutageOf;
  readonly onRemove: (account: AccountView) => void;
}

function sortedBy(
  sort: TableSort | null,
  accounts: readonly AccountView[],
  t: Text,
  outageOf: OutageOf,
): readonly AccountView[] {
  if (sort === null) return accounts;
  const rankOf = (account: AccountView): number => stateRank(account, outageOf(account));
  const textOf = (account: AccountView): string => (sort.column === 'region' ? regionWords(t, account) : account.label);
  const compare = (a: AccountView, b: AccountView): number =>
    sort.column === 'state' ? rankOf(a) - rankOf(b) : textOf(a).localeCompare(textOf(b));
  return accounts.toSorted((a, b) => (sort.isDown ? -compare(a, b) : compare(a, b)));
}

type Column = TableColumn<AccountView>;

/** The cells bring their own tooltips. */
const noText = (): string => '';

function columnsOf({ t, room, outageOf, onRemove }: ColumnFacts): readonly Column[] {
  const wide = (id: string, minPx: number): Pick<Column, 'id' | 'minPx' | 'share' | 'text'> => ({
    id,
    minPx,
    share: 0,
    text: noText,
  });
  const shared = (id: string): Pick<Column, 'id' | 'minPx' | 'share' | 'text'> => ({
    id,
    minPx: 60,
    share: 1,
    text: noText,
  });
  const secondRank: readonly Column[] = [
    {
      ...wide('region', 108),
      title: t('clouds.columns.region'),
      cell: (account) => (
        <div className="mono el" title={account.endpoint}>
          {regionWords(t, account)}
        </div>
      ),
    },
    {
      ...shared('signIn'),
      title: t('clouds.columns.signIn'),
      isUnsorted: true,
      cell: (account) => <SignInCell account={account} />,
    },
  ];
  const keys: Column = {
    ...wide('keys', 140),
    title: t('clouds.columns.keys'),
    isUnsorted: true,
    cell: (account) => <KeysCell account={account} />,
  };
  return [
    {
      ...wide('sign', 24),
      title: t('clouds.columns.state'),
      isPlain: true,
      cell: (account) => <StateGlyph name={accountGlyph(account, outageOf(account))} size={13} />,
    },
    { ...shared('account'), title: t('clouds.columns.account'), cell: (account) => <AccountCell account={account} /> },
    ...(room === 'full' ? secondRank : []),
    {
      ...wide('devices', room === 'full' ? 230 : 110),
      title: t('clouds.columns.devices'),
      isUnsorted: true,
      cell: (account) => <CamerasCell account={account} />,
    },
    { ...shared('state'), title: t('clouds.columns.state'), cell: (account) => <StateCell account={account} /> },
    {
      ...wide('quota', 232),
      title: t('clouds.columns.quota'),
      isUnsorted: true,
      cell: (account) => <QuotaCell account={account} />,
    },
    ...(room === 'least' ? [] : [keys]),
    {
      ...wide('actions', 112),
      title: t('clouds.actions'),
      isPlain: true,
      cell: (account) => <RowActions account={account} onRemove={onRemove} onTest={testAccount} />,
    },
  ];
}
