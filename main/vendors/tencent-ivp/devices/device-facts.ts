/** Facts of a device (describeDevice). Its password, which the cloud answers in clear, ends here. */
import { deviceFacts, type DeviceFacts } from '../../../../preload/domain/cameras/device-facts.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { DeviceFactsPort } from '../../../ports/device-facts.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

export class IvpDeviceFacts implements DeviceFactsPort {
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  async read(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    const { deviceNativeId } = channelRefOf(channelId);
    const { data } = await this.#client.call('describeDevice', { Id: deviceNativeId }, signal);
    if (data.Data?.Id !== deviceNativeId) throw otherAnswer(this.#client.host, 'describeDevice');
    const { Manufacturer: manufacturer, Code: code, Description: description, ClusterName, ClusterId } = data.Data;
    const node = ClusterName === undefined || ClusterName === '' ? ClusterId : ClusterName;
    return deviceFacts({ manufacturer, code, node, description });
  }

  /** The facts of a camera are those of its device: the cloud publishes none of a channel. */
  readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    return this.read(channelId, signal);
  }
}
