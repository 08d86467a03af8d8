/** The fields of a new device over GB28181 (CreateDevice). The document names no limits of names and addresses. */
import type { OnboardingField, OnboardingOffer, OnboardingRule } from '../../../../preload/domain/onboarding.ts';

const rule = (
  field: OnboardingField,
  limits: OnboardingRule['limits'],
  rest: Partial<Pick<OnboardingRule, 'form' | 'ofType'>> = {},
): OnboardingRule => ({
  ...{ field, limits, isMandatory: true, isSecret: false, form: null, choices: null, ofType: null },
  ...rest,
});

export const GB28181: OnboardingOffer = {
  kind: 'gb28181',
  rules: [
    rule('name', {}),
    rule('type', { values: ['IPC', 'NVR'] }),
    // as the simplest whole number; the document names no largest one
    rule('channels', { patterns: ['^[1-9][0-9]{0,3}$'] }, { form: 'count', ofType: 'NVR' }),
    rule('address', {}, { form: 'address' }),
  ],
  maxRows: 1,
  hasAccess: true,
  givesId: true,
  groups: 'fixed',
};
