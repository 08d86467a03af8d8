/** The rows of a job that are not done, as a file that can be imported again: its columns, an external id, and the reason. */
import type { JobRow } from '../../../../../preload/domain/jobs.ts';
import { csvLine, csvOf } from '../../../../../preload/domain/csv.ts';
import { REASON_COLUMNS } from './people-file.ts';
import type { HeldFile } from './people-import.ts';

/**
 * @param rows those of the job that are not done.
 * @param reasonOf the reason in words.
 * @param reasonName what the column of the reasons is called.
 */
export function resultText(
  { file, columns, rows: all }: Pick<HeldFile, 'file' | 'columns' | 'rows'>,
  rows: readonly JobRow[],
  reasonOf: (row: JobRow) => string,
  reasonName: string,
): string {
  // Reasons of an earlier import are left out. A row keeps its external id, so that one that was added after all is found.
  const kept = file.head.flatMap((name, at) => (REASON_COLUMNS.has(name.trim().toLowerCase()) ? [] : [at]));
  const idAt = columns.indexOf('externalId');
  const lines = rows.flatMap((row) => {
    const [cells, person] = [file.rows[row.row - 1], all[row.row - 1]];
    if (cells === undefined || person === undefined) return [];
    const values = kept.map((at) => (at === idAt && cells[at] === '' ? person.externalId : (cells[at] ?? '')));
    return [[...values, ...(idAt < 0 ? [person.externalId] : []), reasonOf(row)]];
  });
  const head = [...kept.map((at) => file.head[at] ?? ''), ...(idAt < 0 ? ['externalId'] : []), reasonName];
  return csvOf([head, ...lines].map(csvLine));
}
