/** The live picture of the camera whose facts show, as long as they show. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { livePool } from '../../media/pool/live-pool.ts';
import type { PlayerSnapshot } from '../../media/live/player-state.ts';
import { openPreview, previewSlotOf } from '../../media/pool/preview-player.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { selectPlayer, usePlayers } from '../../state/players/players.ts';

/** Nothing for a camera that is not on line: its state says why. */
export function DevicePicture({ channelId }: { readonly channelId: ChannelId }) {
  const channel = useDirectory((state) => state.view.byId.get(channelId));
  return channel?.reachable === 'online' ? <Live channel={channel} /> : null;
}

function Live({ channel }: { readonly channel: NumberedChannel }) {
  const t = useText();
  const area = useRef<HTMLDivElement>(null);
  const [isRefused, setIsRefused] = useState(false);
  const { id: channelId } = channel;
  const hasSubStream = channel.capabilities.includes('sub-stream');
  const player = usePlayers(selectPlayer(previewSlotOf(channelId)));
  useLayoutEffect(() => {
    const container = area.current;
    if (container === null) return undefined;
    const extent = { widthPx: container.clientWidth, heightPx: container.clientHeight, isMaximised: false };
    const close = openPreview(livePool, { channelId, hasSubStream, extent }, container);
    setIsRefused(close === null);
    return close ?? undefined;
  }, [channelId, hasSubStream]);
  const isWaiting = !isRefused && isOpening(player);
  const words = isRefused ? t('devices.live.full') : wordsOf(t, player);
  return (
    <figure className="devices-picture" aria-label={t('devices.live.label', { name: channel.name })}>
      {/* The first picture covers these words before the player counts it as playing. */}
      {isWaiting ? <p role="status">{words}</p> : null}
      <div ref={area} />
      {isWaiting || words === null ? null : <p role="status">{words}</p>}
    </figure>
  );
}

const isOpening = (player: PlayerSnapshot | null): boolean =>
  player === null || player.state.phase === 'idle' || player.state.phase === 'opening';

/** The words in place of the picture; null while there is one. */
function wordsOf(t: Text, player: PlayerSnapshot | null): string | null {
  const state = player?.state;
  switch (state?.phase) {
    case 'playing':
    case 'delayed':
    case 'stalled':
    case 'frozen':
      return null;
    case 'parked':
      return t('devices.live.full');
    case 'reconnecting':
    case 'failed':
      return t('devices.live.failed', { reason: errorWords(t, state.error).what });
    case undefined:
    case 'idle':
    case 'opening':
      return t('devices.live.opening');
  }
}
