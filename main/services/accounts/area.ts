/** Cloud accounts: their settings and keys, what their clouds tell of them, and their files. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { log } from '../../log.ts';
import { readCapabilities } from '../../vendors/registry.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { AccountFactsService } from './account-facts.ts';
import { AccountFilesService } from './account-files.ts';
import { AccountsService } from './accounts.ts';
import { accountHandlers, type AccountRequests } from './handlers.ts';
import { KeyConsent } from './key-consent.ts';

export interface AccountsArea extends Area<AccountRequests> {
  readonly service: AccountsService;
}

interface Options {
  /** The language of main's own dialogs. */
  readonly locale: () => DialogLocale;
  /** Stops the cameras of an account and keeps them still until the returned function is called. */
  readonly holdStill: (id: AccountId) => Promise<() => void>;
  readonly onSaved: OnSaved;
}

export function createAccounts(core: ClientCore, { locale, holdStill, onSaved }: Options): AccountsArea {
  const { host, options, accountStore, vault, sessions, emit, contractRoot } = core;
  const { hasLocalClouds = false } = options;
  const consent = new KeyConsent({ confirm: (request) => host.confirm(request), locale, hasLocalClouds });
  const accounts = new AccountsService({ accountStore, vault, sessions, consent, emit, holdStill });
  const facts = new AccountFactsService({ accountStore, sessions, capabilities: () => readCapabilities(contractRoot) });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const files = new AccountFilesService({ accountStore, accounts, choosePath, consent, onSaved });
  const findMissingKeys = (): void =>
    void accounts.start().catch((error: unknown) => log.error('the keys could not be looked up', { error }));
  return {
    service: accounts,
    handlers: accountHandlers({ accounts, facts, files }),
    start: findMissingKeys,
    onUnlocked: findMissingKeys,
    onAccount: (id) => facts.onAccount(id),
    onWindowGone: (windowId) => accounts.tests.onWindowGone(windowId),
    dispose: () => {
      facts.dispose();
      accounts.dispose();
    },
  };
}
