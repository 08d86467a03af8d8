/** The password of a device, which describeDevice answers in clear. */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { DeviceSecretPort } from '../../../ports/device-secrets.ts';
import type { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { deviceSecret } from '../../core/client/device-secret.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

export class IvpDeviceSecrets implements DeviceSecretPort {
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  /** Empty for a device over another protocol than GB28181. */
  async read(channelId: ChannelId, signal: AbortSignal): Promise<Secret | null> {
    const { deviceNativeId } = channelRefOf(channelId);
    const { data } = await this.#client.call('describeDevice', { Id: deviceNativeId }, signal);
    if (data.Data?.Id !== deviceNativeId) throw otherAnswer(this.#client.host, 'describeDevice');
    return deviceSecret(this.#client.host, 'describeDevice', data.Data.Password);
  }

  /** A camera signs in with its device. */
  readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<Secret | null> {
    return this.read(channelId, signal);
  }
}
