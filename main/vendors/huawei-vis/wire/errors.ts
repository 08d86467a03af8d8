/** The codes of VIS (6.2) in the product's words, one line each; what carries no code is judged by its HTTP status. */
import type { ErrorAction, ErrorCode } from '../../../../preload/domain/error.ts';
import type { Mapped } from '../../core/client/dialect.ts';

const BY_CODE: ReadonlyMap<string, ErrorCode> = new Map(
  Object.entries<ErrorCode>({
    'VIS.0001': 'auth.expired-token', // for tokens and for signatures; see `SignInWay` below
    'VIS.0002': 'auth.wrong-project',
    'VIS.0003': 'auth.wrong-region',
    'VIS.0004': 'cloud.service-not-enabled',
    'VIS.0005': 'cloud.invalid-parameter',
    'VIS.0006': 'auth.no-permission',
    'VIS.0007': 'cloud.unavailable',
    'VIS.0008': 'cloud.unavailable',
    'VIS.0009': 'cloud.unavailable',
    'VIS.0010': 'auth.no-permission', // the agency that lets VIS write to OBS is missing
    'VIS.0011': 'cloud.unavailable',
    'VIS.0012': 'auth.no-permission',
    'VIS.0013': 'cloud.unavailable',
    'VIS.0014': 'cloud.quota',
    'VIS.0015': 'cloud.service-not-enabled', // no record that the user ever subscribed
    'VIS.0017': 'auth.no-permission',
    'VIS.0018': 'cloud.exists',
    'VIS.0101': 'cloud.exists',
    'VIS.0102': 'cloud.not-found',
    'VIS.0103': 'cloud.exists',
    'VIS.0104': 'cloud.not-found',
    'VIS.0105': 'cloud.invalid-parameter',
    'VIS.0106': 'cloud.invalid-parameter', // the old password of a device, not of the account
    'VIS.0107': 'cloud.in-use',
    'VIS.0108': 'cloud.in-use',
    'VIS.0109': 'cloud.in-use',
    'VIS.0201': 'cloud.exists',
    'VIS.0202': 'cloud.not-found',
    'VIS.0203': 'cloud.conflict',
    'VIS.0204': 'media.not-streaming',
    'VIS.0205': 'cloud.conflict',
    'VIS.0206': 'cloud.conflict',
    'VIS.0207': 'cloud.invalid-parameter',
    'VIS.0208': 'auth.no-permission',
    'VIS.0209': 'cloud.invalid-parameter',
    'VIS.0210': 'auth.no-permission',
    'VIS.0211': 'media.not-streaming',
    'VIS.0212': 'device.offline', // the address that VIS pulls from
    'VIS.0213': 'cloud.not-supported',
    'VIS.0214': 'cloud.not-found',
    'VIS.0215': 'cloud.invalid-parameter',
    'VIS.0216': 'cloud.invalid-parameter',
    'VIS.0301': 'cloud.exists',
    'VIS.0302': 'cloud.not-found',
    'VIS.0303': 'cloud.conflict',
    'VIS.0304': 'cloud.not-found',
    'VIS.0305': 'cloud.unavailable',
    'VIS.0306': 'cloud.unavailable',
    'VIS.0307': 'cloud.conflict',
    'VIS.0308': 'cloud.conflict',
    'VIS.0309': 'cloud.conflict',
    'VIS.0310': 'devices.times-active',
    'VIS.0311': 'cloud.conflict',
    'VIS.0312': 'device.offline',
    'VIS.0313': 'cloud.not-supported',
  }),
);

const ACTIONS: Readonly<Partial<Record<ErrorCode, ErrorAction>>> = {
  'auth.rejected-key': 'edit-account',
  'auth.wrong-project': 'edit-account',
  'auth.wrong-region': 'edit-account',
  'auth.expired-token': 'retry',
  'auth.no-permission': 'open-console',
  'cloud.rate-limited': 'wait',
  'cloud.unavailable': 'retry',
  'cloud.quota': 'open-console',
  'cloud.service-not-enabled': 'open-console',
  'media.not-streaming': 'open-console',
};

const TRANSIENT: ReadonlySet<ErrorCode> = new Set(['cloud.rate-limited', 'cloud.unavailable']);

/** The product's code for an HTTP status: IAM and the API gateway in front of VIS have codes of their own. */
function byStatus(http: number): ErrorCode {
  if (http === 401) return 'auth.expired-token';
  if (http === 403) return 'auth.no-permission';
  if (http === 404 || http === 410) return 'cloud.not-found';
  if (http === 405 || http === 415 || http === 501) return 'cloud.not-supported';
  if (http === 409) return 'cloud.conflict';
  if (http === 429) return 'cloud.rate-limited';
  if (http === 408 || http >= 500) return 'cloud.unavailable';
  return http === 400 || http === 422 ? 'cloud.invalid-parameter' : 'cloud.refused';
}

/** How the account signs its calls: with a token from IAM, or each with its access keys. */
export type SignInWay = 'token' | 'aksk';

/** The lookup for one way of signing in: without a token, "authentication failed" speaks of the keys. */
export function createErrorMap(way: SignInWay): (code: string | null, http: number) => Mapped {
  return (code, http) => {
    const found = BY_CODE.get(code ?? '') ?? byStatus(http);
    const mapped = found === 'auth.expired-token' && way === 'aksk' ? 'auth.rejected-key' : found;
    return { code: mapped, retryable: TRANSIENT.has(mapped), action: ACTIONS[mapped] ?? 'none' };
  };
}
