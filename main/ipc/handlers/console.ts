import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = 'console.operations' | 'console.describe' | 'console.run' | 'console.cancel' | 'console.curl';
type HistoryNames = 'console.history' | 'console.clear-history' | 'console.draft' | 'console.keep-draft';

export function consoleHandlers({ console }: Services): Pick<Handlers, Names | HistoryNames> {
  return {
    'console.operations': async ({ vendor }) => console.operations(vendor),
    'console.describe': async ({ vendor, operationId }) => console.describe(vendor, operationId),
    'console.run': (request, { windowId }) => console.run(request, windowId),
    'console.cancel': async ({ runId }) => (console.cancel(runId), null),
    'console.curl': async (request) => console.curl(request),
    'console.history': async ({ accountId }) => console.history(accountId),
    'console.clear-history': async ({ accountId }) => (console.clearHistory(accountId), null),
    'console.draft': async (request) => console.draft(request),
    'console.keep-draft': async (request) => (await console.keepDraft(request), null),
  };
}
