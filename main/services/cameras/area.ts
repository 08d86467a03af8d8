/** The cameras of all accounts: the directory with its numbers, the operators' sites, how each picture is turned. */
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { CameraNumbers } from '../../db/cameras/camera-numbers.ts';
import { DirectoryTable } from '../../db/cameras/directory.ts';
import { SiteTable } from '../../db/cameras/sites.ts';
import type { ClientArea } from '../client/area.ts';
import type { SequencesArea } from '../sequences/area.ts';
import { CameraHeirs } from './camera-heirs.ts';
import { CameraLooksService } from './camera-looks.ts';
import { DirectoryService } from './directory.ts';
import { cameraHandlers, type CameraRequests } from './handlers.ts';
import { SitesService } from './sites.ts';

export interface CamerasArea extends Area<CameraRequests> {
  readonly directory: DirectoryService;
  /** The camera as the directory lists it now, with the number by which operators call it. */
  channelOf(id: ChannelId): NumberedChannel | undefined;
}

interface Others {
  readonly client: Pick<ClientArea, 'preferences'>;
  readonly sequences: Pick<SequencesArea, 'service'>;
}

export function createCameras(core: ClientCore, { client, sequences }: Others): CamerasArea {
  const { dataDir, openSettings, accountStore, sessions, db, checkpoint, emit } = core;
  const looks = new CameraLooksService({ dataDir, openSettings, emit });
  const numbers = new CameraNumbers(db);
  const table = new DirectoryTable(db, checkpoint);
  const directory = new DirectoryService({ accountStore, sessions, numbers, table, emit });
  const sites = new SitesService({ table: new SiteTable(db), accountStore, directory, emit });
  const { preferences } = client;
  const heirs = new CameraHeirs({ accountStore, directory, preferences, looks, sequences: sequences.service });
  return {
    directory,
    channelOf: (id) => directory.channelsOf(channelRefOf(id).accountId).find((one) => one.id === id),
    handlers: cameraHandlers({ directory, sites, looks }),
    restored: [looks.restored],
    start: () => directory.start(),
    onAccount: (id, what) => {
      directory.onAccount(id, what);
      sites.onAccounts();
      heirs.onAccounts();
    },
    onDirectory: () => {
      sites.onDirectory();
      heirs.onDirectory();
    },
    onUnlocked: () => directory.refreshAll(),
    onResumed: () => directory.refreshAll(),
    dispose: () => directory.dispose(),
  };
}
