/** The cameras of all accounts: the directory with its numbers, the operators' sites, how each picture is turned. */
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { CameraNumbers } from '../../db/cameras/camera-numbers.ts';
import { DirectoryTable } from '../../db/cameras/directory.ts';
import { KnownAccountTable } from '../../db/cameras/known-accounts.ts';
import { SiteTable } from '../../db/cameras/sites.ts';
import { TakeoverTable } from '../../db/cameras/takeover.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { AdoptionService } from './adoption.ts';
import { AskingService } from './asking.ts';
import { CameraLooksService } from './camera-looks.ts';
import { DirectoryService } from './directory.ts';
import { cameraHandlers, type CameraRequests } from './handlers.ts';
import { NumbersService } from './numbers.ts';
import { ReplacementService } from './replacement.ts';
import { SitesService } from './sites.ts';

export { cameraSteps } from '../../db/cameras/steps.ts';

export interface CamerasArea extends Area<CameraRequests> {
  readonly directory: DirectoryService;
  readonly adoption: AdoptionService;
  readonly replacement: ReplacementService;
  /** The camera as the directory lists it now, with the number by which operators call it. */
  channelOf(id: ChannelId): NumberedChannel | undefined;
}

export function createCameras(core: ClientCore, { onSaved }: { readonly onSaved: OnSaved }): CamerasArea {
  const { host, dataDir, openSettings, accountStore, sessions, db, checkpoint, emit } = core;
  const looks = new CameraLooksService({ dataDir, openSettings, emit });
  const numbers = new CameraNumbers(db);
  const table = new DirectoryTable(db, checkpoint);
  const directory = new DirectoryService({ accountStore, sessions, numbers, table, emit });
  const asking = new AskingService({ sessions, directory });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const setNumbers = new NumbersService({ directory, accountStore, choosePath, onSaved });
  const sites = new SitesService({ table: new SiteTable(db), emit });
  const adoption = new AdoptionService({ table: new KnownAccountTable(db), accountStore, directory });
  const channelOf = (id: ChannelId): NumberedChannel | undefined =>
    directory.channelsOf(channelRefOf(id).accountId).find((one) => one.id === id);
  const renumber = (wanted: ReadonlyMap<ChannelId, number>) => directory.renumber(wanted);
  const replacement = new ReplacementService({ channelOf, renumber, table: new TakeoverTable(db) });
  return {
    directory,
    adoption,
    replacement,
    channelOf,
    handlers: cameraHandlers({ directory, asking, adoption, replacement, numbers: setNumbers, sites, looks }),
    restored: [looks.restored],
    cameraRefs: [sites, looks],
    cameraPlaces: [sites],
    removedThings: [sites.removed],
    start: () => {
      directory.start();
      replacement.start();
    },
    onAccount: (id, what) => {
      directory.onAccount(id, what);
      adoption.onAccount(id);
    },
    onDirectory: () => {
      adoption.onDirectory();
      replacement.onDirectory();
    },
    onUnlocked: () => directory.refreshAll(),
    onResumed: () => directory.refreshAll(),
    dispose: async () => {
      asking.dispose();
      await adoption.dispose();
      await directory.dispose();
    },
  };
}
