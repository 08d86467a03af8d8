/** Saves the rows of a job that are not done. */
import type { Job, JobRow } from '../../../../../preload/domain/jobs.ts';
import { MAX_ROWS_PIECE_CHARS } from '../../../../../preload/domain/bounds.ts';
import { download } from '../../../../page/download.ts';
import { request } from '../../../../page/bridge.ts';
import { postIfFailed } from '../../../../state/page/failure-notices.ts';
import { postNotice } from '../../../../state/page/notices.ts';
import { NOT_DONE, rowPieces } from './job-rows.ts';
import type { HeldFile } from './people-import.ts';
import { resultText } from './result-text.ts';

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
async function allRows(job: Job): Promise<readonly JobRow[] | null> {
  const all: JobRow[] = [];
  for await (const answer of rowPieces(job, NOT_DONE)) {
    if (!postIfFailed(answer) || !answer.ok) return null;
    all.push(...answer.value.rows);
  }
  return all;
}
