/**
 * The start after too many crashes in a row: opens none of the services that may have crashed. Stops cameras that were
 * left moving, and shows one screen that says what happened and offers a new start.
 */
import type { Handlers, RequestName } from '../preload/contract/contract.ts';
import { HALTED_WINDOW } from '../preload/domain/incidents.ts';
import { AppError } from './errors.ts';
import { closeAll, openCore, type Closer } from './core.ts';
import type { Host, WindowStore } from './host.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { Supervision } from './supervision.ts';
import { createDispatch } from './ipc/door.ts';
import { log } from './log.ts';
import { platformName } from './platform.ts';
import type { RunningApp } from './running-app.ts';
import { QuitLine } from './services/automation/quit-line.ts';
import { PreferencesService } from './services/client/preferences.ts';
import { createIncidents } from './services/incidents/area.ts';
import { createPtz } from './services/ptz/area.ts';

/** A wall that is alone on its screen may have no operator: it starts again by itself, but not at once. */
const KIOSK_AGAIN_MS = 10 * 60_000;

/** One window, wherever the system puts it; those of the client come back with the client. */
function oneWindow(isKiosk: boolean): WindowStore {
  const request = { key: HALTED_WINDOW, place: null, isKiosk, isWholeClient: isKiosk };
  return { toOpen: () => [request], next: () => request, onOpened: () => {}, onPlaced: () => {}, onClosed: () => {} };
}

/** @throws whatever kept even this from starting, after everything opened was closed. */
export async function startApp(host: Host, options: LaunchOptions, supervision: Supervision): Promise<RunningApp> {
  const closers: Closer[] = [];
  let disposal: Promise<void> | null = null;
  const dispose = () => (disposal ??= closeAll(closers));
  const quitListeners = new Set<() => void>();
  const quit = (): void => quitListeners.forEach((listener) => listener());
  // Later than its answer, which the page waits for.
  const startAgain = (): void => void setImmediate(() => void dispose().then(() => supervision.leave('start-again')));
  const isKiosk = (options.kioskWall ?? null) !== null;
  const timer = isKiosk ? setTimeout(startAgain, KIOSK_AGAIN_MS) : undefined;
  closers.push(() => clearTimeout(timer));
  const again = { start: startAgain, atMs: isKiosk ? Date.now() + KIOSK_AGAIN_MS : null };
  try {
    const core = openCore(host, options, supervision, closers);
    const incidents = createIncidents(core, again);
    const ptz = createPtz(core, { onOutcome: (outcome) => incidents.service.onPtzOutcome(outcome) });
    closers.push(() => ptz.dispose?.());
    await ptz.recovery.run();
    incidents.tellEnd();
    const preferences = new PreferencesService(core.dataDir, core.emit, core.openSettings);
    closers.push(() => host.dispose());
    const handlers = handlersOf({
      'app.info': async () => ({
        version: core.version,
        host: host.kind,
        platform: platformName(),
        systemLocale: host.systemLocale,
        isDemoAvailable: false,
        isDemoRunning: false,
        startedAtMs: Date.now(),
        restored: [],
      }),
      'app.get-preferences': async () => preferences.get(),
      'app.tell-locale': async () => null, // no dialog is asked here
      'app.report-failure': async ({ where, text }) => (log.error('failure in the window', { where, text }), null),
      ...incidents.handlers,
    });
    const { launchUrl } = await host.start({
      windows: oneWindow(isKiosk),
      dispatch: createDispatch(handlers),
      mediaOrigins: [],
      onWindowGone: () => {},
    });
    if (options.hasControl) {
      const line = new QuitLine({ input: process.stdin, output: process.stdout, onQuit: quit });
      closers.push(() => line.dispose());
      line.ready({ launchUrl, host: host.kind, further: [], isHalted: true });
    }
    return {
      launchUrl,
      onQuitRequested: (listener) => void quitListeners.add(listener),
      rescue: async () => {
        await ptz.stopAll();
        return { counts: { moving: 0, stopped: 0, clips: 0 }, stopped: [] };
      },
      dispose,
    };
  } catch (error) {
    log.error('the screen that says why the client does not start could not be shown', { error });
    await dispose();
    throw error;
  }
}

/** Every other request is refused: nothing that could answer runs. */
function handlersOf(some: Partial<Handlers>): Handlers {
  return new Proxy(some as Handlers, {
    get: (_, name: RequestName) =>
      some[name] ??
      (() => Promise.reject(new AppError('ipc.unknown-request', `not while the client is halted: ${name}`))),
  });
}
