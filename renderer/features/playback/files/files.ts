/**
 * Files that an operator opened: they stand in playback like cameras. The window alone has the files: no part of them
 * leaves it. After a restart the operator must open them again, because a page may not open files by itself.
 */
import { MAX_OPEN_FILES } from '../../../../preload/domain/bounds.ts';
import { create } from 'zustand';
import { filesIdOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { problemOf, type FileProblem } from '../../../media/files/file-problem.ts';
import { checkMovie, openMovie, type Movie } from '../../../media/files/movie.ts';
import type { FilePart } from '../../../media/playback/engines/file-past.ts';
import { createVideo } from '../../../media/pool/video-element-pool.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { localMs, operatorZone, type ZoneId } from '../../../ui/timeline/zone.ts';
import { closeExport, useExportDraft } from '../exports/export-order.ts';
import { MAX_REFUSED, type Gathered, type GatheredFile, type RefusedFile } from './file-gather.ts';
import { localBegin, readFileName } from './file-names.ts';
import { beginOfFile, placeFiles, type FilePlace, type OpenFile } from './file-places.ts';
import { putFiles } from '../recordings/recordings.ts';
import { closeRetrievals, useRetrievals } from '../retrievals/retrievals.ts';
import { addCamera, isRecorded, removeCamera, selectCamera, useSession } from '../session.ts';
import { seek } from '../play-bar/play-bar.ts';

interface FilesCamera {
  readonly channelId: ChannelId;
  readonly group: string;
  /** Name of the camera by the folders; null if nothing names it. */
  readonly name: string | null;
}

interface Files {
  readonly isOpen: boolean;
  /** While a folder is looked through. */
  readonly isGathering: boolean;
  readonly cameras: readonly FilesCamera[];
  readonly files: readonly OpenFile[];
  readonly places: ReadonlyMap<string, FilePlace>;
  /** Files of the last drops that were refused, each with the reason. */
  readonly refused: readonly RefusedFile[];
  /** The zone of names that state none; null: that of this computer. */
  readonly zone: ZoneId | null;
}

export const useFiles = create<Files>(() => ({
  isOpen: false,
  isGathering: false,
  cameras: [],
  files: [],
  places: new Map(),
  refused: [],
  zone: null,
}));

/** The zone that is assumed for names without one. */
const assumedZone = ({ zone }: Pick<Files, 'zone'> = useFiles.getState()): ZoneId => zone ?? operatorZone();

export const toggleFiles = (): void => useFiles.setState(({ isOpen }) => ({ isOpen: !isOpen }));
export const closeFilesPanel = (): void => useFiles.setState({ isOpen: false });

/** Ids are for this window and never used twice. */
let lastId = 0;
const nextId = (): number => (lastId += 1);

/** Opened movies: a seek back into a file reads the file once only. */
const movies = new Map<string, Movie>();
const MOST_MOVIES = 16;

/**
 * Lists the dropped or chosen files in the panel, and goes to the first one unless other cameras or files have the
 * present moment.
 */
export async function openFiles(coming: Gathered | Promise<Gathered>): Promise<void> {
  if (isKiosk()) return;
  useFiles.setState({ isOpen: true, isGathering: true });
  try {
    const { files, refused } = await coming;
    const added = files.map(add);
    useFiles.setState((before) => ({ refused: [...refused, ...before.refused].slice(0, MAX_REFUSED) }));
    changed();
    goToFirst(added.flatMap((id) => id ?? []));
  } finally {
    useFiles.setState({ isGathering: false });
  }
  await checkAll();
}

/** @returns the id; null for a file that was left out. */
function add({ path, file, format }: GatheredFile): string | null {
  const { files } = useFiles.getState();
  const isSame = (one: OpenFile): boolean =>
    one.path === path && one.file.size === file.size && one.file.lastModified === file.lastModified;
  if (files.some(isSame)) return refuse(path, 'twice');
  if (files.length >= MAX_OPEN_FILES) return refuse(path, 'many-files');
  const { time, group, camera } = readFileName(path);
  const channelId = cameraFor(group, camera);
  if (channelId === null) return refuse(path, 'no-room');
  const id = String(nextId());
  const read = { lengthMs: null, end: null, isChecked: false, problem: null };
  useFiles.setState({ files: [...files, { id, channelId, path, file, format, time, typedMs: null, ...read }] });
  return id;
}

function refuse(path: string, why: RefusedFile['why']): null {
  useFiles.setState(({ refused }) => ({ refused: [{ path, why }, ...refused].slice(0, MAX_REFUSED) }));
  return null;
}

function cameraFor(group: string, name: string | null): ChannelId | null {
  const { cameras } = useFiles.getState();
  const known = cameras.find((one) => one.group === group);
  if (known !== undefined) return known.channelId;
  const channelId = filesIdOf(nextId());
  if (!addCamera(channelId, 'files')) return null;
  useFiles.setState({ cameras: [...cameras, { channelId, group, name }] });
  return channelId;
}

/** Other cameras may be reviewed at the moment: it stays unless only files are there, and none of them holds the moment. */
function goToFirst(ids: readonly string[]): void {
  const { cameras, atMs } = useSession.getState();
  const { files, places } = useFiles.getState();
  const first = files.find(({ id }) => ids.includes(id));
  if (first !== undefined) selectCamera(first.channelId);
  if (atMs !== null && cameras.some(isRecorded)) return;
  const ranges = ids.flatMap((id) => places.get(id)?.range ?? []);
  if (ranges.length === 0 || ranges.some(({ fromMs, toMs }) => atMs !== null && atMs >= fromMs && atMs < toMs)) return;
  seek(Math.min(...ranges.map(({ fromMs }) => fromMs)));
}

/** Goes to the begin of a file. */
export function showFile(id: string): void {
  const { files, places } = useFiles.getState();
  const file = files.find((one) => one.id === id);
  const range = places.get(id)?.range ?? null;
  if (file === undefined || range === null) return;
  selectCamera(file.channelId);
  seek(range.fromMs);
}

/** @param zone null: that of this computer. */
export function setFilesZone(zone: ZoneId | null): void {
  useFiles.setState({ zone });
  changed();
}

/**
 * Sets the begin of a file. Of a name that says how far into an hour or a day the file begins, the typed moment names the hour
 * or the day, for all such files of the camera.
 *
 * @param typedMs epoch ms.
 */
export function setBegin(id: string, typedMs: number): void {
  const { files } = useFiles.getState();
  const file = files.find((one) => one.id === id);
  if (file === undefined) return;
  const isSame = ({ channelId, time, typedMs: before }: OpenFile): boolean =>
    channelId === file.channelId && time.says === file.time.says && time.says !== 'none' && before === file.typedMs;
  const zone = assumedZone();
  const begin = ({ time }: OpenFile): number => {
    if (time.says === 'whole' || time.says === 'none') return typedMs;
    const offsetMs = time.offsetMs ?? localMs(zone, typedMs) - typedMs;
    return localBegin(time, typedMs + offsetMs) - offsetMs;
  };
  const isPart = file.time.says === 'of-hour' || file.time.says === 'of-day';
  change((one) => (one.id === id || (isPart && isSame(one)) ? { ...one, typedMs: begin(one) } : one));
  showFile(id);
}

/** Closes a file; a camera without files goes. */
export function closeFile(id: string): void {
  const { files } = useFiles.getState();
  const gone = files.find((one) => one.id === id);
  useFiles.setState({ files: files.filter((one) => one !== gone) });
  movies.delete(id);
  changed();
  if (gone === undefined || files.some((one) => one !== gone && one.channelId === gone.channelId)) return;
  useFiles.setState(({ cameras }) => ({ cameras: cameras.filter(({ channelId }) => channelId !== gone.channelId) }));
  removeCamera(gone.channelId);
}

export function closeAllFiles(): void {
  const { cameras } = useFiles.getState();
  useFiles.setState({ files: [], refused: [] });
  movies.clear();
  changed();
  useFiles.setState({ cameras: [] });
  for (const { channelId } of cameras) removeCamera(channelId);
}

function change(next: (file: OpenFile) => OpenFile): void {
  useFiles.setState(({ files }) => ({ files: files.map(next) }));
  changed();
}

/** Places all files anew, and publishes their places. */
function changed(): void {
  const { files, cameras, ...rest } = useFiles.getState();
  const now = { zone: assumedZone(rest), nowMs: Date.now() };
  const places = new Map<string, FilePlace>();
  parts.clear();
  for (const { channelId } of cameras) {
    const own = files.filter((file) => file.channelId === channelId);
    const placed = placeFiles(own, now);
    placed.forEach((place, id) => places.set(id, place));
    const ofCamera = own.flatMap((file) => partOf(file, placed.get(file.id)));
    parts.set(
      channelId,
      ofCamera.toSorted((a, b) => a.fromMs - b.fromMs),
    );
  }
  useFiles.setState({ places });
  for (const [channelId, ofCamera] of parts) putFiles(channelId, ofCamera);
}

const parts = new Map<ChannelId, readonly FilePart[]>();

/** The parts that a camera of files plays, in order, without overlap. */
export const partsOf = (channelId: ChannelId): readonly FilePart[] => parts.get(channelId) ?? [];

function partOf({ id, path, file, format }: OpenFile, place: FilePlace | undefined): readonly FilePart[] {
  if (place === undefined || place.range === null) return [];
  const open = async (signal: AbortSignal): Promise<Movie> => {
    const movie = movies.get(id) ?? (await openMovie(file, format, signal));
    movies.delete(id);
    movies.set(id, movie);
    for (const oldest of movies.keys()) if (movies.size > MOST_MOVIES) movies.delete(oldest);
    tell(id, { end: movie.end });
    return movie;
  };
  return [{ id, name: path.split('/').at(-1) ?? path, ...place.range, open }];
}

/** A file of this length more or less is the same file. */
const SAME_LENGTH_MS = 200;

export function tellLength(id: string, lengthMs: number): void {
  const known = useFiles.getState().files.find((file) => file.id === id)?.lengthMs ?? null;
  if (known === null || Math.abs(known - lengthMs) > SAME_LENGTH_MS) tell(id, { lengthMs });
}

export const tellProblem = (id: string, problem: FileProblem): void => tell(id, { problem });

function tell(id: string, found: Partial<Pick<OpenFile, 'lengthMs' | 'end' | 'problem' | 'isChecked'>>): void {
  change((file) => (file.id === id ? { ...file, ...found } : file));
}

let checking: Promise<void> | null = null;

/** Looks at the files one after the other. */
async function checkAll(): Promise<void> {
  checking ??= checkEach();
  await checking;
}

async function checkEach(): Promise<void> {
  const video = createVideo();
  const { signal } = new AbortController();
  try {
    for (;;) {
      const file = useFiles.getState().files.find(({ isChecked }) => !isChecked);
      if (file === undefined) return;
      await check(file, { video, signal });
    }
  } finally {
    checking = null;
  }
}

async function check({ id, file, format }: OpenFile, tools: Parameters<typeof checkMovie>[2]): Promise<void> {
  try {
    const lengthMs = await checkMovie(file, format, tools);
    tell(id, { isChecked: true, ...(lengthMs === null ? {} : { lengthMs }) });
    if (useSession.getState().atMs === null) goToFirst([id]);
  } catch (cause) {
    tell(id, { isChecked: true, problem: problemOf(cause) });
  }
}

/** One panel stands beside the pictures. @returns ends it. */
function followPanel(): () => void {
  const stops = [
    useFiles.subscribe(({ isOpen }, before) => {
      if (!isOpen || before.isOpen) return;
      closeExport();
      closeRetrievals();
    }),
    useExportDraft.subscribe(({ isOpen }) => {
      if (isOpen) closeFilesPanel();
    }),
    useRetrievals.subscribe(({ isOpen }) => {
      if (isOpen) closeFilesPanel();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Files go with the camera that the operator takes out of playback. @returns ends it. */
function followCameras(): () => void {
  const look = (): void => {
    const { cameras, files } = useFiles.getState();
    const there = new Set(useSession.getState().cameras.map(({ channelId }) => channelId));
    if (cameras.every(({ channelId }) => there.has(channelId))) return;
    for (const { id, channelId } of files) if (!there.has(channelId)) movies.delete(id);
    useFiles.setState({
      cameras: cameras.filter(({ channelId }) => there.has(channelId)),
      files: files.filter(({ channelId }) => there.has(channelId)),
    });
    changed();
  };
  look();
  return useSession.subscribe(({ cameras }, before) => {
    if (cameras !== before.cameras) look();
  });
}

/** The begin of a file, as the list shows it: epoch ms; null if the operator has to enter it. */
export const beginMsOf = (file: OpenFile): number | null => beginOfFile(file, assumedZone()).fromMs;

/** While the screen is there. @returns ends it. */
export function followFiles(): () => void {
  const stops = [followPanel(), followCameras()];
  return () => stops.forEach((stop) => stop());
}
