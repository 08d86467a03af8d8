/**
 * IVM's 652 error codes in the product's words. The frequent ones are checked by hand; the rest follow from the words of
 * the appendix (20.2), first rule that fits.
 */
import type { ErrorAction, ErrorCode } from '../../../preload/domain/error.ts';
import type { DocumentedError } from '../core/contract/contract.ts';
import type { Mapped } from '../core/client/dialect.ts';

const ACTIONS: Readonly<Partial<Record<ErrorCode, ErrorAction>>> = {
  'auth.rejected-user': 'edit-account',
  'auth.rejected-key': 'edit-account',
  'auth.expired-token': 'retry',
  'auth.no-permission': 'open-console',
  'auth.suspended': 'open-console',
  'cloud.rate-limited': 'wait',
  'cloud.unavailable': 'retry',
  'cloud.quota': 'open-console',
  'cloud.arrears': 'open-console',
  'cloud.service-not-enabled': 'open-console',
  'device.busy': 'wait',
  'device.timeout': 'retry',
  'device.unregistered': 'open-console',
};

const TRANSIENT: ReadonlySet<ErrorCode> = new Set([
  'cloud.rate-limited',
  'cloud.unavailable',
  'device.busy',
  'device.timeout',
]);

const BY_HAND: Readonly<Record<string, ErrorCode>> = {
  // The cloud uses 10000001 for keys and for tokens; the token exchange reads it as a rejected key.
  '10000001': 'auth.expired-token',
  '10000002': 'auth.expired-token',
  '10000003': 'auth.expired-token',
  '10000004': 'auth.expired-token',
  '10000005': 'auth.expired-token',
  '10020049': 'auth.expired-token',
  '10000006': 'auth.suspended',
  '10000012': 'auth.suspended',
  '10000007': 'auth.no-permission',
  '10000008': 'auth.no-permission',
  '10000013': 'auth.rejected-key',
  '10020020': 'auth.rejected-key',
  '10020021': 'auth.rejected-key',
  '10020022': 'auth.rejected-key',
  '10020000': 'auth.rejected-user',
  '10020024': 'auth.rejected-user',
  '10020048': 'auth.rejected-user',
  '10020019': 'cloud.not-found',
  '10020007': 'cloud.invalid-parameter',
  '10020032': 'cloud.conflict',
  '10022042': 'auth.no-permission',
  '10024004': 'cloud.invalid-parameter',
  '10026004': 'cloud.not-supported',
  '10027049': 'cloud.invalid-parameter',
  '10028002': 'auth.suspended',
  '10028007': 'auth.expired-token',
  '10028022': 'auth.no-permission',
  '20000011': 'device.frozen',
  '20000012': 'device.frozen',
  '20000015': 'device.frozen',
  '20000016': 'cloud.unavailable', // for reads: the cloud could not look the thing up
  '20000017': 'cloud.unavailable',
  '20000018': 'cloud.unavailable',
  '20000024': 'cloud.unavailable',
  '20000025': 'cloud.unavailable',
  '20000023': 'device.frozen',
  '20000032': 'cloud.conflict',
  '20000035': 'device.frozen',
  '20000048': 'device.frozen',
  '20000049': 'cloud.arrears',
  '20000036': 'device.offline',
  '20000037': 'device.offline',
  '20000043': 'device.offline',
  '20000044': 'device.unregistered',
  '20000045': 'device.unregistered',
  '20000054': 'device.busy',
  '20002001': 'cloud.conflict',
  '20002008': 'cloud.not-supported',
  '20002009': 'cloud.conflict',
  '20020001': 'cloud.unavailable',
  '20020002': 'cloud.unavailable',
  '20020003': 'cloud.unavailable',
  '20020004': 'cloud.unavailable',
  '20020005': 'cloud.unavailable',
  '20020006': 'cloud.unavailable',
  '20020007': 'device.frozen',
  '20020008': 'cloud.service-not-enabled',
  '20020009': 'cloud.arrears',
  '20020012': 'cloud.not-found',
  '20020014': 'cloud.not-found',
  '20040002': 'cloud.unavailable',
  '20040009': 'cloud.rate-limited',
  '20060001': 'cloud.invalid-parameter',
  '20060009': 'device.busy',
  '20060018': 'cloud.not-supported',
  '20060034': 'cloud.invalid-parameter',
  '20060042': 'auth.no-permission',
  '20060054': 'cloud.arrears',
  '20060055': 'auth.suspended',
  '20070001': 'cloud.invalid-parameter',
  '20070004': 'cloud.unavailable',
  '20100012': 'auth.no-permission',
  '20100024': 'auth.no-permission',
  '20120005': 'cloud.not-found',
  '20170005': 'device.busy',
  '20170007': 'device.offline',
  '20170009': 'device.timeout',
  '20180012': 'device.storage',
  '20180018': 'cloud.refused',
  '90000001': 'cloud.unavailable',
  '90000006': 'cloud.not-found',
  '90000010': 'cloud.refused',
  '90000011': 'cloud.rate-limited',
};

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
    return mapped(BY_HAND[number] ?? (code === null ? undefined : known.get(code)) ?? byStatus(http));
  };
}
