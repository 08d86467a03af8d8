/** The files that the client saved for people: those of this run, and the library of snapshots and clips. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { LibraryTable } from '../../db/saved/library.ts';
import { savedHandlers, type SavedRequests } from './handlers.ts';
import { LibraryService } from './library.ts';
import { SavedFilesService } from './saved-files.ts';

export interface SavedArea extends Area<SavedRequests> {
  readonly service: SavedFilesService;
  readonly library: LibraryService;
}

export { savedSteps } from '../../db/saved/steps.ts';

export function createSaved({ db, host, emit }: ClientCore): SavedArea {
  const library = new LibraryService(new LibraryTable(db));
  const service = new SavedFilesService({ emit, library, reveal: host.reveal?.bind(host) ?? null });
  return { service, library, handlers: savedHandlers(service), cameraRefs: [library] };
}
