/**
 * Facts of cameras that the media calls need. The directory fills the cache; the cache asks the cloud for a camera that
 * it does not have.
 */
import type { VendorClient } from '../../core/client/client.ts';
import { toCameraFacts, type CameraFacts, type VcsIpc } from '../mapping.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

export class CameraFactsCache {
  readonly #client: VendorClient<AliyunVcsOperations>;
  readonly #facts = new Map<string, CameraFacts>();

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  remember(rows: readonly VcsIpc[]): void {
    for (const row of rows) if (row.DeviceId) this.#facts.set(row.DeviceId, toCameraFacts(row));
  }

  /** The cached facts, without a call to the cloud. */
  peek(deviceId: string): CameraFacts | null {
    return this.#facts.get(deviceId) ?? null;
  }

  /** Asks the cloud when the cache has no facts; null when the cloud knows no such camera either. */
  async find(deviceId: string, signal: AbortSignal): Promise<CameraFacts | null> {
    const known = this.peek(deviceId);
    if (known) return known;
    const query = { DeviceIdList: [deviceId], PageNum: 1, PageSize: 1 };
    const { data } = await this.#client.call('DescribeIpcs', query, signal);
    const row = data.Data?.Records?.find(({ DeviceId }) => DeviceId === deviceId);
    if (row) this.remember([row]);
    return this.peek(deviceId);
  }
}
