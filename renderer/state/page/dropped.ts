/**
 * Files that an operator drops on the window, and who takes them: a bundle of evidence is checked on every screen, also where the
 * screen takes other files.
 */

export interface Dropped {
  readonly entries: readonly FileSystemEntry[];
  /** The first of the files. */
  readonly file: File | undefined;
}

/** Call in the handler of the event: the lists are empty after it. */
export const droppedIn = ({ items, files }: DataTransfer): Dropped => ({
  entries: [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null),
  file: files[0],
});

export const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

export const isZip = (entry: FileSystemEntry): boolean => entry.isFile && entry.name.toLowerCase().endsWith('.zip');

type Check = (dropped: Dropped) => void;
let check: Check | null = null;

/** The area that checks bundles says so. A kiosk checks none. @returns ends it. */
export function provideCheck(mine: Check): () => void {
  check = mine;
  return () => {
    if (check === mine) check = null;
  };
}

/**
 * For a screen that takes files and folders itself: hands over a ZIP, or a folder with the list of a bundle.
 *
 * @returns whether the bundle is checked now; the screen does nothing then.
 */
export async function handOverBundle(dropped: Dropped): Promise<boolean> {
  const [entry, ...more] = dropped.entries;
  if (check === null || entry === undefined || more.length > 0) return false;
  if (!isZip(entry) && !(isFolder(entry) && (await hasManifest(entry)))) return false;
  check(dropped);
  return true;
}

const hasManifest = (folder: FileSystemDirectoryEntry): Promise<boolean> =>
  new Promise((resolve) =>
    folder.getFile(
      'manifest.json',
      {},
      () => resolve(true),
      () => resolve(false),
    ),
  );
