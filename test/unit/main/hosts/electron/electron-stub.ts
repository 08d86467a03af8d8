/**
 * Lets electron-store load where there is no Electron: its import of the module `electron` finds a stand-in. The stand-in
 * has no more than electron-store uses, so a test with it says nothing about Electron itself.
 */
import { registerHooks } from 'node:module';
import type { Parts } from '../../../../../main/hosts/electron/parts.ts';

const STUB = `data:text/javascript,${encodeURIComponent(`
  import { EventEmitter } from 'node:events';
  const app = { getPath: () => '/nowhere', getVersion: () => '1.0.0' };
  export default { app, ipcMain: new EventEmitter(), shell: {} };
`)}`;

interface ElectronStub extends Pick<Parts, 'ipcMain'> {
  /** To be called once electron-store is loaded: other test files run in the same process. */
  deregister(): void;
}

/** @returns the stand-in that electron-store is given from now on. */
export async function stubElectron(): Promise<ElectronStub> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: STUB, shortCircuit: true } : next(specifier, context),
  });
  const stub = (await import(/* @vite-ignore */ STUB)) as { readonly default: Pick<Parts, 'ipcMain'> };
  return { ipcMain: stub.default.ipcMain, deregister: () => hooks.deregister() };
}
