/** The rows that the filter leaves, as a file that spreadsheets open without formulas. */
import { MAX_ROWS_PIECE_CHARS } from '../../../../preload/domain/bounds.ts';
import { csvLine, csvOf } from '../../../../preload/domain/csv.ts';
import { download } from '../../../page/download.ts';
import { request } from '../../../page/bridge.ts';
import { postIfFailed } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { SLICE, yieldToEvents } from '../../../state/page/yield-to-events.ts';
import type { TableColumn } from '../../../ui/table/column.ts';

let isSaving = false;

/** Asks where the file goes, and writes it. One file at a time. */
export async function saveTable<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): Promise<void> {
  if (isSaving || rows.length === 0) return;
  isSaving = true;
  try {
    await bring(await tableText(columns, rows), rows.length);
  } finally {
    isSaving = false;
  }
}

/** Written in pieces that give way to input. */
export async function tableText<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): Promise<string> {
  const lines = [csvLine(columns.map(({ title }) => title))];
  for (const [i, row] of rows.entries()) {
    lines.push(csvLine(columns.map(({ text }) => text(row))));
    if (i % SLICE === SLICE - 1) await yieldToEvents();
  }
  return csvOf(lines);
}

async function bring(text: string, count: number): Promise<void> {
  for (let at = 0; at < text.length; at += MAX_ROWS_PIECE_CHARS) {
    const piece = text.slice(at, at + MAX_ROWS_PIECE_CHARS);
    const isLast = at + MAX_ROWS_PIECE_CHARS >= text.length;
    const answer = await request['devices.save-table']({ text: piece, at, isLast });
    if (!postIfFailed(answer) || !answer.ok) return;
    const { outcome, suggestedName } = answer.value;
    if (outcome === 'download') download('devices', suggestedName, text);
    if (outcome === 'download' || outcome === 'saved') postNotice('devicesSaved', { count });
  }
}
