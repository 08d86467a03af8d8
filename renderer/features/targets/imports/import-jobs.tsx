/** All imports of this client, and the one of the open list below its people. */
import type { Job } from '../../../../preload/domain/jobs.ts';
import { useText } from '../../../i18n/i18n.ts';
import { stampText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { OutcomeCounts } from '../../../ui/outcomes/outcome-counts.tsx';
import { HoldButton, JobStand } from './import-run.tsx';
import { openImport, removeJob, showJob } from '../model/import/import-jobs.ts';
import { heldOf, useImport } from '../model/import/people-import.ts';
import * as model from '../model/targets.ts';

export function ImportJobs() {
  const t = useText();
  const jobs = useImport((state) => state.jobs);
  if (jobs.length === 0) return null;
  return (
    <section aria-label={t('targets.import.jobs')} className="targets-records">
      <h3 className="targets-note">{t('targets.import.jobs')}</h3>
      <ul>
        {jobs.map((job) => (
          <ListedJob key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

/** The name of the list where it was read, else nothing. */
function useListName({ place }: Job): string {
  return model.useTargets(({ libraries }) => {
    const read = libraries[place.deviceId];
    if (read === undefined || read === null || 'error' in read) return '';
    return read.value.groups.find(({ id }) => id === place.groupId)?.name ?? '';
  });
}

function ListedJob({ job }: { readonly job: Job }) {
  const t = useText();
  const hasFile = useImport((state) => heldOf(state, job) !== null);
  const name = useListName(job);
  return (
    <li>
      <div className="row g2 targets-note">
        <span className="el t2">{`${stampText(job.createdAtMs)} ${name}`}</span>
        <span className="grow" />
        <button type="button" className="lnk" onClick={() => showJob(job.id)}>
          {t('targets.import.show')}
        </button>
        {job.endedAtMs === null ? null : (
          <button type="button" className="lnk" onClick={() => void removeJob(job)}>
            {t('targets.import.remove')}
          </button>
        )}
      </div>
      <JobStand job={job} />
      {job.state === 'paused' && !hasFile ? <p className="targets-note">{t('targets.import.chooseAgain')}</p> : null}
    </li>
  );
}

/** Below the people of a list: the import into it that is not over, while its panel is closed. */
export function ImportBar() {
  const t = useText();
  const limits = model.useTargets(model.selectLimits);
  const place = model.useTargets((state) => state.place);
  const { jobs, isOpen } = useImport();
  const job = jobs.find(
    (one) => one.endedAtMs === null && one.place.deviceId === place?.deviceId && one.place.groupId === place.groupId,
  );
  if (job === undefined || isOpen || place === null || limits === null) return null;
  const show = (): void => {
    openImport(place, limits);
    showJob(job.id);
  };
  return (
    <section className="targets-report" aria-label={t('targets.import.title')}>
      <div className="row g3 targets-note targets-counts">
        <Icon name="import" size={14} />
        <b>{t('targets.import.title')}</b>
        <span className="t2">{t(`targets.import.states.${job.state}`)}</span>
        <OutcomeCounts counts={job.counts} />
        <span className="grow" />
        <HoldButton job={job} />
        <button type="button" className="btn" onClick={show}>
          {t('targets.import.show')}
        </button>
      </div>
    </section>
  );
}
