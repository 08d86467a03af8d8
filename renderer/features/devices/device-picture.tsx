/** The live picture of the camera whose facts show, as long as they show. */
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { pictureLack, type PictureLack } from '../../media/live/player-state.ts';
import { openLivePreview } from '../../media/pool/live-preview.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { usePreview } from '../../state/players/use-preview.ts';

/** Nothing for a camera that is not on line: its state says why. */
export function DevicePicture({ channelId }: { readonly channelId: ChannelId }) {
  const channel = useDirectory((state) => state.view.byId.get(channelId));
  return channel?.reachable === 'online' ? <Live channel={channel} /> : null;
}

function Live({ channel }: { readonly channel: NumberedChannel }) {
  const t = useText();
  const { area, player, isRefused } = usePreview(channel, openLivePreview);
  const lack = isRefused ? FULL : pictureLack(player?.state);
  const isWaiting = lack?.kind === 'opening';
  const words = lack === null ? null : wordsOf(t, lack);
  return (
    <figure className="devices-picture" aria-label={t('devices.live.label', { name: channel.name })}>
      {/* The first picture covers these words before the player counts it as playing. */}
      {isWaiting ? <p role="status">{words}</p> : null}
      <div ref={area} />
      {isWaiting || words === null ? null : <p role="status">{words}</p>}
    </figure>
  );
}

/** This computer plays as much as it can: it opens no player, or parks the player. */
const FULL: PictureLack = { kind: 'parked' };

/** The words in place of the picture. */
function wordsOf(t: Text, lack: PictureLack): string {
  if (lack.kind === 'failed') return t('devices.live.failed', { reason: errorWords(t, lack.error).what });
  return t(lack.kind === 'parked' ? 'devices.live.full' : 'devices.live.opening');
}
