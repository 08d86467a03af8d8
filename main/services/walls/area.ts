/** The walls: their library, their versions, the cameras that they miss, their files. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { WallCameraTable } from '../../db/walls/wall-cameras.ts';
import { WallFolderTable } from '../../db/walls/wall-folders.ts';
import { WallVersionTable } from '../../db/walls/wall-versions.ts';
import { WallTable } from '../../db/walls/walls.ts';
import type { CamerasArea } from '../cameras/area.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import type { SequencesArea } from '../sequences/area.ts';
import { wallHandlers, type WallRequests } from './handlers.ts';
import { createWallServices } from './wall-services.ts';
import type { WallsService } from './walls.ts';

export interface WallsArea extends Area<WallRequests> {
  readonly service: WallsService;
}

interface Others {
  readonly cameras: Pick<CamerasArea, 'directory' | 'adoption'>;
  readonly sequences: Pick<SequencesArea, 'service'>;
  readonly onSaved: OnSaved;
  /** The language of the page. */
  readonly locale: () => string;
}

export function createWalls(core: ClientCore, { cameras, sequences, onSaved, locale }: Others): WallsArea {
  const { host, db, accountStore, emit } = core;
  const services = createWallServices({
    tables: {
      walls: new WallTable(db),
      folders: new WallFolderTable(db),
      versions: new WallVersionTable(db),
      cameras: new WallCameraTable(db),
    },
    accountStore,
    emit,
    directory: cameras.directory,
    adoption: cameras.adoption,
    sequences: sequences.service,
    choosePath: host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null,
    locale,
    onSaved,
  });
  const { walls, wallCameras, wallLibrary } = services;
  return {
    service: walls,
    handlers: wallHandlers(services),
    cameraRefs: [wallCameras],
    cameraPlaces: [wallCameras],
    removedThings: [wallLibrary],
    onAccount: () => wallCameras.onAccounts(),
    onDirectory: () => wallCameras.onDirectory(),
  };
}
