import { useEffect, useState } from 'react';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import type { Recording } from '../../../preload/domain/recordings.ts';
import { useText } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { useDirectory, selectChannel } from '../../state/cameras/directory.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { byteText } from '../../ui/format.ts';
import { ErrorActions } from '../../ui/tile/error-actions.tsx';
import { Veil } from '../../ui/tile/veil.tsx';
import { nextSpanMs, previousSpanMs } from '../../ui/timeline/pieces.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import type { MomentState } from './model/moment-state.ts';
import { seek } from './model/moment.ts';
import { askAgain, useRecordings } from './model/recordings.ts';

interface PastVeilProps {
  readonly camera: PlaybackCamera;
  readonly state: MomentState;
  readonly atMs: number | null;
}

/** In place of a picture: what is known of the recordings at the moment, and the way to footage. */
export function PastVeil({ camera, state, atMs }: PastVeilProps) {
  const t = useText();
  if (state === 'failed') return <FailedVeil camera={camera} />;
  if (state === 'recorded' && atMs !== null) return <RecordedVeil camera={camera} atMs={atMs} />;
  const isArchive = state === 'archived' || state === 'archived-within' || state === 'restoring';
  return (
    <Veil
      look="opening"
      glyph={isArchive ? 'archived' : 'none'}
      title={t(`playback.moment.${state}`)}
      isQuiet={!isArchive}
    >
      <p className="t2">{t(`playback.why.${state}`)}</p>
      {atMs === null ? null : <NearSpans camera={camera} atMs={atMs} />}
    </Veil>
  );
}

function FailedVeil({ camera }: Pick<PastVeilProps, 'camera'>) {
  const t = useText();
  const error = useRecordings((all) => all[camera.channelId]?.error ?? null);
  const accountId = useDirectory(selectChannel(camera.channelId))?.accountId;
  if (error === null) return null;
  const { what, why } = errorWords(t, error);
  return (
    <Veil look="error" glyph="error" title={what}>
      <p>{why}</p>
      <ErrorActions
        error={error}
        onAccount={accountId === undefined ? 'retry' : () => openCloudsPanel({ kind: 'edit', accountId })}
        onRetry={() => askAgain(camera)}
      />
    </Veil>
  );
}

/** The way to the footage before and after the moment. */
function NearSpans({ camera, atMs }: { readonly camera: PlaybackCamera; readonly atMs: number }) {
  const t = useText();
  const model = useRecordings((all) => all[camera.channelId]?.model ?? null);
  if (model === null) return null;
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

/** What the cloud tells of the recording at the moment. */
function RecordedVeil({ camera, atMs }: { readonly camera: PlaybackCamera; readonly atMs: number }) {
  const t = useText();
  const recording = useRecordingAt(camera, atMs);
  const time = (ms: number): string => stampWords(operatorZone(), ms);
  return (
    <Veil look="opening" glyph="recorded" title={t('playback.moment.recorded')}>
      {recording === null ? null : (
        <>
          <p>{t('playback.recording.range', { from: time(recording.fromMs), to: time(recording.toMs) })}</p>
          <p className="t2">
            {[
              t(`playback.recording.kinds.${recording.kind}`),
              ...recording.alarmKinds,
              recording.sizeBytes === null ? t('playback.recording.noSize') : byteText(recording.sizeBytes),
            ].join(t('playback.comma'))}
          </p>
        </>
      )}
    </Veil>
  );
}

/** Null before main answered, and where nothing is known. */
function useRecordingAt({ channelId, place }: PlaybackCamera, atMs: number): Recording | null {
  const [found, setFound] = useState<Recording | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void request['recordings.at']({ channelId, place, atMs }).then((answer) => {
      if (isCurrent) setFound(answer.ok ? (answer.value[0] ?? null) : null);
    });
    return () => {
      isCurrent = false;
    };
  }, [channelId, place, atMs]);
  return found;
}
