/** The cameras that hang on the device of a camera, itself among them. */
import { useMemo } from 'react';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { channelState } from '../../../preload/domain/cameras/device-state.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { showCamera } from './model/facts.ts';
import { STATE_GLYPHS } from './model/state.ts';

/** Clouds have recorders with some hundred cameras. */
const MOST = 64;

/** @param shownId the camera of the dialog; null where the recorder itself shows. */
export function DeviceChannels({
  channelId,
  shownId,
}: {
  readonly channelId: ChannelId;
  readonly shownId: ChannelId | null;
}) {
  const t = useText();
  const channels = useSiblings(channelId);
  const [first] = channels;
  if (first === undefined || (channels.length < 2 && shownId !== null)) return null;
  return (
    <section className="devices-part" aria-label={t('devices.siblings.title', { name: first.deviceName })}>
      <h3>{t('devices.siblings.title', { name: first.deviceName })}</h3>
      <ul className="devices-lines">
        {channels.slice(0, MOST).map((channel) => (
          <li key={channel.id} className="row g2">
            <StateGlyph
              name={STATE_GLYPHS[channelState(channel)]}
              title={t(`devices.states.${channelState(channel)}`)}
            />
            <Name channel={channel} isShown={channel.id === shownId} />
          </li>
        ))}
      </ul>
      {channels.length > MOST ? (
        <p className="t2">{t('devices.siblings.more', { count: channels.length - MOST })}</p>
      ) : null}
    </section>
  );
}

function Name({ channel, isShown }: { readonly channel: NumberedChannel; readonly isShown: boolean }) {
  const name = `${channel.number} ${channel.name}`;
  if (isShown) return <b>{name}</b>;
  return (
    <button type="button" className="lnk" onClick={() => showCamera(channel.id)}>
      {name}
    </button>
  );
}

function useSiblings(channelId: ChannelId): readonly NumberedChannel[] {
  const view = useDirectory((state) => state.view);
  return useMemo(() => {
    const own = view.byId.get(channelId);
    const part = view.parts.find(({ accountId }) => accountId === own?.accountId);
    return part?.channels.filter(({ deviceId }) => deviceId === own?.deviceId) ?? [];
  }, [view, channelId]);
}
