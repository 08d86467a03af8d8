/**
 * IVM's 652 error codes in the product's words: those of `error-codes.ts` by hand, the others by the words of the appendix
 * (20.2), first rule that fits.
 */
import type { ErrorAction, ErrorCode } from '../../../../preload/domain/error.ts';
import type { DocumentedError } from '../../core/contract/contract.ts';
import type { Mapped } from '../../core/client/dialect.ts';
import { BY_HAND } from './error-codes.ts';

const ACTIONS: Readonly<Partial<Record<ErrorCode, ErrorAction>>> = {
  'auth.rejected-user': 'edit-account',
  'auth.rejected-key': 'edit-account',
  'auth.expired-token': 'retry',
  'auth.no-permission': 'open-console',
  'auth.suspended': 'open-console',
  'auth.holder-needed': 'open-console',
  'cloud.rate-limited': 'wait',
  'cloud.unavailable': 'retry',
  'cloud.quota': 'open-console',
  'cloud.arrears': 'open-console',
  'cloud.service-not-enabled': 'open-console',
  'cloud.service-abnormal': 'open-console',
  'cloud.service-unclear': 'open-console',
  'cloud.failed': 'retry',
  'device.busy': 'wait',
  'device.timeout': 'retry',
  'device.failed': 'retry',
  'device.licence': 'open-console',
  'device.privacy-mask': 'retry',
  'device.unregistered': 'open-console',
};

const TRANSIENT: ReadonlySet<ErrorCode> = new Set([
  'cloud.rate-limited',
  'cloud.unavailable',
  'device.busy',
  'device.timeout',
]);

const BY_WORDS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/arrear|balance/, 'cloud.arrears'],
  [
    /(not enabled|not enable|not available|is close\b|lacks|does not have (the|this)|has no such) ?(service|resource)?/,
    'cloud.service-not-enabled',
  ],
  [
    /^(fail|failed|get|set|update|delete|query|config|create|save|send|remove) .*(fail|error)|^(fail|failed) /,
    'cloud.refused',
  ],
  [/frozen|freeze/, 'device.frozen'],
  [/offline|not online|no online/, 'device.offline'],
  [/unregistered|unallocated|not registered/, 'device.unregistered'],
  [
    /busy|updating|refreshing|issuing|being configured|in configuration|reboot|please wait|try again later|clean-?up/,
    'device.busy',
  ],
  [/out of (memory|space)|storage exceeds/, 'device.storage'],
  [
    /exceed|over (max|limit)|max count|too (many|deep)|reached|more than|at most|should not|outnumber|\blimit(s)?\b(?! (is|in)|.*illegal)|quota/,
    'cloud.quota',
  ],
  [
    /permission|no (this|right|bss)|may not|cannot operate|not belong|is not matched|different from|not in (the|this)|authorization|not active|restricted|locked/,
    'auth.no-permission',
  ],
  [
    /not exists?\b|does(n't| not) exist|missing|not found|no matching|unavailable|empty result|result empty|has not devices/,
    'cloud.not-found',
  ],
  [
    /already|duplicate|repeat|repetitive|exist|same|in use|used by|not empty|overlap|identical|cannot be deleted|not allow|holds|has been/,
    'cloud.conflict',
  ],
  [/support|only|has no|lacks/, 'cloud.not-supported'],
  [
    /illegal|invalid|null|empty|wrong|incorrect|weak|must|required|mismatch|necessary|unique|error$/,
    'cloud.invalid-parameter',
  ],
];

/** The product's code for an HTTP status, used when no cloud code is known. */
function byStatus(http: number): ErrorCode {
  if (http === 401) return 'auth.expired-token';
  if (http === 403) return 'auth.no-permission';
  if (http === 404) return 'cloud.not-found';
  if (http === 405 || http === 415) return 'cloud.not-supported';
  if (http === 429) return 'cloud.rate-limited';
  if (http >= 500) return 'cloud.unavailable';
  return http === 400 ? 'cloud.invalid-parameter' : 'cloud.refused';
}

function byWords(error: DocumentedError): ErrorCode {
  const words = `${error.message ?? ''} ${error.meaning ?? ''}`.trim().toLowerCase();
  const found = BY_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (found) return found === 'cloud.refused' && (error.http ?? 400) >= 500 ? 'cloud.unavailable' : found;
  return (error.http ?? 400) >= 500 ? 'cloud.unavailable' : 'cloud.refused';
}

const mapped = (code: ErrorCode): Mapped => {
  const retryable = TRANSIENT.has(code);
  return { code, retryable, action: ACTIONS[code] ?? 'none' };
};

/** Builds the lookup from the documented codes; a code outside the document is judged by its HTTP status. */
export function createErrorMap(documented: readonly DocumentedError[]): (code: string | null, http: number) => Mapped {
  const known = new Map(documented.map((error) => [error.code, byWords(error)]));
  return (code, http) => {
    const number = code?.replace(/^IVM\./, '') ?? '';
    return mapped(BY_HAND.get(number) ?? (code === null ? undefined : known.get(code)) ?? byStatus(http));
  };
}
