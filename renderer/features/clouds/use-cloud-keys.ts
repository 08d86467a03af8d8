/** The actions of the clouds screen. Keys: actions.ts. */
import type { AccountView } from '../../../preload/contract/account.ts';
import { canRead } from './model/account-facts.ts';
import { testAccounts, useAccountTests } from './model/account-tests.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { exportAccounts } from './accounts/export-accounts.ts';
import { switchAccount } from './accounts/switch-account.ts';

interface CloudActions {
  readonly onTest: (account: AccountView) => void;
  readonly onRemove: (account: AccountView) => void;
}

/** The account in whose row the focus is, or to which the arrows led in the table. */
function focusedAccount(): AccountView | null {
  const focused = document.activeElement;
  const row = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '') ?? focused;
  const key = row?.closest('[data-row-key]')?.getAttribute('data-row-key');
  return useAccounts.getState().accounts.find(({ id }) => id === key) ?? null;
}

const onRow = (act: (account: AccountView) => void) => (): boolean => {
  const account = focusedAccount();
  if (account !== null) act(account);
  return account !== null;
};

function testAll(): boolean {
  const ready = useAccounts.getState().accounts.filter(canRead);
  const canTest = ready.length > 0 && useAccountTests.getState().phase !== 'running';
  if (canTest) void testAccounts(ready);
  return canTest;
}

export function useCloudKeys({ onTest, onRemove }: CloudActions): void {
  useActions({
    'clouds.testAll': testAll,
    'clouds.export': () => {
      const hasAny = useAccounts.getState().accounts.length > 0;
      if (hasAny) void exportAccounts();
      return hasAny;
    },
    'clouds.test': onRow((account) => (account.isEnabled ? onTest(account) : undefined)),
    'clouds.switch': onRow((account) => void switchAccount(account, !account.isEnabled)),
    'clouds.edit': onRow(({ id }) => openCloudsPanel({ kind: 'edit', accountId: id })),
    'clouds.remove': onRow(onRemove),
  });
}
