/** The player of a preview: the sub-stream of one camera, if the budget allows it, closed when the preview closes. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { ASSUMED_PIXEL_RATES } from './decoder-budget.ts';
import type { PlayerPool, SlotKey } from './player-pool.ts';
import type { TileExtent } from '../live/stream-profile.ts';

export function previewSlotOf(channelId: ChannelId): SlotKey {
  return `${channelId}#preview` as SlotKey;
}

export interface PreviewRequest {
  readonly channelId: ChannelId;
  /** False where the camera has one stream only. */
  readonly hasSubStream: boolean;
  readonly extent: TileExtent;
}

/**
 * Opens it in `container`.
 *
 * @returns a function that closes its stream at once; null when this computer already plays as much as it can.
 */
export function openPreview(
  pool: Pick<PlayerPool, 'acquire' | 'room'>,
  { channelId, hasSubStream, extent }: PreviewRequest,
  container: HTMLElement,
): (() => void) | null {
  if (pool.room() < ASSUMED_PIXEL_RATES[hasSubStream ? 'sub' : 'main']) return null;
  const request = { channelId, hasSubStream, extent: { ...extent, choice: 'sub' as const } };
  const handle = pool.acquire(previewSlotOf(channelId), request);
  handle.show(container);
  return () => handle.end();
}
