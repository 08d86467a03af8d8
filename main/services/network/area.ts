/** The way to the clouds: by which proxy, and which authorities are trusted besides those that come with Node. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { log } from '../../log.ts';
import { forgetWaysInAllThreads } from '../../thread-network.ts';
import { networkHandlers, type NetworkRequests } from './handlers.ts';
import { OwnAuthorities } from './own-authorities.ts';
import { ProxyChoice } from './proxy-choice.ts';
import { testWays } from './way-test.ts';

interface Options {
  /** The language of main's own dialogs. */
  readonly locale: () => DialogLocale;
}

export function createNetwork(core: ClientCore, { locale }: Options): Area<NetworkRequests> {
  const { network, questions, sessions, accountStore, emit } = core;
  const { settings, signIn } = network;
  /** Open connections use the old way, or trust the old authorities. */
  const onChanged = async (): Promise<void> => {
    forgetWaysInAllThreads();
    await sessions.forgetAll();
    emit('network.changed', await network.view());
  };
  const onTrusted = async (): Promise<void> => {
    await network.trust();
    await onChanged().catch((error: unknown) => log.error('the connections could not be closed', { error }));
  };
  const authorities = new OwnAuthorities({ settings, questions, locale, onChanged: onTrusted });
  const proxy = new ProxyChoice({ settings, signIn, questions, locale, onChanged });
  const ended = new AbortController();
  const test = async () => {
    const endpoints = accountStore.list().filter(({ isEnabled }) => isEnabled);
    return await testWays(
      endpoints.map(({ endpoint }) => endpoint),
      ended.signal,
    );
  };
  return {
    handlers: networkHandlers({ network, authorities, proxy, test }),
    restored: [network.restored],
    dispose: () => ended.abort(),
  };
}
