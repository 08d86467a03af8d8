import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Extract<keyof Handlers, `live.${string}` | `look.${string}`> | 'wall.list' | 'wall.save';

export function liveHandlers({ live, looks, walls }: Services): Pick<Handlers, Names> {
  return {
    'live.open': (request, { windowId }) => live.open(request, windowId),
    'live.close': async ({ leaseId }, { windowId }) => (live.close(leaseId, windowId), null),
    'live.retry': async ({ leaseId }, { windowId }) => (live.retry(leaseId, windowId), null),
    'live.readmit': async ({ channelId }) => (live.readmit(channelId), null),
    'live.retry-account': async ({ accountId }) => (live.retryAccount(accountId), null),
    'look.list': async () => ({ looks: [...looks.list()] }),
    'look.set': async (look) => (looks.set(look), null),
    'wall.list': async () => walls.list(),
    'wall.save': async (change) => walls.change(change),
  };
}
