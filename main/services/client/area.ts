/** The client itself: preferences, the language of main's own dialogs, the load meter, failures of the page. */
import type { AppInfo } from '../../../preload/contract/app.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { DialogLanguage, type DialogLocale } from '../../dialog-locale.ts';
import { platformName } from '../../platform.ts';
import { CameraChoices } from './camera-choices.ts';
import { clientHandlers, type ClientRequests } from './handlers.ts';
import { LoadService } from './load.ts';
import { LogPlace } from './log-place.ts';
import { NetworkWatch } from './network-watch.ts';
import { PageFailures } from './page-failures.ts';
import { PreferencesService } from './preferences.ts';

export interface ClientArea extends Area<ClientRequests> {
  readonly preferences: PreferencesService;
  /** The language of main's own dialogs. */
  locale(): DialogLocale;
  /** Calls `onChanged` when the computer's network changes, until the returned function is called. */
  readonly watchNetwork: (onChanged: () => void) => () => void;
}

/**
 * Facts about the client that only other areas know. They are read when a window asks, because not all areas exist
 * earlier.
 */
export type ClientFacts = Pick<AppInfo, 'isDemoAvailable' | 'isDemoRunning' | 'restored'>;

export function createClient(core: ClientCore, facts: () => ClientFacts): ClientArea {
  const { version, host, supervision, gateway, emit } = core;
  const { systemLocale } = host;
  const preferences = new PreferencesService(core.dataDir, emit, core.openSettings);
  const dialogLanguage = new DialogLanguage({ chosen: () => preferences.get().locale, systemLocale });
  const load = new LoadService({
    emit,
    processIds: () => [...host.processIds(), ...(supervision.pid === null ? [] : [supervision.pid])],
    processUses: host.processUses?.bind(host),
    gatewayStats: () => gateway.stats(),
  });
  const log = new LogPlace(core.dataDir, host.reveal?.bind(host) ?? null);
  const startedAtMs = Date.now();
  const info = (): AppInfo => ({
    version,
    host: host.kind,
    platform: platformName(),
    systemLocale,
    startedAtMs,
    ...facts(),
  });
  return {
    preferences,
    handlers: clientHandlers({ info, log, preferences, dialogLanguage, failures: new PageFailures() }),
    restored: [preferences.restored],
    cameraRefs: [new CameraChoices(preferences)],
    locale: () => dialogLanguage.now(),
    watchNetwork: (onChanged) => {
      const watch = new NetworkWatch({ onChanged });
      return () => watch.dispose();
    },
    onWindow: (windowId) => load.onWindow(windowId),
    onWindowGone: (windowId) => load.onWindowGone(windowId),
    dispose: () => load.dispose(),
  };
}
