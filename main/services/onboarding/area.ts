/** Adding cameras to clouds. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { OnboardingTable } from '../../db/onboarding/devices.ts';
import { IntakeTable } from '../../db/onboarding/intakes.ts';
import { DataSourceTable } from '../../db/onboarding/sources.ts';
import { CredentialService } from './credentials.ts';
import { onboardingHandlers, type OnboardingRequests } from './handlers.ts';
import { IntakeService } from './intakes.ts';
import { OnboardingService } from './onboarding.ts';
import { DataSourceService } from './sources.ts';

export { onboardingSteps } from '../../db/onboarding/steps.ts';

export function createOnboarding({ db, sessions, emit }: ClientCore): Area<OnboardingRequests> {
  const onboarding = new OnboardingService({ sessions, emit, table: new OnboardingTable(db) });
  const sources = new DataSourceService({ sessions, emit, table: new DataSourceTable(db) });
  const credentials = new CredentialService({ sessions });
  const intakes = new IntakeService({ sessions, emit, table: new IntakeTable(db) });
  return {
    handlers: onboardingHandlers(onboarding, sources, credentials, intakes),
    cameraRefs: [sources.refs(), intakes.refs()],
    onAccount: (id, what) => {
      if (what === 'removed') onboarding.onAccountRemoved(id);
    },
    dispose: () => {
      onboarding.dispose();
      sources.dispose();
      credentials.dispose();
      intakes.dispose();
    },
  };
}
