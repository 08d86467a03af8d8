/** Orders whether a cloud takes a camera's pictures: some clouds take them on order only. */
import type { AccessPlan, CameraAccess } from '../../preload/domain/cameras/camera-access.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';

export interface CameraAccessPort {
  /** @throws {AppError} `cloud.not-found` for a camera that the cloud does not list, `network.bad-answer`, and what the cloud refused. */
  read(channelId: ChannelId, signal: AbortSignal): Promise<CameraAccess>;
  /** Lets the cloud take the picture, or not any more. Nothing repeats it. @throws {AppError} `devices.times-active`. */
  setOn(channelId: ChannelId, isOn: boolean, signal: AbortSignal): Promise<void>;
  /** Sets the whole plan: a part that is left out would be cleared. @param plan within the limits of {@link read}. */
  setPlan(channelId: ChannelId, plan: AccessPlan, signal: AbortSignal): Promise<void>;
  /** Lets the cloud read the channels of the recorder, which takes a while. @throws {AppError} `cloud.conflict` while it does. */
  readChannels(channelId: ChannelId, signal: AbortSignal): Promise<void>;
}
