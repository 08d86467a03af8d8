/** Asks before a track is deleted, and before unsaved legs are given up. */
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Question } from '../../ui/float/question.tsx';
import { askDelete, deleteTrack, keepEditing, useTracks } from './model/tracks.ts';

export function DeleteTrack() {
  const t = useText();
  const deleting = useTracks((state) => state.deleting);
  const isBusy = useTracks((state) => state.busy?.doing === 'delete');
  const failure = useTracks((state) => state.failure);
  if (deleting === null) return null;
  const { channelId, track } = deleting;
  return (
    <Question
      title={t('presets.tracks.deleting.title', { name: track.name })}
      closeLabel={t('presets.cancel')}
      keep={t('presets.keep')}
      onKeep={() => askDelete(null)}
      confirm={t('presets.tracks.deleting.confirm')}
      onConfirm={() => void deleteTrack(channelId, track)}
      isBusy={isBusy}
    >
      <p>{t('presets.tracks.deleting.text')}</p>
      <p>{t('presets.tracks.deleting.stopped')}</p>
      {failure === null ? null : (
        <ErrorText error={failure.error} onAction={() => void deleteTrack(channelId, track)} />
      )}
    </Question>
  );
}

export function LeaveTrack() {
  const t = useText();
  const leaving = useTracks((state) => state.leaving);
  if (leaving === null) return null;
  return (
    <Question
      title={t('presets.tracks.leaving.title')}
      closeLabel={t('presets.cancel')}
      keep={t('presets.tracks.leaving.keep')}
      onKeep={keepEditing}
      confirm={t('presets.tracks.leaving.discard')}
      onConfirm={leaving}
    >
      <p>{t('presets.tracks.leaving.text')}</p>
    </Question>
  );
}
