/** The first steps of an import: the file and its pictures, then the meaning of each column. */
import { useEffect, useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { FileChoice } from '../../../ui/form/file-choice.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ImportJobs } from './import-jobs.tsx';
import { namesOf } from './import-words.ts';
import { Fault } from '../lists/list-form.tsx';
import { COLUMNS } from '../model/import/people-file.ts';
import * as model from '../model/import/people-import.ts';

/** Values of a column that are shown beside its name. */
const EXAMPLES = 2;
const ACCEPTED =
  '.csv,text/csv,.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,.zip,application/zip';

export function FileStep() {
  const t = useText();
  const { fault } = model.useImport();
  const waiting = model.useImport(model.selectWaiting);
  return (
    <>
      <p className="targets-note t2">{t('targets.import.intro')}</p>
      <div className="targets-note">
        <FileChoice
          label={t('targets.import.file')}
          words={t('targets.import.file')}
          hint=""
          accept={ACCEPTED}
          onFile={(chosen) => void model.chooseFile(chosen, namesOf(t))}
        />
        <Chosen />
      </div>
      <Pictures />
      {waiting === null ? null : <p className="targets-note">{t('targets.import.waiting')}</p>}
      {fault === null ? null : (
        <div className="targets-note">
          <Fault id="targets-import-fault" words={t(`targets.import.faults.${fault}`)} />
        </div>
      )}
      <ImportJobs />
    </>
  );
}

/** The file that is chosen, and what of it is not read. */
function Chosen() {
  const t = useText();
  const { file, isReading } = model.useImport();
  const words = isReading
    ? t('targets.import.reading')
    : file === null
      ? t('targets.import.fileHint')
      : t('targets.import.chosen', { name: file.name, count: file.rows.length });
  const sheet = isReading ? null : (file?.sheet ?? null);
  const others = (sheet?.others ?? []).map(({ name, isHidden }) =>
    isHidden ? t('targets.import.hiddenSheet', { name }) : name,
  );
  return (
    <>
      <p className="t2 targets-chosen" role="status">
        {words}
      </p>
      {sheet === null ? null : <p className="t2 targets-chosen">{t('targets.import.sheet', { name: sheet.name })}</p>}
      {others.length === 0 ? null : (
        <p className="t2 targets-chosen">{t('targets.import.otherSheets', { names: others.join(', ') })}</p>
      )}
    </>
  );
}

function Pictures() {
  const t = useText();
  const count = model.useImport(({ pictures }) => pictures.length);
  const folder = useRef<HTMLInputElement>(null);
  // React has no name for it.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  return (
    <div className="targets-note">
      <div className="row g2 targets-counts">
        <FileChoice
          label={t('targets.import.zip')}
          words={t('targets.import.zip')}
          hint=""
          accept=".zip,application/zip"
          onFile={(chosen) => void model.choosePictures([chosen])}
        />
        <input
          ref={folder}
          type="file"
          multiple
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('targets.import.folder')}
          onChange={({ target }) => void model.choosePictures([...(target.files ?? [])])}
        />
        <button type="button" className="btn" onClick={() => folder.current?.click()}>
          <Icon name="folder" size={14} />
          {t('targets.import.folder')}
        </button>
      </div>
      <p className="t2 targets-chosen" role="status">
        {count === 0 ? t('targets.import.picturesHint') : t('targets.import.pictures', { count })}
      </p>
    </div>
  );
}

export function ColumnsStep() {
  const t = useText();
  const { file, columns, rememberedColumns } = model.useImport();
  return (
    <section aria-label={t('targets.import.columns')}>
      <p className="targets-note t2">{t('targets.import.columnsHint')}</p>
      {file?.head.map((name, at) => (
        <label key={`${at} ${name}`} className="targets-field targets-column">
          <span className="targets-column-name">
            <span className="el b">{name === '' ? t('targets.import.noName', { column: at + 1 }) : name}</span>
            <span className="el t3">
              {file.rows
                .slice(0, EXAMPLES)
                .map((cells) => cells[at] ?? '')
                .filter((cell) => cell !== '')
                .join(' · ')}
            </span>
          </span>
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
      {rememberedColumns === 0 ? null : (
        <p className="targets-note t2" role="status">
          {t('targets.import.remembered', { count: rememberedColumns })}{' '}
          <button type="button" className="lnk" onClick={() => void model.forgetColumns(namesOf(t))}>
            {t('targets.import.forget')}
          </button>
        </p>
      )}
      {columns.includes('name') ? null : (
        <div className="targets-note">
          <Fault id="targets-import-columns" words={t('targets.import.needsName')} />
        </div>
      )}
    </section>
  );
}
