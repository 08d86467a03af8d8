/** The G.711 of a camera on the live wall, in step with the picture of its tile: over FLV, and out of the segments of HLS. */
import type { ListeningEvents } from './listening-player.ts';
import { livePool } from '../pool/live-pool.ts';
import type { SlotKey } from '../pool/player-pool.ts';
import { G711Player } from './g711-player.ts';
import { ShelfPlayer } from './shelf-player.ts';
import workletUrl from './sound-worklet.ts?worker&url';

export class TileG711 extends G711Player {
  /** @param url the stream of the tile once more, from the gateway. @param key the slot in which the camera plays. */
  constructor(url: string, events: ListeningEvents, key: SlotKey) {
    super({ url, workletUrl, events, picture: () => livePool.videoOf(key) });
  }
}

/** The picture recovers by itself, and its sound with it. */
export class SegmentG711 extends ShelfPlayer {
  /** @param key the slot in which the camera plays. */
  constructor(key: SlotKey, { onPlaying }: Pick<ListeningEvents, 'onPlaying'>) {
    super({ workletUrl, onPlaying, picture: () => livePool.videoOf(key) });
  }
}
