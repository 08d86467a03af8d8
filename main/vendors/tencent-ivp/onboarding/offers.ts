/** The fields of a new device with their documented rules (addDevice), and the nodes that the account can choose. */
import type {
  OnboardingChoice,
  OnboardingField,
  OnboardingOffer,
  OnboardingRule,
} from '../../../../preload/domain/onboarding/onboarding.ts';

const rule = (
  field: OnboardingField,
  limits: OnboardingRule['limits'],
  rest: Partial<Pick<OnboardingRule, 'form' | 'isSecret' | 'choices'>> = {},
): OnboardingRule => ({
  field,
  limits,
  isMandatory: true,
  isSecret: false,
  form: null,
  choices: null,
  ofType: null,
  ...rest,
});

const NAME = rule(
  'name',
  { minLength: 1, maxLength: 32, patterns: ['^[\\u4e00-\\u9fa5A-Za-z0-9_-]+$'] },
  { form: 'joined-name' },
);
/** The table asks for digits; its neighbour's sample and 41635 take other passwords. The table is the narrower one. */
const PASSWORD = rule(
  'password',
  { minLength: 6, maxLength: 16, patterns: ['^[0-9]+$'] },
  { form: 'digits', isSecret: true },
);

const TYPES = ['IPC', 'NVR'] as const;
const TRANSPORTS = ['UDP', 'TCP'] as const;

/**
 * RTMP is for single cameras alone: it has neither a type, nor a transport, nor a password.
 *
 * @param nodes all nodes of the platform; a node without a domain takes no device (41610).
 */
export function offersFor(nodes: readonly OnboardingChoice[]): readonly OnboardingOffer[] {
  const free = nodes.flatMap(({ value, lack }) => (lack === null ? [value] : []));
  const node = rule('node', { values: free }, { choices: nodes });
  const type = rule('type', { values: TYPES });
  const transport = rule('transport', { values: TRANSPORTS });
  const how = { maxRows: 1, hasAccess: true, givesId: true, hasInvitations: false, groups: 'optional' } as const;
  return [
    { kind: 'gb28181', rules: [NAME, node, type, transport, PASSWORD], ...how },
    { kind: 'rtmp', rules: [NAME, node], ...how },
  ];
}
