/** The snapshots and clips of this run and of earlier ones. */
import { create } from 'zustand';
import type { LibrarySearch, SavedFile } from '../../../../preload/contract/saved.ts';
import { MAX_LIBRARY_CAMERAS } from '../../../../preload/domain/bounds.ts';
import type { Output } from '../../../../preload/contract/contract.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import { on, request } from '../../../page/bridge.ts';
import { searchCameras } from '../../../state/cameras/camera-search.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { postFailure, postIfFailed } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { useExports } from './exports.ts';

type Found = Output<'saved.library'>;

/** The file that the operator is asked about before it leaves the list. */
export const useRemoving = create<{ readonly file: SavedFile | null }>(() => ({ file: null }));

const PAGE = 100;
/** A query that is still typed asks nothing. */
const REST_MS = 200;

/** The files that fit the search, the latest first. Of many that show, two pages are read again. */
const list: RemoteList<Found> = new RemoteList(() =>
  search(null, Math.max(PAGE, Math.min(2 * PAGE, list.now.data?.files.length ?? 0))),
);

export const useLibrary = list.use;

function search(after: LibrarySearch['after'], limit: number): Promise<Result<Found>> {
  const { query } = useExports.getState();
  const found = searchCameras(useDirectory.getState().view, query, MAX_LIBRARY_CAMERAS);
  const channelIds = found.map(({ id }) => id);
  return request['saved.library']({ query: query.trim(), channelIds, after, limit });
}

/** The files that are there, with those of the next page behind them. */
async function withNextPage(): Promise<Result<Found>> {
  const { files = [], next = null } = list.now.data ?? {};
  const answer = await search(next, PAGE);
  return answer.ok ? { ok: true, value: { ...answer.value, files: [...files, ...answer.value.files] } } : answer;
}

export const readLibrary = (): void => void list.read();
export const readMore = (): void => void list.take(withNextPage());

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

export const askToForget = (file: SavedFile | null): void => useRemoving.setState({ file });

/** Takes a file off the list, and deletes the file where this is wanted. */
export async function forgetSaved({ fileId, name }: SavedFile, deletesFile: boolean): Promise<void> {
  askToForget(null);
  const answer = await request['saved.forget']({ fileId, deletesFile });
  if (answer.ok) postNotice(deletesFile ? 'savedDeleted' : 'savedForgotten', { name });
  else postFailure(answer.error);
}
