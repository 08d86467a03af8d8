import { useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';

/** Shown while the page does not reach main. */
export function ConnectionBanner() {
  const t = useText();
  return (
    <div className="banner" role="alert">
      <StateGlyph name="reconnecting" size={14} />
      <span className="grow el">{t('shell.banner.lost')}</span>
      <button type="button" className="btn sm" onClick={() => window.location.reload()}>
        {t('shell.banner.reload')}
      </button>
    </div>
  );
}
