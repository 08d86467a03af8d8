/** Menu items that playback adds wherever the menu of a camera opens. */
import type { Text } from '../../../i18n/i18n.ts';
import type { CameraMenuPart, CamerasMenuPart, CameraSubject } from '../../../state/actions/camera-menu.ts';
import { keyed } from '../../../state/actions/shortcuts.ts';
import type { Action } from '../../../ui/action.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { addAndShow, openInPlayback } from './open-in-playback.ts';
import { openSetInPlayback } from './open-wall.ts';

const items = (t: Text, { channelId }: CameraSubject): readonly Action[] => [
  keyed('playback.open', { icon: 'playback', name: t('playback.names.open'), run: () => openInPlayback(channelId) }),
];

/** Behind the walls and windows in which a camera opens: the menu itself has no room for more. */
const addItems = (t: Text, { channelId }: CameraSubject): readonly Action[] =>
  isKiosk() ? [] : [{ id: 'past-add', name: t('playback.names.add'), run: () => addAndShow(channelId) }];

/** Several cameras take the place of those that playback had. The key of the action opens the wall, so that no key stands here. */
export const playbackCamerasMenu: CamerasMenuPart = (t, channelIds) => [
  {
    id: 'playback.openWall',
    icon: 'playback',
    name: t('playback.names.openAll'),
    startsGroup: true,
    run: () => void openSetInPlayback(channelIds),
  },
];

export const playbackCameraMenu: readonly CameraMenuPart[] = [
  { id: 'playback', after: 'place', isJoined: true, items },
  { id: 'playback.add', after: 'open', isJoined: true, items: addItems },
];
