/** Cloud accounts and the keychain's state, mirrored from main. No secret is ever in here. */
import { create } from 'zustand';
import type { AccountView, VaultStatus } from '../../../preload/contract/account.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { on, request } from '../../page/bridge.ts';
import type { Load } from '../page/load-state.ts';

interface AccountsState {
  readonly accounts: readonly AccountView[];
  readonly vault: VaultStatus | null;
  readonly load: Load;
}

export const useAccounts = create<AccountsState>(() => ({ accounts: [], vault: null, load: { status: 'idle' } }));

export const selectAccount =
  (id: AccountId | null) =>
  (state: AccountsState): AccountView | undefined =>
    state.accounts.find((account) => account.id === id);

export async function loadAccounts(): Promise<void> {
  useAccounts.setState({ load: { status: 'loading' } });
  const [accounts, vault] = await Promise.all([request['account.list']({}), request['vault.status']({})]);
  if (vault.ok) useAccounts.setState({ vault: vault.value });
  if (!accounts.ok) return useAccounts.setState({ load: { status: 'failed', error: accounts.error } });
  useAccounts.setState({ accounts: accounts.value, load: { status: 'ready' } });
}

/** Follows main's events until the returned function is called. */
export function followAccounts(): () => void {
  const stops = [
    on('account.changed', ({ accounts }) => useAccounts.setState({ accounts, load: { status: 'ready' } })),
    on('vault.changed', (vault) => useAccounts.setState({ vault })),
  ];
  return () => stops.forEach((stop) => stop());
}
