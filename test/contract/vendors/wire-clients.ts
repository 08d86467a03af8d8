/** The clients of all five clouds with keys of nobody, for servers that a test makes up. */
import { Secret, type Credential } from '../../../main/secret.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { createDialect as cityDialect } from '../../../main/vendors/aliyun-cityvisual/wire/dialect.ts';
import { createDialect as vcsDialect } from '../../../main/vendors/aliyun-vcs/wire/dialect.ts';
import { loadCatalogue, type Catalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { VendorClient, type ClientOptions } from '../../../main/vendors/core/client/client.ts';
import type { Dialect } from '../../../main/vendors/core/client/dialect.ts';
import type { OperationTypes } from '../../../main/vendors/core/contract/operations.ts';
import { createDialect as ivmDialect } from '../../../main/vendors/huawei-ivm/wire/dialect.ts';
import { createDialect as visDialect } from '../../../main/vendors/huawei-vis/wire/dialect.ts';
import { OVERRIDES } from '../../../main/vendors/registry.ts';
import { createDialect as ivpDialect } from '../../../main/vendors/tencent-ivp/wire/dialect.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Operations by names that are only known at run time. */
export interface AnyOperations {
  readonly [id: string]: OperationTypes & { readonly params: Values; readonly answer: Values };
}

const DIALECTS: Readonly<Record<VendorId, (catalogue: Catalogue) => Dialect>> = {
  'huawei-ivm': ({ errorCodes }) => ivmDialect(errorCodes),
  'huawei-vis': () => visDialect({ way: 'token', iamEndpoint: null }),
  'tencent-ivp': ({ errorCodes }) => ivpDialect(errorCodes),
  'aliyun-vcs': () => vcsDialect({ version: '2020-03-09', dataEndpoint: null }),
  'aliyun-cityvisual': () => cityDialect('2018-10-30'),
};

/** Every secret in it, so that a test can look for one where none may be. */
export const SECRETS = ['token-of-nobody', 'secret-of-nobody', 'key-of-nobody'] as const;

const CREDENTIAL: Credential = {
  fields: { userId: '1'.repeat(18), projectId: 'p1', ak: 'a', secretId: 'i', accessKeyId: 'k' },
  secrets: {
    accessToken: new Secret(SECRETS[0]),
    xAuthToken: new Secret(SECRETS[0]),
    secretKey: new Secret(SECRETS[1]),
    accessKeySecret: new Secret(SECRETS[2]),
  },
};

export const catalogueOf = (vendor: VendorId): Catalogue => loadCatalogue(vendor, OVERRIDES[vendor]);

export const dialectOf = (vendor: VendorId): Dialect => DIALECTS[vendor](catalogueOf(vendor));

/** The envelope of a cloud around its data. */
export const ENVELOPES: Readonly<Record<VendorId, Values>> = {
  'huawei-ivm': {},
  'huawei-vis': {},
  'tencent-ivp': { RequestId: 'r1', Code: 0, StatusCode: 200, Message: 'ok' },
  'aliyun-vcs': { RequestId: 'r1', Code: '200', Message: 'OK' },
  'aliyun-cityvisual': { RequestId: 'r1' },
};

/** `around` with a value at a path of names. */
export const nested = (path: readonly string[], value: unknown, around: Values): Values => {
  const [name = '', ...rest] = path;
  return { ...around, [name]: rest.length === 0 ? value : nested(rest, value, (around[name] ?? {}) as Values) };
};

/** The smallest whole answer of an operation that answers lists: each of them is there, and none has a row. */
export function emptyAnswer(vendor: VendorId, id: string): Values {
  const { lists } = catalogueOf(vendor).entry(id).content;
  return lists.reduce((answer, { path }) => nested(path, [], answer), ENVELOPES[vendor]);
}

/** A client of a cloud at `endpoint`; the caller disposes of the client. Waits between attempts are cut short. */
export function wireClient(
  vendor: VendorId,
  endpoint: string,
  options: Partial<ClientOptions> = {},
): VendorClient<AnyOperations> {
  return new VendorClient({
    endpoint,
    catalogue: catalogueOf(vendor),
    dialect: dialectOf(vendor),
    credentials: { current: () => Promise.resolve(CREDENTIAL), renew: () => Promise.resolve(null) },
    retry: { maxAttempts: 2, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 },
    poll: { firstDelayMs: 1, maxDelayMs: 1, maxMs: 5_000 },
    ...options,
  });
}
