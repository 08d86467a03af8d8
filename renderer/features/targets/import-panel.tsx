/** People of a file into the open list: file and pictures, columns, what is wrong, and the jobs of this client. */
import { useRef } from 'react';
import { TARGET_FIELDS } from '../../../preload/domain/targets.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { FileChoice } from '../../ui/file-choice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ImportJobs } from './import-jobs.tsx';
import { Fault } from './list-form.tsx';
import type { Column, FileRow } from './model/import/people-file.ts';
import * as model from './model/import/people-import.ts';

const COLUMNS = [...TARGET_FIELDS, 'picture'] as const;
/** More wrong rows are counted alone. */
const MAX_ROWS = 200;

/** What files call a field: its id, and its name in the language of the page. */
const namesOf = (t: Text): ReadonlyMap<string, Column> =>
  new Map(COLUMNS.flatMap((one) => [one, t(`errors.fields.${one}`)].map((name) => [name.toLowerCase(), one] as const)));

export function ImportPanel() {
  const t = useText();
  const { file, pictures, checked, isChecking, fault, error } = model.useImport();
  const good = checked?.filter((row) => row.error === null).length ?? 0;
  return (
    <aside className="beside targets-sheet" aria-label={t('targets.import.title')}>
      <div className="ph">
        <h2 className="el">{t('targets.import.title')}</h2>
        <IconButton icon="x" size={14} label={t('targets.close')} onClick={model.closeImport} />
      </div>
      <div className="scr">
        <p className="targets-note t2">{t('targets.import.intro')}</p>
        <div className="targets-note">
          <FileChoice
            label={t('targets.import.file')}
            words={t('targets.import.file')}
            hint={file === null ? t('targets.import.fileHint') : file.name}
            accept=".csv,text/csv"
            onFile={(chosen) => void model.chooseFile(chosen, namesOf(t))}
          />
        </div>
        <Pictures count={pictures.length} />
        {fault === null ? null : (
          <div className="targets-note">
            <Fault id="targets-import-fault" words={t(`targets.import.faults.${fault}`)} />
          </div>
        )}
        {file === null ? null : <Columns />}
        {checked === null ? null : <Checked rows={checked} />}
        {error === null ? null : (
          <div className="targets-note">
            <ErrorText error={error} />
          </div>
        )}
        <ImportJobs />
      </div>
      <div className="insp-f">
        <span className="grow" />
        {file === null ? null : (
          <button type="button" className="btn" aria-busy={isChecking} onClick={() => void model.checkFile()}>
            {t(isChecking ? 'targets.import.checking' : 'targets.import.check')}
          </button>
        )}
        {good === 0 ? null : (
          <button type="button" className="btn pri" onClick={() => void model.startImport()}>
            {t('targets.import.run', { count: good })}
          </button>
        )}
      </div>
    </aside>
  );
}

function Pictures({ count }: { readonly count: number }) {
  const t = useText();
  const folder = useRef<HTMLInputElement>(null);
  return (
    <div className="targets-note">
      <FileChoice
        label={t('targets.import.zip')}
        words={t('targets.import.zip')}
        hint={count === 0 ? '' : t('targets.import.pictures', { count })}
        accept=".zip,application/zip"
        onFile={(chosen) => void model.choosePictures([chosen])}
      />
      <input
        ref={folder}
        type="file"
        multiple
        accept="image/jpeg,image/png"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('targets.import.photos')}
        onChange={({ target }) => void model.choosePictures([...(target.files ?? [])])}
      />
      <button type="button" className="lnk" onClick={() => folder.current?.click()}>
        {t('targets.import.photos')}
      </button>
    </div>
  );
}

function Columns() {
  const t = useText();
  const { file, columns } = model.useImport();
  return (
    <section aria-label={t('targets.import.columns')}>
      <h3 className="targets-note">{t('targets.import.columns')}</h3>
      {file?.head.map((name, at) => (
        <label key={`${at} ${name}`} className="targets-field">
          <span className="t2 el">{name}</span>
          <select
            className="fld sm"
            value={columns[at] ?? ''}
            onChange={({ target }) => model.setColumn(at, COLUMNS.find((one) => one === target.value) ?? null)}
          >
            <option value="">{t('targets.import.leftOut')}</option>
            {COLUMNS.map((one) => (
              <option key={one} value={one}>
                {t(`errors.fields.${one}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </section>
  );
}

function Checked({ rows }: { readonly rows: readonly FileRow[] }) {
  const t = useText();
  const bad = rows.filter(({ error }) => error !== null);
  return (
    <section aria-label={t('targets.import.found')}>
      <p className="targets-note" role="status">
        {t('targets.import.good', { count: rows.length - bad.length })} {t('targets.import.bad', { count: bad.length })}
      </p>
      <ul className="targets-outcomes" tabIndex={0} aria-label={t('targets.import.found')}>
        {bad.slice(0, MAX_ROWS).map(({ row, error }) => (
          <li key={row} className="row g2">
            <b>{t('targets.import.row', { row })}</b>
            <span className="el t2">{error === null ? '' : rowWords(t, error)}</span>
          </li>
        ))}
        {bad.length > MAX_ROWS ? (
          <li className="t2">{t('targets.report.rest', { count: bad.length - MAX_ROWS })}</li>
        ) : null}
      </ul>
    </section>
  );
}

function rowWords(t: Text, { code, field, detail, limit }: NonNullable<FileRow['error']>): string {
  const params = {
    ...(field === null ? {} : { field }),
    ...(detail === null ? {} : { detail }),
    ...(limit === null ? {} : { limit }),
  };
  const { what, why } = errorWords(t, { code, params, retryable: false, action: 'none', vendor: null });
  return `${what} ${why}`;
}
