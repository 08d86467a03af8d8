import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { LinksService } from './links.ts';
import type { WindowsService } from './windows.ts';

export type WindowRequests = Extract<RequestName, `window.${string}`> | 'sequence.run' | 'app.take-link';

interface Services {
  readonly windows: WindowsService;
  readonly links: LinksService;
}

export function windowHandlers({ windows, links }: Services): Pick<Handlers, WindowRequests> {
  return {
    'window.state': async ({ key }) => windows.state(key),
    'window.keep': async (state) => (windows.keep(state), null),
    'window.open': ({ wallId }) => windows.open(wallId),
    'window.count': async () => ({ count: windows.count() }),
    'sequence.run': async ({ key, sequenceId }) => (windows.runWalls(key, sequenceId), null),
    'app.take-link': async ({ key }) => links.take(key),
  };
}
