import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { asJobId } from '../../../../../preload/domain/jobs.ts';
import { JobTable } from '../../../../../main/db/jobs/jobs.ts';
import { jobSteps } from '../../../../../main/db/jobs/steps.ts';
import { rowError } from '../../../../../main/services/jobs/row-error.ts';
import { ACCOUNT, HASH } from './cloud-of-rows.ts';

const JOB = asJobId('j1');
const REFUSAL: WireError = {
  code: 'cloud.refused',
  params: { detail: 'Ann is there' },
  retryable: false,
  action: 'none',
  vendor: {
    id: 'huawei-ivm',
    operation: 'batchAddTargets',
    code: 'IVM.1',
    httpStatus: 200,
    text: 'Ann is there',
    requestId: 'request-1',
  },
};
const STORED = { code: 'cloud.refused', field: null, detail: null, limit: null, vendorCode: 'IVM.1' };

let db: DatabaseSync;
let table: JobTable;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  for (const { sql } of jobSteps) db.exec(sql);
  table = new JobTable(db);
  table.add({
    id: JOB,
    kind: 'people',
    accountId: ACCOUNT,
    place: { deviceId: deviceIdOf(ACCOUNT, 'nvr'), groupId: '4' },
    fileHash: HASH,
    total: 1,
    columns: ['name'],
    state: 'paused',
    createdAtMs: 1_000,
  });
  table.addRows(JOB, [{ row: 1, key: 'k', error: null }]);
});

const stored = () => table.rows(JOB, ['refused'], 9).map(({ error }) => error);

it('of a row that failed the code of the cloud and the id of the request are stored, and no words of the cloud', () => {
  table.setRows(JOB, [{ row: 1, state: 'refused', error: rowError(REFUSAL) }]);
  expect(stored()).toEqual([{ ...STORED, requestId: 'request-1' }]);
});

it('a row that an earlier version of the client stored has no id of a request', () => {
  db.prepare("UPDATE job_rows SET state = 'refused', error = ?").run(JSON.stringify(STORED));
  expect(stored()).toEqual([{ ...STORED, requestId: null }]);
});
