/** The rules that a cloud publishes, and what became of a row, in words. */
import type {
  OnboardingOutcome,
  OnboardingRule,
  RegistrationLine,
} from '../../../preload/domain/onboarding/onboarding.ts';
import { errorWords } from '../../i18n/error-words.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { StateName } from '../../ui/icons/names.ts';

/** The published rule for a value, in words. */
export function ruleWords(t: Text, { form, limits, isSecret, field }: OnboardingRule): string {
  const { minLength: min, maxLength: max, lengthUnit, kinds } = limits;
  const isExact = min !== undefined && min === max;
  const parts = [
    isExact ? t('onboarding.rules.exactly', { count: min }) : null,
    !isExact && min !== undefined && max !== undefined ? t('onboarding.rules.between', { min, max }) : null,
    lengthUnit === undefined ? null : t('onboarding.rules.wide'),
    form === null ? null : t(`onboarding.forms.${form}`),
    kinds === undefined ? null : t('onboarding.rules.kinds', { count: kinds.atLeast }),
    field === 'algorithm' ? t('onboarding.rules.digest') : null,
    isSecret ? t('onboarding.rules.secret') : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** Why a row was not added, in words of the wizard; null where its error says that. */
export function reasonWords(t: Text, { state, problem, reason }: OnboardingOutcome): string | null {
  if (problem !== null) return t(`onboarding.problems.${problem}`);
  if (reason !== null) return t(`onboarding.reasons.${reason}`);
  return state === 'unknown' ? t('onboarding.unknownWhy') : null;
}

/** Why a camera was not added. */
export function outcomeWords(t: Text, outcome: OnboardingOutcome): string {
  const own = reasonWords(t, outcome);
  if (own !== null || outcome.error === null) return own ?? '';
  const { what, why } = errorWords(t, outcome.error);
  return `${what} ${why}`;
}

export const LINE_GLYPHS: Readonly<Record<RegistrationLine['state'], StateName>> = {
  sent: 'unknown',
  added: 'ok',
  mended: 'ok',
  picture: 'live',
  registered: 'ok',
  incomplete: 'delayed',
  'nothing-received': 'none',
  'sign-in-refused': 'error',
  'channels-wrong': 'error',
  'no-reason': 'unknown',
  'not-listed': 'unknown',
  several: 'unknown',
  'not-registered': 'none',
  offline: 'unknown',
  untold: 'unknown',
  'not-made': 'unknown',
  'not-invited': 'ok',
  inviting: 'delayed',
  stopped: 'none',
  'no-channels': 'none',
  'reading-channels': 'delayed',
  disabled: 'error',
  'switched-on': 'ok',
  'switched-off': 'none',
  cut: 'none',
  'still-cut': 'delayed',
};
