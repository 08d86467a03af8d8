/** Jobs over many rows. The areas that have a kind of jobs register it. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { JobTable } from '../../db/jobs/jobs.ts';
import { jobHandlers, type JobRequests } from './handlers.ts';
import { JobsService } from './jobs.ts';

export { jobSteps } from '../../db/jobs/steps.ts';

export function createJobs({ db, emit }: ClientCore): Area<JobRequests> & { readonly service: JobsService } {
  const service = new JobsService({ table: new JobTable(db), emit });
  return {
    service,
    handlers: jobHandlers(service),
    onAccount: (id, what) => {
      if (what === 'disabled') service.onAccountGone(id, 'account.disabled');
      if (what === 'removed') service.onAccountGone(id, 'account.not-found');
      if (what === 'changed') service.onAccountGone(id, 'jobs.account-changed');
    },
    onWindowGone: (windowId) => service.onWindowGone(windowId),
    dispose: () => service.dispose(),
  };
}
