/** A window that imports people of a file: it has the rows, and brings those that the job wants. */
import type { DeviceId } from '../../../preload/domain/ids.ts';
import type { Job, JobId, JobRow, JobRowState } from '../../../preload/domain/jobs.ts';
import type { TargetValues } from '../../../preload/domain/people/targets.ts';
import type { Client } from './client.ts';

export interface FilePerson {
  readonly externalId: string;
  readonly values: TargetValues;
  /** Base64. */
  readonly picture: string;
}

export interface Place {
  readonly deviceId: DeviceId;
  readonly groupId: string;
}

const FILE_HASH = 'c'.repeat(64);

/** Makes a job with the rows of the file. */
export async function importJob(client: Client, place: Place, people: readonly FilePerson[]): Promise<JobId> {
  const file = { fileHash: FILE_HASH, total: people.length, columns: ['externalId', 'name', 'gender'] };
  const { jobId } = await client.get('targets.startImport', { ...place, ...file });
  const rows = people.map(({ externalId }, i) => ({ row: i + 1, externalId, error: null }));
  for (let at = 0; at < rows.length; at += 2_000)
    await client.get('targets.addImportRows', { jobId, rows: rows.slice(at, at + 2_000) });
  return jobId;
}

/**
 * Lets a job run, and brings its rows until it does not run any more.
 *
 * @param beforeEach called before the rows of each call are brought; true: the client is being killed, and nothing more comes.
 */
export async function runImport(
  client: Client,
  jobId: JobId,
  people: readonly FilePerson[],
  beforeEach: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  await client.get('jobs.run', { jobId, fileHash: FILE_HASH });
  for (let wanted: readonly number[] = []; ;) {
    const isKilled = wanted.length > 0 && (await beforeEach());
    const brought = wanted.flatMap((row) => ({ row, ...(people[row - 1] ?? missing(row)) }));
    const answer = await client.get('targets.feedImport', { jobId, people: brought });
    if (isKilled || answer.state !== 'running') return;
    wanted = answer.wanted;
  }
}

export async function jobOf(client: Client, jobId: JobId): Promise<Job> {
  const { jobs } = await client.get('jobs.list', {});
  return jobs.find(({ id }) => id === jobId) ?? missing(0);
}

export async function rowsIn(client: Client, jobId: JobId, states: readonly JobRowState[]): Promise<readonly JobRow[]> {
  return (await client.get('jobs.rows', { jobId, states, after: 0, limit: 2_000 })).rows;
}

function missing(row: number): never {
  throw new Error(`the job wants row ${row}, which the file does not have`);
}
