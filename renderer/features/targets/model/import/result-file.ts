/** The rows of a job that are not done, as a file that can be imported again: its columns, an external id, and the reason. */
import type { Job, JobRow } from '../../../../../preload/domain/jobs.ts';
import { MAX_ROWS_PIECE_CHARS } from '../../../../../preload/domain/bounds.ts';
import { download } from '../../../../page/download.ts';
import { request } from '../../../../page/bridge.ts';
import { postIfFailed } from '../../../../state/page/failure-notices.ts';
import { postNotice } from '../../../../state/page/notices.ts';
import { csvText } from './csv.ts';
import { NOT_DONE } from './import-jobs.ts';
import { REASON_COLUMNS } from './people-file.ts';
import type { HeldFile } from './people-import.ts';

const ROWS_AT_ONCE = 2_000;

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
  return csvText([head, ...lines]);
}

/** Asks where the file goes, and writes it. */
export async function saveRows(
  job: Job,
  held: HeldFile,
  reasonOf: (row: JobRow) => string,
  reasonName: string,
): Promise<void> {
  const rows = await allRows(job);
  if (rows === null) return;
  const text = resultText(held, rows, reasonOf, reasonName);
  for (let at = 0; ; at += MAX_ROWS_PIECE_CHARS) {
    const piece = text.slice(at, at + MAX_ROWS_PIECE_CHARS);
    const isLast = at + MAX_ROWS_PIECE_CHARS >= text.length;
    const answer = await request['targets.saveImportRows']({ jobId: job.id, text: piece, at, isLast });
    if (!postIfFailed(answer) || !answer.ok) return;
    const { outcome, suggestedName } = answer.value;
    if (outcome === 'download') download('people', suggestedName, text);
    if (outcome === 'download' || outcome === 'saved') postNotice('importRowsSaved', { count: rows.length });
    if (isLast) return;
  }
}

/** Null where they cannot be read; a notice says why. */
async function allRows({ id }: Job): Promise<readonly JobRow[] | null> {
  const all: JobRow[] = [];
  for (;;) {
    const after = all.at(-1)?.row ?? 0;
    const answer = await request['jobs.rows']({ jobId: id, states: NOT_DONE, after, limit: ROWS_AT_ONCE });
    if (!postIfFailed(answer) || !answer.ok) return null;
    all.push(...answer.value.rows);
    if (answer.value.rows.length < ROWS_AT_ONCE) return all;
  }
}
