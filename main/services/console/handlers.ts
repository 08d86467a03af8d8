import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { ConsoleFiles } from './console-files.ts';
import type { ConsoleService } from './console.ts';

export type ConsoleRequests = Extract<RequestName, `console.${string}`>;

export function consoleHandlers(console: ConsoleService, files: ConsoleFiles): Pick<Handlers, ConsoleRequests> {
  return {
    'console.operations': async ({ vendor }) => console.operations(vendor),
    'console.describe': async ({ vendor, operationId }) => console.describe(vendor, operationId),
    'console.help': ({ vendor, operationId }) => console.help(vendor, operationId),
    'console.run': (request, { windowId }) => console.run(request, windowId),
    'console.bringPiece': async (piece, { windowId }) => (files.bring(piece, windowId), null),
    'console.saveFile': ({ runId }, { windowId }) => files.save(runId, windowId),
    'console.takePiece': async (wish, { windowId }) => files.piece(wish, windowId),
    'console.cancel': async ({ runId }) => (console.cancel(runId), null),
    'console.curl': async (request) => console.curl(request),
    'console.history': async ({ accountId }) => console.history(accountId),
    'console.clear-history': async ({ accountId }) => (console.clearHistory(accountId), null),
    'console.draft': async (request) => console.draft(request),
    'console.keep-draft': async (request) => (await console.keepDraft(request), null),
  };
}
