/** The API console, with the calls and the drafts of each account. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { ConsoleDraftTable } from '../../db/console/console-drafts.ts';
import { ConsoleHistoryTable } from '../../db/console/console-history.ts';
import { ConsoleDrafts } from './console-drafts.ts';
import { ConsoleFiles } from './console-files.ts';
import { ConsoleHistory } from './console-history.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { ConsoleService } from './console.ts';
import { consoleHandlers, type ConsoleRequests } from './handlers.ts';

export function createConsole(
  { accountStore, vault, sessions, db, host }: ClientCore,
  { onSaved }: { readonly onSaved: OnSaved },
): Area<ConsoleRequests> {
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const files = new ConsoleFiles({ choosePath, onSaved });
  const apiConsole = new ConsoleService({
    accountStore,
    vault,
    sessions,
    files,
    history: new ConsoleHistory(new ConsoleHistoryTable(db), accountStore),
    drafts: new ConsoleDrafts(new ConsoleDraftTable(db), accountStore),
  });
  return {
    handlers: consoleHandlers(apiConsole, files),
    onAccount: (id, what) => (what === 'removed' ? apiConsole.onAccountRemoved(id) : undefined),
    onWindowGone: (windowId) => apiConsole.onWindowGone(windowId),
    dispose: () => apiConsole.dispose(),
  };
}
