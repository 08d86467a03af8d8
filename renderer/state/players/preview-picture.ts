/** The live picture of one camera outside of the wall, as long as it shows. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { livePool } from '../../media/pool/live-pool.ts';
import type { PlayerSnapshot } from '../../media/live/player-state.ts';
import { openPreview, previewSlotOf } from '../../media/pool/preview-player.ts';
import { selectPlayer, usePlayers } from './players.ts';

/** `full`: this computer plays as many pictures as it can. `parked`: the load of this computer paused the picture. */
export type PreviewState =
  | { readonly phase: 'opening' | 'playing' | 'parked' | 'full' }
  | { readonly phase: 'failed'; readonly error: WireError };

/** Opens the sub-stream of a camera in `area`, and closes it when the component goes. */
export function usePreviewPicture({ id: channelId, capabilities }: NumberedChannel): {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly state: PreviewState;
} {
  const area = useRef<HTMLDivElement>(null);
  const [isRefused, setIsRefused] = useState(false);
  const hasSubStream = capabilities.includes('sub-stream');
  const player = usePlayers(selectPlayer(previewSlotOf(channelId)));
  useLayoutEffect(() => {
    const container = area.current;
    if (container === null) return undefined;
    const extent = { widthPx: container.clientWidth, heightPx: container.clientHeight, isMaximised: false };
    const close = openPreview(livePool, { channelId, hasSubStream, extent }, container);
    setIsRefused(close === null);
    return close ?? undefined;
  }, [channelId, hasSubStream]);
  return { area, state: isRefused ? { phase: 'full' } : previewStateOf(player) };
}

function previewStateOf(player: PlayerSnapshot | null): PreviewState {
  const state = player?.state;
  switch (state?.phase) {
    case 'playing':
    case 'delayed':
    case 'stalled':
    case 'frozen':
      return { phase: 'playing' };
    case 'parked':
      return { phase: 'parked' };
    case 'reconnecting':
    case 'failed':
      return { phase: 'failed', error: state.error };
    case undefined:
    case 'idle':
    case 'opening':
      return { phase: 'opening' };
  }
}
