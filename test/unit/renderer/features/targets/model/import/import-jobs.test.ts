// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Output } from '../../../../../../../preload/contract/contract.ts';
import type { Job } from '../../../../../../../preload/domain/jobs.ts';
import { readJobs } from '../../../../../../../renderer/features/targets/model/import/import-jobs.ts';
import { useImport } from '../../../../../../../renderer/features/targets/model/import/people-import.ts';
import { LateAnswers } from '../../../../late-answers.ts';

it('a job that was made while the jobs were read is in the list, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'jobs.list'>>();
  const made = { id: 'made' } as unknown as Job;
  let jobs: Job[] = [];
  Object.assign(window, { lanner: { request: { 'jobs.list': () => answers.ask({ jobs }) } } });
  void readJobs();
  jobs = [made];
  void readJobs();
  await answers.answerAll();
  expect(useImport.getState().jobs).toEqual([made]);
});
