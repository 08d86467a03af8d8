/** The files that this run of the client saved for people. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { savedHandlers, type SavedRequests } from './handlers.ts';
import { SavedFilesService } from './saved-files.ts';

export interface SavedArea extends Area<SavedRequests> {
  readonly service: SavedFilesService;
}

export function createSaved({ host, emit }: ClientCore): SavedArea {
  const service = new SavedFilesService({ emit, reveal: host.reveal?.bind(host) ?? null });
  return { service, handlers: savedHandlers(service) };
}
