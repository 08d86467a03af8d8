import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { CruisesService } from './cruises.ts';

export type CruiseRequests = Extract<RequestName, `cruises.${string}`>;

export function cruiseHandlers(cruises: CruisesService): Pick<Handlers, CruiseRequests> {
  return {
    'cruises.list': ({ channelId }) => cruises.list(channelId),
    'cruises.read': ({ channelId, id }) => cruises.read(channelId, id),
    'cruises.add': ({ channelId, draft }) => cruises.add(channelId, draft),
    'cruises.change': ({ channelId, id, draft, base }) => cruises.change(channelId, id, draft, base),
    'cruises.delete': async ({ channelId, id }) => (await cruises.delete(channelId, id), null),
    'cruises.start': async ({ channelId, id }) => (await cruises.run(channelId, id, true), null),
    'cruises.stop': async ({ channelId, id }) => (await cruises.run(channelId, id, false), null),
  };
}
