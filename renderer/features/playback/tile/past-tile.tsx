import { useCallback } from 'react';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import type { FrameTime } from '../../../media/playback/clock/frame-time.ts';
import type { PastPlayer } from '../../../media/playback/past-player.ts';
import { slotNamed } from '../../../media/slot-key.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { useGovernor } from '../../../state/players/governor.ts';
import { changeView, selectView, setBoxing, useTileViews } from '../../../state/players/tile-views.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { lookWords } from '../../../ui/tile/look-words.ts';
import { TileHead } from '../../../ui/tile/tile-head.tsx';
import { ZoomLayer } from '../../../ui/tile/zoom-layer.tsx';
import type { View } from '../../../ui/tile/zoom.ts';
import { useCameraName } from '../files/camera-names.ts';
import { gapAt, useGaps } from '../recordings/gaps.ts';
import { listingOf } from '../recordings/listing.ts';
import { momentState, type MomentState } from '../recordings/moment-state.ts';
import { ownMoment } from '../recordings/newest.ts';
import { useRecordings } from '../recordings/recordings.ts';
import { selectCamera, toggleEnlarged, useSession, type SessionCamera } from '../session.ts';
import { foreignSound, soundPhase, useSound } from './sound.ts';
import type { Standing } from '../recordings/standing.ts';
import { tell, type Telling } from './telling.ts';
import { openPastMenu } from './tile-menu.ts';
import { timeline } from '../timeline/timeline.ts';
import { usePlayBar } from '../play-bar/play-bar.ts';
import { ApartNote, OffsetWords } from './past-apart.tsx';
import { SpeedWords, SyncWords } from './pace-words.tsx';
import { PastVeil } from './past-veil.tsx';
import { PictureClock } from './picture-clock.tsx';
import { usePastPlayer } from './use-past-player.ts';

interface PastTileProps {
  readonly camera: SessionCamera;
  readonly isSelected: boolean;
}

/** One camera of playback: a header, and below it the picture of the moment or the known state of the moment. */
export function PastTile({ camera, isSelected }: PastTileProps) {
  const { channelId } = camera;
  const t = useText();
  useNowMs();
  const { number, name } = useCameraName(channelId);
  const known = useRecordings((all) => all[channelId]);
  const standing = usePlayBar(({ standings }) => standings[channelId]);
  const gaps = useGaps((all) => all[channelId]);
  const { area, player, frames } = usePastPlayer(camera);
  const listing = listingOf(camera);
  const state = useSession(({ atMs: clockMs }) => {
    const atMs = clockMs === null ? null : ownMoment(clockMs, standing);
    const reason = gapAt(gaps, atMs)?.reason ?? null;
    return momentState(known, { atMs, nowMs: Date.now(), listing, reason, view: timeline.view });
  });
  const telling = useTelling(player, standing, state);
  const isPicture = telling.kind === 'picture';
  const isAwaited = usePlayBar(({ waitingFor }) => waitingFor.includes(channelId));
  return (
    <figure
      className={isSelected ? 'tile-frame sel' : 'tile-frame'}
      role="group"
      aria-label={t('playback.tile', { name: `${number ?? ''} ${name}`.trim(), state: tileWords(t, telling, state) })}
      aria-current={isSelected || undefined}
      data-picture={isPicture || undefined}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => selectCamera(channelId)}
      onDoubleClick={() => toggleEnlarged(channelId)}
      onContextMenu={(event) => {
        event.preventDefault();
        openPastMenu(channelId, { x: event.clientX, y: event.clientY });
      }}
    >
      <TileHead
        glyph={state === 'recorded' ? 'recorded' : isArchive(state) ? 'archived' : 'none'}
        number={number}
        name={name}
        title={`${number ?? ''} ${name}`.trim()}
        signs={<Signs {...{ channelId, isSelected }} />}
        end={<HeadEnd {...{ camera, isPicture, player, frames }} />}
      />
      {standing?.isSynced === false ? <ApartNote {...{ channelId }} offsetMs={standing.offsetMs} /> : null}
      <div className="tile-pic">
        <div className={AREA_CLASS[telling.kind] ?? HIDDEN_CLASS} ref={area} />
        <PastZoom camera={camera} source={player} />
        {isPicture ? null : telling.kind === 'late' ? (
          <p className="playback-late" role="status">
            {t(isAwaited ? 'playback.loadingForAll' : 'playback.loading')}
          </p>
        ) : (
          <PastVeil {...{ camera, telling, player }} />
        )}
      </div>
    </figure>
  );
}

/** The last picture stays, dimmed, while the next one loads: a tile that turns black with every seek hides everything. */
const AREA_CLASS: Partial<Record<Telling['kind'], string>> = { picture: 'tile-area', late: 'tile-area playback-dim' };
const HIDDEN_CLASS = 'tile-area playback-hidden';

function useTelling(player: PastPlayer | null, standing: Standing | undefined, state: MomentState): Telling {
  const ownMs = useSession(({ atMs }) => (atMs === null ? null : ownMoment(atMs, standing)));
  if (player === null) return tell(null, state, ownMs);
  const hasFrame = player.video.videoWidth > 0 || player.hasKeyPicture;
  return tell({ standing: standing ?? null, hasFrame }, state, ownMs);
}

/** The tile's description for screen readers: that it shows its picture, or the known state of the moment. */
function tileWords(t: Text, telling: Telling, state: MomentState): string {
  if (telling.kind === 'picture') return t('playback.showing');
  return telling.kind === 'not-given' ? t('playback.notGiven.title') : t(`playback.moment.${state}`);
}

const isArchive = (state: MomentState): boolean =>
  state === 'archived' || state === 'archived-within' || state === 'restoring';

interface SignsProps {
  readonly channelId: SessionCamera['channelId'];
  readonly isSelected: boolean;
}

/** Signs for the state of the picture. Notes get their own line if there is no room beside the name. */
function Signs({ channelId, isSelected }: SignsProps) {
  const t = useText();
  const look = useTileViews((state) => lookWords(t, selectView(slotNamed(channelId, 'past'))(state)));
  return (
    <>
      {isSelected ? <SoundSign channelId={channelId} /> : <ReliefSign channelId={channelId} />}
      <span className="playback-notes">
        {look === '' ? null : <span>{look}</span>}
        <SpeedWords channelId={channelId} />
        <SyncWords channelId={channelId} />
        <OffsetWords channelId={channelId} />
      </span>
    </>
  );
}

/** The state of the selected camera's sound, once the operator asked for it. Updated each second. */
function SoundSign({ channelId }: { readonly channelId: SessionCamera['channelId'] }) {
  const t = useText();
  useNowMs();
  const isOn = useSound((state) => state.isOn);
  const phase = usePlayBar(() => soundPhase(channelId));
  if (!isOn) return null;
  const words = t(`playback.sound.${phase}`, { format: foreignSound(channelId) });
  return (
    <span className="tile-sign" role="img" aria-label={words} title={words}>
      <Icon name={phase === 'heard' || phase === 'waiting' ? 'sound' : 'mute'} size={13} />
    </span>
  );
}

/** That the camera shows less than its tile asks for, and why. The selected camera never does. */
function ReliefSign({ channelId }: { readonly channelId: SessionCamera['channelId'] }) {
  const t = useText();
  const restraint = useGovernor(({ report }) => report?.restraints.get(slotNamed(channelId, 'past')) ?? null);
  if (restraint === null) return null;
  const reason = t(`streams.reasons.${restraint.reason}`);
  const words = t(restraint.kind === 'lowered' ? 'streams.lowered' : 'streams.keysOnly', { reason });
  return (
    <span className="tile-sign" role="note" aria-label={words} title={words}>
      <Icon name="layers" size={13} />
    </span>
  );
}

interface HeadEndProps {
  readonly camera: SessionCamera;
  readonly isPicture: boolean;
  readonly player: PastPlayer | null;
  readonly frames: FrameTime | null;
}

/** Where the recording comes from, and the moment of the picture. */
function HeadEnd({ camera, isPicture, player, frames }: HeadEndProps) {
  const { channelId, place } = camera;
  const t = useText();
  const channel = useDirectory(selectChannel(channelId));
  const vendor = useAccounts((state) => selectAccount(channel?.accountId ?? null)(state)?.vendor);
  return (
    <>
      {vendor === undefined ? null : <span className="src">{VENDOR_CODES[vendor]}</span>}
      {place === 'files' ? null : <span className="playback-place">{t(`playback.place.${place}`)}</span>}
      {player === null || frames === null || !isPicture ? null : (
        <PictureClock {...{ player, frames }} isOfFile={place === 'files'} />
      )}
    </>
  );
}

const endBoxing = (): void => setBoxing(null);

/** Enlarges the picture, turned and mirrored as on every tile of the camera. */
function PastZoom({ camera, source }: { readonly camera: SessionCamera; readonly source: unknown }) {
  const slotKey = slotNamed(camera.channelId, 'past');
  const view = useTileViews(selectView(slotKey));
  const isBoxing = useTileViews((state) => state.boxing === slotKey);
  const onView = useCallback((change: (view: View) => View) => changeView(slotKey, change), [slotKey]);
  return <ZoomLayer {...{ view, isBoxing, source, onView }} aspect="fit" onBoxed={endBoxing} />;
}
