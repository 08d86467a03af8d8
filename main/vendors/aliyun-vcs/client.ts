/** The client of one VCS account: its key pair and its connections. */
import { keySource } from '../aliyun/key-source.ts';
import { loadCatalogue, type Catalogue } from '../core/contract/catalogue.ts';
import { optionsOf, VendorClient } from '../core/client/client.ts';
import type { Dialect } from '../core/client/dialect.ts';
import type { ClientSettings } from '../../ports/session.ts';
import { addressesOf, createDialect } from './dialect.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';
import { OVERRIDES } from './overrides.ts';

type Client = VendorClient<AliyunVcsOperations>;

/** The client of one account, with the data that it signs with. */
export interface VcsClient {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly dispose: () => void;
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is not an http(s) address.
 */
export function createVcsClient(settings: ClientSettings, contractRoot?: URL): VcsClient {
  const { credential } = settings;
  const catalogue = loadCatalogue('aliyun-vcs', OVERRIDES, contractRoot);
  const dialect = createDialect(addressesOf(credential));
  const client: Client = new VendorClient({
    ...optionsOf(settings),
    catalogue,
    dialect,
    credentials: keySource(credential),
  });
  return { client, catalogue, dialect, dispose: () => client.dispose() };
}
