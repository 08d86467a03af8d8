/** The import of people of a file: chosen, looked at, then brought to the job row by row. The file stays in this window. */
import { create } from 'zustand';
import { MAX_PICTURE_FILES, MAX_ROWS_FILE_BYTES } from '../../../../../preload/domain/bounds.ts';
import { pictureSize } from '../../../../../preload/domain/picture-size.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type { Job, JobId } from '../../../../../preload/domain/jobs.ts';
import type { TargetLimits } from '../../../../../preload/domain/targets.ts';
import { on, request } from '../../../../page/bridge.ts';
import { postIfFailed } from '../../../../state/page/failure-notices.ts';
import { fileText } from '../../../../state/page/file-text.ts';
import { openPhoto, preparePhoto, WHOLE } from '../photo.ts';
import type { Place } from '../place.ts';
import { csvRows } from './csv.ts';
import { checkRows, errorOf, guessColumns, picturesByName, type Column, type FileRow } from './people-file.ts';
import { zipPictures, type NamedPicture } from './zip.ts';

export type FileFault = 'too-large' | 'no-text' | 'no-rows' | 'no-pictures';

interface PeopleFile {
  readonly name: string;
  readonly hash: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface ImportState {
  readonly place: Place | null;
  readonly limits: TargetLimits | null;
  readonly file: PeopleFile | null;
  readonly columns: readonly Column[];
  readonly pictures: readonly NamedPicture[];
  /** Null until the file is looked at. */
  readonly checked: readonly FileRow[] | null;
  readonly isChecking: boolean;
  readonly fault: FileFault | null;
  readonly error: WireError | null;
  readonly jobs: readonly Job[];
  /** The rows of the jobs whose files this window has. */
  readonly files: ReadonlyMap<JobId, readonly FileRow[]>;
}

const CHOICE = {
  ...{ file: null, columns: [], pictures: [], checked: null, isChecking: false, fault: null, error: null },
} satisfies Partial<ImportState>;
export const useImport = create<ImportState>(() => ({
  ...{ place: null, limits: null, ...CHOICE, jobs: [], files: new Map() },
}));
const { getState, setState } = useImport;
const ROWS_AT_ONCE = 2_000;
/** A photo with a smaller side shows no face. */
const MIN_SIDE_PX = 32;

export function openImport(place: Place, limits: TargetLimits): void {
  setState({ place, limits, ...CHOICE });
  void readJobs();
}

export const closeImport = (): void => setState({ place: null, limits: null, ...CHOICE });

async function readJobs(): Promise<void> {
  const answer = await request['jobs.list']({});
  postIfFailed(answer);
  if (answer.ok) setState({ jobs: answer.value.jobs });
}

/** @param namesOf what each field is called, in all languages. */
export async function chooseFile(file: File, namesOf: ReadonlyMap<string, Column>): Promise<void> {
  if (file.size > MAX_ROWS_FILE_BYTES) return setState({ fault: 'too-large' });
  const bytes = await file.arrayBuffer().catch(() => null);
  const text = bytes === null ? null : fileText(bytes);
  if (bytes === null || text === null) return setState({ fault: 'no-text' });
  const [head, ...rows] = csvRows(text);
  if (head === undefined || rows.length === 0) return setState({ fault: 'no-rows' });
  const hash = await hashOf(bytes);
  const columns = guessColumns(head, namesOf);
  setState({ file: { name: file.name, hash, head, rows }, columns, checked: null, fault: null, error: null });
}

/** A ZIP file, or the files of a folder. */
export async function choosePictures(files: readonly File[]): Promise<void> {
  const [first] = files;
  const isZip = files.length === 1 && first !== undefined && /\.zip$/i.test(first.name);
  const pictures = isZip
    ? await zipPictures(first).catch(() => null)
    : files.map((file): NamedPicture => ({ name: file.name, read: () => Promise.resolve(file) }));
  if (pictures === null || pictures.length > MAX_PICTURE_FILES) return setState({ fault: 'no-pictures' });
  setState({ pictures, checked: null, fault: null });
}

export function setColumn(at: number, column: Column): void {
  const columns = getState().columns.map((one, i) => (i === at ? column : one === column ? null : one));
  setState({ columns, checked: null });
}

/** Looks at every row and every picture. Nothing is sent. */
export async function checkFile(): Promise<void> {
  const { file, columns, pictures, limits, isChecking } = getState();
  if (file === null || limits === null || isChecking) return;
  setState({ isChecking: true, checked: null });
  const byName = picturesByName(pictures);
  const rows = checkRows({ rows: file.rows, columns, pictures: byName, fileHash: file.hash }, limits);
  const seen = new Set<string>();
  const checked: FileRow[] = [];
  for (const row of rows) checked.push(row.error === null ? await withPicture(row, seen) : row);
  const now = getState();
  const isSame = now.file === file && now.columns === columns && now.pictures === pictures;
  setState({ isChecking: false, ...(isSame ? { checked } : {}) });
}

async function withPicture(row: FileRow, seen: Set<string>): Promise<FileRow> {
  const bytes = await row.picture?.read().then(
    (blob) => blob.arrayBuffer(),
    () => null,
  );
  if (!bytes) return { ...row, error: errorOf('picture', 'form') };
  const size = pictureSize(new Uint8Array(bytes));
  if (size === null) return { ...row, error: errorOf('picture', 'form') };
  if (Math.min(size.width, size.height) < MIN_SIDE_PX) return { ...row, error: errorOf('picture', 'too-small') };
  const hash = await hashOf(bytes);
  if (seen.has(hash)) return { ...row, error: errorOf('picture', 'twice') };
  seen.add(hash);
  return row;
}

/** Makes the job, and lets it run. A job whose file this is goes on instead. */
export async function startImport(): Promise<void> {
  const { place, file, checked, error } = getState();
  if (place === null || file === null || checked === null || error !== null) return;
  const made = await request['targets.startImport']({ ...place, fileHash: file.hash, total: checked.length });
  if (!made.ok) return setState({ error: made.error });
  const { jobId } = made.value;
  for (let at = 0; at < checked.length; at += ROWS_AT_ONCE) {
    const rows = checked.slice(at, at + ROWS_AT_ONCE);
    const sent = rows.map(({ row, externalId, error: fault }) => ({ row, externalId, error: fault }));
    const answer = await request['targets.addImportRows']({ jobId, rows: sent });
    if (!answer.ok) return setState({ error: answer.error });
  }
  await bringRows(jobId, file.hash, checked);
}

/** Goes on with a job whose file is chosen, or was not given up since the job was paused. */
export async function continueJob(job: Job): Promise<void> {
  const { files, checked, file } = getState();
  const rows = files.get(job.id) ?? (file?.hash === job.fileHash ? checked : null);
  if (rows !== null) await bringRows(job.id, job.fileHash, rows);
}

async function bringRows(jobId: JobId, fileHash: string, rows: readonly FileRow[]): Promise<void> {
  const { limits } = getState();
  if (limits === null || !postIfFailed(await request['jobs.run']({ jobId, fileHash }))) return;
  setState(({ files }) => ({ files: new Map([...files, [jobId, rows]]) }));
  for (let wanted: readonly number[] = []; ;) {
    const people = await Promise.all(wanted.flatMap((row) => rows[row - 1] ?? []).map((row) => personOf(row, limits)));
    const answer = await request['targets.feedImport']({ jobId, people });
    if (!answer.ok || answer.value.state !== 'running') break;
    wanted = answer.value.wanted;
  }
  await readJobs();
}

type Person = Parameters<(typeof request)['targets.feedImport']>[0]['people'][number];

async function personOf({ row, externalId, values, picture, error }: FileRow, limits: TargetLimits): Promise<Person> {
  const bad = (fault: NonNullable<FileRow['error']>): Person => ({ row, externalId, error: fault });
  if (error !== null || picture === null) return bad(error ?? errorOf('picture', 'missing'));
  const photo = await picture.read().then(openPhoto, () => 'unreadable' as const);
  if (typeof photo === 'string') return bad(errorOf('picture', 'form'));
  const prepared = await preparePhoto(photo, WHOLE, limits.picture).catch(() => null);
  photo.bitmap.close();
  return prepared === null ? bad(errorOf('picture', 'form')) : { row, externalId, values, picture: prepared.base64 };
}

export async function pauseJob({ id }: Job): Promise<void> {
  postIfFailed(await request['jobs.pause']({ jobId: id }));
}

export async function removeJob({ id, state }: Job): Promise<void> {
  if (state === 'running') return;
  if (state === 'paused') postIfFailed(await request['jobs.cancel']({ jobId: id }));
  postIfFailed(await request['jobs.remove']({ jobId: id }));
  setState(({ files }) => ({ files: new Map([...files].filter(([one]) => one !== id)) }));
}

/** The list of jobs is read again while it is shown. @returns ends it. */
export const followImport = (): (() => void) =>
  on('jobs.changed', () => {
    if (getState().place !== null) void readJobs();
  });

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
