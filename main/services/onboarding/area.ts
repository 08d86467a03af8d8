/** Adding cameras to clouds. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { OnboardingTable } from '../../db/onboarding/devices.ts';
import { IntakeTable } from '../../db/onboarding/intakes.ts';
import { WorkbookImportTable } from '../../db/onboarding/imports.ts';
import { DataSourceTable } from '../../db/onboarding/sources.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { TaskWatch } from '../shared/task-watch.ts';
import { CredentialService } from './credentials.ts';
import { onboardingHandlers, type OnboardingRequests } from './handlers.ts';
import { IntakeService } from './intakes.ts';
import { OnboardingService } from './onboarding.ts';
import { screens } from './screens.ts';
import { DataSourceService } from './sources.ts';
import { WorkbookFiles } from './workbook-files.ts';
import { WorkbookImports } from './workbook-imports.ts';

export { onboardingSteps } from '../../db/onboarding/steps.ts';

interface OnboardingNeeds {
  readonly cameras: { readonly directory: { refresh(accountId: AccountId): unknown } };
  readonly onSaved: OnSaved;
}

/** Imports of workbooks take seconds to minutes: every 2 s for a while, then every 5 s, in the end every 30 s. */
const PAUSES_MS = [
  1_000,
  ...Array.from({ length: 20 }, () => 2_000),
  ...Array.from({ length: 60 }, () => 5_000),
  30_000,
] as const;

export function createOnboarding(
  { db, sessions, emit, host }: ClientCore,
  { cameras, onSaved }: OnboardingNeeds,
): Area<OnboardingRequests> {
  const onboarding = new OnboardingService({ sessions, emit, table: new OnboardingTable(db) });
  const sources = new DataSourceService({ sessions, emit, table: new DataSourceTable(db) });
  const credentials = new CredentialService({ sessions });
  const intakes = new IntakeService({ sessions, emit, table: new IntakeTable(db) });
  const watch = new TaskWatch({ what: 'imports', pausesMs: PAUSES_MS, follow: (id) => imports.follow(id) });
  const imports = new WorkbookImports({
    sessions,
    emit,
    table: new WorkbookImportTable(db),
    directory: cameras.directory,
    watch: (id) => watch.begin(id),
  });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const files = new WorkbookFiles({ sessions, imports, choosePath, onSaved });
  const watchAll = (): void => imports.accountsWithOpen().forEach((id) => watch.begin(id));
  return {
    handlers: onboardingHandlers({ onboarding, sources, credentials, intakes, imports, files }),
    cameraRefs: [sources.refs(), intakes.refs()],
    screens,
    start: watchAll,
    onAccount: (id, what) => {
      if (what === 'added') return;
      watch.end(id);
      if (what === 'removed') {
        onboarding.onAccountRemoved(id);
        imports.onAccountRemoved(id);
        files.onAccountRemoved(id);
      } else if (imports.accountsWithOpen().includes(id)) watch.begin(id);
    },
    onResumed: watchAll,
    onWindowGone: (windowId) => files.onWindowGone(windowId),
    dispose: async () => {
      onboarding.dispose();
      sources.dispose();
      credentials.dispose();
      intakes.dispose();
      imports.dispose();
      files.dispose();
      await watch.dispose();
    },
  };
}
