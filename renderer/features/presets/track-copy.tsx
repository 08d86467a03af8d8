/** Asks to which camera a cruise track is copied, and names the legs that the other camera has no preset for. */
import { Modal, Select } from 'antd';
import { capabilityOf } from '../../../preload/domain/accounts/cloud-capability.ts';
import { useText } from '../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { listsNoCruise, whyNoPresets } from '../../state/presets/preset-reason.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { InertBehind } from '../../ui/float/inert-behind.tsx';
import { turningCameras } from './model/stage.ts';
import { chooseTarget, closeCopy, openMatched, useTrackCopy, type Matched } from './model/track-copy.ts';

export function CopyTrack() {
  const t = useText();
  const copying = useTrackCopy((state) => state.copying);
  const options = useTargets(copying?.channelId);
  if (copying === null) return null;
  const { track, target, matched, isBusy, error } = copying;
  const none = matched === null ? t('presets.tracks.copying.chooseFirst') : t('presets.tracks.copying.noLeg');
  const why = matched === null || matched.legs.length === 0 ? none : undefined;
  return (
    <Modal
      open
      width={460}
      title={t('presets.tracks.copying.title', { name: track.name })}
      onCancel={closeCopy}
      closable={{ 'aria-label': t('presets.cancel'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button
            type="button"
            className="btn pri"
            aria-busy={isBusy}
            aria-disabled={why !== undefined || undefined}
            title={why ?? t('presets.tracks.copying.openHelp')}
            onClick={() => (why === undefined ? void openMatched() : undefined)}
          >
            {t('presets.tracks.copying.open')}
          </button>
          <button type="button" className="btn" onClick={closeCopy}>
            {t('presets.cancel')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <p>{t('presets.tracks.copying.text')}</p>
      <Select
        autoFocus
        showSearch={{ optionFilterProp: 'label' }}
        className="presets-copy-target"
        aria-label={t('presets.tracks.copying.target')}
        placeholder={t('presets.tracks.copying.target')}
        value={target}
        options={options}
        onChange={(id) => void chooseTarget(id)}
      />
      {isBusy ? <p className="t2">{t('presets.tracks.copying.reading')}</p> : null}
      {matched === null ? null : <Outcome matched={matched} />}
      {error === null || target === null ? null : (
        <ErrorText error={error} onAction={() => void chooseTarget(target)} />
      )}
    </Modal>
  );
}

/** The other cameras of the clouds that have tracks. */
function useTargets(from: string | undefined) {
  const view = useDirectory((state) => state.view);
  const accounts = useAccounts();
  return turningCameras(view)
    .filter((camera) => {
      const vendor = selectAccount(camera.accountId)(accounts)?.vendor;
      if (camera.id === from || vendor === undefined || listsNoCruise(camera, vendor)) return false;
      return capabilityOf(vendor, 'cruise-tracks').can && whyNoPresets(camera, vendor) === null;
    })
    .map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }));
}

function Outcome({ matched: { legs, misses } }: { readonly matched: Matched }) {
  const t = useText();
  return (
    <div role="status">
      <p>{t('presets.tracks.copying.found', { found: legs.length, count: legs.length + misses.length })}</p>
      <ul className="presets-copy-misses">
        {misses.map(({ leg, preset, name, why }) => (
          <li key={leg}>{t(`presets.tracks.copying.${why}`, { leg: leg + 1, name: name ?? '', index: preset })}</li>
        ))}
      </ul>
    </div>
  );
}
