/** How City Visual is spoken to: RPC on one host per region, bare answers without a code of success. */
import type { Credential } from '../../../secret.ts';
import { createRpcDialect } from '../../aliyun/rpc-dialect.ts';
import type { Dialect } from '../../core/client/dialect.ts';
import type { SessionSettings } from '../../../ports/session.ts';
import { FOLLOW_UPS } from './follow-ups.ts';
import { OVERRIDES } from '../overrides.ts';

/** The only API version that the document names. */
const API_VERSION = '2018-10-30';
/** The only region whose host the document prints. */
const DEFAULT_REGION = 'cn-shanghai';

/** The API version of the account; an empty field counts as not given. */
export const versionOf = ({ fields }: Credential): string => fields['apiVersion'] || API_VERSION;

/**
 * The region of an account: the region that the account names, else the region in its host, else the only printed one.
 */
export function regionOf({
  endpoint,
  region,
  credential,
}: Pick<SessionSettings, 'endpoint' | 'region' | 'credential'>): string {
  const inHost = /^https?:\/\/cityvisual\.([a-z0-9-]+)\.aliyuncs\.com/.exec(endpoint)?.[1];
  return credential.fields['regionId'] || region || inHost || DEFAULT_REGION;
}

export function createDialect(version: string): Dialect {
  return createRpcDialect({ version, longQuery: OVERRIDES.longQuery, followUps: FOLLOW_UPS });
}
