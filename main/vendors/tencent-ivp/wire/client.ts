/** The client of one IVP account: its keys and its connections. */
import { loadCatalogue, type Catalogue } from '../../core/contract/catalogue.ts';
import { optionsOf, VendorClient, type CredentialSource } from '../../core/client/client.ts';
import type { Dialect } from '../../core/client/dialect.ts';
import type { ClientSettings } from '../../../ports/session.ts';
import { createDialect } from './dialect.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';
import { OVERRIDES } from '../overrides.ts';

type Client = VendorClient<TencentIvpOperations>;

/** The client of one account, with the dialect that it uses. */
export interface IvpClient {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly dispose: () => void;
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call. The credential has the field
 * `secretId` and the secrets `secretKey` and, for temporary keys, `securityToken`.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is not an http(s) address.
 */
export function createIvpClient(settings: ClientSettings, contractRoot?: URL): IvpClient {
  const { credential } = settings;
  const catalogue = loadCatalogue('tencent-ivp', OVERRIDES, contractRoot);
  const dialect = createDialect(catalogue.errorCodes);
  const credentials: CredentialSource = {
    current: () => Promise.resolve(credential),
    renew: () => Promise.resolve(null), // temporary keys come from elsewhere; only the user can bring new ones
  };
  const client: Client = new VendorClient({ ...optionsOf(settings), catalogue, dialect, credentials });
  return { client, catalogue, dialect, dispose: () => client.dispose() };
}
