/** Cloud accounts: their settings and keys, the facts that their clouds report, and their files. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { log } from '../../log.ts';
import type { RevokedHost } from '../../ports/media-trust.ts';
import type { Screen } from '../../ports/screens.ts';
import { readCapabilities } from '../../vendors/registry.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { AccountFactsService } from './account-facts.ts';
import { AccountFilesService } from './account-files.ts';
import { AccountsService } from './accounts.ts';
import { accountHandlers, type AccountRequests } from './handlers.ts';
import { KeyConsent } from './key-consent.ts';
import { MediaCertificates } from './media-certificates.ts';
import { MediaHosts } from './media-hosts.ts';

export interface AccountsArea extends Area<AccountRequests> {
  readonly service: AccountsService;
  /** Sets the screens of all areas. Called once, before the first window opens. */
  readonly setScreens: (screens: readonly Screen[]) => void;
  /** Calls the listener after a host of media was allowed or revoked. */
  readonly followMediaHosts: (listener: MediaListener) => void;
}

/** `revoked` is null where a host was allowed. */
type MediaListener = (id: AccountId, revoked: RevokedHost | null) => void;

interface Options {
  /** The language of main's own dialogs. */
  readonly locale: () => DialogLocale;
  /** Stops the cameras of an account and keeps them still until the returned function is called. */
  readonly holdStill: (id: AccountId) => Promise<() => void>;
  readonly onSaved: OnSaved;
}

export function createAccounts(core: ClientCore, { locale, holdStill, onSaved }: Options): AccountsArea {
  const { host, options, accountStore, vault, sessions, questions, emit, contractRoot } = core;
  const { hasLocalClouds = false } = options;
  const consent = new KeyConsent({ questions, locale, hasLocalClouds });
  const accounts = new AccountsService({ accountStore, vault, sessions, consent, emit, holdStill });
  const refusals = sessions.mediaRefusals;
  const listeners = new Set<MediaListener>();
  const onChanged: MediaListener = (...what) => listeners.forEach((listener) => listener(...what));
  const allowing = { accountStore, accounts, refusals, questions, locale, onChanged };
  const [mediaHosts, certificates] = [new MediaHosts(allowing), new MediaCertificates(allowing)];
  let screens: readonly Screen[] = [];
  const capabilities = () => readCapabilities(screens, contractRoot);
  const facts = new AccountFactsService({ accountStore, sessions, capabilities });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const files = new AccountFilesService({ accountStore, accounts, choosePath, consent, onSaved });
  const findMissingKeys = (): void =>
    void accounts.start().catch((error: unknown) => log.error('the keys could not be looked up', { error }));
  return {
    service: accounts,
    setScreens: (all) => {
      screens = all;
    },
    followMediaHosts: (listener) => void listeners.add(listener),
    handlers: accountHandlers({ accounts, facts, files, mediaHosts, certificates }),
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
