/** A job that imports people: how far it is, what became of the rows, and what can be done with it. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/shallow';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { Job } from '../../../../preload/domain/jobs.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { OutcomeCounts, type OutcomeFilter } from '../../../ui/outcomes/outcome-counts.tsx';
import { OutcomeRows, RetryButton } from '../../../ui/outcomes/outcome-list.tsx';
import { outcomeOf, reasonWords, SHOWN_STATES, stopWords } from './import-words.ts';
import * as jobs from '../model/import/import-jobs.ts';
import * as rowsOfJob from '../model/import/job-rows.ts';
import { heldOf, sendingJob, startAgain, useImport, type HeldFile } from '../model/import/people-import.ts';
import { saveRows } from '../model/import/result-file.ts';

export function RunStep() {
  const t = useText();
  const job = useImport((state) => state.jobs.find(({ id }) => id === state.jobId) ?? null);
  const shown = rowsOfJob.useJobRows((state) => state.shown);
  if (job === null) return <p className="targets-note t2">{t('targets.import.starting')}</p>;
  return (
    <>
      <JobStand job={job} filter={{ shown, onShow, listed: rowsOfJob.LISTED }} />
      <JobButtons job={job} />
      <JobRows job={job} />
    </>
  );
}

const onShow = (shown: OutcomeFilter['shown']): void =>
  rowsOfJob.showRows(rowsOfJob.LISTED.find((one) => one === shown) ?? null);

interface JobStandProps {
  readonly job: Job;
  /** Where the rows of the job are listed. */
  readonly filter?: OutcomeFilter;
}

/** The state of a job, its bar, its counts, and why it was paused by itself. */
export function JobStand({ job, filter }: JobStandProps) {
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
      <OutcomeCounts counts={counts} {...(filter === undefined ? {} : { filter })} />
      {reason === null ? null : <p className="t2">{reason}</p>}
    </div>
  );
}

/** The file of a job in this window: the same object as long as its parts are the same. */
const useHeld = (job: Job): HeldFile | null => useImport(useShallow((state) => heldOf(state, job)));

function JobButtons({ job }: { readonly job: Job }) {
  const t = useText();
  const held = useHeld(job);
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

/** Pauses a job that runs, and lets a paused one continue where this window has its file. */
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

/** The rows of one outcome, or those that need somebody's eye, with what can be sent again once the job is over. */
function JobRows({ job }: { readonly job: Job }) {
  const t = useText();
  const held = useHeld(job);
  const { jobId, rows, left, shown, error } = rowsOfJob.useJobRows();
  const listed = useMemo(() => rows.map((row) => outcomeOf(t, row)), [t, rows]);
  if (jobId !== job.id || (rows.length === 0 && error === null)) return null;
  const { counts } = job;
  const title = t(shown === null ? 'targets.import.notDone' : `outcomes.states.${shown}`);
  const total = shown === null ? counts.refused + counts.unknown : counts[shown];
  return (
    <section aria-label={title}>
      <div className="row g2 targets-note targets-counts">
        <h3 className="grow">{title}</h3>
        {held === null || left === null ? null : <Retry job={job} held={held} left={left} />}
      </div>
      {error === null ? null : <UnreadRows error={error} />}
      {rows.length === 0 ? null : <OutcomeRows label={title} rows={listed} isWhole rest={total - rows.length} />}
    </section>
  );
}

/** Stands in place of a retry: without all rows it is not known which of them can be sent again. */
function UnreadRows({ error }: { readonly error: WireError }) {
  const t = useText();
  return (
    <div className="targets-note">
      <p>{t('targets.import.rowsUnread')}</p>
      <ErrorText error={error} />
      <button type="button" className="btn" onClick={() => void rowsOfJob.readRows()}>
        {t('targets.import.readRows')}
      </button>
    </div>
  );
}

interface RetryProps {
  readonly job: Job;
  readonly held: HeldFile;
  readonly left: rowsOfJob.LeftRows;
}

/** Sends all rows of the outcome that can end otherwise, not only those that are listed. */
function Retry({ job, held, left }: RetryProps) {
  const t = useText();
  const isSent = useImport((state) => sendingJob(state, job) !== null);
  const seen = useMemo(() => rowsOfJob.retriableRows(left, held), [left, held]);
  const rows = useMemo(() => [...seen.keys()].map((row) => ({ id: String(row) })), [seen]);
  // The rows are offered again once the other job has ended.
  if (isSent && rows.length > 0) return <p className="t2">{t('targets.import.sentByOther')}</p>;
  const onRetry = (): void => void jobs.retryRows(job, held, seen);
  return <RetryButton rows={rows} retry={{ can: () => true, isBusy: false, onRetry }} />;
}
