/** Facts of a device (getDevice), and of a camera behind a recorder those of its channel (getChannel). */
import { deviceFacts, type DeviceFacts } from '../../../../preload/domain/cameras/device-facts.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { DeviceFactsPort } from '../../../ports/device-facts.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer, timeOrNull } from '../../core/client/answers/other-answer.ts';
import type { AnswerOf } from '../../core/contract/operations.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { parseBeijingTime } from '../wire/time.ts';

/** Devices that other cameras hang on. */
const RECORDERS: ReadonlySet<string | undefined> = new Set(['NVR', 'MEdge']);

interface Times {
  readonly create_time?: string;
  readonly update_time?: string;
}

const timesOf = ({ create_time, update_time }: Times) => ({
  createdAtMs: timeOrNull(parseBeijingTime, create_time),
  changedAtMs: timeOrNull(parseBeijingTime, update_time),
});

type IvmDevice = AnswerOf<HuaweiIvmOperations, 'getDevice'>;

function ofDevice(device: IvmDevice): DeviceFacts {
  const { model, firmware, sn: serial, mac, description } = device;
  const { manufacture: manufacturer, device_ip: address, channel_total: channels } = device;
  return deviceFacts({ manufacturer, model, firmware, serial, mac, address, channels, description }, timesOf(device));
}

export class IvmDeviceFacts implements DeviceFactsPort {
  readonly #client: VendorClient<HuaweiIvmOperations>;

  constructor(client: VendorClient<HuaweiIvmOperations>) {
    this.#client = client;
  }

  async read(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    const device = await this.#device(channelId, signal);
    return RECORDERS.has(device.device_type) ? await this.#ofChannel(channelId, signal) : ofDevice(device);
  }

  async readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    return ofDevice(await this.#device(channelId, signal));
  }

  async #device(channelId: ChannelId, signal: AbortSignal): Promise<IvmDevice> {
    const { deviceNativeId: device_id } = channelRefOf(channelId);
    const { data: device } = await this.#client.call('getDevice', { device_id }, signal);
    if (device.device_id !== device_id) throw otherAnswer(this.#client.host, 'getDevice');
    return device;
  }

  /** Manufacturer, MAC and address of the device are those of the recorder, not those of the camera. */
  async #ofChannel(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts> {
    const { deviceNativeId: device_id, channelNativeId: channel_id } = channelRefOf(channelId);
    const { data: channel } = await this.#client.call('getChannel', { device_id, channel_id }, signal);
    if (channel.channel_id !== channel_id) throw otherAnswer(this.#client.host, 'getChannel');
    const { model, firmware, sn: serial } = channel;
    return deviceFacts({ model, firmware, serial }, timesOf(channel));
  }
}
