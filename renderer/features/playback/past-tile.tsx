import { useCallback } from 'react';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { useText } from '../../i18n/i18n.ts';
import type { PastPlayer } from '../../media/past/past-player.ts';
import type { PastPlayerState } from '../../media/past/past-setup.ts';
import { slotNamed } from '../../media/slot-key.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { selectChannel, useDirectory } from '../../state/cameras/directory.ts';
import { changeView, selectView, setBoxing, useTileViews } from '../../state/players/tile-views.ts';
import { useMinuteMs } from '../../ui/now.ts';
import { lookWords } from '../../ui/tile/look-words.ts';
import { TileHead } from '../../ui/tile/tile-head.tsx';
import { ZoomLayer } from '../../ui/tile/zoom-layer.tsx';
import type { View } from '../../ui/tile/zoom.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import { momentState, type MomentState } from './model/moment-state.ts';
import { useRecordings } from './model/recordings.ts';
import { selectCamera, toggleEnlarged, useSession } from './model/session.ts';
import { useTransport, type Standing } from './model/transport.ts';
import { ApartNote, OffsetWords } from './past-apart.tsx';
import { PastVeil } from './past-veil.tsx';
import { usePastPlayer } from './use-past-player.ts';

interface PastTileProps {
  readonly camera: PlaybackCamera;
  readonly isSelected: boolean;
}

/** One camera of playback: header above, and the picture of the moment, or what is known of the moment. */
export function PastTile({ camera, isSelected }: PastTileProps) {
  const { channelId } = camera;
  const t = useText();
  const nowMs = useMinuteMs();
  const channel = useDirectory(selectChannel(channelId));
  const known = useRecordings((all) => all[channelId]);
  const standing = useTransport(({ standings }) => standings[channelId]);
  const state = useSession(({ atMs }) => momentState(known, ownMoment(atMs, standing), nowMs));
  const { area, player } = usePastPlayer(camera);
  const name = channel?.name ?? t('shell.unknownCamera');
  const isPicture = standing?.phase === 'ready' && mayPlay(state);
  // The last picture stays, dimmed, while the next one loads: a tile that turns black with every seek hides everything.
  const isLate = standing?.phase === 'loading' && mayPlay(state) && isLoaded(standing.state, player);
  return (
    <figure
      className={isSelected ? 'tile-frame sel' : 'tile-frame'}
      role="group"
      aria-label={t('playback.tile', {
        name: `${channel?.number ?? ''} ${name}`,
        state: t(isPicture ? 'playback.showing' : `playback.moment.${state}`),
      })}
      aria-current={isSelected || undefined}
      data-picture={isPicture || undefined}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => selectCamera(channelId)}
      onDoubleClick={() => toggleEnlarged(channelId)}
    >
      <TileHead
        glyph={state === 'recorded' ? 'recorded' : isArchive(state) ? 'archived' : 'none'}
        number={channel?.number ?? null}
        name={name}
        title={channel ? `${channel.number} ${channel.name}` : undefined}
        end={<HeadEnd {...{ camera, isPicture }} isEstimated={player?.stamps === 'estimated'} />}
      />
      {standing?.isSynced === false ? <ApartNote {...{ channelId }} offsetMs={standing.offsetMs} /> : null}
      <div className="tile-pic">
        <div className={areaClass(isPicture, isLate)} ref={area} />
        <PastZoom camera={camera} source={player} />
        {isPicture ? null : isLate ? (
          <p className="playback-late" role="status">
            {t('playback.loading')}
          </p>
        ) : (
          <PastVeil {...{ camera, state, player }} standing={standing ?? null} />
        )}
      </div>
    </figure>
  );
}

/** The moment of the recording that the tile shows. */
function ownMoment(clockMs: number | null, standing: Standing | undefined): number | null {
  if (clockMs === null || standing === undefined) return clockMs;
  if (!standing.isSynced && standing.atMs !== null) return standing.atMs;
  return clockMs + (standing.offsetMs ?? 0);
}

const areaClass = (isPicture: boolean, isLate: boolean): string =>
  isPicture ? 'tile-area' : isLate ? 'tile-area playback-dim' : 'tile-area playback-hidden';

const isLoaded = (state: PastPlayerState, player: PastPlayer | null): boolean =>
  state.phase === 'loading' && player !== null && player.video.videoWidth > 0;

const isArchive = (state: MomentState): boolean =>
  state === 'archived' || state === 'archived-within' || state === 'restoring';

/** A cloud without a list of recordings may have one all the same: only playing tells. */
const mayPlay = (state: MomentState): boolean => state === 'recorded' || state === 'unlisted' || state === 'unknown';

interface HeadEndProps {
  readonly camera: PlaybackCamera;
  readonly isPicture: boolean;
  readonly isEstimated: boolean;
}

/** Where the recording comes from, and the moment of the picture. */
function HeadEnd({ camera, isPicture, isEstimated }: HeadEndProps) {
  const { channelId, place } = camera;
  const t = useText();
  const channel = useDirectory(selectChannel(channelId));
  const vendor = useAccounts((state) => selectAccount(channel?.accountId ?? null)(state)?.vendor);
  const look = useTileViews((state) => lookWords(t, selectView(slotNamed(channelId, 'past'))(state)));
  const atSec = useTransport(({ standings }) => Math.floor((standings[channelId]?.atMs ?? -1) / 1_000));
  return (
    <>
      {look === '' ? null : <span>{look}</span>}
      {vendor === undefined ? null : <span className="src">{VENDOR_CODES[vendor]}</span>}
      <span>{t(`playback.place.${place}`)}</span>
      <OffsetWords channelId={channelId} />
      {atSec < 0 || !isPicture ? null : (
        <time className="playback-clock" dateTime={new Date(atSec * 1_000).toISOString()}>
          {stampWords(operatorZone(), atSec * 1_000)}
          {isEstimated ? ` ${t('playback.estimated')}` : ''}
        </time>
      )}
    </>
  );
}

const endBoxing = (): void => setBoxing(null);

/** Enlarges the picture, turned and mirrored as on every tile of the camera. */
function PastZoom({ camera, source }: { readonly camera: PlaybackCamera; readonly source: unknown }) {
  const slotKey = slotNamed(camera.channelId, 'past');
  const view = useTileViews(selectView(slotKey));
  const isBoxing = useTileViews((state) => state.boxing === slotKey);
  const onView = useCallback((change: (view: View) => View) => changeView(slotKey, change), [slotKey]);
  return <ZoomLayer {...{ view, isBoxing, source, onView }} aspect="fit" onBoxed={endBoxing} />;
}
