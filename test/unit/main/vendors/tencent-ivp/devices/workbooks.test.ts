import { expect, it, onTestFinished } from 'vitest';
import type { WorkbookPort } from '../../../../../../main/ports/workbooks.ts';
import { failure, startTinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const JOB = '0022c12a-e220-42e0-975f-800f872fc89e';

async function portThatAnswers(answer: unknown): Promise<WorkbookPort> {
  const cloud = await startTinyCloud(() => answer);
  onTestFinished(() => cloud.close());
  const port = cloud.session.workbooks;
  if (port === undefined) throw new Error('IVP has no workbooks');
  return port;
}

const progress = (fields: object = {}) => ({ State: 0, Rate: 0.67, Total: 1000, Succeed: 600, Failed: 70, ...fields });

it('an import continues while rows are left, and ends with state 1 or with its last row', async () => {
  const counts = { total: 1000, added: 600, failed: 70 };
  const one = await portThatAnswers(progress());
  expect(await one.progress(JOB, signal)).toEqual({ ...counts, isOver: false });
  const two = await portThatAnswers(progress({ State: 1 }));
  expect(await two.progress(JOB, signal)).toEqual({ ...counts, isOver: true });
  const sample = await portThatAnswers(progress({ Succeed: 999, Failed: 1 }));
  expect(await sample.progress(JOB, signal)).toEqual({ total: 1000, added: 999, failed: 1, isOver: true });
});

// @promise security.import-counts: An answer about an import with counts that are negative, halves or missing is a
// failure, and the import stays as it was.
it.each([
  ['counts less than no row', progress({ Failed: -1 })],
  ['counts half a row', progress({ Succeed: 0.5 })],
  ['leaves a count out', progress({ Total: undefined })],
  ['says nothing', null],
])('a progress that %s is a failure and not an import without rows', async (_, answer) => {
  const port = await portThatAnswers(answer);
  await expect(port.progress(JOB, signal)).rejects.toMatchObject({ code: 'network.bad-answer' });
});

it('an import is absent where the cloud reports that it has none, and not where it refuses the question', async () => {
  const port = await portThatAnswers(failure(40006));
  expect(await port.progress(JOB, signal)).toBeNull();
  const other = await portThatAnswers(failure(40001));
  await expect(other.progress(JOB, signal)).rejects.toMatchObject({ code: 'cloud.invalid-parameter' });
});
