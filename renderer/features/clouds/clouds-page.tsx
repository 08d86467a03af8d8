/** The clouds screen: accounts, their form and their test. The only screen of the frame that uses Ant Design. */
import { useState } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { forgetAccountTest } from '../../state/account-test.ts';
import { loadAccounts, selectAccount, useAccounts } from '../../state/accounts.ts';
import { closeCloudsPanel, openCloudsPanel, useNavigation } from '../../state/navigation.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { ThemeProvider } from '../../ui/theme/theme-provider.tsx';
import { AccountFormPanel } from './account-form.tsx';
import { AccountTable, testAccount } from './account-table.tsx';
import { CloudOffers } from './cloud-offers.tsx';
import './clouds.css';
import { RemoveDialog } from './remove-dialog.tsx';
import { TestView } from './test-panel.tsx';

export function CloudsPage() {
  const [removing, setRemoving] = useState<AccountView | null>(null);
  const load = useAccounts((state) => state.load);
  return (
    <ThemeProvider locale={useLocale()}>
      <section className="stage clouds">
        <Toolbar />
        {load.status === 'failed' ? (
          <div className="form-error">
            <ErrorText error={load.error} onAction={() => void loadAccounts()} />
          </div>
        ) : null}
        <div className="scr">
          {load.status === 'ready' ? <AccountTable onRemove={setRemoving} /> : null}
          <CloudOffers />
        </div>
      </section>
      <Panel />
      {removing === null ? null : <RemoveDialog account={removing} onDone={() => setRemoving(null)} />}
    </ThemeProvider>
  );
}

const VAULT_KEYS = {
  locked: 'shell.status.keychainLocked',
  missing: 'shell.status.keychainMissing',
  refused: 'shell.status.keychainRefused',
} as const;

function Toolbar() {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const vault = useAccounts((state) => state.vault);
  const clouds = new Set(accounts.map((account) => account.vendor)).size;
  return (
    <div className="tb">
      <h2>
        {t('clouds.accounts', { count: accounts.length })}, {t('clouds.clouds', { count: clouds })}
      </h2>
      {vault === null ? null : (
        <span className="t2 row g1 lo">
          <Icon name="key" size={13} />
          {vault.state === 'ready'
            ? t('clouds.keysInKeychain')
            : t(VAULT_KEYS[vault.state], { backend: vault.backend })}
        </span>
      )}
      <span className="grow" />
      <button type="button" className="btn sm pri" onClick={() => openCloudsPanel({ kind: 'add' })}>
        <Icon name="plus" size={14} />
        {t('clouds.add')}
      </button>
    </div>
  );
}

function Panel() {
  const t = useText();
  const panel = useNavigation((state) => state.cloudsPanel);
  const account = useAccounts(selectAccount('accountId' in panel ? panel.accountId : null));
  if (panel.kind === 'none') return null;
  if (panel.kind === 'add') return <AccountFormPanel key="add" account={null} />;
  if (account === undefined) return null;
  if (panel.kind === 'edit') return <AccountFormPanel key={account.id} account={account} />;
  const close = (): void => {
    forgetAccountTest();
    closeCloudsPanel();
  };
  return (
    <aside className="insp wide" aria-label={t('clouds.testPanel.title', { label: account.label })}>
      <TestView
        onClose={close}
        onAgain={() => testAccount(account)}
        onEdit={() => openCloudsPanel({ kind: 'edit', accountId: account.id })}
        closeLabel={t('clouds.form.close')}
      />
    </aside>
  );
}
