import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { ConsentsService } from './consents.ts';
import type { ImportColumns } from './import-columns.ts';
import type { ImportResults } from './import-results.ts';
import type { PeopleExports } from './people-exports.ts';
import type { PeopleImports } from './people-imports.ts';
import type { TableFiles } from './tables/table-files.ts';
import type { TargetLists } from './target-lists.ts';
import type { TargetsService } from './targets.ts';

export type TargetRequests = Extract<RequestName, `targets.${string}`>;

interface Services {
  readonly targets: TargetsService;
  readonly lists: TargetLists;
  readonly consents: ConsentsService;
  readonly imports: PeopleImports;
  readonly results: ImportResults;
  readonly columns: ImportColumns;
  readonly exports: PeopleExports;
  readonly tables: TableFiles;
}

export function targetHandlers({
  targets,
  lists,
  consents,
  imports,
  results,
  columns,
  exports,
  tables,
}: Services): Pick<Handlers, TargetRequests> {
  return {
    'targets.devices': ({ accountId }) => targets.devices(accountId),
    'targets.groups': ({ deviceId }) => targets.groups(deviceId),
    'targets.page': ({ cursor, ...place }) => targets.page(place, cursor),
    'targets.get': ({ targetId, ...place }) => targets.get(place, targetId),
    'targets.picture': async ({ targetId, ...place }) => ({ data: await targets.picture(place, targetId) }),
    'targets.add': async ({ targets: drafts, ...place }) => ({ outcomes: await targets.add(place, drafts) }),
    'targets.update': async ({ changes, ...place }) => ({ outcomes: await targets.update(place, changes) }),
    'targets.delete': async ({ targetIds, ...place }) => ({ outcomes: await targets.delete(place, targetIds) }),
    'targets.move': async ({ toGroupId, targetIds, ...place }) => ({
      outcomes: await targets.move(place, toGroupId, targetIds),
    }),
    'targets.bringTable': (piece, { windowId }) => tables.bring(piece, windowId),
    'targets.takeTable': ({ fromRow }, { windowId }) => tables.take(windowId, fromRow),
    'targets.startImport': ({ fileHash, total, columns, ...place }) =>
      Promise.resolve({ jobId: imports.start(place, { fileHash, total, columns }) }),
    'targets.addImportRows': ({ jobId, rows }) => {
      imports.addRows(jobId, rows);
      return Promise.resolve(null);
    },
    'targets.columns': ({ headings }) => Promise.resolve(columns.of(headings)),
    'targets.rememberColumns': ({ meanings }) => {
      columns.remember(meanings);
      return Promise.resolve(null);
    },
    'targets.forgetColumns': () => {
      columns.forget();
      return Promise.resolve(null);
    },
    'targets.feedImport': ({ jobId, people }) => imports.feed(jobId, people),
    'targets.saveImportRows': (piece) => results.bring(piece),
    'targets.exportPeople': (place, { windowId }) => exports.export(place, windowId),
    'targets.takeExport': ({ fromByte }, { windowId }) => Promise.resolve(exports.take(windowId, fromByte)),
    'targets.stopExport': (_, { windowId }) => {
      exports.stop(windowId);
      return Promise.resolve(null);
    },
    'targets.addList': async ({ deviceId, ...draft }) => ({ groupId: await lists.add(deviceId, draft) }),
    'targets.changeList': async ({ deviceId, groupId, ...change }) => {
      await lists.change({ deviceId, groupId }, change);
      return null;
    },
    'targets.deleteList': async (place) => {
      await lists.delete(place);
      return null;
    },
    'targets.channelConsents': async ({ deviceId, channels }) => ({
      consents: await consents.states(deviceId, channels),
      asOfMs: Date.now(),
    }),
    'targets.sign': ({ deviceId, channels, ...signature }) => consents.sign(deviceId, channels, signature),
    'targets.signAgain': async ({ deviceId, recordId, channels }) => ({
      outcomes: await consents.again(deviceId, recordId, channels),
    }),
    'targets.consents': ({ deviceId }) => Promise.resolve({ records: consents.records(deviceId) }),
    'targets.exportConsents': () => consents.export(),
  };
}
