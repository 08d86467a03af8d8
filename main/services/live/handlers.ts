import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { LiveService } from './live.ts';

export type LiveRequests = Extract<RequestName, `live.${string}`>;

export function liveHandlers(live: LiveService): Pick<Handlers, LiveRequests> {
  return {
    'live.open': (request, { windowId }) => live.open(request, windowId),
    'live.close': async ({ leaseId }, { windowId }) => (live.close(leaseId, windowId), null),
    'live.retry': async ({ leaseId }, { windowId }) => (live.retry(leaseId, windowId), null),
    'live.readmit': async ({ channelId }) => (live.readmit(channelId), null),
    'live.retry-account': async ({ accountId }) => (live.retryAccount(accountId), null),
  };
}
