/** Settings files by electron-store, the engine of this host. */
import { loadConf, type OpenSettings } from '../../settings-engine.ts';
import type { Parts } from './parts.ts';

/** electron-store answers here to every page that asks for the data folder. */
const ASKED_BY_PAGES = 'electron-store-get-data';

/**
 * Loads electron-store. By `import`, because `require` does not find Electron's own module from within a package.
 *
 * @returns what opens a file at once, also for the first write of a start.
 */
export async function loadElectronStore({ ipcMain }: Pick<Parts, 'ipcMain'>): Promise<OpenSettings> {
  loadConf(); // first, for its listeners
  const { default: Store } = await import('electron-store');
  return ({ dir, name }) => {
    const store = new Store<Record<string, unknown>>({ cwd: dir, name, configFileMode: 0o600 });
    ipcMain.removeAllListeners(ASKED_BY_PAGES);
    return store;
  };
}
