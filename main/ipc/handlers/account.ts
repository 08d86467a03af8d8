import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names =
  | 'account.list'
  | 'account.add'
  | 'account.update'
  | 'account.set-enabled'
  | 'account.remove'
  | 'account.test'
  | 'account.cancel-test';
type FileNames = 'account.export' | 'account.import';
type FactNames = 'account.facts' | 'account.cancel-facts' | 'account.capabilities';
type VaultNames = 'vault.status' | 'vault.list';

export function accountHandlers({
  accounts,
  accountFacts,
  accountFiles,
}: Services): Pick<Handlers, Names | FileNames | FactNames | VaultNames> {
  return {
    'account.list': async () => accounts.list(),
    'account.add': (draft) => accounts.add(draft),
    'account.update': (change) => accounts.update(change),
    'account.set-enabled': ({ accountId, isEnabled }) => accounts.setEnabled(accountId, isEnabled),
    'account.remove': async ({ accountId }) => (await accounts.remove(accountId), null),
    'account.test': (request, { windowId }) => accounts.tests.run(request, windowId),
    'account.cancel-test': async ({ runId }) => (accounts.tests.cancel(runId), null),
    'account.facts': ({ accountId, refresh }) => accountFacts.read(accountId, refresh ?? false),
    'account.cancel-facts': async ({ accountId }) => (accountFacts.cancel(accountId), null),
    'account.capabilities': async () => accountFacts.capabilities(),
    'account.export': ({ accountIds }) => accountFiles.export(accountIds ?? null),
    'account.import': ({ text, isPreview }) => accountFiles.import(text, isPreview === true),
    'vault.status': () => accounts.vaultStatus(),
    'vault.list': async () => accounts.secretNames(),
  };
}
