import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { RetrievalsService } from './retrievals.ts';

export type RetrievalRequests = Extract<RequestName, `retrievals.${string}`>;

export function retrievalHandlers(retrievals: RetrievalsService): Pick<Handlers, RetrievalRequests> {
  return {
    'retrievals.list': ({ accountId }) => retrievals.list(accountId),
    'retrievals.read': ({ accountId, nativeId }) => retrievals.read(accountId, nativeId),
    'retrievals.order': (request) => retrievals.order(request),
    'retrievals.delete': async ({ accountId, nativeId }) => {
      await retrievals.delete(accountId, nativeId);
      return null;
    },
  };
}
