/** The password of a camera (DescribeIpcs) and of a recorder (DescribeNvrs), which stands in their lists in clear (7.3, 7.4). */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { DeviceSecretPort } from '../../../ports/device-secrets.ts';
import type { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { deviceSecret } from '../../core/client/device-secret.ts';
import { ipcOf, nvrOf } from './ipc.ts';
import type { VcsIpc, VcsNvr } from '../mapping.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

export class VcsDeviceSecrets implements DeviceSecretPort {
  readonly #client: VendorClient<AliyunVcsOperations>;

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  async read(channelId: ChannelId, signal: AbortSignal): Promise<Secret | null> {
    return this.#secretOf(await ipcOf(this.#client, channelId, signal), 'DescribeIpcs');
  }

  async readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<Secret | null> {
    return this.#secretOf(await nvrOf(this.#client, channelId, signal), 'DescribeNvrs');
  }

  /** A device over SAPI signs in without one. */
  #secretOf({ Password, InProtocol }: VcsIpc | VcsNvr, operation: string): Secret | null {
    const password = InProtocol === 'SAPI' ? (Password ?? '') : Password;
    return deviceSecret(this.#client.host, operation, password);
  }
}
