/** The fields of new devices (createDevices) and streams (createStream) with their documented rules. */
import {
  NO_KEY,
  type OnboardingChoice,
  type OnboardingField,
  type OnboardingOffer,
  type OnboardingRule,
} from '../../../../preload/domain/onboarding/onboarding.ts';
import { onboardingRule as rule } from '../../core/client/onboarding-rule.ts';

const choiceRule = (
  field: OnboardingField,
  form: OnboardingRule['form'],
  choices: readonly OnboardingChoice[],
): OnboardingRule => rule(field, form, { values: choices.map(({ value }) => value) }, { choices });

/** The document takes as many as the quota leaves; one order is kept within what a page can show. */
const QUANTITY = rule('quantity', 'quantity', { patterns: ['^([1-9][0-9]?|100)$'] }, { isMandatory: false });
const SUFFIX = rule('suffix', 'suffix', { maxLength: 30, patterns: ['^[A-Za-z0-9_-]*$'] }, { isMandatory: false });
const STREAM_NAME = rule('name', 'stream-name', { minLength: 1, maxLength: 32, patterns: ['^[A-Za-z0-9_-]+$'] });
const URL = rule('url', 'pull-url', { patterns: ['^https?://\\S+$'] }, { isSecret: true });

const HOW = { maxRows: 1, givesId: true, hasInvitations: true, groups: 'none' } as const;

interface Listed {
  /** The device passwords of the account, by their user names. */
  readonly passwords: readonly OnboardingChoice[];
  readonly keys: readonly OnboardingChoice[];
  /** Without a token nobody can pull a private stream. */
  readonly hasToken: boolean;
}

export function offersFor({ passwords, keys, hasToken }: Listed): readonly OnboardingOffer[] {
  const share = rule('share', 'share', { values: hasToken ? ['PRIVATE', 'PUBLIC'] : ['PUBLIC'] });
  const key = choiceRule('key', 'push-key', [{ value: NO_KEY, name: NO_KEY, lack: null }, ...keys]);
  return [
    {
      kind: 'gb28181',
      rules: [
        rule('name', 'description', { minLength: 1, maxLength: 500 }),
        rule('type', null, { values: ['IPC', 'NVR'] }),
        choiceRule('userName', 'credential', passwords),
        ...[QUANTITY, SUFFIX],
      ],
      hasAccess: true,
      ...HOW,
    },
    { kind: 'rtmp', rules: [STREAM_NAME, share, key], hasAccess: true, ...HOW },
    { kind: 'flv', rules: [STREAM_NAME, share, URL], hasAccess: false, ...HOW },
  ];
}
