/** A job that imports people: how far it is, what became of the rows, and what can be done with it. */
import type { Job } from '../../../../preload/domain/jobs.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Icon, StateGlyph } from '../../../ui/icons/icon.tsx';
import { Rest } from './import-check.tsx';
import { reasonWords, ROW_GLYPHS, SHOWN_STATES, stopWords } from './import-words.ts';
import * as jobs from '../model/import/import-jobs.ts';
import { heldOf, startAgain, useImport } from '../model/import/people-import.ts';
import { saveRows } from '../model/import/result-file.ts';

export function RunStep() {
  const t = useText();
  const job = useImport((state) => state.jobs.find(({ id }) => id === state.jobId) ?? null);
  if (job === null) return <p className="targets-note t2">{t('targets.import.starting')}</p>;
  return (
    <>
      <JobStand job={job} />
      <JobButtons job={job} />
      <JobRows job={job} />
    </>
  );
}

/** The state of a job, its bar, its counts, and why it was paused by itself. */
export function JobStand({ job }: { readonly job: Job }) {
  const t = useText();
  const { state, counts, total } = job;
  const name = useImport((all) => heldOf(all, job)?.file.name ?? null);
  const reason = stopWords(t, job);
  return (
    <div className="targets-note">
      <p className="row g1" role="status">
        <b>{t(`targets.import.states.${state}`)}</b>
        <span className="t2">{t('targets.import.known', { known: total - counts.notAsked, total })}</span>
      </p>
      {name === null ? null : <p className="el t2">{name}</p>}
      <div
        className="targets-shares"
        role="progressbar"
        aria-label={t('targets.import.progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={total - counts.notAsked}
      >
        {SHOWN_STATES.map((one) =>
          counts[one] === 0 ? null : (
            <i key={one} className={`targets-share-${one}`} style={{ flexGrow: counts[one] }} />
          ),
        )}
      </div>
      <Counts job={job} />
      {reason === null ? null : <p className="t2">{reason}</p>}
    </div>
  );
}

export function Counts({ job: { counts } }: { readonly job: Job }) {
  const t = useText();
  return (
    <p className="row g3 targets-counts">
      {SHOWN_STATES.map((one) =>
        counts[one] === 0 ? null : (
          <span key={one} className="row g1">
            <StateGlyph name={ROW_GLYPHS[one]} />
            {t(`targets.import.counts.${one}`, { count: counts[one] })}
          </span>
        ),
      )}
    </p>
  );
}

function JobButtons({ job }: { readonly job: Job }) {
  const t = useText();
  const held = useImport((state) => heldOf(state, job));
  const { state, counts } = job;
  const isOver = job.endedAtMs !== null;
  const left = job.total - counts.done;
  const save = (): void => {
    if (held !== null) void saveRows(job, held, (row) => reasonWords(t, row), t('targets.import.reason'));
  };
  return (
    <>
      <div className="targets-note row g2 targets-counts">
        <HoldButton job={job} />
        {isOver ? (
          <button type="button" className="btn" onClick={startAgain}>
            {t('targets.import.another')}
          </button>
        ) : (
          <button type="button" className="btn" onClick={() => void jobs.cancelJob(job)}>
            {t('targets.import.cancel')}
          </button>
        )}
        {state === 'running' || left === 0 || held === null ? null : (
          <button type="button" className="btn" onClick={save}>
            <Icon name="export" size={14} />
            {t('targets.import.save', { count: left })}
          </button>
        )}
      </div>
      {held !== null || left === 0 ? null : (
        <p className="targets-note">
          <span className="t2">{t(isOver ? 'targets.import.chooseForRows' : 'targets.import.chooseAgain')}</span>{' '}
          <button type="button" className="lnk" onClick={startAgain}>
            {t('targets.import.file')}
          </button>
        </p>
      )}
    </>
  );
}

/** Pauses a job that runs, and lets a paused one go on where this window has its file. */
export function HoldButton({ job }: { readonly job: Job }) {
  const t = useText();
  const hasFile = useImport((state) => heldOf(state, job) !== null);
  if (job.state === 'running') {
    return (
      <button type="button" className="btn" onClick={() => void jobs.pauseJob(job)}>
        <Icon name="pause" size={14} />
        {t('targets.import.pause')}
      </button>
    );
  }
  if (job.state !== 'paused' || !hasFile) return null;
  return (
    <button type="button" className="btn pri" onClick={() => void jobs.continueJob(job)}>
      <Icon name="play" size={14} />
      {t('targets.import.continue')}
    </button>
  );
}

function JobRows({ job: { id, counts } }: { readonly job: Job }) {
  const t = useText();
  const { jobId, rows } = jobs.useJobRows();
  if (jobId !== id || rows.length === 0) return null;
  return (
    <section aria-label={t('targets.import.notDone')}>
      <h3 className="targets-note">{t('targets.import.notDone')}</h3>
      <ul className="targets-found" tabIndex={0} aria-label={t('targets.import.notDone')}>
        {rows.map((row) => (
          <li key={row.row}>
            <b className="row g1">
              <StateGlyph name={ROW_GLYPHS[row.state]} />
              {t('targets.import.row', { row: row.row })}
            </b>
            <span className="t2">{reasonWords(t, row)}</span>
          </li>
        ))}
        <Rest count={counts.refused + counts.unknown - rows.length} />
      </ul>
    </section>
  );
}
