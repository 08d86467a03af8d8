import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names =
  'account.list' | 'account.add' | 'account.update' | 'account.remove' | 'account.test' | 'account.cancel-test';
type VaultNames = 'vault.status' | 'vault.list';

export function accountHandlers({ accounts }: Services): Pick<Handlers, Names | VaultNames> {
  return {
    'account.list': async () => accounts.list(),
    'account.add': (draft) => accounts.add(draft),
    'account.update': (change) => accounts.update(change),
    'account.remove': async ({ accountId }) => (await accounts.remove(accountId), null),
    'account.test': (request, { windowId }) => accounts.test(request, windowId),
    'account.cancel-test': async ({ runId }) => (accounts.cancelTest(runId), null),
    'vault.status': () => accounts.vaultStatus(),
    'vault.list': async () => accounts.secretNames(),
  };
}
