/** The snapshots and clips of this run and of earlier ones. */
import { create } from 'zustand';
import type { LibrarySearch, SavedFile } from '../../../../preload/contract/saved.ts';
import { MAX_LIBRARY_CAMERAS } from '../../../../preload/domain/bounds.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { on, request } from '../../../page/bridge.ts';
import { searchCameras } from '../../../state/cameras/camera-search.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { postFailure, postIfFailed } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { useExports } from './exports.ts';

interface Library {
  /** The latest first; null before the first answer. */
  readonly files: readonly SavedFile[] | null;
  /** How many fit the search in all. */
  readonly total: number;
  readonly next: LibrarySearch['after'];
  /** Files from then on were saved by this run of the client. */
  readonly runSinceMs: number;
  readonly canReveal: boolean;
  readonly error: WireError | null;
  /** The file that the operator is asked about before it leaves the list. */
  readonly removing: SavedFile | null;
}

export const useLibrary = create<Library>(() => ({
  ...{ files: null, total: 0, next: null, runSinceMs: 0, canReveal: false, error: null, removing: null },
}));

const PAGE = 100;
/** A query that is still typed asks nothing. */
const REST_MS = 200;
let readings = 0;

/** @param isMore reads the next page behind those that are there. */
async function read(isMore: boolean): Promise<void> {
  readings += 1;
  const reading = readings;
  const { next, files } = useLibrary.getState();
  const { query } = useExports.getState();
  const after = isMore ? next : null;
  const limit = isMore ? PAGE : Math.max(PAGE, Math.min(2 * PAGE, files?.length ?? 0));
  const found = searchCameras(useDirectory.getState().view, query, MAX_LIBRARY_CAMERAS);
  const wish = { query: query.trim(), channelIds: found.map(({ id }) => id), after, limit };
  const answer = await request['saved.library'](wish);
  if (reading !== readings) return;
  if (!answer.ok) return useLibrary.setState({ error: answer.error });
  const { files: listed, ...rest } = answer.value;
  useLibrary.setState(({ files: before }) => ({
    ...rest,
    error: null,
    files: isMore ? [...(before ?? []), ...listed] : listed,
  }));
}

export const readLibrary = (): void => void read(false);
export const readMore = (): void => void read(true);

/** Reads now, after every saved file, when the search changes, and when the operator comes back. @returns ends it. */
export function followLibrary(): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const readSoon = (): void => {
    clearTimeout(rest);
    rest = setTimeout(readLibrary, REST_MS);
  };
  readLibrary();
  window.addEventListener('focus', readLibrary);
  const stops = [
    on('saved.changed', readSoon),
    useExports.subscribe(({ query }, before) => {
      if (query !== before.query) readSoon();
    }),
  ];
  return () => {
    clearTimeout(rest);
    window.removeEventListener('focus', readLibrary);
    stops.forEach((stop) => stop());
  };
}

export async function revealSaved({ fileId }: SavedFile): Promise<void> {
  if (!postIfFailed(await request['saved.reveal']({ fileId }))) readLibrary();
}

export const askToForget = (removing: SavedFile | null): void => useLibrary.setState({ removing });

/** Takes a file off the list, and deletes the file where this is wanted. */
export async function forgetSaved({ fileId, name }: SavedFile, deletesFile: boolean): Promise<void> {
  askToForget(null);
  const answer = await request['saved.forget']({ fileId, deletesFile });
  if (answer.ok) postNotice(deletesFile ? 'savedDeleted' : 'savedForgotten', { name });
  else postFailure(answer.error);
}
