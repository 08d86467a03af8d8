/** Cameras of HoloSens devices, the only ones that chapters 15 and 16 reach. */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';

/** The document says -1 to 999, and 0 to 999 elsewhere. */
const HOLOSENS_CHANNEL = /^(?:-1|\d{1,3})$/;

/**
 * @param what the operation that is for these cameras, for the message.
 * @throws {AppError} `cloud.not-supported` for a camera over GB28181, whose id has 20 digits.
 */
export function holosensIdsOf(
  channelId: ChannelId,
  what: string,
): { readonly device_id: string; readonly channel_id: string } {
  const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
  if (!HOLOSENS_CHANNEL.test(channelNativeId)) {
    throw new AppError('cloud.not-supported', `${what} are for HoloSens cameras only`);
  }
  return { device_id: deviceNativeId, channel_id: channelNativeId };
}

/** Names of presets and tracks (15.2, 15.8): digits, Chinese, English, space, `-`, `_` and `.`. */
export const HOLOSENS_NAMES = { maxNameChars: 128, namePattern: '[\\p{Script=Han}A-Za-z0-9 ._-]+' } as const;
export const MAX_HOLOSENS_PRESET = 512;
