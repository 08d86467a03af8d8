/**
 * The values of one camera as a sheet of paper with a QR code: made when it is opened, and gone when it is closed. No password is
 * on it, since paper is left lying about; a push address can be as good as one, and the sheet warns of it.
 */
import { QRCode } from 'antd';
import { useText } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/float/dialog.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import './access-sheet.css';
import { accessText, type AccessRow } from './access-rows.ts';

/** UTF-8 bytes that the largest QR code holds at its error level M (ISO/IEC 18004, table 7: version 40). */
const MOST_BYTES = 2331;
/** Pixels; a code of version 40 has 177 modules and a border of 4 at each side. */
const CODE_PX = 370;
/** Its place gives the code its size. */
const FITTED = { width: '100%', height: 'auto' } as const;

interface SheetProps {
  /** Null where nobody gave one. */
  readonly name: string | null;
  readonly rows: readonly AccessRow[];
  /** The camera has a password, which is written onto the paper by hand. */
  readonly hasPassword: boolean;
  /** Whoever has the address among the rows can push in the place of the camera. */
  readonly isSecret: boolean;
  readonly onClose: () => void;
}

export function AccessSheet({ name, rows, hasPassword, isSecret, onClose }: SheetProps) {
  const t = useText();
  const text = accessText(rows);
  const isTooLong = new TextEncoder().encode(text).length > MOST_BYTES;
  return (
    <Dialog
      className="onboarding-sheet"
      title={t('onboarding.sheet.title')}
      closeLabel={t('onboarding.sheet.close')}
      onClose={onClose}
    >
      <div className="onboarding-paper">
        <div className="onboarding-leaf">
          <div className="onboarding-of-camera" tabIndex={0} role="document" aria-label={t('onboarding.sheet.title')}>
            {name === null ? null : <h3>{name}</h3>}
            {isSecret ? <p className="onboarding-warning">{t('onboarding.sheet.addressIsSecret')}</p> : null}
            <dl>
              {rows.map(({ name: of, text: value, isOwn = false }) => (
                <div key={of}>
                  <dt>{of}</dt>
                  <dd className={isOwn ? undefined : 'mono selectable'}>{value}</dd>
                </div>
              ))}
            </dl>
            {isTooLong ? <p>{t('onboarding.sheet.tooLong')}</p> : null}
          </div>
          {isTooLong ? null : (
            <figure>
              <QRCode
                type="svg"
                value={text}
                errorLevel="M"
                size={CODE_PX}
                color="#000"
                bgColor="#fff"
                bordered={false}
                style={FITTED}
                aria-label={t('onboarding.sheet.code')}
              />
              <figcaption>{t('onboarding.sheet.codeHas')}</figcaption>
            </figure>
          )}
        </div>
      </div>
      <footer className="row g2 onboarding-sheet-foot">
        <button type="button" className="btn pri" onClick={() => window.print()}>
          <Icon name="doc" size={14} />
          {t('onboarding.sheet.print')}
        </button>
        <p className="note">{t(hasPassword ? 'onboarding.sheet.noPassword' : 'onboarding.sheet.notStored')}</p>
      </footer>
    </Dialog>
  );
}
