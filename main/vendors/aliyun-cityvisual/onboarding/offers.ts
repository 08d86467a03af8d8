/** The fields of a new camera point (CreateCamera, 14.2). The rule of its name is printed in ModifyCamera alone (14.4). */
import type { OnboardingOffer } from '../../../../preload/domain/onboarding/onboarding.ts';
import { onboardingRule as rule } from '../../core/client/onboarding-rule.ts';

/** 14.4: letters or Chinese characters, digits, `:`, `_` and `-`; a letter or a Chinese character first. */
export const POINT_NAME = {
  minLength: 2,
  maxLength: 128,
  patterns: ['^[A-Za-z\\p{Script=Han}][A-Za-z0-9\\p{Script=Han}:_-]*$'],
};

/** An installer gives the id, for which the document prints no rule; these limits are those of the client. */
const ID = { minLength: 1, maxLength: 64, patterns: ['^[A-Za-z0-9_@.-]+$'] };
const LATITUDE = ['^-?(90(\\.0{1,12})?|[1-8]?[0-9](\\.[0-9]{1,12})?)$'];
const LONGITUDE = ['^-?(180(\\.0{1,12})?|(1[0-7][0-9]|[1-9]?[0-9])(\\.[0-9]{1,12})?)$'];

/** More are sent by one order of this client in no cloud. */
const MAX_ROWS = 100;

export const POINT: OnboardingOffer = {
  kind: 'point',
  rules: [
    rule('deviceId', 'point-id', ID),
    rule('name', 'point-name', POINT_NAME),
    // a network address, which may carry a password (14.2); the field takes more, so that a longer one is refused and never cut
    rule('invite', 'invite-uri', { minLength: 1, maxLength: 1_000, patterns: ['^\\S+$'] }, { isSecret: true }),
    rule('latitude', 'latitude', { patterns: LATITUDE }),
    rule('longitude', 'longitude', { patterns: LONGITUDE }),
  ],
  maxRows: MAX_ROWS,
  hasAccess: false,
  givesId: false,
  hasInvitations: true,
  groups: 'inner',
};
