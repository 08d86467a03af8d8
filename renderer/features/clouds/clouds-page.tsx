/** The clouds screen: accounts, their form and their test. */
import { useEffect, useState } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { canRead, readMissingFacts, useAccountFacts } from './model/account-facts.ts';
import { forgetAccountTest } from './model/account-test.ts';
import { forgetAccountTests } from './model/account-tests.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { closeCloudsPanel, openCloudsPanel, useNavigation } from '../../state/page/navigation.ts';
import { ThemeProvider } from '../../ui/theme/theme-provider.tsx';
import { AccountFormPanel } from './form/account-form.tsx';
import { NO_FILTER } from './accounts/account-list.ts';
import { AccountTable, testAccount } from './accounts/account-table.tsx';
import { CapabilityMatrix } from './capabilities/capability-matrix.tsx';
import { CloudsToolbar } from './clouds-toolbar.tsx';
import './clouds.css';
import { FactsPanel } from './facts/facts-panel.tsx';
import { ImportPanel } from './import/import-panel.tsx';
import { RemoveDialog } from './accounts/remove-dialog.tsx';
import { ShowCameras } from './accounts/show-cameras.tsx';
import { TestView } from './account-test/test-panel.tsx';
import { useCloudKeys } from './use-cloud-keys.ts';

export function CloudsPage() {
  const [removing, setRemoving] = useState<AccountView | null>(null);
  const [filter, setFilter] = useState(NO_FILTER);
  useCloudKeys({ onTest: testAccount, onRemove: setRemoving });
  useFactsReading();
  useEffect(() => forgetAccountTests, []);
  return (
    <ThemeProvider locale={useLocale()}>
      <section className="stage clouds">
        <CloudsToolbar filter={filter} onFilter={setFilter} />
        <div className="acc-s accounts">
          <AccountTable filter={filter} onClearFilter={() => setFilter(NO_FILTER)} onRemove={setRemoving} />
        </div>
        <CapabilityMatrix />
      </section>
      <Panel />
      {removing === null ? null : <RemoveDialog account={removing} onDone={() => setRemoving(null)} />}
    </ThemeProvider>
  );
}

/** Reads quota and use of the accounts that were not read yet, also of those that come or are turned on later. */
function useFactsReading(): void {
  const accounts = useAccounts((state) => state.accounts);
  const known = useAccountFacts((state) => state.byId);
  const missing = accounts.filter((account) => canRead(account) && known[account.id] === undefined);
  const ids = missing.map(({ id }) => id).join();
  useEffect(() => {
    if (ids !== '') void readMissingFacts(useAccounts.getState().accounts);
  }, [ids]);
}

function Panel() {
  const t = useText();
  const panel = useNavigation((state) => state.cloudsPanel);
  const account = useAccounts(selectAccount('accountId' in panel ? panel.accountId : null));
  if (panel.kind === 'none') return null;
  if (panel.kind === 'add') return <AccountFormPanel key="add" account={null} />;
  if (panel.kind === 'import') return <ImportPanel />;
  if (account === undefined) return null;
  if (panel.kind === 'edit') {
    return <AccountFormPanel key={account.id} account={account} refusal={panel.refusal} />;
  }
  if (panel.kind === 'facts') return <FactsPanel key={account.id} account={account} />;
  const close = (): void => {
    forgetAccountTest();
    closeCloudsPanel();
  };
  return (
    <aside className="insp wide" aria-label={t('clouds.testPanel.title', { label: account.label })}>
      <TestView
        onClose={close}
        onAgain={() => testAccount(account)}
        onEdit={(refusal) => openCloudsPanel({ kind: 'edit', accountId: account.id, refusal })}
        next={<ShowCameras account={account} />}
      />
    </aside>
  );
}
