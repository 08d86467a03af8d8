/** Everything that keeps walls, built in its order: versions and names follow every change of a wall. */
import type { WallCameraTable } from '../../db/walls/wall-cameras.ts';
import type { WallFolderTable } from '../../db/walls/wall-folders.ts';
import type { WallVersionTable } from '../../db/walls/wall-versions.ts';
import type { WallTable } from '../../db/walls/walls.ts';
import type { Host } from '../../host.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { AdoptionService } from '../cameras/adoption.ts';
import type { Emit } from '../shared/emit.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import type { SequencesService } from '../sequences/sequences.ts';
import { WallCamerasService, type WallDirectory } from './wall-cameras.ts';
import { WallFilesService } from './wall-files.ts';
import { WallLibraryService } from './wall-library.ts';
import { WallVersionsService } from './wall-versions.ts';
import { WallsService } from './walls.ts';

export interface WallServicesOptions {
  readonly tables: {
    readonly walls: WallTable;
    readonly folders: WallFolderTable;
    readonly versions: WallVersionTable;
    readonly cameras: WallCameraTable;
  };
  readonly accountStore: Pick<AccountStore, 'list' | 'find'>;
  readonly directory: WallDirectory;
  readonly adoption: Pick<AdoptionService, 'found' | 'learn'>;
  readonly sequences: Pick<SequencesService, 'list'>;
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly emit: Emit;
  /** The language of the page, in which new walls are named. */
  readonly locale: () => string;
  readonly onSaved: OnSaved;
  readonly nowMs?: () => number;
}

export interface WallServices {
  readonly walls: WallsService;
  readonly wallLibrary: WallLibraryService;
  readonly wallVersions: WallVersionsService;
  readonly wallCameras: WallCamerasService;
  readonly wallFiles: WallFilesService;
}

export function createWallServices(options: WallServicesOptions): WallServices {
  const { tables, accountStore, directory, adoption, sequences, choosePath, emit, locale, onSaved } = options;
  const { nowMs = Date.now } = options;
  const walls = new WallsService({ table: tables.walls, emit, locale });
  const wallCameras = new WallCamerasService({ walls, table: tables.cameras, accountStore, directory, adoption, emit });
  const wallVersions = new WallVersionsService({ walls, table: tables.versions, cameras: wallCameras });
  const { folders } = tables;
  const wallLibrary = new WallLibraryService({
    walls,
    table: tables.walls,
    folders,
    cameras: wallCameras,
    emit,
    locale,
    nowMs,
  });
  const wallFiles = new WallFilesService({
    walls,
    library: wallLibrary,
    cameras: wallCameras,
    accountStore,
    sequences,
    choosePath,
    onSaved,
  });
  return { walls, wallLibrary, wallVersions, wallCameras, wallFiles };
}
