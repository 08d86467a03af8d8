import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';

/** The parts of an id that a window sent. @throws {AppError} `channel.not-found` for a text that is not an id. */
export function givenChannelRef(channelId: ChannelId): ReturnType<typeof channelRefOf> {
  try {
    return channelRefOf(channelId);
  } catch (cause) {
    throw new AppError('channel.not-found', 'no such channel', { params: { detail: channelId }, cause });
  }
}
