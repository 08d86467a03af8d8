import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { AccountFactsService } from './account-facts.ts';
import type { AccountFilesService } from './account-files.ts';
import type { AccountsService } from './accounts.ts';
import type { MediaCertificates } from './media-certificates.ts';
import type { MediaHosts } from './media-hosts.ts';

export type AccountRequests = Extract<RequestName, `account.${string}` | `vault.${string}`>;

interface Services {
  readonly accounts: AccountsService;
  readonly facts: AccountFactsService;
  readonly files: AccountFilesService;
  readonly mediaHosts: MediaHosts;
  readonly certificates: MediaCertificates;
}

export function accountHandlers({
  accounts,
  facts,
  files,
  mediaHosts,
  certificates,
}: Services): Pick<Handlers, AccountRequests> {
  return {
    'account.list': async () => accounts.list(),
    'account.add': (draft) => accounts.add(draft),
    'account.update': (change) => accounts.update(change),
    'account.set-enabled': ({ accountId, isEnabled }) => accounts.setEnabled(accountId, isEnabled),
    'account.allow-media-host': async ({ accountId, host }) => ({ isAllowed: await mediaHosts.allow(accountId, host) }),
    'account.revoke-media-host': async ({ accountId, host }) => (await mediaHosts.revoke(accountId, host), null),
    'account.trust-certificate': async ({ accountId, host }) => ({
      isAllowed: await certificates.trust(accountId, host),
    }),
    'account.revoke-certificate': async ({ accountId, host }) => (await certificates.revoke(accountId, host), null),
    'account.remove': async ({ accountId }) => (await accounts.remove(accountId), null),
    'account.test': (request, { windowId }) => accounts.tests.run(request, windowId),
    'account.cancel-test': async ({ runId }) => (accounts.tests.cancel(runId), null),
    'account.facts': ({ accountId, refresh }) => facts.read(accountId, refresh ?? false),
    'account.cancel-facts': async ({ accountId }) => (facts.cancel(accountId), null),
    'account.capabilities': async () => facts.capabilities(),
    'account.export': ({ accountIds }) => files.export(accountIds ?? null),
    'account.import': ({ text, isPreview }) => files.import(text, isPreview === true),
    'vault.status': () => accounts.vaultStatus(),
    'vault.list': async () => accounts.secretNames(),
  };
}
