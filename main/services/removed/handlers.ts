import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { RemovedService } from './removed.ts';

export type RemovedRequests = Extract<RequestName, `removed.${string}`>;

export function removedHandlers(removed: RemovedService): Pick<Handlers, RemovedRequests> {
  return { 'removed.list': async () => removed.list(), 'removed.restore': async (request) => removed.restore(request) };
}
