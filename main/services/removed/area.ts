/** Deleted things that can be restored: one list over the areas that delete things. */
import type { Area } from '../../area.ts';
import { removedHandlers, type RemovedRequests } from './handlers.ts';
import { RemovedService } from './removed.ts';

export interface RemovedArea extends Area<RemovedRequests> {
  readonly service: RemovedService;
}

export function createRemoved(): RemovedArea {
  const service = new RemovedService();
  return { service, handlers: removedHandlers(service) };
}
