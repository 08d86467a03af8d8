/** Facts of a device (4.3.5). */
import { deviceFacts, type DeviceFacts } from '../../../../preload/domain/cameras/device-facts.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { DeviceFactsPort } from '../../../ports/device-facts.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer, timeOrNull } from '../../core/client/answers/other-answer.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';
import { parseInstant } from '../wire/time.ts';

export class VisDeviceFacts implements DeviceFactsPort {
  readonly #client: VendorClient<HuaweiVisOperations>;

  constructor(client: VendorClient<HuaweiVisOperations>) {
    this.#client = client;
  }

  async read(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    const { deviceNativeId: device_id } = channelRefOf(channelId);
    const { data } = await this.#client.call('getDevice', { device_id }, signal);
    if (data.device_id !== device_id) throw otherAnswer(this.#client.host, 'getDevice');
    const channels = data.type === 'NVR' ? { channels: data.channels?.length } : {};
    return deviceFacts(
      { code: data.device_id, description: data.description, ...channels },
      {
        createdAtMs: timeOrNull(parseInstant, data.created_at),
        changedAtMs: timeOrNull(parseInstant, data.updated_at),
      },
    );
  }

  /** The facts of a camera are those of its device: the cloud publishes none of a channel. */
  readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    return this.read(channelId, signal);
  }
}
