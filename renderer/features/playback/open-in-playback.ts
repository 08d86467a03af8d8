import type { ChannelId } from '../../../preload/domain/ids.ts';
import { goTo } from '../../state/page/navigation.ts';
import { addOrTell, addToPlayback } from './add-to-playback.ts';
import { showNewestSoon } from './model/first-moment.ts';
import { saveMoment, showMoment } from './model/session.ts';
import { keepRing } from './model/ring.ts';
import { playSoon } from './model/start.ts';

/**
 * Goes to playback with the camera. Where it cannot be added, the operator is told and stays on the screen.
 *
 * @param atMs the moment to play from, epoch ms; without one, playback shows the same moment as before, or the newest footage.
 */
export function openInPlayback(channelId: ChannelId, atMs?: number): void {
  if (!addToPlayback(channelId)) return;
  if (atMs !== undefined) return showAt(atMs);
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
 * Goes to playback with the camera, at what it showed 30 s ago: from this computer until the cloud has it. The ring is asked for
 * before the wall gives its stream back.
 */
export async function openPastMoment(channelId: ChannelId): Promise<void> {
  const atMs = Date.now() - JUST_SEEN_MS;
  const hasRing = await keepRing(channelId);
  // A cloud without recordings has only what this computer received.
  if (!(hasRing ? addOrTell(channelId) : addToPlayback(channelId))) return;
  showAt(atMs);
}
