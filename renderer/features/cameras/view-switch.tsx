import { useText } from '../../i18n/i18n.ts';
import { setPreferences } from '../../state/page/preferences.ts';
import { Segmented } from '../../ui/form/segmented.tsx';
import { useCameraView } from './tree/use-camera-tree.ts';

const VIEWS = ['both', 'sites', 'clouds'] as const;

/** Sites, clouds, or the one above the other. Not there before the first site is made. */
export function ViewSwitch() {
  const t = useText();
  const view = useCameraView();
  if (view === null) return null;
  return (
    <div className="views">
      <Segmented
        label={t('cameras.sites.view')}
        options={VIEWS.map((value) => ({ value, label: t(`cameras.sites.views.${value}`) }))}
        value={view}
        onChange={(value) => void setPreferences({ cameraView: value as (typeof VIEWS)[number] })}
      />
    </div>
  );
}
