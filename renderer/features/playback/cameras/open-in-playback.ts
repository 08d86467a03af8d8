import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { recordChange } from '../../../state/page/undo.ts';
import { addOrTell, addToPlayback, canPlay } from './add-to-playback.ts';
import { showNewestSoon } from '../recordings/first-moment.ts';
import { openReview } from '../reviews/reviews.ts';
import { isRecorded, saveMoment, showMoment, usualCamera, useSession } from '../session.ts';
import { keepRing } from '../recordings/ring.ts';
import { playSoon } from '../play-bar/start.ts';

/**
 * Goes to playback with this camera alone. Where the session that shows has other cameras, the camera gets a session of
 * its own; where there is no room for a further session, it joins the others. If it cannot be added, the operator gets
 * a message and stays on the screen.
 *
 * @param atMs the moment to play from, epoch ms; without one, a session that has the camera alone shows the same moment as before,
 *   and another one the newest footage.
 */
export function openInPlayback(channelId: ChannelId, atMs?: number): void {
  if (!canPlay(channelId)) return;
  const isOther = useSession.getState().cameras.some((camera) => camera.channelId !== channelId);
  const opened = isOther ? openReview([usualCamera(channelId)].filter(isRecorded)) : null;
  if (opened !== null) recordChange(opened);
  else if (!addOrTell(channelId)) return;
  if (atMs !== undefined) return showAt(atMs);
  showNewestSoon();
  goTo('playback');
}

/** Goes to playback, and adds the camera to the cameras that are there. */
export function addAndShow(channelId: ChannelId): void {
  if (!addToPlayback(channelId)) return;
  showNewestSoon();
  goTo('playback');
}

/** Goes to playback, which plays from the moment on. @param atMs epoch ms. */
export function showAt(atMs: number): void {
  showMoment(atMs);
  saveMoment();
  playSoon();
  goTo('playback');
}

/** So far back lies what an operator has just seen on a live picture. */
export const JUST_SEEN_MS = 30_000;

/**
 * Goes to playback with the camera, at the moment 30 s ago: from this computer until the cloud has the footage. The
 * ring is asked for before the wall gives its stream back.
 */
export async function openPastMoment(channelId: ChannelId): Promise<void> {
  const atMs = Date.now() - JUST_SEEN_MS;
  const hasRing = await keepRing(channelId);
  // A cloud without recordings has only what this computer received.
  if (!(hasRing ? addOrTell(channelId) : addToPlayback(channelId))) return;
  showAt(atMs);
}
