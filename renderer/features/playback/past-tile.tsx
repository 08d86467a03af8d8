import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { useText } from '../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { selectChannel, useDirectory } from '../../state/cameras/directory.ts';
import { useMinuteMs } from '../../ui/now.ts';
import { TileHead } from '../../ui/tile/tile-head.tsx';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import { momentState } from './model/moment-state.ts';
import { useRecordings } from './model/recordings.ts';
import { selectCamera, toggleEnlarged, useSession } from './model/session.ts';
import { PastVeil } from './past-veil.tsx';

interface PastTileProps {
  readonly camera: PlaybackCamera;
  readonly isSelected: boolean;
}

/** One camera of playback: header above, and what is recorded of the camera at the moment. */
export function PastTile({ camera, isSelected }: PastTileProps) {
  const { channelId, place } = camera;
  const t = useText();
  const nowMs = useMinuteMs();
  const channel = useDirectory(selectChannel(channelId));
  const vendor = useAccounts((state) => selectAccount(channel?.accountId ?? null)(state)?.vendor);
  const atMs = useSession((state) => state.atMs);
  const known = useRecordings((all) => all[channelId]);
  const state = momentState(known, atMs, nowMs);
  const name = channel?.name ?? t('shell.unknownCamera');
  return (
    <figure
      className={isSelected ? 'tile-frame sel' : 'tile-frame'}
      role="group"
      aria-label={t('playback.tile', {
        name: `${channel?.number ?? ''} ${name}`,
        state: t(`playback.moment.${state}`),
      })}
      aria-current={isSelected || undefined}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => selectCamera(channelId)}
      onDoubleClick={() => toggleEnlarged(channelId)}
    >
      <TileHead
        glyph={state === 'recorded' ? 'recorded' : isArchive(state) ? 'archived' : 'none'}
        number={channel?.number ?? null}
        name={name}
        title={channel ? `${channel.number} ${channel.name}` : undefined}
        end={
          <>
            {vendor === undefined ? null : <span className="src">{VENDOR_CODES[vendor]}</span>}
            <span>{t(`playback.place.${place}`)}</span>
            {atMs === null ? null : <time className="playback-clock">{stampWords(operatorZone(), atMs)}</time>}
          </>
        }
      />
      <div className="tile-pic">
        <PastVeil {...{ camera, state, atMs }} />
      </div>
    </figure>
  );
}

const isArchive = (state: ReturnType<typeof momentState>): boolean =>
  state === 'archived' || state === 'archived-within' || state === 'restoring';
