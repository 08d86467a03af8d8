import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Extract<keyof Handlers, `site.${string}`>;

export function siteHandlers({ sites }: Services): Pick<Handlers, Names> {
  return {
    'site.list': async () => sites.list(),
    'site.cameras': async (request) => sites.cameras(request),
    'site.create': async (request) => sites.create(request),
    'site.rename': async (request) => sites.rename(request),
    'site.move': async (request) => sites.move(request),
    'site.remove': async ({ siteId }) => sites.remove(siteId),
    'site.restore': async ({ siteId }) => (sites.restore(siteId), null),
    'site.place': async (request) => sites.place(request),
    'site.take-out': async (request) => sites.takeOut(request),
  };
}
