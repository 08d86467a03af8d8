/** The way to the clouds: which authorities are trusted besides those that come with Node. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { Questions } from '../accounts/questions.ts';
import { networkHandlers, type NetworkRequests } from './handlers.ts';
import { OwnAuthorities } from './own-authorities.ts';

interface Options {
  /** The language of main's own dialogs. */
  readonly locale: () => DialogLocale;
}

export function createNetwork(core: ClientCore, { locale }: Options): Area<NetworkRequests> {
  const { network, host, sessions, emit } = core;
  const questions = new Questions((request) => host.confirm(request));
  const onChanged = (): void => {
    network.trust();
    void sessions.forgetAll(); // connections that are open were vouched for by what was trusted before
    emit('network.changed', network.view());
  };
  const authorities = new OwnAuthorities({ settings: network.settings, questions, locale, onChanged });
  return { handlers: networkHandlers({ network, authorities }), restored: [network.restored] };
}
