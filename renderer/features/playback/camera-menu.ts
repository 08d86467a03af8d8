/** What playback offers for a camera wherever its menu stands. */
import type { Text } from '../../i18n/i18n.ts';
import type { CameraMenuPart, CameraSubject } from '../../state/actions/camera-menu.ts';
import { keyed } from '../../state/actions/shortcuts.ts';
import type { Action } from '../../ui/action.ts';
import { openInPlayback } from './open-in-playback.ts';

const items = (t: Text, { channelId }: CameraSubject): readonly Action[] => [
  keyed('playback.open', { icon: 'playback', name: t('playback.names.open'), run: () => openInPlayback(channelId) }),
];

export const playbackCameraMenu: readonly CameraMenuPart[] = [
  { id: 'playback', after: 'place', isJoined: true, items },
];
