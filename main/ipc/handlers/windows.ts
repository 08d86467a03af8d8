import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Extract<keyof Handlers, `window.${string}`>;

export function windowHandlers({ windows }: Services): Pick<Handlers, Names> {
  return {
    'window.state': async ({ key }) => windows.state(key),
    'window.keep': async (state) => (windows.keep(state), null),
    'window.open': ({ wallId }) => windows.open(wallId),
    'window.count': async () => ({ count: windows.count() }),
  };
}
