/** What the media calls need to know of a camera, remembered from the directory and looked up when it was not read yet. */
import type { VendorClient } from '../core/client/client.ts';
import { toCameraFacts, type CameraFacts, type VcsIpc } from './mapping.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';

export class CameraFactsCache {
  readonly #client: VendorClient<AliyunVcsOperations>;
  readonly #facts = new Map<string, CameraFacts>();

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  remember(rows: readonly VcsIpc[]): void {
    for (const row of rows) if (row.DeviceId) this.#facts.set(row.DeviceId, toCameraFacts(row));
  }

  /** What is known without asking. */
  peek(deviceId: string): CameraFacts | null {
    return this.#facts.get(deviceId) ?? null;
  }

  /** Asks the cloud when nothing is known; null when it knows no such camera either. */
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
