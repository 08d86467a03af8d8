/** One folder of this computer as the dialog that chooses folders shows it, and the ways from it to others. */
import { mkdir, opendir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type FolderProblem = 'not-whole' | 'not-found' | 'unreadable' | 'bad-name' | 'exists' | 'not-created';

export interface FolderView {
  /** Absolute. */
  readonly path: string;
  /** Names of the folders in it, sorted; names that begin with a dot are left out. */
  readonly folders: readonly string[];
  /** Whether there are more folders than are listed. */
  readonly isCut: boolean;
  /** Why the last request of the user was not followed. */
  readonly problem: FolderProblem | null;
}

export const MAX_FOLDERS = 500;
const MAX_ENTRIES = 20_000;
/** A folder of a server that does not answer must not hold the dialog. */
const READ_WITHIN_MS = 3_000;
const MAX_NAME_CHARS = 80;
const BAD_NAME = /[\x00-\x1f\x7f/\\:*?"<>|]|\p{Cf}|[. ]$|^\.{0,2}$/u;

/** Reads a folder. Never throws: a folder that cannot be read is shown empty, with the reason. */
export async function viewFolder(path: string, problem: FolderProblem | null = null): Promise<FolderView> {
  try {
    return { path, ...(await withinTime(listFolders(path))), problem };
  } catch {
    return { path, folders: [], isCut: false, problem: problem ?? 'unreadable' };
  }
}

/** The view of the folder above; the same one at the root. */
export const upFrom = (view: FolderView): Promise<FolderView> => viewFolder(dirname(view.path));

export const goHome = (): Promise<FolderView> => viewFolder(homedir());

/** @param typed what the user typed; `~` stands for the home folder. */
export async function goTo(view: FolderView, typed: string): Promise<FolderView> {
  const text = typed.trim();
  const path = text === '~' || /^~[/\\]/.test(text) ? join(homedir(), text.slice(1)) : text;
  if (!isAbsolute(path) || path.includes('\0')) return { ...view, problem: 'not-whole' };
  const isFolder = await withinTime(stat(path)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? viewFolder(resolve(path)) : { ...view, problem: 'not-found' };
}

/** @param index of `view.folders`; any other number leaves the view as it is. */
export function openListed(view: FolderView, index: number): Promise<FolderView> {
  const name = view.folders[index];
  return name === undefined ? Promise.resolve(view) : viewFolder(join(view.path, name));
}

/** Makes a folder that only this user can read, and shows it. */
export async function createIn(view: FolderView, typed: string): Promise<FolderView> {
  const name = typed.trim();
  if (name.length > MAX_NAME_CHARS || BAD_NAME.test(name)) return { ...view, problem: 'bad-name' };
  try {
    await withinTime(mkdir(join(view.path, name), { mode: 0o700 }));
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    return viewFolder(view.path, isThere ? 'exists' : 'not-created');
  }
  return viewFolder(join(view.path, name));
}

async function listFolders(path: string): Promise<Pick<FolderView, 'folders' | 'isCut'>> {
  const names: string[] = [];
  let entries = 0;
  let isCut = false;
  for await (const entry of await opendir(path)) {
    if (++entries > MAX_ENTRIES) {
      isCut = true;
      break;
    }
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(path, entry.name)))))
      names.push(entry.name);
  }
  const sorted = names.sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  return { folders: sorted.slice(0, MAX_FOLDERS), isCut: isCut || sorted.length > MAX_FOLDERS };
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false, // a link that leads nowhere
  );

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = delay(READ_WITHIN_MS, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error('the folder does not answer');
  });
  late.catch(() => {}); // aborted below: the answer came in time
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
