/** The file of an import while it is chosen and looked at: its columns, its pictures, what is wrong. It stays in this window. */
import { create } from 'zustand';
import { MAX_PICTURE_FILES } from '../../../../../preload/domain/bounds.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type { Job, JobId } from '../../../../../preload/domain/jobs.ts';
import type { TargetLimits } from '../../../../../preload/domain/people/targets.ts';
import { request } from '../../../../page/bridge.ts';
import { postIfFailed } from '../../../../state/page/failure-notices.ts';
import type { Load } from '../../../../state/page/load-state.ts';
import { photoBytes } from '../photo.ts';
import type { Place } from '../place.ts';
import {
  checkRows,
  columnMeanings,
  columnsOf,
  guessColumns,
  picturesByName,
  type Column,
  type FileRow,
} from './people-file.ts';
import { withPicture } from './picture-check.ts';
import { readPeopleFile, type FileFault, type PeopleTable } from './read-file.ts';
import { restBetween } from './rests.ts';
import { zipPictures, type NamedPicture } from './zip.ts';

export interface PeopleFile extends PeopleTable {
  readonly name: string;
}

/** The part of the file of a job that this window holds. */
export interface HeldFile {
  readonly file: PeopleFile;
  readonly columns: readonly Column[];
  readonly rows: readonly FileRow[];
  readonly limits: TargetLimits;
}

/** `run` shows a job, until it is over and behind its end. */
export const IMPORT_STEPS = ['file', 'columns', 'check', 'run'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

interface ImportState {
  readonly isOpen: boolean;
  readonly place: Place | null;
  readonly limits: TargetLimits | null;
  readonly step: ImportStep;
  readonly file: PeopleFile | null;
  readonly columns: readonly Column[];
  /** How many headings of files have a meaning that was chosen before. */
  readonly rememberedColumns: number;
  readonly pictures: readonly NamedPicture[];
  /** Null until the file is looked at. */
  readonly checked: readonly FileRow[] | null;
  /** How many rows were looked at; null while nothing is. */
  readonly checkedRows: number | null;
  /** A file is being read. */
  readonly isReading: boolean;
  readonly fault: FileFault | 'too-many-pictures' | null;
  readonly error: WireError | null;
  /** The latest first. */
  readonly jobs: readonly Job[];
  readonly jobsLoad: Load;
  /** The job that is shown. */
  readonly jobId: JobId | null;
  readonly held: ReadonlyMap<JobId, HeldFile>;
}

const CHOICE = {
  step: 'file',
  file: null,
  columns: [],
  pictures: [],
  checked: null,
  checkedRows: null,
  fault: null,
  error: null,
  jobId: null,
  rememberedColumns: 0,
  isReading: false,
} as const satisfies Partial<ImportState>;
export const useImport = create<ImportState>(() => ({
  isOpen: false,
  place: null,
  limits: null,
  ...CHOICE,
  jobs: [],
  jobsLoad: { status: 'idle' },
  held: new Map(),
}));
const { getState, setState } = useImport;
/** The rows after which the count of checked rows changes. */
const TELL_EVERY_ROWS = 50;
/** A longer heading is none. */
const MAX_HEADING_CHARS = 2_048;

/** Rises with each choice: a file that is still being read is dropped. */
let choices = 0;

const isOf = (place: Place | null, other: Place): boolean =>
  place?.deviceId === other.deviceId && place.groupId === other.groupId;

/** Opens the import of a list. What was chosen for it before is still there. */
export function showImport(place: Place, limits: TargetLimits): void {
  const isSame = isOf(getState().place, place);
  if (!isSame) choices += 1;
  setState({ isOpen: true, place, limits, ...(isSame ? {} : CHOICE) });
}

export const closeImport = (): void => setState({ isOpen: false });

/** Another file: what was chosen is forgotten. */
export function startAgain(): void {
  choices += 1;
  setState(CHOICE);
}

/** Rises each time that everything of files is forgotten. */
let forgets = 0;
export const forgetCount = (): number => forgets;

/** Of all accounts, when one is deleted or turned off: nobody of a file stays in the page. */
export function forgetImport(): void {
  choices += 1;
  forgets += 1;
  setState({ isOpen: false, place: null, limits: null, ...CHOICE, held: new Map() });
}

/** A job that waits for the file that is chosen. */
export const selectWaiting = ({ jobs, file, place }: ImportState): Job | null =>
  jobs.find((job) => job.state === 'paused' && job.fileHash === file?.hash && isOf(place, job.place)) ?? null;

type FileOfList = Pick<Job, 'fileHash' | 'place'>;

/**
 * The job that sends rows of the same file to the same list now, or null. Another one beside it would look for its rows in the list
 * before they are there, and send them twice.
 */
export const sendingJob = ({ jobs }: Pick<ImportState, 'jobs'>, { fileHash, place }: FileOfList): Job | null =>
  jobs.find((one) => one.state === 'running' && one.fileHash === fileHash && isOf(place, one.place)) ?? null;

/** The file of a job in this window: held since the job ran, or chosen again and checked by the limits of the same list. */
export function heldOf({ held, file, place, columns, checked, limits }: ImportState, job: Job): HeldFile | null {
  const kept = held.get(job.id);
  if (kept !== undefined) return kept;
  if (file?.hash !== job.fileHash || !isOf(place, job.place) || checked === null || limits === null) return null;
  return { file, columns, rows: checked, limits };
}

/**
 * A text or a workbook, or a ZIP with one of them and its pictures, as the export of a list writes it.
 *
 * @param namesOf what each field is called in the language of the page.
 */
export async function chooseFile(file: File, namesOf: ReadonlyMap<string, Column>): Promise<void> {
  choices += 1;
  const choice = choices;
  setState({ isReading: true, fault: null, error: null });
  const read = await readPeopleFile(file, () => choice === choices);
  const known = 'table' in read ? await request['targets.columns']({ headings: read.table.head.map(asHeading) }) : null;
  if (choice !== choices) return;
  setState({ isReading: false });
  if (!('table' in read)) return setState('fault' in read ? { fault: read.fault } : { error: read.error });
  const { head, hash } = read.table;
  const before = getState().jobs.find((job) => job.fileHash === hash && job.columns.length === head.length);
  const [remembered, rememberedColumns] = known?.ok ? [known.value.columns, known.value.remembered] : [[], 0];
  const columns = before === undefined ? guessColumns(head, namesOf, remembered) : columnsOf(before.columns);
  const pictures = read.pictures ?? getState().pictures;
  const chosen = { file: { name: file.name, ...read.table }, columns, pictures };
  setState({ ...chosen, rememberedColumns, checked: null, fault: null, error: null });
}

/** No heading is as long; what stands there is a cell of a file without headings. */
const asHeading = (cell: string): string => cell.slice(0, MAX_HEADING_CHARS);

const isZip = (file: File): boolean => /\.zip$/i.test(file.name);

/** A ZIP file, or the files of a folder. */
export async function choosePictures(files: readonly File[]): Promise<void> {
  const [first] = files;
  const pictures =
    files.length === 1 && first !== undefined && isZip(first)
      ? await zipPictures(first).catch(() => null)
      : files.map((file): NamedPicture => ({ name: file.name, read: () => photoBytes(file) }));
  if (pictures === null) return setState({ fault: 'no-pictures' });
  if (pictures.length > MAX_PICTURE_FILES) return setState({ fault: 'too-many-pictures' });
  setState({ pictures, checked: null, fault: null });
}

/** No file begins with what was chosen before; the columns of the file that is chosen are guessed again. */
export async function forgetColumns(namesOf: ReadonlyMap<string, Column>): Promise<void> {
  if (!postIfFailed(await request['targets.forgetColumns']({}))) return;
  setState(({ file, columns }) => ({
    rememberedColumns: 0,
    columns: file === null ? columns : guessColumns(file.head, namesOf),
    checked: null,
  }));
}

/** The choice of the columns is remembered once it is used. */
export async function rememberColumns(
  { file, columns }: Pick<HeldFile, 'file' | 'columns'>,
  namesOf: ReadonlyMap<string, Column>,
): Promise<void> {
  const meanings = columnMeanings(file.head, columns, namesOf).filter(
    ({ heading }) => heading.length <= MAX_HEADING_CHARS,
  );
  postIfFailed(await request['targets.rememberColumns']({ meanings }));
}

export function setColumn(at: number, column: Column): void {
  const columns = getState().columns.map((one, i) => (i === at ? column : one === column ? null : one));
  setState({ columns, checked: null });
}

/** A later step begins with the work that it shows. The columns of a job that waits for the file are known. */
export function goTo(step: ImportStep): void {
  const next = step === 'columns' && selectWaiting(getState()) !== null ? 'check' : step;
  setState({ step: next, error: null });
  if (next === 'check') void checkFile();
}

/** Looks at every row and every picture. Nothing is sent. */
async function checkFile(): Promise<void> {
  const { file, columns, pictures, limits, checkedRows, checked } = getState();
  if (file === null || limits === null || checkedRows !== null || checked !== null) return;
  setState({ checkedRows: 0 });
  const byName = await picturesByName(pictures);
  const { rows: cells, faults, hash: fileHash } = file;
  const rows = checkRows({ rows: cells, faults, columns, pictures: byName, fileHash }, limits);
  const rest = restBetween();
  const seen = new Map<string, number>();
  const known: FileRow[] = [];
  const isSame = (): boolean => {
    const now = getState();
    return now.file === file && now.columns === columns && now.pictures === pictures;
  };
  for (const row of rows) {
    known.push(row.error === null ? await withPicture(row, seen) : row);
    if (rest.isDue()) await rest.take();
    if (known.length % TELL_EVERY_ROWS !== 0) continue;
    if (!isSame()) break;
    setState({ checkedRows: known.length });
  }
  setState({ checkedRows: null, ...(isSame() ? { checked: known } : {}) });
  // A file that was chosen meanwhile is read in its turn.
  if (!isSame() && getState().step === 'check') void checkFile();
}
