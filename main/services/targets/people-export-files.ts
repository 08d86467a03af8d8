/** The files of an exported list, as the import reads them: the pictures, and behind them the table that names them. */
import { MAX_JOB_ROWS } from '../../../preload/domain/bounds.ts';
import { spreadsheetText } from '../../../preload/domain/cameras/camera-numbers.ts';
import { csvOf, rowOf } from '../../../preload/domain/csv.ts';
import { accountOf } from '../../../preload/domain/ids.ts';
import { TARGET_FIELDS, TARGET_PAGE_ROWS, type PicturelessRow } from '../../../preload/domain/people/targets.ts';
import { AppError, isAbort, toWireError } from '../../errors.ts';
import type { ListedTarget, TargetPlace, TargetPort, TargetRows } from '../../ports/targets.ts';
import { rowError } from '../jobs/row-error.ts';
import { pictureEnding } from '../shared/cloud-picture.ts';
import { isStop } from './people-imports.ts';
import type { ZippedFile } from './people-zip.ts';
import type { AskTargets } from './targets.ts';

/** The content of the file so far. */
export interface ExportCount {
  people: number;
  withoutPicture: number;
  readonly rows: PicturelessRow[];
  isCut: boolean;
  unreadable: number;
}

export const newCount = (): ExportCount => ({ people: 0, withoutPicture: 0, rows: [], isCut: false, unreadable: 0 });

interface ExportOrder {
  readonly place: TargetPlace;
  readonly ask: AskTargets;
  readonly signal: AbortSignal;
  readonly count: ExportCount;
  readonly onPerson: () => void;
}

const READ_LIMIT_MS = 40_000;
/** So often a page is asked for, without which there is no file, and a picture; each time the client asks up to four times. */
const ATTEMPTS = { page: 5, picture: 1 } as const;
/** A list that does not end is cut here. */
const MAX_PAGES = MAX_JOB_ROWS / TARGET_PAGE_ROWS;
const TABLE_NAME = 'people.csv';
/** In the words of the import, which leaves the last column out. */
const COLUMNS = [...TARGET_FIELDS, 'picture', 'without picture because'] as const;

/** @throws {AppError} where the list cannot be read to its end, and `cancelled`. */
export async function* exportedFiles(order: ExportOrder): AsyncGenerator<ZippedFile> {
  const { count, onPerson } = order;
  const lines = [rowOf(COLUMNS)];
  for await (const target of everybody(order)) {
    count.people += 1;
    const row = count.people;
    const picture = await pictureOf(order, target);
    const isRead = picture instanceof Uint8Array;
    // No external id and no name of a picture of somebody else can be this name.
    const name = isRead ? `picture-${row}.${pictureEnding(picture) ?? ''}` : '';
    if (!isRead) {
      count.withoutPicture += 1;
      count.rows.push({ row, ...picture });
    }
    const values = TARGET_FIELDS.map((field) => spreadsheetText(target.values[field] ?? ''));
    lines.push(rowOf([...values, name, isRead ? '' : (picture.error?.code ?? picture.reason)]));
    if (isRead) yield { name: `pictures/${name}`, bytes: Buffer.from(picture), isPacked: true };
    onPerson();
  }
  yield { name: TABLE_NAME, bytes: Buffer.from(csvOf(lines)), isPacked: false };
}

/** Everybody once, page after page: while others change the list, its pages shift. */
async function* everybody(order: ExportOrder): AsyncGenerator<ListedTarget> {
  const { place, count } = order;
  const seen = new Set<string>();
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const from = cursor;
    const rows: TargetRows = await patiently(order, ATTEMPTS.page, (port, stop) => port.page(place, from, stop));
    count.unreadable += rows.unreadable;
    if (rows.isCut) count.isCut = true;
    for (const target of rows.targets) {
      if (seen.has(target.id)) continue;
      seen.add(target.id);
      yield target;
    }
    if (rows.next === null) return;
    cursor = rows.next;
  }
  count.isCut = true;
}

type NoPicture = Omit<PicturelessRow, 'row'>;

/** @throws {AppError} what would be true for every other picture too. */
async function pictureOf(order: ExportOrder, target: ListedTarget): Promise<Uint8Array | NoPicture> {
  const { place, signal } = order;
  let { picture } = target;
  if (picture === 'unasked') {
    try {
      ({ picture } = await patiently(order, ATTEMPTS.picture, (port, stop) => port.get(place, target.id, stop)));
    } catch (error) {
      if (signal.aborted || isAbort(error) || !(error instanceof AppError) || isStop(error.code)) throw error;
      return { reason: 'failed', error: rowError(toWireError(error)) };
    }
  }
  if (picture === null || picture === 'unasked') return { reason: 'none', error: null };
  return pictureEnding(picture) === null ? { reason: 'no-photo', error: null } : picture;
}

/** Ends with the account of the device, and with the export. */
async function patiently<T>(
  { place: { deviceId }, ask, signal }: ExportOrder,
  attempts: number,
  question: (port: TargetPort, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(accountOf(deviceId), READ_LIMIT_MS, (port, stop) =>
        question(port, AbortSignal.any([stop, signal])),
      );
    } catch (error) {
      if (signal.aborted || isAbort(error) || !(error instanceof AppError)) throw error;
      if (attempt === attempts || isStop(error.code) || error.code === 'cloud.not-found') throw error;
    }
  }
}
