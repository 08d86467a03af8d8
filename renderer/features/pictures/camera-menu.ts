/** The way to a picture from the cloud in the menu of a camera. */
import type { Text } from '../../i18n/i18n.ts';
import type { Action } from '../../ui/action.ts';
import type { CameraMenuPart, CameraSubject } from '../../state/actions/camera-menu.ts';
import { selectChannel, useDirectory } from '../../state/cameras/directory.ts';
import { isKiosk } from '../../state/page/kiosk.ts';
import { showPictureNow } from '../../state/pictures/picture-now.ts';

function items(t: Text, { channelId }: CameraSubject): readonly Action[] {
  if (isKiosk()) return [];
  const channel = selectChannel(channelId)(useDirectory.getState());
  const reason = channel?.capabilities.includes('snapshot') === true ? undefined : t('pictures.names.notOffered');
  return [
    { id: 'picture-now', icon: 'snap', name: t('pictures.names.take'), reason, run: () => showPictureNow(channelId) },
  ];
}

/** In the submenu of the camera: in the list itself it would not fit a small window with large text. */
export const pictureMenu: readonly CameraMenuPart[] = [{ id: 'picture-now', after: 'camera', isJoined: true, items }];
