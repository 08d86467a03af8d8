/** Facts of a camera (DescribeIpcs) and of a recorder (DescribeNvrs). Their password, which the cloud answers in clear, ends here. */
import { deviceFacts, type DeviceFacts } from '../../../../preload/domain/cameras/device-facts.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { DeviceFactsPort } from '../../../ports/device-facts.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { ipcOf, nvrOf } from './ipc.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

export class VcsDeviceFacts implements DeviceFactsPort {
  readonly #client: VendorClient<AliyunVcsOperations>;

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  /** The times of the list name no zone (7.3): they are left out. */
  async read(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    const row = await ipcOf(this.#client, channelId, signal);
    const { Vendor: manufacturer, DeviceModel: model, DeviceSn: serial, DeviceIp: address } = row;
    const { DeviceResolution: resolution, DeviceAddress: description } = row;
    return deviceFacts({ manufacturer, model, serial, address, resolution, description });
  }

  /** The list of recorders (DescribeNvrs) has no address of the network. */
  async readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    const row = await nvrOf(this.#client, channelId, signal);
    const { Vendor: manufacturer, DeviceModel: model, DeviceSn: serial } = row;
    const { SubDeviceCount: channels, DeviceAddress: description } = row;
    return deviceFacts({ manufacturer, model, serial, channels, description });
  }
}
