/** Exports of recordings as files and as evidence. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { ExportJobTable } from '../../db/exports/jobs.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import type { BookmarksArea } from '../bookmarks/area.ts';
import type { CamerasArea } from '../cameras/area.ts';
import type { ClipsArea } from '../clips/area.ts';
import type { PlaybackArea } from '../playback/area.ts';
import type { RetrievalsArea } from '../retrievals/area.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { ExportArchive } from './archive.ts';
import { ExportCopies } from './copies.ts';
import { DroppedChecks } from './dropped-checks.ts';
import { ExportsService, type ExportsOptions } from './exports.ts';
import { deleteFiles, firstFileOf, withoutDoubles } from './files.ts';
import { Footage } from './footage.ts';
import { exportHandlers, type ExportRequests } from './handlers.ts';
import { InstallationKey } from './installation-key.ts';
import { accountIdOf } from './item-run.ts';
import { ExportLibrary } from './library.ts';
import { screens } from './screens.ts';
import { seal, type SealOrder } from './seal.ts';
import { ExportSpace } from './space.ts';

export { exportSteps } from '../../db/exports/steps.ts';

/** A report holds as many bookmarks as a reader can look through. */
const MAX_BOOKMARKS = 500;

interface Others {
  readonly bookmarks: Pick<BookmarksArea, 'service'>;
  readonly cameras: Pick<CamerasArea, 'channelOf'>;
  readonly clips: Pick<ClipsArea, 'folder'>;
  readonly playback: Pick<PlaybackArea, 'service' | 'index' | 'gaps'>;
  readonly retrievals: Pick<RetrievalsArea, 'service'>;
  readonly onSaved: OnSaved;
  /** The snapshots of cameras that show moments of a range and are on the disk still. */
  readonly snapshotsOf: (channelIds: readonly ChannelId[], range: TimeRange) => Promise<SealOrder['snapshots']>;
  readonly locale: () => DialogLocale;
}

type LabelOf = (item: Parameters<typeof accountIdOf>[0]) => string;

/** Seals a bundle with the bookmarks and snapshots of its range. */
function sealing(
  { accountStore, version }: Pick<ClientCore, 'accountStore' | 'version'>,
  key: InstallationKey,
  { bookmarks, snapshotsOf }: Pick<Others, 'bookmarks' | 'snapshotsOf'>,
  labelOf: LabelOf,
): ExportsOptions['seal'] {
  return async ({ job, zone }, signal) => {
    const channelIds = job.items.map(({ channelId }) => channelId);
    const found = { query: '', channelIds, range: job.range, after: null, limit: MAX_BOOKMARKS };
    return await seal({
      job,
      zone,
      signal,
      version,
      nowMs: Date.now(),
      key: await key.read(),
      accountOf: (item) => {
        const vendor = accountStore.find(accountIdOf(item))?.vendor;
        return { cloud: vendor === undefined ? '' : VENDOR_CODES[vendor], label: labelOf(item) };
      },
      snapshots: await snapshotsOf(channelIds, job.range),
      bookmarks: bookmarks.service.search(found).bookmarks,
    });
  };
}

export function createExports(core: ClientCore, others: Others): Area<ExportRequests> {
  const { db, sessions, emit, host, accountStore } = core;
  const { cameras, clips, playback, retrievals, onSaved, locale } = others;
  const key = new InstallationKey(core.keychain);
  const folder = (): string => join(clips.folder(), 'exports');
  const footage = new Footage({
    playback: playback.service,
    index: playback.index,
    sessionOf: (id) => sessions.of(id),
  });
  const archive = new ExportArchive({
    index: playback.index,
    gaps: playback.gaps,
    retrievals: retrievals.service,
    portOf: async (id) => (await sessions.of(id)).retrievals ?? null,
  });
  const labelOf: LabelOf = (item) => accountStore.find(accountIdOf(item))?.label ?? '';
  const exports = new ExportsService({
    thread: core.exportThread,
    footage,
    index: playback.index,
    gaps: playback.gaps,
    siteOf: labelOf,
    table: new ExportJobTable(db),
    emit,
    folder,
    archive,
    cameraOf: (id) => cameras.channelOf(id) ?? null,
    seal: sealing(core, key, others, labelOf),
    withoutDoubles,
    forgetBundle: async ({ folder: base, bundle }) => {
      if (bundle !== null) await rm(join(base, bundle), { recursive: true, force: true }).catch(() => undefined);
    },
    forgetBegun: ({ job, targets }) => deleteFiles(job, targets).catch(() => undefined),
    onDone: (job) => {
      const path = firstFileOf(job);
      const channelId = job.items[0]?.channelId ?? null;
      if (path !== null && channelId !== null) onSaved({ kind: 'export', channelId, path });
    },
  });
  const copies = new ExportCopies({ exports, thread: core.exportThread });
  const library = new ExportLibrary({
    exports,
    copies,
    key,
    folder,
    locale,
    reveal: host.reveal?.bind(host) ?? null,
    chooseFolder: (request) => host.chooseFolder(request),
  });
  const space = new ExportSpace({ index: playback.index, exports, folder });
  const dropped = new DroppedChecks(() => key.known());
  return {
    handlers: exportHandlers({ exports, library, dropped, copies, space, archive }),
    cameraRefs: [exports],
    screens,
    start: () => {
      void copies.start();
      exports.goOn();
    },
    onResumed: () => exports.wake(),
    onWindowGone: (windowId) => {
      dropped.onWindowGone(windowId);
      library.onWindowGone(windowId);
      copies.onWindowGone(windowId);
    },
    dispose: async () => {
      archive.dispose();
      library.dispose();
      dropped.dispose();
      await copies.dispose();
      await exports.dispose();
    },
  };
}
