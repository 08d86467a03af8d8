/** The G.711 of a camera on the live wall, in step with the picture of its tile. */
import type { ListeningEvents } from './listening-player.ts';
import { livePool } from './live-pool.ts';
import type { SlotKey } from './player-pool.ts';
import { G711Player } from './sound/g711-player.ts';
import workletUrl from './sound/sound-worklet.ts?worker&url';

export class TileG711 extends G711Player {
  /** @param url the stream of the tile once more, from the gateway. @param key the slot in which the camera plays. */
  constructor(url: string, events: ListeningEvents, key: SlotKey) {
    super({ url, workletUrl, events, picture: () => livePool.videoOf(key) });
  }
}
