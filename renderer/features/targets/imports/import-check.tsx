/** The findings of the check of the file: each wrong row with its reason, and rows that share a picture. */
import { useText } from '../../../i18n/i18n.ts';
import { Icon, StateGlyph } from '../../../ui/icons/icon.tsx';
import { faultWords } from './import-words.ts';
import { MAX_SHOWN_ROWS } from '../model/import/job-rows.ts';
import * as model from '../model/import/people-import.ts';

export function CheckStep() {
  const t = useText();
  const { file, checked, checkedRows } = model.useImport();
  const total = file?.rows.length ?? 0;
  if (checked === null) {
    return (
      <div className="targets-note">
        <p role="status">{t('targets.import.checking', { rows: checkedRows ?? 0, total })}</p>
        <progress className="targets-bar" max={total} value={checkedRows ?? 0} aria-label={t('targets.import.check')} />
      </div>
    );
  }
  const bad = checked.filter(({ error }) => error !== null);
  const same = checked.filter(({ error, samePictureAs }) => error === null && samePictureAs !== null);
  return (
    <>
      <p className="targets-note row g1" role="status">
        <StateGlyph name="ok" /> {t('targets.import.good', { count: checked.length - bad.length })}
      </p>
      {bad.length === 0 ? null : (
        <section aria-label={t('targets.import.found')}>
          <p className="targets-note row g1">
            <StateGlyph name="error" /> {t('targets.import.bad', { count: bad.length })}
          </p>
          <ul className="targets-found" tabIndex={0} aria-label={t('targets.import.found')}>
            {bad.slice(0, MAX_SHOWN_ROWS).map(({ row, error }) => (
              <li key={row}>
                <b>{t('targets.import.row', { row })}</b>
                <span className="t2">{error === null ? '' : faultWords(t, error)}</span>
              </li>
            ))}
            <Rest count={bad.length - MAX_SHOWN_ROWS} />
          </ul>
        </section>
      )}
      {same.length === 0 ? null : (
        <section aria-label={t('targets.import.same')}>
          <p className="targets-note row g1">
            <Icon name="warn" size={12} /> {t('targets.import.sameCount', { count: same.length })}
          </p>
          <ul className="targets-found" tabIndex={0} aria-label={t('targets.import.same')}>
            {same.slice(0, MAX_SHOWN_ROWS).map(({ row, samePictureAs }) => (
              <li key={row}>
                <b>{t('targets.import.row', { row })}</b>
                <span className="t2">{t('targets.import.sameAs', { row: samePictureAs ?? 0 })}</span>
              </li>
            ))}
            <Rest count={same.length - MAX_SHOWN_ROWS} />
          </ul>
        </section>
      )}
    </>
  );
}

/** The rows beyond those that are listed. */
export function Rest({ count }: { readonly count: number }) {
  const t = useText();
  return count > 0 ? <li className="t2">{t('outcomes.more', { count })}</li> : null;
}
