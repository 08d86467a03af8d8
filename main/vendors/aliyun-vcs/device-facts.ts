/** Facts of a camera (DescribeIpcs) and of a recorder (DescribeNvrs). Their password, which the cloud answers in clear, ends here. */
import { deviceFacts, type DeviceFacts } from '../../../preload/domain/device-facts.ts';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { DeviceFactsPort } from '../../ports/device-facts.ts';
import type { VendorClient } from '../core/client/client.ts';
import { otherAnswer } from '../core/client/other-answer.ts';
import { ipcOf } from './ipc.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';

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
    const { deviceNativeId } = channelRefOf(channelId);
    const asked = { PageNum: 1, PageSize: 1, NvrDeviceIdList: [deviceNativeId] };
    const { data } = await this.#client.call('DescribeNvrs', asked, signal);
    if (data.Data?.Records === undefined) throw otherAnswer(this.#client.host, 'DescribeNvrs');
    const row = data.Data.Records.find(({ DeviceId }) => DeviceId === deviceNativeId);
    if (row === undefined) throw new AppError('cloud.not-found', 'the cloud does not list the recorder');
    const { Vendor: manufacturer, DeviceModel: model, DeviceSn: serial } = row;
    const { SubDeviceCount: channels, DeviceAddress: description } = row;
    return deviceFacts({ manufacturer, model, serial, channels, description });
  }
}
