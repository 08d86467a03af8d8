import { Table, type TableColumnsType } from 'antd';
import type { AccountView } from '../../../preload/contract/account.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { runAccountTest } from '../../state/account-test.ts';
import { useAccounts } from '../../state/accounts.ts';
import { openCloudsPanel, useNavigation } from '../../state/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { layoutPx } from '../../ui/theme/tokens.ts';
import { useMedia } from '../../ui/use-media.ts';
import { AccountCell, CamerasCell, healthGlyph, KeysCell, SignInCell, StateCell } from './account-cells.tsx';

interface AccountTableProps {
  readonly onRemove: (account: AccountView) => void;
}

export function testAccount(account: AccountView): void {
  openCloudsPanel({ kind: 'test', accountId: account.id });
  void runAccountTest({ kind: 'saved', accountId: account.id }, account);
}

/** Every account with what is known of it. Second-rank columns leave below 1440 px. */
export function AccountTable({ onRemove }: AccountTableProps) {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const panel = useNavigation((state) => state.cloudsPanel);
  const isNarrow = useMedia(`(max-width:${layoutPx.narrowBelow}px)`);
  const openId = panel.kind === 'edit' || panel.kind === 'test' ? panel.accountId : null;
  if (accounts.length === 0) {
    return (
      <EmptyState title={t('clouds.empty.title')} text={t('clouds.empty.text')}>
        <button type="button" className="btn" onClick={() => openCloudsPanel({ kind: 'add' })}>
          {t('clouds.add')}
        </button>
      </EmptyState>
    );
  }
  return (
    <Table<AccountView>
      className="accounts"
      size="small"
      rowKey="id"
      pagination={false}
      tableLayout="fixed"
      columns={columnsOf(t, isNarrow, onRemove)}
      dataSource={[...accounts]}
      rowClassName={(account) => (account.id === openId ? 'acc open' : 'acc')}
    />
  );
}

function columnsOf(
  t: Text,
  isNarrow: boolean,
  onRemove: (account: AccountView) => void,
): TableColumnsType<AccountView> {
  const region: TableColumnsType<AccountView> = [
    {
      title: t('clouds.columns.region'),
      width: 96,
      render: (_, { region: name }) => <span className="mono el">{name ?? t('clouds.oneHost')}</span>,
    },
  ];
  const signIn: TableColumnsType<AccountView> = [
    { title: t('clouds.columns.signIn'), render: (_, account) => <SignInCell account={account} /> },
  ];
  return [
    { title: '', width: 36, render: (_, account) => <StateGlyph name={healthGlyph(account)} size={13} /> },
    { title: t('clouds.columns.account'), render: (_, account) => <AccountCell account={account} /> },
    ...(isNarrow ? [] : region),
    ...(isNarrow ? [] : signIn),
    { title: t('clouds.columns.devices'), width: 112, render: (_, account) => <CamerasCell account={account} /> },
    { title: t('clouds.columns.state'), render: (_, account) => <StateCell account={account} /> },
    { title: t('clouds.columns.keys'), width: 190, render: (_, account) => <KeysCell account={account} /> },
    {
      title: <span className="visually-hidden">{t('clouds.actions')}</span>,
      width: 104,
      render: (_, account) => <RowActions account={account} onRemove={onRemove} />,
    },
  ];
}

function RowActions({ account, onRemove }: AccountTableProps & { readonly account: AccountView }) {
  const t = useText();
  const named = (action: string): string => `${action}: ${account.label}`;
  return (
    <span className="row acts">
      <IconButton icon="refresh" size={14} label={named(t('clouds.test'))} onClick={() => testAccount(account)} />
      <IconButton
        icon="edit"
        size={14}
        label={named(t('clouds.edit'))}
        onClick={() => openCloudsPanel({ kind: 'edit', accountId: account.id })}
      />
      <IconButton icon="trash" size={14} label={named(t('clouds.remove'))} onClick={() => onRemove(account)} />
    </span>
  );
}
