import { Table, type TableColumnsType } from 'antd';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { useAccountFacts } from '../model/account-facts.ts';
import { runAccountTest } from '../model/account-test.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { openCloudsPanel, useNavigation } from '../../../state/page/navigation.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useMinuteMs } from '../../../ui/now.ts';
import { useIsNarrow, useIsTight, useIsWide } from '../../../ui/rows/use-fit.ts';
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
  if (accounts.length === 0) {
    return (
      <EmptyState title={t('clouds.empty.title')} text={t('clouds.empty.text')}>
        <button type="button" className="btn" onClick={() => openCloudsPanel({ kind: 'add' })}>
          {t('clouds.add')}
        </button>
      </EmptyState>
    );
  }
  if (shown.length === 0) {
    return (
      <EmptyState title={t('clouds.find.noneTitle')}>
        <button type="button" className="btn" onClick={onClearFilter}>
          {t('clouds.find.clear')}
        </button>
      </EmptyState>
    );
  }
  const isAlone = panel.kind === 'none';
  const room = isWide || (isAlone && !isNarrow) ? 'full' : !isNarrow || (isAlone && !isTight) ? 'less' : 'least';
  return (
    <Table<AccountView>
      className="accounts"
      size="small"
      rowKey="id"
      pagination={false}
      tableLayout="fixed"
      sticky
      showSorterTooltip={false}
      columns={columnsOf({ t, room, outageOf, onRemove })}
      dataSource={shown}
      rowClassName={({ id, isEnabled }) => `acc${id === openId ? ' open' : ''}${isEnabled ? '' : ' off'}`}
      onRow={({ id }) => ({
        onClick: (event) => {
          if ((event.target as Element).closest('button') === null) openCloudsPanel({ kind: 'facts', accountId: id });
        },
      })}
    />
  );
}

function useShownAccounts(
  filter: AccountFilter,
  outageOf: OutageOf,
): {
  readonly accounts: readonly AccountView[];
  readonly shown: readonly AccountView[];
} {
  const t = useText();
  const nowMs = useMinuteMs();
  const accounts = useAccounts((state) => state.accounts);
  const facts = useAccountFacts((state) => state.byId);
  const shown = filterAccounts(accounts, filter, {
    cloudName: ({ vendor }) => t(`shell.vendors.${vendor}`),
    factsOf: ({ id }) => facts[id] ?? { facts: null, isReading: false, error: null },
    ...{ nowMs, outageOf },
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

function columnsOf({ t, room, outageOf, onRemove }: ColumnFacts): TableColumnsType<AccountView> {
  const byText = (text: (account: AccountView) => string) => (a: AccountView, b: AccountView) =>
    text(a).localeCompare(text(b));
  const secondRank: TableColumnsType<AccountView> = [
    {
      title: t('clouds.columns.region'),
      width: 108,
      sorter: byText((account) => regionWords(t, account)),
      render: (_, account) => (
        <div className="mono el" title={account.endpoint}>
          {regionWords(t, account)}
        </div>
      ),
    },
    { title: t('clouds.columns.signIn'), render: (_, account) => <SignInCell account={account} /> },
  ];
  const keys: TableColumnsType<AccountView> = [
    { title: t('clouds.columns.keys'), width: 140, render: (_, account) => <KeysCell account={account} /> },
  ];
  return [
    {
      title: '',
      width: 36,
      render: (_, account) => <StateGlyph name={accountGlyph(account, outageOf(account))} size={13} />,
    },
    {
      title: t('clouds.columns.account'),
      sorter: byText(({ label }) => label),
      render: (_, account) => <AccountCell account={account} />,
    },
    ...(room === 'full' ? secondRank : []),
    {
      title: t('clouds.columns.devices'),
      width: room === 'full' ? 230 : 110,
      render: (_, account) => <CamerasCell account={account} />,
    },
    {
      title: t('clouds.columns.state'),
      sorter: (a, b) => stateRank(a, outageOf(a)) - stateRank(b, outageOf(b)),
      render: (_, account) => <StateCell account={account} />,
    },
    { title: t('clouds.columns.quota'), width: 232, render: (_, account) => <QuotaCell account={account} /> },
    ...(room === 'least' ? [] : keys),
    {
      title: <span className="visually-hidden">{t('clouds.actions')}</span>,
      width: 124,
      render: (_, account) => <RowActions account={account} onRemove={onRemove} onTest={testAccount} />,
    },
  ];
}
