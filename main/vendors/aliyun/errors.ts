/**
 * The codes of Alibaba Cloud's RPC services in the product's words. Codes are dotted: what is wrong, then how
 * (`InvalidCameraId.NotFound`). The documents print tables of single operations only; the codes of the front door, which
 * every service shares, are published by the vendor's error centre.
 */
import type { ErrorAction, ErrorCode } from '../../../preload/domain/error.ts';
import type { Mapped } from '../core/client/dialect.ts';

const ACTIONS: Readonly<Partial<Record<ErrorCode, ErrorAction>>> = {
  'auth.rejected-key': 'edit-account',
  'auth.clock-skew': 'check-clock',
  'auth.no-permission': 'open-console',
  'auth.suspended': 'open-console',
  'cloud.arrears': 'open-console',
  'cloud.quota': 'open-console',
  'cloud.service-not-enabled': 'open-console',
  'cloud.rate-limited': 'wait',
  'cloud.unavailable': 'retry',
  'cloud.failed': 'retry',
  'device.busy': 'wait',
};

const TRANSIENT: ReadonlySet<ErrorCode> = new Set(['cloud.rate-limited', 'cloud.unavailable', 'device.busy']);

const BY_CODE: ReadonlyMap<string, ErrorCode> = new Map(
  Object.entries<ErrorCode>({
    SignatureDoesNotMatch: 'auth.rejected-key',
    IncompleteSignature: 'auth.rejected-key',
    'InvalidAccessKeyId.NotFound': 'auth.rejected-key',
    'InvalidAccessKeyId.Inactive': 'auth.suspended',
    // A proxy on the way sent our request twice; a new request has a new nonce.
    SignatureNonceUsed: 'cloud.unavailable',
    UnsupportedHTTPMethod: 'cloud.not-supported',
    'InvalidAction.NotFound': 'cloud.not-supported',
    'InvalidApi.NotFound': 'cloud.not-supported',
    InvalidVersion: 'cloud.not-supported',
    'InvalidVersion.NotFound': 'cloud.not-supported',
    DependencyViolation: 'cloud.in-use',
    'InvalidStreamStatus.NotFound': 'cloud.invalid-parameter', // a value of a filter, not a thing in the cloud
    Arrearage: 'cloud.arrears',
    // Items of a VCS batch, and its live URLs.
    DeviceNotFound: 'cloud.not-found',
    InstanceAlreadyBind: 'cloud.in-use',
    DeviceDeleteError: 'cloud.failed',
    SystemError: 'device.busy', // "Equipment is in operation, please hold on"
    Failed: 'media.no-url',
    Retry: 'cloud.pending',
  }),
);

/** First rule that fits. */
const BY_SHAPE: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^InvalidTimeStamp|^InvalidTimestamp|^RequestExpired/i, 'auth.clock-skew'],
  [/^InvalidAccessKey|^InvalidSecurityToken/, 'auth.rejected-key'],
  [/InArrears|InDebt|Overdue|Arrear/i, 'cloud.arrears'],
  [/^Throttling|RateLimit|FlowControl/i, 'cloud.rate-limited'],
  [/^(InternalError|InternalServerError|ServiceUnavailable|ServiceTimeout|SystemBusy)/i, 'cloud.unavailable'],
  [/(NotOpen|NotEnabled|NotActivated|Unsubscribed)/i, 'cloud.service-not-enabled'],
  [/^(Forbidden|NoPermission|Unauthorized|AccessDenied)|Unauthorized$/i, 'auth.no-permission'],
  [/Quota|LimitExceed|ExceedLimit/i, 'cloud.quota'],
  [/\.Duplicate$|AlreadyExists?$/, 'cloud.exists'],
  [/\.InUse$/, 'cloud.in-use'],
  [/(Malformed|ValueNotSupported|KeyNotSupported|KeyIsEmpty)$/, 'cloud.invalid-parameter'],
  [/Record(?:ing)?s?\.?NotFound$/, 'recording.none'],
  [/NotFound$|NotExists?$/, 'cloud.not-found'],
  [/^(Unsupported|OperationNotSupported|UnsupportedOperation)/, 'cloud.not-supported'],
  [/^(Missing|Invalid|IllegalParam)/, 'cloud.invalid-parameter'],
];

/** The product's code for an HTTP status, used when no cloud code is known. */
function byStatus(http: number): ErrorCode {
  if (http === 401) return 'auth.rejected-key';
  if (http === 403) return 'auth.no-permission';
  if (http === 404) return 'cloud.not-found';
  if (http === 405) return 'cloud.not-supported';
  if (http === 429) return 'cloud.rate-limited';
  if (http >= 500) return 'cloud.unavailable';
  return http === 400 ? 'cloud.invalid-parameter' : 'cloud.refused';
}

/** The product's code for a cloud's code, or for an answer without a code. */
export function errorOf(code: string | null, http: number): Mapped {
  const known = code === null ? undefined : (BY_CODE.get(code) ?? BY_SHAPE.find(([shape]) => shape.test(code))?.[1]);
  const mapped = known ?? byStatus(http);
  return { code: mapped, retryable: TRANSIENT.has(mapped), action: ACTIONS[mapped] ?? 'none' };
}
