/**
 * Writes settings files: conf, or electron-store where Electron runs the client. electron-store is conf with Electron's
 * folders, so both write the same JSON, and write it atomically.
 */
import type Conf from 'conf';
import { createRequire } from 'node:module';
import { constants } from 'node:os';

/** One JSON file. Setting `store` replaces the content of the file. */
export interface SettingsStore {
  store: Record<string, unknown>;
}

/** @param place `name` is the name of the file without `.json`. The file is readable by its owner only. */
export type OpenSettings = (place: { readonly dir: string; readonly name: string }) => SettingsStore;

type Content = Record<string, unknown>;

/** conf itself: the engine of the browser host. Loaded with the first write, so that a start without one is not later. */
export const openConf: OpenSettings = ({ dir, name }) => {
  const Store = loadConf();
  return new Store<Content>({ cwd: dir, configName: name, configFileMode: 0o600 });
};

/**
 * Loads conf, which electron-store builds on, and removes the signal listeners that come with it: its library when-exit
 * sends every signal a second time, and the client would take that for a second Ctrl-C. At the exit of the process
 * when-exit still removes unfinished files.
 */
export function loadConf(): typeof Conf {
  return withoutSignalListeners(() => (createRequire(import.meta.url)('conf') as { default: typeof Conf }).default);
}

/** Runs `load`, and removes exactly the listeners for signals that `load` has added to this process. */
function withoutSignalListeners<T>(load: () => T): T {
  const signals = Object.keys(constants.signals) as NodeJS.Signals[];
  const before = new Map(signals.map((signal) => [signal, new Set(process.rawListeners(signal))]));
  const loaded = load();
  for (const [signal, own] of before) {
    for (const listener of process.rawListeners(signal)) {
      if (!own.has(listener)) process.off(signal, listener as NodeJS.SignalsListener);
    }
  }
  return loaded;
}
