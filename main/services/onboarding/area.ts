/** Adding cameras to clouds. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { OnboardingTable } from '../../db/onboarding/devices.ts';
import { onboardingHandlers, type OnboardingRequests } from './handlers.ts';
import { OnboardingService } from './onboarding.ts';

export { onboardingSteps } from '../../db/onboarding/steps.ts';

export function createOnboarding({ db, sessions, emit }: ClientCore): Area<OnboardingRequests> {
  const onboarding = new OnboardingService({ sessions, emit, table: new OnboardingTable(db) });
  return {
    handlers: onboardingHandlers(onboarding),
    onAccount: (id, what) => {
      if (what === 'removed') onboarding.onAccountRemoved(id);
    },
    dispose: () => onboarding.dispose(),
  };
}
