import type { AppInfo } from '../../../preload/contract/app.ts';
import type { Handlers, Input } from '../../../preload/contract/contract.ts';
import type { LogPlace } from './log-place.ts';
import type { PageFailures } from './page-failures.ts';
import type { PreferencesService } from './preferences.ts';

export type ClientRequests =
  | 'app.info'
  | 'app.log'
  | 'app.reveal-log'
  | 'app.get-preferences'
  | 'app.set-preferences'
  | 'app.tell-locale'
  | 'app.report-failure';

interface Services {
  readonly info: () => AppInfo;
  readonly log: LogPlace;
  readonly preferences: PreferencesService;
  readonly dialogLanguage: { follow(locale: Input<'app.tell-locale'>['locale']): void };
  readonly failures: PageFailures;
}

export function clientHandlers(services: Services): Pick<Handlers, ClientRequests> {
  const { info, log, preferences, dialogLanguage, failures } = services;
  return {
    'app.info': async () => info(),
    'app.log': async () => ({ path: log.path, canReveal: log.canReveal }),
    'app.reveal-log': async () => (log.reveal(), null),
    'app.get-preferences': async () => preferences.get(),
    'app.set-preferences': async (change) => preferences.set(change),
    'app.tell-locale': async ({ locale }) => (dialogLanguage.follow(locale), null),
    'app.report-failure': async (failure, { windowId }) => (failures.report(failure, windowId), null),
  };
}
