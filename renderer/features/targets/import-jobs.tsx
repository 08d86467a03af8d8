/** All jobs of this client, with what became of their rows. */
import { JOB_ROW_STATES, type Job } from '../../../preload/domain/jobs.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { continueJob, pauseJob, removeJob, useImport } from './model/import/people-import.ts';

export function ImportJobs() {
  const t = useText();
  const jobs = useImport((state) => state.jobs);
  return (
    <section aria-label={t('targets.import.jobs')}>
      <h3 className="targets-note">{t('targets.import.jobs')}</h3>
      {jobs.length === 0 ? <p className="targets-note t2">{t('targets.import.noJob')}</p> : null}
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </section>
  );
}

function JobRow({ job }: { readonly job: Job }) {
  const t = useText();
  const hasFile = useImport(({ files, file, checked }) => {
    return files.has(job.id) || (checked !== null && file?.hash === job.fileHash);
  });
  const { state, counts, total, stopped } = job;
  const known = total - counts.notAsked;
  const reason =
    stopped === null
      ? null
      : errorWords(t, { code: stopped.code, params: {}, retryable: false, action: 'none', vendor: null });
  return (
    <div className="targets-note">
      <div className="row g2">
        <b>{t(`targets.import.states.${state}`)}</b>
        <progress max={total} value={known} aria-label={t('targets.import.progress')} />
        <span className="grow" />
        {state === 'running' ? (
          <button type="button" className="lnk" onClick={() => void pauseJob(job)}>
            {t('targets.import.pause')}
          </button>
        ) : null}
        {state === 'paused' && hasFile ? (
          <button type="button" className="lnk" onClick={() => void continueJob(job)}>
            {t('targets.import.continue')}
          </button>
        ) : null}
        {state === 'running' ? null : (
          <button type="button" className="lnk" onClick={() => void removeJob(job)}>
            {t('targets.import.remove')}
          </button>
        )}
      </div>
      <p className="t2">
        {JOB_ROW_STATES.flatMap((one) =>
          counts[one] === 0 ? [] : [t(`targets.import.counts.${one}`, { count: counts[one] })],
        ).join(' · ')}
      </p>
      {reason === null ? null : <p className="t2">{`${reason.what} ${reason.next}`}</p>}
      {state === 'paused' && !hasFile ? <p className="t2">{t('targets.import.chooseAgain')}</p> : null}
    </div>
  );
}
