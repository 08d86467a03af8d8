import type { ChannelId } from '../../../preload/domain/ids.ts';
import { MAX_PLAYBACK_CAMERAS } from '../../../preload/domain/preferences.ts';
import { goTo } from '../../state/page/navigation.ts';
import { postNotice } from '../../state/page/notices.ts';
import { addCamera } from './model/session.ts';

/** Goes to playback with the camera. Where playback is full, the operator is told and stays on the screen. */
export function openInPlayback(channelId: ChannelId): void {
  if (!addCamera(channelId)) return postNotice('playbackFull', { count: MAX_PLAYBACK_CAMERAS });
  goTo('playback');
}
