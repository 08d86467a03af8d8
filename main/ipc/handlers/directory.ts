import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = 'directory.states' | 'directory.refresh' | 'directory.page';

export function directoryHandlers({ directory }: Services): Pick<Handlers, Names> {
  return {
    'directory.states': async () => directory.states(),
    'directory.refresh': async ({ accountId }) => directory.refresh(accountId),
    'directory.page': async (request) => directory.page(request),
  };
}
