/** Asks before a track is deleted, and before unsaved legs are given up. */
import { Modal } from 'antd';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { InertBehind } from '../../ui/inert-behind.tsx';
import { askDelete, deleteTrack, keepEditing, useTracks } from './model/tracks.ts';

export function DeleteTrack() {
  const t = useText();
  const deleting = useTracks((state) => state.deleting);
  const isBusy = useTracks((state) => state.busy?.doing === 'delete');
  const failure = useTracks((state) => state.failure);
  if (deleting === null) return null;
  const { channelId, track } = deleting;
  return (
    <Modal
      open
      width={420}
      title={t('presets.tracks.deleting.title', { name: track.name })}
      onCancel={() => askDelete(null)}
      closable={{ 'aria-label': t('presets.cancel'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button
            type="button"
            className="btn danger"
            aria-busy={isBusy}
            onClick={() => void deleteTrack(channelId, track)}
          >
            {t('presets.tracks.deleting.confirm')}
          </button>
          <button type="button" className="btn" autoFocus onClick={() => askDelete(null)}>
            {t('presets.keep')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <p>{t('presets.tracks.deleting.text')}</p>
      <p>{t('presets.tracks.deleting.stopped')}</p>
      {failure === null ? null : (
        <ErrorText error={failure.error} onAction={() => void deleteTrack(channelId, track)} />
      )}
    </Modal>
  );
}

export function LeaveTrack() {
  const t = useText();
  const leaving = useTracks((state) => state.leaving);
  if (leaving === null) return null;
  return (
    <Modal
      open
      width={420}
      title={t('presets.tracks.leaving.title')}
      onCancel={keepEditing}
      closable={{ 'aria-label': t('presets.cancel'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button type="button" className="btn danger" onClick={leaving}>
            {t('presets.tracks.leaving.discard')}
          </button>
          <button type="button" className="btn" autoFocus onClick={keepEditing}>
            {t('presets.tracks.leaving.keep')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <p>{t('presets.tracks.leaving.text')}</p>
    </Modal>
  );
}
