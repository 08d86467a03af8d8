import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { WallServices } from './wall-services.ts';

export type WallRequests = Extract<RequestName, `wall.${string}`>;

export function wallHandlers(services: WallServices): Pick<Handlers, WallRequests> {
  const { walls, wallLibrary, wallVersions, wallCameras, wallFiles } = services;
  return {
    'wall.list': async () => walls.list(),
    'wall.save': async (change) => walls.change(change),
    'wall.library': async () => wallLibrary.library(),
    'wall.create': async (request) => wallLibrary.create(request),
    'wall.rename': async (request) => wallLibrary.rename(request),
    'wall.remove': async ({ wallIds }) => (wallLibrary.remove(wallIds), null),
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
