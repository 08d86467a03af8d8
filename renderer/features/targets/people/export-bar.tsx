/** Below the people of a list: how far its export is, and what became of it. */
import type { PicturelessRow } from '../../../../preload/domain/people/targets.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon, StateGlyph } from '../../../ui/icons/icon.tsx';
import { Rest } from '../imports/import-check.tsx';
import { faultWords } from '../imports/import-words.ts';
import { dismissExport, exportPeople, stopExport, useExport } from '../model/export.ts';

export function ExportBar() {
  const t = useText();
  const { place, isBusy, people, report, error } = useExport();
  if (place === null) return null;
  return (
    <section className="targets-report" aria-label={t('targets.export.title')}>
      <div className="row g3 targets-note targets-counts" role="status">
        <Icon name="export" size={14} />
        <b>{t('targets.export.title')}</b>
        {isBusy ? <span>{t('targets.export.going', { count: people })}</span> : null}
        {report === null ? null : (
          <>
            <span className="row g1">
              <StateGlyph name="ok" />
              {t('targets.export.done', { count: report.people })}
            </span>
            {report.withoutPicture === 0 ? null : (
              <span className="row g1">
                <StateGlyph name="error" />
                {t('targets.export.without', { count: report.withoutPicture })}
              </span>
            )}
            {report.unreadable === 0 ? null : (
              <span className="row g1">
                <StateGlyph name="error" />
                {t('targets.export.unreadable', { count: report.unreadable })}
              </span>
            )}
            {report.isCut ? (
              <span className="row g1">
                <StateGlyph name="unknown" />
                {t('targets.export.cut')}
              </span>
            ) : null}
          </>
        )}
        <span className="grow" />
        {isBusy ? (
          <button type="button" className="btn" onClick={() => void stopExport()}>
            {t('targets.export.stop')}
          </button>
        ) : (
          <IconButton icon="x" size={14} label={t('targets.close')} onClick={dismissExport} />
        )}
      </div>
      {report === null ? null : <p className="targets-note t2">{t('targets.export.care')}</p>}
      {error === null ? null : (
        <div className="targets-note">
          <ErrorText error={error} onAction={error.action === 'retry' ? () => void exportPeople(place) : undefined} />
        </div>
      )}
      {report === null || report.rows.length === 0 ? null : (
        <ul className="targets-outcomes" tabIndex={0} aria-label={t('targets.export.withoutList')}>
          {report.rows.map((row) => (
            <Pictureless key={row.row} row={row} />
          ))}
          <Rest count={report.withoutPicture - report.rows.length} />
        </ul>
      )}
    </section>
  );
}

function Pictureless({ row: { row, reason, error } }: { readonly row: PicturelessRow }) {
  const t = useText();
  const words = t(`targets.export.reasons.${reason}`);
  return (
    <li className="row g2">
      <StateGlyph name="error" />
      <b>{t('targets.import.row', { row })}</b>
      <span className="el t2">{error === null ? words : `${words} ${faultWords(t, error)}`}</span>
    </li>
  );
}
