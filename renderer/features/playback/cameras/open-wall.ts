/** The cameras of a wall, or its chosen tiles, in playback: in a session of their own, at the moment 30 s ago or at their newest footage. */
import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { MAX_PLAYBACK_CAMERAS } from '../../../../preload/domain/preferences.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { offerUndo } from '../../../state/page/undo.ts';
import { showNewestSoon } from '../recordings/first-moment.ts';
import { vendorOf } from '../recordings/listing.ts';
import { keepRing } from '../recordings/ring.ts';
import { openReview } from '../reviews/reviews.ts';
import { isRecorded, saveMoment, setCameras, useSession, usualCamera, type SessionCamera } from '../session.ts';
import { stand } from '../play-bar/play-bar.ts';
import { JUST_SEEN_MS, showAt } from './open-in-playback.ts';

/**
 * Goes to playback with these cameras. Where the session that shows has other cameras, they get a session of their own; where
 * it has none, or there is no room for a further session, they take the place of its cameras. The status bar offers Undo.
 * Cameras without recordings play what this computer received. Cameras without that are left out, and so are those for which
 * playback has no place.
 *
 * Where this computer received something just now, the set plays from 30 s ago. Else no cloud may have that moment yet: the set
 * shows the newest footage that a list names.
 */
export async function openSetInPlayback(channelIds: readonly ChannelId[]): Promise<void> {
  const atMs = Date.now() - JUST_SEEN_MS;
  const wanted = [...new Set(channelIds)].slice(0, MAX_PLAYBACK_CAMERAS);
  const hasRing = await Promise.all(wanted.map(keepRing));
  const shown = wanted.filter((id, i) => hasRing[i] === true || capabilityOf(vendorOf(id), 'cloud-playback').can);
  if (shown.length === 0) return postNotice('playbackNone');
  const before = useSession.getState();
  const now = shown.map(usualCamera);
  const isOther = before.cameras.some(({ channelId }) => !shown.includes(channelId));
  const opened = isOther ? openReview(now.filter(isRecorded)) : null;
  if (opened === null) setCameras(now);
  if (hasRing.includes(true)) showAt(atMs);
  else showNewest();
  const put = (cameras: readonly SessionCamera[]) => () => {
    setCameras(cameras);
    return { status: 'done' as const };
  };
  const replaced = { edit: 'playbackCameras' as const, subject: 'playback', undo: put(before.cameras), redo: put(now) };
  const left = new Set(channelIds).size - shown.length;
  const words = hasRing.includes(true) ? 'playbackSet' : 'playbackNewest';
  offerUndo(opened ?? replaced, left === 0 ? words : `${words}Part`, { count: shown.length, left });
}

/** No moment of the session before stays. */
function showNewest(): void {
  useSession.setState({ atMs: null });
  stand(null, 1);
  saveMoment();
  showNewestSoon('all');
  goTo('playback');
}
