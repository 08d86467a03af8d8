import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { ExportArchive } from './archive.ts';
import type { ExportCopies } from './copies.ts';
import type { DroppedChecks } from './dropped-checks.ts';
import type { ExportLibrary } from './library.ts';
import type { ExportsService } from './exports.ts';
import type { ExportSpace } from './space.ts';

export type ExportRequests = Extract<RequestName, `exports.${string}`>;

interface ExportServices {
  readonly exports: ExportsService;
  readonly library: ExportLibrary;
  readonly dropped: DroppedChecks;
  readonly copies: ExportCopies;
  readonly space: ExportSpace;
  readonly archive: ExportArchive;
}

export function exportHandlers(services: ExportServices): Pick<Handlers, ExportRequests> {
  const { exports, library, dropped, copies, space, archive } = services;
  return {
    'exports.list': () => library.list(),
    'exports.estimate': (order) => space.estimate(order),
    'exports.start': async (order) => {
      exports.check(order);
      // Known before the order is taken: nobody learns from the finished files that some footage lay in an archive.
      const recalls = await archive.plan(order);
      await space.check(order);
      return exports.start(order, order.recalls ? recalls : []);
    },
    'exports.survey': (request) => archive.survey(request),
    'exports.pause': ({ id }) => exports.pause(id),
    'exports.resume': async ({ id }) => exports.resume(id),
    'exports.claim-copies': async ({ id }) => exports.claimCopies(id),
    'exports.cancel': ({ id }) => exports.cancel(id),
    'exports.retry': ({ id }) => exports.retry(id),
    'exports.remove': async ({ id, deletesFiles }) => (await library.remove(id, deletesFiles), null),
    'exports.piece': ({ id, file, ...wish }) => library.piece(id, file, wish),
    'exports.reveal': async ({ id }) => (await library.reveal(id), null),
    'exports.verify': ({ id }, { windowId }) => library.verify(id, windowId),
    'exports.check-dropped': (bundle, { windowId }) => dropped.begin(bundle, windowId),
    'exports.give-piece': ({ checkId, base64 }, { windowId }) => dropped.give(checkId, base64, windowId),
    'exports.end-check': async ({ checkId }, { windowId }) => (dropped.end(checkId, windowId), null),
    'exports.begin-copy': (order, { windowId }) => copies.begin(order, windowId),
    'exports.read-copy': ({ copyId }, { windowId }) => copies.read(copyId, windowId),
    'exports.write-copy': async ({ copyId, record, piece }, { windowId }) => (
      await copies.write(copyId, record, piece, windowId),
      null
    ),
    'exports.finish-copy': async ({ copyId }, { windowId }) => (await copies.finish(copyId, windowId), null),
    'exports.end-copy': async ({ copyId, why }, { windowId }) => (await copies.end(copyId, why, windowId), null),
    'exports.marks': ({ channelIds, range }) => library.marks(channelIds, range),
  };
}
