import { providerOf } from '../../../preload/domain/providers.ts';
import { VENDOR_CODES, VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';

/** The five clouds, and which of them this version can join. */
export function CloudOffers() {
  const t = useText();
  return (
    <section className="mx-w" aria-label={t('clouds.offers.title')}>
      <div className="sec-h">
        <h3>{t('clouds.offers.title')}</h3>
        <span className="t3 grow el">{t('clouds.offers.note')}</span>
      </div>
      {VENDOR_IDS.map((vendor) => {
        const isReady = providerOf(vendor) !== null;
        return (
          <div key={vendor} className="mxr">
            <span className="src">{VENDOR_CODES[vendor]}</span>
            <span className={isReady ? '' : 't2'}>{t(`shell.vendors.${vendor}`)}</span>
            <span className={isReady ? 'cp' : 'cp t3'}>
              <StateGlyph name={isReady ? 'live' : 'skip'} size={10} />
              {t(isReady ? 'clouds.offers.ready' : 'clouds.offers.coming')}
            </span>
          </div>
        );
      })}
    </section>
  );
}
