/** Starts the client on Electron. Flags: see start.ts; Electron's and Chromium's own are left to them before installing. */
import * as electron from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepNewFilesPrivate, makePrivateFolder } from '../../private-files.ts';
import { cleanEnvironment } from '../clean-environment.ts';
import { ignoreClosedOutput } from '../crash-guard.ts';
import type { LaunchOptions } from '../../launch-options.ts';
import { runClient } from '../run-client.ts';
import { LinkInbox, registerLinks } from './deep-links.ts';
import { createElectronHost } from './electron-host.ts';
import { loadElectronStore } from './electron-settings.ts';
import { closeNetwork } from './guards.ts';
import { registerPageScheme } from './page-protocol.ts';
import { relaunching } from './relaunch.ts';
import { readStart } from './start.ts';

const { app } = electron;
cleanEnvironment();

async function run(options: LaunchOptions, links: LinkInbox): Promise<void> {
  const [openSettings] = await Promise.all([loadElectronStore(electron), app.whenReady()]);
  registerLinks(electron, process);
  const host = createElectronHost({
    parts: electron,
    preloadPath: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    pageDir: options.pageDir,
    isHeadless: options.isHeadless,
    opensWindow: options.opensWindow,
    links,
    openSettings,
  });
  // Electron would quit with its last window, before the services have closed their files and connections.
  let hasEnded = false;
  app.on('window-all-closed', () => {});
  app.on('will-quit', (event) => {
    if (!hasEnded) event.preventDefault();
  });
  const onEnded = (): void => {
    hasEnded = true;
    app.quit();
  };
  const supervision = relaunching({ app, dataDir: options.dataDir, argv: process.argv });
  await runClient(host, options, { onEnded, supervision }).catch((error: unknown) => {
    if (supervision.start.kind !== 'restarted') throw error;
    supervision.leave('crashed'); // the crashed client had started once, so another try may succeed
  });
}

function fail(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  if (app.isPackaged)
    electron.dialog.showErrorBox('Lanner', text); // before the app is ready, Linux prints the text on standard error
  else process.stderr.write(`${text}\n`);
  app.exit(1);
}

try {
  keepNewFilesPrivate();
  ignoreClosedOutput(process);
  const options = readStart(app.isPackaged, process.argv, process.platform);
  registerPageScheme(electron);
  closeNetwork(electron);
  // Would undo --no-sandbox, without which root on Linux (in a container, for example) gets no window in a development
  // build.
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  makePrivateFolder(options.dataDir, { skip: ['browser', 'electron'] });
  app.setPath('userData', join(options.dataDir, 'electron'));
  const links = new LinkInbox(electron, options.link ?? null);
  if (app.requestSingleInstanceLock()) run(options, links).catch(fail);
  else app.quit(); // the lock has informed the running client, which shows its window
} catch (error) {
  fail(error);
}
