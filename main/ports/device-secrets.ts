/** The password that a device uses to sign in to its cloud, where the cloud answers it in clear. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { Secret } from '../secret.ts';

export interface DeviceSecretPort {
  /**
   * Asks the cloud for one device. Nothing of it is kept.
   *
   * @returns null: the device has no password there.
   * @throws {AppError} `cloud.not-found` where the cloud has no such device, `network.bad-answer` for an answer of another
   *   device or without its documented content, and what the cloud refused.
   */
  read(channelId: ChannelId, signal: AbortSignal): Promise<Secret | null>;
  /** That of the recorder that the camera hangs on. @throws {AppError} as `read`. */
  readRecorder(channelId: ChannelId, signal: AbortSignal): Promise<Secret | null>;
}
