import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Exclude<Extract<keyof Handlers, `wall.${string}`>, 'wall.list' | 'wall.save'>;

export function wallHandlers(services: Services): Pick<Handlers, Names> {
  const { wallLibrary, wallVersions, wallCameras, wallFiles } = services;
  return {
    'wall.library': async () => wallLibrary.library(),
    'wall.create': async (request) => wallLibrary.create(request),
    'wall.rename': async (request) => wallLibrary.rename(request),
    'wall.remove': async ({ wallIds }) => (wallLibrary.remove(wallIds), null),
    'wall.restore': async ({ wallIds }) => (wallLibrary.restore(wallIds), null),
    'wall.move': async (request) => (wallLibrary.move(request), null),
    'wall.create-folder': async ({ name }) => wallLibrary.createFolder(name),
    'wall.rename-folder': async (request) => wallLibrary.renameFolder(request),
    'wall.move-folder': async (request) => (wallLibrary.moveFolder(request), null),
    'wall.remove-folder': async ({ folderId }) => (wallLibrary.removeFolder(folderId), null),
    'wall.restore-folder': async ({ folderId }) => (wallLibrary.restoreFolder(folderId), null),
    'wall.versions': async ({ wallId }) => wallVersions.list(wallId),
    'wall.version': async ({ wallId, versionId }) => wallVersions.get(wallId, versionId),
    'wall.roll-back': async (request) => wallVersions.rollBack(request),
    'wall.missing': async () => wallCameras.missing(),
    'wall.remap': async (request) => wallCameras.remap(request),
    'wall.export': ({ wallIds }) => wallFiles.export(wallIds),
    'wall.import': async (request) => wallFiles.import(request),
  };
}
