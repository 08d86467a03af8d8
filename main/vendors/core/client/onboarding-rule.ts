/** The rule of one field of a new device, from which every cloud makes its offers. */
import type { OnboardingField, OnboardingRule } from '../../../../preload/domain/onboarding/onboarding.ts';

/**
 * A mandatory field without choices of the account, which every device of the offer has and whose value is no secret.
 *
 * @param form names the words that explain the field; null where its limits do.
 * @param rest replaces any of these properties.
 */
export const onboardingRule = (
  field: OnboardingField,
  form: OnboardingRule['form'],
  limits: OnboardingRule['limits'],
  rest: Partial<Omit<OnboardingRule, 'field' | 'form' | 'limits'>> = {},
): OnboardingRule => ({
  field,
  form,
  limits,
  isMandatory: true,
  isSecret: false,
  choices: null,
  ofType: null,
  ...rest,
});
