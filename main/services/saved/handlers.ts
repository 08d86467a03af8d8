import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { SavedFilesService } from './saved-files.ts';

export type SavedRequests = Extract<RequestName, `saved.${string}`>;

export function savedHandlers(saved: SavedFilesService): Pick<Handlers, SavedRequests> {
  return {
    'saved.list': () => saved.list(),
    'saved.library': (wish) => saved.search(wish),
    'saved.forget': async ({ fileId, deletesFile }) => (await saved.forget(fileId, deletesFile), null),
    'saved.piece': (wish) => saved.piece(wish),
    'saved.reveal': async ({ fileId }) => (await saved.reveal(fileId), null),
    'saved.downloaded': async (file) => (saved.addDownload(file), null),
  };
}
