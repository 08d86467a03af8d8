import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { useDirectory, selectChannel } from '../../state/cameras/directory.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { ErrorActions } from '../../ui/tile/error-actions.tsx';
import { Veil } from '../../ui/tile/veil.tsx';
import { nextSpanMs, previousSpanMs } from '../../ui/timeline/pieces.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import type { PastPlayer } from '../../media/past/past-player.ts';
import type { PastPlayerState } from '../../media/past/past-setup.ts';
import { gapAt, useGaps } from './model/gaps.ts';
import type { MomentState } from './model/moment-state.ts';
import { cameraOfPlayback } from './model/playback-ports.ts';
import { openRetrievals } from './model/retrievals.ts';
import { useSession } from './model/session.ts';
import { seek, type Standing } from './model/transport.ts';
import { askAgain, useRecordings } from './model/recordings.ts';

interface PastVeilProps {
  readonly camera: PlaybackCamera;
  readonly state: MomentState;
  /** Null before a moment was chosen. */
  readonly player: PastPlayer | null;
  readonly standing: Standing | null;
}

/** In place of a picture: what is known of the recordings at the moment, and the way to footage. */
export function PastVeil({ camera, state, player, standing }: PastVeilProps) {
  const t = useText();
  if (state === 'failed') return <UnlistedVeil camera={camera} />;
  const isPlayable = state === 'recorded' || state === 'unlisted' || state === 'unknown';
  if (isPlayable && player !== null) {
    return <PlayerVeil {...{ camera, player }} state={standing?.state ?? { phase: 'opening' }} />;
  }
  const isArchive = state === 'archived' || state === 'archived-within' || state === 'restoring';
  return (
    <Veil
      look="opening"
      glyph={isArchive ? 'archived' : 'none'}
      title={t(`playback.moment.${state}`)}
      isQuiet={!isArchive}
    >
      <p className="t2">{t(`playback.why.${state}`)}</p>
      {state === 'empty' ? <GapReason camera={camera} /> : null}
      {state === 'archived-within' ? <OrderBack /> : null}
      <NearSpans camera={camera} />
    </Veil>
  );
}

interface PlayerVeilProps {
  readonly camera: PlaybackCamera;
  readonly player: PastPlayer;
  readonly state: PastPlayerState;
}

/** What the player says of the moment. */
function PlayerVeil({ camera, player, state }: PlayerVeilProps) {
  const t = useText();
  switch (state.phase) {
    case 'failed': {
      const isTaken = state.error.code === 'recording.device-taken';
      return <ErrorVeil {...{ camera }} error={state.error} onRetry={() => player.retryNow(isTaken)} />;
    }
    case 'taken':
      return <TakenVeil player={player} holder={cameraOfPlayback(state.byPlaybackId)} />;
    case 'reconnecting':
      return (
        <Veil
          look="reconnecting"
          glyph="reconnecting"
          title={t('playback.reconnecting', { attempt: state.attempt })}
          isQuiet
        >
          <p>{errorWords(t, state.error).what}</p>
          <div className="tile-acts">
            <button type="button" className="btn sm" onClick={() => player.retryNow()}>
              {t('playback.tryNow')}
            </button>
          </div>
        </Veil>
      );
    case 'gap':
    case 'ended':
      return (
        <Veil look="opening" glyph="none" title={t(`playback.player.${state.phase}`)} isQuiet>
          <p className="t2">{gapWords(t, state)}</p>
          <NearSpans camera={camera} />
        </Veil>
      );
    default:
      return <Veil look="opening" glyph="none" title={t('playback.opening')} isQuiet />;
  }
}

const gapWords = (t: Text, state: Extract<PastPlayerState, { phase: 'gap' | 'ended' }>): string =>
  state.phase === 'gap' && state.untilMs !== null
    ? t('playback.player.until', { time: stampWords(operatorZone(), state.untilMs) })
    : t('playback.player.nothing');

/** Another playback of this client took the device. @param holder of the device, if it is a camera of this window. */
function TakenVeil({ player, holder }: { readonly player: PastPlayer; readonly holder: ChannelId | null }) {
  const t = useText();
  const channel = useDirectory((all) => (holder === null ? undefined : selectChannel(holder)(all)));
  const name = channel === undefined ? null : `${channel.number} ${channel.name}`;
  return (
    <Veil look="opening" glyph="none" title={t('playback.taken.title')}>
      <p className="t2">{name === null ? t('playback.taken.elsewhere') : t('playback.taken.here', { name })}</p>
      <div className="tile-acts">
        <button type="button" className="btn sm" onClick={() => player.retryNow(true)}>
          {t('playback.taken.back')}
        </button>
      </div>
    </Veil>
  );
}

/** The list of recordings could not be read. */
function UnlistedVeil({ camera }: Pick<PastVeilProps, 'camera'>) {
  const error = useRecordings((all) => all[camera.channelId]?.error ?? null);
  return error === null ? null : <ErrorVeil {...{ camera, error }} onRetry={() => askAgain(camera)} />;
}

interface ErrorVeilProps {
  readonly camera: PlaybackCamera;
  readonly error: WireError;
  readonly onRetry: () => void;
}

function ErrorVeil({ camera, error, onRetry }: ErrorVeilProps) {
  const t = useText();
  const accountId = useDirectory(selectChannel(camera.channelId))?.accountId;
  const { what, why } = errorWords(t, error);
  return (
    <Veil look="error" glyph="error" title={what}>
      <p>{why}</p>
      <ErrorActions
        error={error}
        onAccount={accountId === undefined ? 'retry' : () => openCloudsPanel({ kind: 'edit', accountId })}
        onRetry={onRetry}
      />
    </Veil>
  );
}

/** The way to the order of archived footage. */
function OrderBack() {
  const t = useText();
  return (
    <div className="tile-acts">
      <button type="button" className="btn sm" data-action="playback.retrievals" onClick={openRetrievals}>
        {t('playback.names.actions.playback.retrievals')}
      </button>
    </div>
  );
}

/** Why nothing is recorded at the moment. */
function GapReason({ camera }: Pick<PastVeilProps, 'camera'>) {
  const t = useText();
  const known = useGaps((all) => all[camera.channelId]);
  const reason = useSession(({ atMs }) => gapAt(known, atMs)?.reason ?? null);
  return reason === null ? null : <p className="t2">{t(`playback.gapWhy.${reason}`)}</p>;
}

/** The way to the footage before and after the moment. */
function NearSpans({ camera }: Pick<PastVeilProps, 'camera'>) {
  const t = useText();
  const model = useRecordings((all) => all[camera.channelId]?.model ?? null);
  // By seconds: the moment changes with every picture of the other cameras.
  const atMs = useSession((session) => (session.atMs === null ? null : Math.floor(session.atMs / 1_000) * 1_000));
  if (model === null || atMs === null) return null;
  const [before, after] = [previousSpanMs(model, atMs), nextSpanMs(model, atMs)];
  const time = (ms: number): string => stampWords(operatorZone(), ms);
  return (
    <div className="tile-acts">
      {before === null ? null : (
        <button type="button" className="btn sm" onClick={() => seek(before)}>
          {t('playback.toPrevious', { time: time(before) })}
        </button>
      )}
      {after === null ? null : (
        <button type="button" className="btn sm" onClick={() => seek(after)}>
          {t('playback.toNext', { time: time(after) })}
        </button>
      )}
    </div>
  );
}
