/** In place of presets: why the camera on the stage has none. */
import { useText } from '../../i18n/i18n.ts';
import type { NoPresets } from '../../state/presets/preset-reason.ts';
import { Unsupported } from '../../ui/unsupported.tsx';

export function WithoutPresets({ reason }: { readonly reason: NoPresets }) {
  const t = useText();
  return (
    <section className="presets-panel" aria-label={t('presets.title')}>
      <div className="ph">
        <h2>{t('presets.title')}</h2>
      </div>
      <Unsupported reason={t(`presets.names.none.${reason}`)} />
    </section>
  );
}
