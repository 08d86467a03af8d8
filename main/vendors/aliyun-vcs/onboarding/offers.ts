/** The fields of a new device over GB28181 and SAPI (CreateDevice). The document names no limits of names, addresses and codes. */
import type { OnboardingOffer, OnboardingRule } from '../../../../preload/domain/onboarding/onboarding.ts';
import { onboardingRule as rule } from '../../core/client/onboarding-rule.ts';

const RULES: readonly OnboardingRule[] = [
  rule('name', null, {}),
  rule('type', null, { values: ['IPC', 'NVR'] }),
  // as the simplest whole number; the document names no largest one
  rule('channels', 'count', { patterns: ['^[1-9][0-9]{0,3}$'] }, { ofType: 'NVR' }),
  rule('address', 'address', {}),
];
const HOW = { maxRows: 1, givesId: true, hasInvitations: false, groups: 'fixed' } as const;

export const GB28181: OnboardingOffer = { kind: 'gb28181', rules: RULES, hasAccess: true, ...HOW };

/** The protocol of Alibaba: a device is known by its activation code, and nobody types anything into it. */
export const SAPI: OnboardingOffer = {
  kind: 'sapi',
  rules: [...RULES, rule('activation', 'activation', {}, { isSecret: true })],
  hasAccess: false,
  ...HOW,
};
