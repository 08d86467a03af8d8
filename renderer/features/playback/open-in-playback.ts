import type { ChannelId } from '../../../preload/domain/ids.ts';
import { goTo } from '../../state/page/navigation.ts';
import { addToPlayback } from './add-to-playback.ts';
import { saveMoment, showMoment } from './model/session.ts';
import { playSoon } from './model/start.ts';

/**
 * Goes to playback with the camera. Where it cannot be added, the operator is told and stays on the screen.
 *
 * @param atMs the moment to play from, epoch ms; without one, playback shows the same moment as before.
 */
export function openInPlayback(channelId: ChannelId, atMs?: number): void {
  if (!addToPlayback(channelId)) return;
  if (atMs !== undefined) {
    showMoment(atMs);
    saveMoment();
    playSoon();
  }
  goTo('playback');
}

/** So far back lies what an operator has just seen on a live picture. */
const JUST_SEEN_MS = 30_000;

/** Goes to playback with the camera, at what it showed 30 s ago. */
export const openPastMoment = (channelId: ChannelId): void => openInPlayback(channelId, Date.now() - JUST_SEEN_MS);
