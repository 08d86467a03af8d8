/** Starts the client on the browser host, as the child of supervisor.ts or alone. Flags: see command-line.ts. */
import { keepNewFilesPrivate } from '../../private-files.ts';
import { cleanEnvironment } from '../clean-environment.ts';
import { ignoreClosedOutput } from '../crash-guard.ts';
import { parseCommandLine } from '../command-line.ts';
import { runClient } from '../run-client.ts';
import { createBrowserHost } from './browser-host.ts';
import { claimInstance } from './start/instance.ts';
import { endPreviousBrowser } from './process/previous-browser.ts';
import { removeStaleProfiles } from './process/stale-profiles.ts';
import { joinSupervisor } from './start/supervised.ts';

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  cleanEnvironment();
  keepNewFilesPrivate();
  ignoreClosedOutput(process);
  const { options, browserPath } = parseCommandLine(process.argv.slice(2), { isStrict: true });
  const instance = await claimInstance(options.dataDir, options.link ?? null);
  if (instance === null) {
    const isUnattended = options.isHeadless || !options.opensWindow || options.hasControl;
    say(`Lanner is running already with the data folder ${options.dataDir}; it was asked for its window.`);
    process.exitCode = isUnattended ? 1 : 0;
    return;
  }
  const supervision = await joinSupervisor();
  const { dataDir, pageDir, isHeadless, opensWindow } = options;
  await endPreviousBrowser(dataDir);
  void removeStaleProfiles(); // beside the start: cameras that an earlier run left moving are stopped first
  const host = createBrowserHost({ dataDir, pageDir, isHeadless, opensWindow, browserPath, instance, announce: say });
  await runClient(host, options, { supervision }).catch((error: unknown) => {
    if (supervision.start.kind !== 'restarted') throw error;
    // A client that was restarted after a crash did start once before, so another try may succeed: a wall must come
    // back by itself.
    sayError(error);
    supervision.leave('crashed');
  });
}

function sayError(error: unknown): void {
  say(error instanceof Error ? error.message : String(error));
}

main().catch((error: unknown) => {
  sayError(error);
  process.exitCode = 1;
});
