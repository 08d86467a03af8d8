/** The fields of a new device with their documented rules: GB28181 (6.7) and HoloSens (6.6). */
import type { OnboardingOffer } from '../../../../preload/domain/onboarding/onboarding.ts';
import { onboardingRule as rule } from '../../core/client/onboarding-rule.ts';

const CHINESE_COUNTS_2 = 'Chinese character counts 2';
/** As printed: one sign between `=` and `[` is lost in the document, and a blank counts. */
const SPECIAL = '`~!@#$%^&*()-_+=[{}];:",<.>/? ';

export const GB28181: OnboardingOffer = {
  kind: 'gb28181',
  rules: [
    // digits 11 to 13 name the type: 132 a camera, 111 a DVR, 118 an NVR
    rule('deviceId', 'gb-id', { minLength: 20, maxLength: 20, patterns: ['^\\d{10}(132|111|118)\\d{7}$'] }),
    rule('name', 'plain-name', {
      minLength: 1,
      maxLength: 128,
      lengthUnit: CHINESE_COUNTS_2,
      patterns: ['^[\\p{Script=Han}A-Za-z0-9 _-]+$'],
    }),
    rule('userName', 'sip-user', { minLength: 5, maxLength: 32, patterns: ['^[A-Za-z-][A-Za-z0-9-]+$'] }),
    rule(
      'password',
      null,
      { minLength: 8, maxLength: 32, kinds: { of: ['a-z', 'A-Z', '0-9', SPECIAL], atLeast: 3 } },
      { isSecret: true },
    ),
    rule('algorithm', null, { values: ['SHA256', 'MD5'] }),
  ],
  maxRows: 100,
  hasAccess: true,
  givesId: false,
  hasInvitations: false,
  groups: 'optional',
};

export const HOLOSENS: OnboardingOffer = {
  kind: 'holosens',
  rules: [
    rule('deviceId', 'holosens-id', { minLength: 8, maxLength: 32, patterns: ['^[A-Za-z0-9]+$'] }),
    rule('code', 'code', { minLength: 8, maxLength: 8, patterns: ['^[A-Za-z0-9]+$'] }, { isSecret: true }),
  ],
  maxRows: 1,
  hasAccess: false,
  givesId: false,
  hasInvitations: false,
  groups: 'optional',
};
