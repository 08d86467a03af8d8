/** The fields of a new device with their documented rules (addDevice), and the nodes that the account can choose. */
import type { OnboardingChoice, OnboardingOffer } from '../../../../preload/domain/onboarding/onboarding.ts';
import { onboardingRule as rule } from '../../core/client/onboarding-rule.ts';

const NAME = rule('name', 'joined-name', {
  minLength: 1,
  maxLength: 32,
  patterns: ['^[\\u4e00-\\u9fa5A-Za-z0-9_-]+$'],
});
/** The table asks for digits; its neighbour's sample and 41635 take other passwords. The table is the narrower one. */
const PASSWORD = rule(
  'password',
  'digits',
  { minLength: 6, maxLength: 16, patterns: ['^[0-9]+$'] },
  { isSecret: true },
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
  const node = rule('node', null, { values: free }, { choices: nodes });
  const type = rule('type', null, { values: TYPES });
  const transport = rule('transport', null, { values: TRANSPORTS });
  const how = { maxRows: 1, hasAccess: true, givesId: true, hasInvitations: false, groups: 'optional' } as const;
  return [
    { kind: 'gb28181', rules: [NAME, node, type, transport, PASSWORD], ...how },
    { kind: 'rtmp', rules: [NAME, node], ...how },
  ];
}
