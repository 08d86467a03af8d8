/** The video files among what an operator drops or chooses, with their folders. */
import { MAX_OPEN_DEPTH, MAX_OPEN_ENTRIES, MAX_OPEN_FILES } from '../../../../preload/domain/bounds.ts';
import type { FileFormat } from '../../../media/files/movie.ts';
import { isFolder, type Dropped } from '../../../state/page/dropped.ts';

export interface GatheredFile {
  readonly path: string;
  readonly file: File;
  readonly format: FileFormat;
}

export type FileRefusal =
  /** The ending of the name is neither `.flv` nor `.mp4`. */
  | 'no-video'
  /** More files are open, or were found, than one window plays. */
  | 'many-files'
  /** The folder lies too deep, or holds too many entries, to be looked through. */
  | 'deep-folder'
  /** The system refused to list the folder, or to give the file. */
  | 'unread'
  | 'twice'
  /** All places of playback are taken by cameras. */
  | 'no-room';

export interface RefusedFile {
  readonly path: string;
  readonly why: FileRefusal;
}

export interface Gathered {
  readonly files: readonly GatheredFile[];
  readonly refused: readonly RefusedFile[];
}

/** More words than this nobody reads. */
export const MAX_REFUSED = 200;

const FORMATS: Readonly<Record<string, FileFormat>> = { flv: 'flv', mp4: 'mp4', m4v: 'mp4' };

const formatOf = (name: string): FileFormat | null =>
  FORMATS[/\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null;

class Gathering implements Gathered {
  readonly files: GatheredFile[] = [];
  readonly refused: RefusedFile[] = [];
  entries = 0;

  refuse(path: string, why: FileRefusal): void {
    if (this.refused.length < MAX_REFUSED) this.refused.push({ path, why });
  }

  /** Says why not. */
  mayTake(path: string): boolean {
    const why = formatOf(path) === null ? 'no-video' : this.files.length >= MAX_OPEN_FILES ? 'many-files' : null;
    if (why !== null) this.refuse(path, why);
    return why === null;
  }

  take(path: string, file: File): void {
    const format = formatOf(path);
    if (format !== null) this.files.push({ path, file, format });
  }
}

/** Of a field for files or for a folder. */
export function gatherChosen(list: FileList | readonly File[]): Gathered {
  const gathering = new Gathering();
  for (const file of list) {
    gathering.entries += 1;
    if (gathering.entries > MAX_OPEN_ENTRIES) {
      gathering.refuse('', 'deep-folder');
      break;
    }
    const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
    if (gathering.mayTake(path)) gathering.take(path, file);
  }
  return gathering;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** Of a drop. */
export async function gatherDropped({ entries }: Dropped): Promise<Gathered> {
  const gathering = new Gathering();
  await gatherAll(entries, { above: '', depth: 0, gathering });
  return gathering;
}

interface Place {
  readonly above: string;
  readonly depth: number;
  readonly gathering: Gathering;
}

async function gatherAll(entries: readonly FileSystemEntry[], { above, depth, gathering }: Place): Promise<void> {
  for (const entry of entries) {
    const path = `${above}${entry.name}`;
    gathering.entries += 1;
    if (gathering.entries > MAX_OPEN_ENTRIES || depth > MAX_OPEN_DEPTH) return gathering.refuse(path, 'deep-folder');
    try {
      if (isFolder(entry)) await gatherFolder(entry, { above: `${path}/`, depth: depth + 1, gathering });
      else if (isFile(entry) && gathering.mayTake(path)) gathering.take(path, await fileOf(entry));
    } catch {
      gathering.refuse(path, 'unread');
    }
  }
}

async function gatherFolder(folder: FileSystemDirectoryEntry, place: Place): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    // A browser gives some hundred entries at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0 || place.gathering.entries > MAX_OPEN_ENTRIES) return;
    await gatherAll(entries, place);
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));
