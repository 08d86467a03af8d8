/** The client of one City Visual account. */
import type { ClientSettings } from '../../../ports/session.ts';
import { createAliyunClient, type AliyunClient } from '../../aliyun/client.ts';
import { loadCatalogue } from '../../core/contract/catalogue.ts';
import { createDialect, versionOf } from './dialect.ts';
import type { AliyunCityvisualOperations } from '../operations.gen.ts';
import { OVERRIDES } from '../overrides.ts';

/** @param contractRoot folder of the vendor folders, see {@link loadCatalogue}. @throws as {@link createAliyunClient}. */
export function createCityClient(
  settings: ClientSettings,
  contractRoot?: URL,
): AliyunClient<AliyunCityvisualOperations> {
  const catalogue = loadCatalogue('aliyun-cityvisual', OVERRIDES, contractRoot);
  return createAliyunClient(settings, catalogue, createDialect(versionOf(settings.credential)));
}
