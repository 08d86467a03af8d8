/** The live picture of the camera whose facts show, as long as they show. */
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { usePreviewPicture, type PreviewState } from '../../state/players/preview-picture.ts';

/** Nothing for a camera that is not on line: its state says why. */
export function DevicePicture({ channelId }: { readonly channelId: ChannelId }) {
  const channel = useDirectory((state) => state.view.byId.get(channelId));
  return channel?.reachable === 'online' ? <Live channel={channel} /> : null;
}

function Live({ channel }: { readonly channel: NumberedChannel }) {
  const t = useText();
  const { area, state } = usePreviewPicture(channel);
  const isWaiting = state.phase === 'opening';
  const words = wordsOf(t, state);
  return (
    <figure className="devices-picture" aria-label={t('devices.live.label', { name: channel.name })}>
      {/* The first picture covers these words before the player counts it as playing. */}
      {isWaiting ? <p role="status">{words}</p> : null}
      <div ref={area} />
      {isWaiting || words === null ? null : <p role="status">{words}</p>}
    </figure>
  );
}

/** The words in place of the picture; null while there is one. */
function wordsOf(t: Text, state: PreviewState): string | null {
  switch (state.phase) {
    case 'playing':
      return null;
    case 'parked':
    case 'full':
      return t('devices.live.full');
    case 'failed':
      return t('devices.live.failed', { reason: errorWords(t, state.error).what });
    case 'opening':
      return t('devices.live.opening');
  }
}
