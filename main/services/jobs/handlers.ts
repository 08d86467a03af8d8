import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { JobsService } from './jobs.ts';

export type JobRequests = Extract<RequestName, `jobs.${string}`>;

export function jobHandlers(jobs: JobsService): Pick<Handlers, JobRequests> {
  return {
    'jobs.list': () => Promise.resolve({ jobs: jobs.list() }),
    'jobs.rows': ({ jobId, states, after, limit }) => Promise.resolve({ rows: jobs.rows(jobId, states, after, limit) }),
    'jobs.run': ({ jobId, fileHash }, { windowId }) => {
      jobs.run(jobId, fileHash, windowId);
      return Promise.resolve(null);
    },
    'jobs.pause': async ({ jobId }) => {
      await jobs.pause(jobId);
      return null;
    },
    'jobs.cancel': async ({ jobId }) => {
      await jobs.cancel(jobId);
      return null;
    },
    'jobs.remove': ({ jobId }) => {
      jobs.remove(jobId);
      return Promise.resolve(null);
    },
  };
}
