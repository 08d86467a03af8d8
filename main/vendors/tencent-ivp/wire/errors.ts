/**
 * The 104 rows of the error table in the product's words, every code by hand: the table is short, and several rows say
 * the same thing under different numbers. Signatures have no code at all; they are judged by the HTTP status.
 */
import type { ErrorAction, ErrorCode } from '../../../../preload/domain/error.ts';
import type { DocumentedError } from '../../core/contract/contract.ts';
import type { Mapped } from '../../core/client/dialect.ts';

const ACTIONS: Readonly<Partial<Record<ErrorCode, ErrorAction>>> = {
  'auth.rejected-key': 'edit-account',
  'auth.expired-token': 'edit-account', // only temporary keys run out, and they cannot be renewed from here
  'auth.no-permission': 'open-console',
  'cloud.rate-limited': 'wait',
  'cloud.unavailable': 'retry',
  'cloud.quota': 'open-console',
  'cloud.service-not-enabled': 'open-console',
  'cloud.first-needed': 'open-console',
  'device.busy': 'wait',
  'device.timeout': 'retry',
  'device.frozen': 'open-console',
  'device.unregistered': 'open-console',
  'recording.no-right': 'open-console',
  'recording.bad-address': 'retry',
  'recording.address-expired': 'retry',
  'recording.too-many-downloads': 'wait',
  'recording.bandwidth': 'wait',
  'recording.too-many-links': 'wait',
};

const TRANSIENT: ReadonlySet<ErrorCode> = new Set([
  'cloud.rate-limited',
  'cloud.unavailable',
  'device.busy',
  'device.timeout',
  // Each try asks for a new address.
  'recording.bad-address',
  'recording.address-expired',
  'recording.too-many-downloads',
  'recording.bandwidth',
  'recording.too-many-links',
]);

const CODES: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  'auth.expired-token': ['41601'],
  'auth.rejected-key': ['41602'],
  'devices.group-in-use': ['41608'],
  'cloud.not-found': ['40006', '42206', '42207', '43407', '43718'],
  'cloud.exists': ['41613', '41618', '41632', '43410', '43411'],
  'cloud.in-use': [
    '41607', // child organizations
    '43409', // a plan holds the template
    '43716',
    '43719',
  ],
  'cloud.conflict': ['43724'],
  'cloud.quota': ['41603', '41622'],
  // The domain of the service node: without it no stream URL can be made.
  'cloud.first-needed': ['41606', '41609', '41623'],
  'cloud.service-not-enabled': ['41610'],
  'cloud.not-supported': ['41604', '43412'],
  'cloud.unavailable': ['500', '41301', '50000', '50001', '50002', '51601', '51603'],
  'device.offline': ['41617', '41634'],
  'device.frozen': ['41621'],
  'device.unregistered': ['41628'],
  'device.busy': ['42205'],
  'device.timeout': ['41637', '51602'],
  'recording.none': ['41627', '42501'],
  'recording.archived': ['42506'],
  'recording.no-right': ['42502'],
  'recording.bad-address': ['42503'],
  'recording.address-expired': ['42504'],
  'recording.too-many-downloads': ['42505'],
  'recording.bandwidth': ['42507'],
  'recording.too-many-links': ['42508'],
  'cloud.invalid-parameter': [
    ...['40001', '40002', '40003', '40004', '40005', '41605', '41611', '41612', '41614', '41616', '41619', '41620'],
    ...['41624', '41625', '41626', '41629', '41630', '41631', '41633', '41635', '41636', '41638', '41639'],
    ...['43401', '43402', '43403', '43404', '43405', '43406', '43408'],
    ...['41615', '43704', '43709'], // more than one call takes: a larger quota does not help
    ...['43701', '43702', '43703', '43705', '43706', '43707', '43708', '43710', '43711', '43712', '43713', '43714'],
    ...['43715', '43717', '43720', '43721', '43722', '43723', '43725', '43726', '43727'],
  ],
};

const BY_CODE: ReadonlyMap<string, ErrorCode> = new Map(
  Object.entries(CODES).flatMap(([mapped, codes]) => codes.map((code) => [code, mapped as ErrorCode] as const)),
);

/** The product's code for an HTTP status. The document has no code for a bad signature, so 401 and 403 count as one. */
function byStatus(http: number): ErrorCode {
  if (http === 401 || http === 403) return 'auth.rejected-key';
  if (http === 404) return 'cloud.not-found';
  if (http === 405 || http === 415) return 'cloud.not-supported';
  if (http === 429) return 'cloud.rate-limited';
  if (http >= 500) return 'cloud.unavailable';
  if (http >= 400) return 'cloud.invalid-parameter';
  return 'network.bad-answer'; // a success without an envelope
}

/** Builds the lookup. A code outside the document counts as a refusal unless the HTTP status names a failure. */
export function createErrorMap(documented: readonly DocumentedError[]): (code: string | null, http: number) => Mapped {
  const statuses = new Map(documented.map((error) => [error.code, error.http]));
  return (code, http) => {
    const byTable = code === null ? undefined : BY_CODE.get(code);
    const isForeign = code !== null && !byTable && !statuses.has(code);
    const mapped = byTable ?? (isForeign && http < 400 ? 'cloud.refused' : byStatus(http));
    return { code: mapped, retryable: TRANSIENT.has(mapped), action: ACTIONS[mapped] ?? 'none' };
  };
}
