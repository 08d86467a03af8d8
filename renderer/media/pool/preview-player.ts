/** The player of a preview: the sub-stream of one camera, if the budget allows it, closed when the preview closes. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { ASSUMED_PIXEL_RATES } from './decoder-budget.ts';
import { previewSlotOf } from '../slot-key.ts';
import type { PlayerPool } from './player-pool.ts';

export interface PreviewRequest {
  readonly channelId: ChannelId;
  /** False where the camera has one stream only. */
  readonly hasSubStream: boolean;
}

/** {@link openPreview} in a pool. */
export type PreviewOpening = (request: PreviewRequest, container: HTMLElement) => (() => void) | null;

/**
 * Opens it in `container`, in the size that the container has now.
 *
 * @returns a function that closes its stream at once; null when this computer already plays as much as it can.
 */
export function openPreview(
  pool: Pick<PlayerPool, 'acquire' | 'room'>,
  { channelId, hasSubStream }: PreviewRequest,
  container: HTMLElement,
): (() => void) | null {
  if (pool.room() < ASSUMED_PIXEL_RATES[hasSubStream ? 'sub' : 'main']) return null;
  const { clientWidth: widthPx, clientHeight: heightPx } = container;
  const extent = { widthPx, heightPx, isMaximised: false, choice: 'sub' } as const;
  const handle = pool.acquire(previewSlotOf(channelId), { channelId, hasSubStream, extent });
  handle.show(container);
  return () => handle.end();
}
