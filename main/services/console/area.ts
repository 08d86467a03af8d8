/** The API console, with the calls and the drafts of each account. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { ConsoleDraftTable } from '../../db/console/console-drafts.ts';
import { ConsoleHistoryTable } from '../../db/console/console-history.ts';
import { ConsoleDrafts } from './console-drafts.ts';
import { ConsoleHistory } from './console-history.ts';
import { ConsoleService } from './console.ts';
import { consoleHandlers, type ConsoleRequests } from './handlers.ts';

export function createConsole({ accountStore, vault, sessions, db }: ClientCore): Area<ConsoleRequests> {
  const apiConsole = new ConsoleService({
    ...{ accountStore, vault, sessions },
    history: new ConsoleHistory(new ConsoleHistoryTable(db), accountStore),
    drafts: new ConsoleDrafts(new ConsoleDraftTable(db), accountStore),
  });
  return {
    handlers: consoleHandlers(apiConsole),
    onAccount: (id, what) => (what === 'removed' ? apiConsole.onAccountRemoved(id) : undefined),
    onWindowGone: (windowId) => apiConsole.onWindowGone(windowId),
    dispose: () => apiConsole.dispose(),
  };
}
