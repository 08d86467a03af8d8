/** The client of one VCS account. */
import type { ClientSettings } from '../../../ports/session.ts';
import { createAliyunClient, type AliyunClient } from '../../aliyun/client.ts';
import { loadCatalogue } from '../../core/contract/catalogue.ts';
import { addressesOf, createDialect } from './dialect.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';
import { OVERRIDES } from '../overrides.ts';

/** @param contractRoot folder of the vendor folders, see {@link loadCatalogue}. @throws as {@link createAliyunClient}. */
export function createVcsClient(settings: ClientSettings, contractRoot?: URL): AliyunClient<AliyunVcsOperations> {
  const catalogue = loadCatalogue('aliyun-vcs', OVERRIDES, contractRoot);
  return createAliyunClient(settings, catalogue, createDialect(addressesOf(settings.credential)));
}
