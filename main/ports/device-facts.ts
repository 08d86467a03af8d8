/** Facts of one device. */
import type { DeviceFacts } from '../../preload/domain/cameras/device-facts.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';

export interface DeviceFactsPort {
  /**
   * Never a password, which some clouds answer in clear beside the facts.
   *
   * @throws {AppError} `cloud.not-found` where the cloud has no such device, `network.bad-answer` for an answer of another
   *   device or of none, and what the cloud refused.
   */
  read(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts>;
  /** The facts of the recorder that the camera hangs on. @throws {AppError} as `read`. */
  readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<DeviceFacts>;
}
