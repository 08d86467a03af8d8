import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { OnboardingService } from './onboarding.ts';
import type { DataSourceService } from './sources.ts';

export type OnboardingRequests = Extract<RequestName, `onboarding.${string}`>;

export function onboardingHandlers(
  onboarding: OnboardingService,
  sources: DataSourceService,
): Pick<Handlers, OnboardingRequests> {
  return {
    'onboarding.offers': async ({ accountId }) => ({ offers: await onboarding.offers(accountId) }),
    'onboarding.devices': () => Promise.resolve({ devices: onboarding.devices() }),
    'onboarding.add': async (order) => ({ outcomes: await onboarding.add(order) }),
    'onboarding.watch': ({ id }) => onboarding.watch(id),
    'onboarding.access': ({ id }) => onboarding.access(id),
    'onboarding.secret': async ({ id }) => ({ password: (await onboarding.secret(id)).reveal() }),
    'onboarding.mend': ({ id, userName, password }) => onboarding.mend(id, userName, password),
    'onboarding.place': ({ id, groupId }) => onboarding.place(id, groupId),
    'onboarding.name': ({ id, name }) => onboarding.name(id, name),
    'onboarding.pass': ({ id }) => Promise.resolve(onboarding.pass(id)),
    'onboarding.finish': ({ id }) => Promise.resolve((onboarding.finish(id), null)),
    'onboarding.sources': () => Promise.resolve({ sources: sources.list() }),
    'onboarding.addSource': (order) => sources.add(order),
    'onboarding.renewSource': ({ id, url, endsAtMs }) => sources.renew(id, url, endsAtMs),
    'onboarding.forgetSource': ({ id }) => Promise.resolve((sources.forget(id), null)),
  };
}
