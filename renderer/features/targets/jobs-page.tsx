/** All jobs of this client: what each does and where, how far it is, and what can be done with it. */
import { useEffect } from 'react';
import { accountOf } from '../../../preload/domain/ids.ts';
import type { Job } from '../../../preload/domain/jobs.ts';
import { useText } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { goTo } from '../../state/page/navigation.ts';
import { stampText } from '../../ui/format.ts';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { TableFrame } from '../../ui/table/table-frame.tsx';
import { HoldButton, JobStand } from './imports/import-run.tsx';
import { cancelJob, removeJob } from './model/import/import-jobs.ts';
import { heldOf, useImport } from './model/import/people-import.ts';
import * as model from './model/jobs.ts';
import { useTargets } from './model/targets.ts';
import './targets.css';

const STATE_GLYPHS = { running: 'live', paused: 'delayed', cancelled: 'skip', ended: 'ok' } as const;

export function JobsPage() {
  const t = useText();
  const jobs = useImport((state) => state.jobs);
  const load = useImport((state) => state.jobsLoad);
  useEffect(() => model.openJobsPage(), []);
  useEffect(() => void model.readNames(), [jobs]);
  const open = jobs.filter(({ endedAtMs }) => endedAtMs === null);
  const over = jobs.filter(({ endedAtMs }) => endedAtMs !== null);
  return (
    <section className="stage targets-people" aria-label={t('jobs.names.screen')}>
      <div className="tb">
        <h2 className="targets-name">{t('jobs.names.screen')}</h2>
        <span className="t2">{t('targets.jobs.about')}</span>
        <button type="button" className="lnk" onClick={() => goTo('exports')}>
          {t('targets.jobs.exports')}
        </button>
      </div>
      <TableFrame
        isRead={load.status === 'ready'}
        total={jobs.length}
        words={{
          reading: t('targets.jobs.reading'),
          none: t('targets.jobs.none'),
          noneText: t('targets.jobs.noneText'),
        }}
        error={load.status === 'failed' ? load.error : null}
        onAgain={model.openJobsPage}
      >
        <div className="scr" ref={model.setJobsTable}>
          <Jobs title={t('targets.jobs.open', { count: open.length })} jobs={open} />
          <Jobs title={t('targets.jobs.over', { count: over.length })} jobs={over} />
        </div>
      </TableFrame>
    </section>
  );
}

function Jobs({ title, jobs }: { readonly title: string; readonly jobs: readonly Job[] }) {
  if (jobs.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="targets-jobs-head">{title}</h3>
      <ul>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function JobRow({ job }: { readonly job: Job }) {
  const t = useText();
  const hasFile = useImport((state) => heldOf(state, job) !== null);
  const { kind, state, createdAtMs, endedAtMs } = job;
  const place = usePlace(job);
  const isWaiting = state === 'paused' && !hasFile;
  return (
    <li className="targets-job" data-state={state}>
      <div className="targets-job-what">
        <p className="row g1">
          <StateGlyph name={STATE_GLYPHS[state]} />
          <b className="el" title={place.list}>
            {t(`targets.jobs.kinds.${kind}`, { list: place.list })}
          </b>
        </p>
        <p className="el t2" title={place.device}>
          {place.device}
        </p>
        <p className="el t3">
          {endedAtMs === null
            ? t('targets.jobs.started', { when: stampText(createdAtMs) })
            : t('targets.jobs.lasted', { when: stampText(createdAtMs), end: stampText(endedAtMs) })}
        </p>
      </div>
      <div className="targets-job-stand">
        <JobStand job={job} />
        {isWaiting ? <p className="targets-note t2">{t('targets.import.chooseAgain')}</p> : null}
      </div>
      <JobActions job={job} place={place.list} />
    </li>
  );
}

/** The names of the list and the device of a job. Names are not stored: those of an account that is gone are not known. */
function usePlace(job: Job): { readonly list: string; readonly device: string } {
  const t = useText();
  const accountId = accountOf(job.place.deviceId);
  const account = useAccounts(({ accounts }) => accounts.find(({ id }) => id === accountId)?.label);
  const device = useTargets(({ devices }) => {
    const read = devices[accountId];
    if (read === undefined || read === null || 'error' in read) return null;
    return read.value.devices.find(({ id }) => id === job.place.deviceId)?.name ?? null;
  });
  const list = model.useListNames(({ names }) => model.nameOfList(names, job));
  return {
    list: list ?? t('targets.jobs.list', { id: job.place.groupId }),
    device:
      account === undefined
        ? t('targets.jobs.accountGone')
        : t('targets.jobs.device', { account, device: device ?? t('targets.jobs.unnamed') }),
  };
}

function JobActions({ job, place }: { readonly job: Job; readonly place: string }) {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const bar = model.barOfOpening(job, accounts);
  const reason = bar === null ? null : t(`targets.jobs.bars.${bar}`);
  const label = t('targets.jobs.openOf', { list: place });
  return (
    <div className="targets-job-acts row g2">
      <HoldButton job={job} />
      <button
        type="button"
        className="btn"
        aria-label={label}
        aria-disabled={reason !== null || undefined}
        title={reason === null ? label : `${label}: ${reason}`}
        onClick={reason === null ? () => model.openJob(job) : undefined}
      >
        <Icon name="arrowr" size={14} />
        {t('targets.import.show')}
      </button>
      {job.endedAtMs === null ? (
        <button type="button" className="btn" onClick={() => void cancelJob(job)}>
          {t('targets.import.cancel')}
        </button>
      ) : (
        <button type="button" className="btn" onClick={() => void removeJob(job)}>
          {t('targets.import.remove')}
        </button>
      )}
    </div>
  );
}
