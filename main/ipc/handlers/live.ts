import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Wall } from '../../../preload/domain/model.ts';
import type { Services } from './services.ts';

const plain = (wall: Wall) => ({ ...wall, tiles: [...wall.tiles] });

type Names = 'live.open' | 'live.close' | 'live.retry' | 'wall.list' | 'wall.save';

export function liveHandlers({ live, walls }: Services): Pick<Handlers, Names> {
  return {
    'live.open': (request, { windowId }) => live.open(request, windowId),
    'live.close': async ({ leaseId }, { windowId }) => (live.close(leaseId, windowId), null),
    'live.retry': async ({ leaseId }, { windowId }) => (live.retry(leaseId, windowId), null),
    'wall.list': async () => walls.list().map(plain),
    'wall.save': async (change) => plain(walls.change(change)),
  };
}
