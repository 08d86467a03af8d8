import type { WireError } from '../../../preload/domain/error.ts';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import { useText } from '../../i18n/i18n.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { useDirectory, selectChannel } from '../../state/cameras/directory.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { ErrorActions } from '../../ui/tile/error-actions.tsx';
import { Veil } from '../../ui/tile/veil.tsx';
import { nextSpanMs, previousSpanMs } from '../../ui/timeline/pieces.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import type { ClockedPhase } from '../../media/past/clocked-player.ts';
import type { MomentState } from './model/moment-state.ts';
import type { PastPlayer } from './model/past-player.ts';
import { useSession } from './model/session.ts';
import { seek } from './model/transport.ts';
import { askAgain, useRecordings } from './model/recordings.ts';

interface PastVeilProps {
  readonly camera: PlaybackCamera;
  readonly state: MomentState;
  /** Null before a moment was chosen. */
  readonly player: PastPlayer | null;
  readonly phase: ClockedPhase | null;
}

/** In place of a picture: what is known of the recordings at the moment, and the way to footage. */
export function PastVeil({ camera, state, player, phase }: PastVeilProps) {
  const t = useText();
  if (state === 'failed') return <UnlistedVeil camera={camera} />;
  const isPlayable = state === 'recorded' || state === 'unlisted' || state === 'unknown';
  if (isPlayable && phase === 'failed' && player?.error)
    return <FailedVeil {...{ camera, player }} error={player.error} />;
  if (isPlayable && player !== null) {
    return <Veil look="opening" glyph="none" title={t('playback.opening')} isQuiet />;
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
      <NearSpans camera={camera} />
    </Veil>
  );
}

/** The list of recordings could not be read. */
function UnlistedVeil({ camera }: Pick<PastVeilProps, 'camera'>) {
  const error = useRecordings((all) => all[camera.channelId]?.error ?? null);
  return error === null ? null : <ErrorVeil {...{ camera, error }} onRetry={() => askAgain(camera)} />;
}

interface FailedVeilProps {
  readonly camera: PlaybackCamera;
  readonly player: PastPlayer;
  readonly error: WireError;
}

/** The recording could not be played. A device that plays for this client already is taken over on wish. */
function FailedVeil({ camera, player, error }: FailedVeilProps) {
  const isTaken = error.code === 'recording.device-taken';
  return <ErrorVeil {...{ camera, error }} onRetry={() => player.retry(isTaken)} />;
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
