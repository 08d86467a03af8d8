import { useText } from '../i18n/i18n.ts';
import { dismissEntryWarning } from '../state/page/connection.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { StateGlyph } from '../ui/icons/icon.tsx';

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

/** Shown when somebody brought the address of a window a second time, until the user has read it. */
export function EntryBanner() {
  const t = useText();
  return (
    <div className="banner alarm" role="alert">
      <StateGlyph name="error" size={14} />
      <span className="grow">{t('shell.notices.entryRepeated')}</span>
      <IconButton icon="x" label={t('shell.banner.dismiss')} onClick={dismissEntryWarning} />
    </div>
  );
}
