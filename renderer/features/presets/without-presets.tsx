/** In place of presets: why the camera on the stage has none. */
import { useText } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { NoPresets } from '../../state/presets/preset-reason.ts';

export function WithoutPresets({ reason }: { readonly reason: NoPresets }) {
  const t = useText();
  return (
    <section className="presets-panel" aria-label={t('presets.title')}>
      <div className="ph">
        <h2>{t('presets.title')}</h2>
      </div>
      <p className="presets-note row g1" role="status">
        <Icon name="info" size={14} />
        <span>{t(`presets.names.none.${reason}`)}</span>
      </p>
    </section>
  );
}
