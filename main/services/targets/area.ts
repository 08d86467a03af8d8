/** Target libraries: persons on the lists of devices, the lists themselves, and the consent to process pictures of persons. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { TargetColumnTable } from '../../db/targets/columns.ts';
import { TargetConsentTable } from '../../db/targets/consents.ts';
import { TargetListTypeTable } from '../../db/targets/list-types.ts';
import type { JobsService } from '../jobs/jobs.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { ConsentsService } from './consents.ts';
import { targetHandlers, type TargetRequests } from './handlers.ts';
import { ImportColumns } from './import-columns.ts';
import { ImportResults } from './import-results.ts';
import { PeopleExports } from './people-exports.ts';
import { PeopleImports } from './people-imports.ts';
import { screens } from './screens.ts';
import { TableFiles } from './tables/table-files.ts';
import { TargetLists } from './target-lists.ts';
import { TargetsService } from './targets.ts';

export { targetSteps } from '../../db/targets/steps.ts';

export function createTargets(
  { db, host, sessions, emit, tableWorkerUrl }: ClientCore,
  { jobs, onSaved }: { readonly jobs: { readonly service: JobsService }; readonly onSaved: OnSaved },
): Area<TargetRequests> {
  const types = new TargetListTypeTable(db);
  const targets = new TargetsService({ sessions, emit, types });
  const { ask } = targets;
  const lists = new TargetLists({ ask, types, emit });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const consents = new ConsentsService({ ask, table: new TargetConsentTable(db), emit, choosePath, onSaved });
  const imports = new PeopleImports({ jobs: jobs.service, ask, emit });
  const exports = new PeopleExports({ ask, emit, choosePath, onSaved });
  const results = new ImportResults({ jobs: jobs.service, choosePath, onSaved });
  const tables = new TableFiles({ workerUrl: tableWorkerUrl });
  const columns = new ImportColumns(new TargetColumnTable(db));
  return {
    handlers: targetHandlers({ targets, lists, consents, imports, results, columns, exports, tables }),
    screens,
    onAccount: (id, what) => {
      if (what !== 'disabled' && what !== 'removed' && what !== 'changed') return;
      lists.forget(id);
      results.forget();
      tables.forget();
      exports.forget(id);
      if (what === 'changed') targets.forget(id);
      else targets.onAccountGone(id);
    },
    onWindowGone: (windowId) => {
      exports.stop(windowId);
      tables.onWindowGone(windowId);
    },
    dispose: () => {
      exports.dispose();
      tables.forget();
      targets.dispose();
    },
  };
}
