/**
 * The sound of a stream that carries it together with its picture, as HLS segments do: the tile's own player is heard,
 * so that sound and picture stay together and no segment is fetched twice.
 */
import type { ListeningEvents } from './listening-player.ts';
import { livePool } from '../pool/live-pool.ts';
import type { SlotKey } from '../pool/player-pool.ts';

export class TileSound {
  /** The picture recovers by itself, and its sound with it: `onLost` is never called. */
  constructor(key: SlotKey, events: Pick<ListeningEvents, 'onPlaying'>) {
    livePool.setAudible(key);
    events.onPlaying();
  }

  dispose(): void {
    livePool.setAudible(null);
  }
}
