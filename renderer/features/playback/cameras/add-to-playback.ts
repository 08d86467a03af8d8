/** The ways into playback for a camera; each refusal is one sentence in the status bar. */
import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { MAX_PLAYBACK_CAMERAS } from '../../../../preload/domain/preferences.ts';
import { markSelected, provideOpening } from '../../../state/cameras/opening.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { cameraName } from '../../../state/players/clips.ts';
import { vendorOf } from '../recordings/listing.ts';
import { addCamera, useSession } from '../session.ts';

/** False, with the reason in the status bar, where playback is full or the cloud of the camera offers no recordings. */
export const addToPlayback = (channelId: ChannelId): boolean => canPlay(channelId) && addOrTell(channelId);

/** False, with the reason in the status bar, where the cloud of the camera offers no recordings. */
export function canPlay(channelId: ChannelId): boolean {
  const { can, reason } = capabilityOf(vendorOf(channelId), 'cloud-playback');
  if (!can) postNotice(reason === 'in-bucket' ? 'recordingsInBucket' : 'noRecordings', { name: cameraName(channelId) });
  return can;
}

/**
 * Adds the cameras that have recordings, as far as playback has places; reports the cameras that it could not add once.
 */
export function addAllToPlayback(channelIds: readonly ChannelId[]): void {
  const [first, ...more] = channelIds;
  if (first === undefined) return;
  if (more.length === 0) return void addToPlayback(first);
  const able = channelIds.filter((id) => capabilityOf(vendorOf(id), 'cloud-playback').can);
  if (able.length === 0) postNotice('playbackNone');
  else able.every(addOrTell);
}

/** The list of all cameras adds to the review that shows, while the screen is there, and marks its selected camera. @returns ends it. */
export function followCameraList(): () => void {
  const end = provideOpening({ name: (t) => t('playback.names.add'), open: addAllToPlayback });
  const mark = (): void => markSelected(useSession.getState().selectedId);
  const stop = useSession.subscribe(mark);
  mark();
  return () => {
    stop();
    end();
  };
}

/** False, with the reason in the status bar, where playback is full. */
export function addOrTell(channelId: ChannelId): boolean {
  const isAdded = addCamera(channelId);
  if (!isAdded) postNotice('playbackFull', { count: MAX_PLAYBACK_CAMERAS });
  return isAdded;
}
