/** The client of one account of either cloud of Alibaba: its key pair and its connections. */
import type { ClientSettings } from '../../ports/session.ts';
import { optionsOf, VendorClient } from '../core/client/client.ts';
import type { Dialect } from '../core/client/dialect.ts';
import type { Catalogue } from '../core/contract/catalogue.ts';
import { keySource } from './key-source.ts';

/**
 * The client of one account, with the data that it signs with.
 *
 * @template Ops the generated interface of the cloud's operations.
 */
export interface AliyunClient<Ops> {
  readonly client: VendorClient<Ops>;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly dispose: () => void;
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call.
 *
 * @throws {AppError} `input.invalid-field` when the endpoint is not an http(s) address.
 */
export function createAliyunClient<Ops>(
  settings: ClientSettings,
  catalogue: Catalogue,
  dialect: Dialect,
): AliyunClient<Ops> {
  const credentials = keySource(settings.credential);
  const client = new VendorClient<Ops>({ ...optionsOf(settings), catalogue, dialect, credentials });
  return { client, catalogue, dialect, dispose: () => client.dispose() };
}
