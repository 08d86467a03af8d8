/**
 * The values of one camera as a sheet of paper with a QR code: made when it is opened, and gone when it is closed. No password is
 * on it, since paper is left lying about.
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

interface SheetProps {
  /** Null where nobody gave one. */
  readonly name: string | null;
  readonly rows: readonly AccessRow[];
  /** The camera has a password, which is written onto the paper by hand. */
  readonly hasPassword: boolean;
  readonly onClose: () => void;
}

export function AccessSheet({ name, rows, hasPassword, onClose }: SheetProps) {
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
      <div className="onboarding-paper" tabIndex={0} role="document" aria-label={t('onboarding.sheet.title')}>
        {name === null ? null : <h3>{name}</h3>}
        <dl>
          {rows.map(({ name: of, text: value, isOwn = false }) => (
            <div key={of}>
              <dt>{of}</dt>
              <dd className={isOwn ? undefined : 'mono selectable'}>{value}</dd>
            </div>
          ))}
        </dl>
        {isTooLong ? (
          <p>{t('onboarding.sheet.tooLong')}</p>
        ) : (
          <figure>
            <QRCode
              type="svg"
              value={text}
              errorLevel="M"
              size={CODE_PX}
              color="#000"
              bgColor="#fff"
              bordered={false}
              aria-label={t('onboarding.sheet.code')}
            />
            <figcaption>{t('onboarding.sheet.codeHas')}</figcaption>
          </figure>
        )}
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
