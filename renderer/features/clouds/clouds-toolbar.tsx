import type { AccountView } from '../../../preload/contract/account.ts';
import { useText } from '../../i18n/i18n.ts';
import { canRead, useAccountFacts } from './model/account-facts.ts';
import { cancelAccountTests, countTests, testAccounts, useAccountTests } from './model/account-tests.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { useAction, useActionProps } from '../../state/actions/shortcuts.ts';
import { clockText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { useMinuteMs } from '../../ui/now.ts';
import { Segmented } from '../../ui/form/segmented.tsx';
import { FILTER_FROM, lastCheckMs, needsAttention, type AccountFilter } from './accounts/account-list.ts';
import { useOutageOf } from './cloud-states.ts';
import { exportAccounts } from './accounts/export-accounts.ts';

const VAULT_KEYS = {
  locked: 'shell.status.keychainLocked',
  missing: 'shell.status.keychainMissing',
  refused: 'shell.status.keychainRefused',
} as const;

interface CloudsToolbarProps {
  readonly filter: AccountFilter;
  readonly onFilter: (filter: AccountFilter) => void;
}

/** Above the accounts: how many there are, where their keys are, the filter, and what can be done with all of them. */
export function CloudsToolbar({ filter, onFilter }: CloudsToolbarProps) {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const clouds = new Set(accounts.map((account) => account.vendor)).size;
  return (
    <div className="tb">
      <h2 className="nw">
        {t('clouds.accounts', { count: accounts.length })}
        {t('shell.comma')}
        {t('clouds.clouds', { count: clouds })}
      </h2>
      {accounts.length < FILTER_FROM ? <VaultWords /> : <FilterField filter={filter} onFilter={onFilter} />}
      <span className="grow" />
      <TestAll accounts={accounts} />
      <IconButton
        icon="import"
        {...useAction(t('clouds.transfer.import'), 'clouds.import')}
        onClick={() => openCloudsPanel({ kind: 'import' })}
      />
      <IconButton
        icon="export"
        {...useAction(t('clouds.transfer.export'), 'clouds.export')}
        disabledReason={accounts.length === 0 ? t('clouds.transfer.exportNone') : undefined}
        onClick={() => void exportAccounts()}
      />
      <button
        type="button"
        className="btn sm pri"
        {...useActionProps('clouds.add')}
        onClick={() => openCloudsPanel({ kind: 'add' })}
      >
        <Icon name="plus" size={14} />
        {t('clouds.add')}
      </button>
    </div>
  );
}

function VaultWords() {
  const t = useText();
  const vault = useAccounts((state) => state.vault);
  if (vault === null) return null;
  return (
    <span className="t2 row g1 lo">
      <Icon name="key" size={13} />
      <span className="el">
        {vault.state === 'ready' ? t('clouds.keysInKeychain') : t(VAULT_KEYS[vault.state], { backend: vault.backend })}
      </span>
    </span>
  );
}

function FilterField({ filter, onFilter }: CloudsToolbarProps) {
  const t = useText();
  const nowMs = useMinuteMs();
  const accounts = useAccounts((state) => state.accounts);
  const facts = useAccountFacts((state) => state.byId);
  const nothing = { facts: null, isReading: false, error: null };
  const outageOf = useOutageOf();
  const count = accounts.filter((account) =>
    needsAttention(account, facts[account.id] ?? nothing, nowMs, outageOf(account)),
  ).length;
  return (
    <>
      <span className="fld sm find">
        <Icon name="search" size={13} />
        <input
          type="search"
          aria-label={t('clouds.find.label')}
          placeholder={t('clouds.find.hint')}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
      </span>
      <Segmented
        label={t('clouds.find.which')}
        options={[
          { value: 'all', label: t('clouds.find.all') },
          { value: 'attention', label: t('clouds.find.attention', { count }) },
        ]}
        value={filter.which}
        onChange={(which) => onFilter({ ...filter, which: which === 'attention' ? 'attention' : 'all' })}
      />
    </>
  );
}

function TestAll({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const t = useText();
  const tests = useAccountTests();
  const { total, left, passed, failed, cancelled } = countTests(tests);
  const ready = accounts.filter(canRead);
  const checkedMs = lastCheckMs(accounts);
  const testAll = useActionProps('clouds.testAll');
  const ended = cancelled > 0 ? 'endedCancelled' : failed > 0 ? 'endedFailed' : 'ended';
  const words =
    tests.phase === 'running'
      ? t('clouds.tests.running', { done: total - left + 1 > total ? total : total - left + 1, total })
      : tests.phase === 'ended'
        ? t(`clouds.tests.${ended}`, { passed, failed, cancelled, total })
        : checkedMs === null
          ? ''
          : t('clouds.checkedAt', { time: clockText(checkedMs) });
  return (
    <>
      <span className="t3 nw" role="status">
        {words}
      </span>
      {tests.phase === 'running' ? (
        <button type="button" className="btn sm" onClick={cancelAccountTests}>
          <Icon name="x" size={14} />
          {t('clouds.tests.cancel')}
        </button>
      ) : (
        <button
          type="button"
          className="btn sm"
          {...testAll}
          aria-disabled={ready.length === 0 || undefined}
          title={ready.length === 0 ? t('clouds.tests.nothing') : undefined}
          onClick={ready.length === 0 ? undefined : () => void testAccounts(ready)}
        >
          <Icon name="refresh" size={14} />
          {t('clouds.tests.all')}
        </button>
      )}
    </>
  );
}
