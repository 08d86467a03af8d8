/** A preview of a camera in a box of a component. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { PlayerSnapshot } from '../../media/live/player-state.ts';
import type { PreviewOpening } from '../../media/pool/preview-player.ts';
import { previewSlotOf } from '../../media/slot-key.ts';
import { selectPlayer, usePlayers } from './players.ts';

interface Preview {
  /** The box of the picture. */
  readonly area: RefObject<HTMLDivElement | null>;
  readonly player: PlayerSnapshot | null;
  /** This computer already plays as much as it can. */
  readonly isRefused: boolean;
}

/**
 * Plays the camera as long as its box is there.
 *
 * @param open of the player, which this state does not load; the same function each time.
 */
export function usePreview(channel: NumberedChannel, open: PreviewOpening): Preview {
  const area = useRef<HTMLDivElement>(null);
  const [isRefused, setRefused] = useState(false);
  const { id: channelId } = channel;
  const hasSubStream = channel.capabilities.includes('sub-stream');
  const player = usePlayers(selectPlayer(previewSlotOf(channelId)));
  useLayoutEffect(() => {
    const container = area.current;
    if (container === null) return undefined;
    const close = open({ channelId, hasSubStream }, container);
    setRefused(close === null);
    return close ?? undefined;
  }, [channelId, hasSubStream, open]);
  return { area, player, isRefused };
}
