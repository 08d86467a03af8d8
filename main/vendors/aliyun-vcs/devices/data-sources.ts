/** Data sources by address (chapter 9, AddDataSource and UpdateDataSource). The document has no list of them. */
import { groupNativeIdOf } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { DataSourcePort, NewDataSource } from '../../../ports/data-sources.ts';
import type { Secret } from '../../../secret.ts';
import { outcomeOf } from '../../core/client/batch/batch.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { hiding } from '../../core/client/answers/hiding.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

export class VcsDataSources implements DataSourcePort {
  readonly #client: VendorClient<AliyunVcsOperations>;

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  async add({ groupId, name, type, url }: NewDataSource, signal: AbortSignal): Promise<string | null> {
    const order = { CorpId: groupNativeIdOf(groupId), DataSourceName: name, DataSourceType: type, Url: url.reveal() };
    return await hiding([url], async () => {
      try {
        const { data } = await this.#client.call('AddDataSource', order, signal);
        return data.Data?.DataSourceId || null;
      } catch (error) {
        if (error instanceof AppError && outcomeOf(error) === 'unknown') return null;
        throw error;
      }
    });
  }

  async renew(nativeId: string, name: string, url: Secret, signal: AbortSignal): Promise<void> {
    const order = { DataSourceId: nativeId, DataSourceName: name, Url: url.reveal() };
    await hiding([url], () => this.#client.call('UpdateDataSource', order, signal));
  }
}
