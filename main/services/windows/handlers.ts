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
    'window.state': async (_, { windowKey }) => windows.state(windowKey),
    'window.keep': async (shown, { windowKey }) => (windows.keep({ key: windowKey, ...shown }), null),
    'window.open': ({ wallId, isKiosk }) => windows.open(wallId, { isKiosk: isKiosk === true }),
    'window.count': async () => ({ count: windows.count() }),
    'sequence.run': async ({ sequenceId }, { windowKey }) => (windows.runWalls(windowKey, sequenceId), null),
    'app.take-link': async (_, { windowKey }) =>
      windows.takesLinks(windowKey) ? links.take(windowKey) : { text: null },
  };
}
