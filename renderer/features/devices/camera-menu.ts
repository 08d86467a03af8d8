/** The way to the facts of a device in the menu of a camera. */
import type { Text } from '../../i18n/i18n.ts';
import type { CameraMenuPart, CameraSubject } from '../../state/actions/camera-menu.ts';
import { isKiosk } from '../../state/page/kiosk.ts';
import type { Action } from '../../ui/action.ts';
import { showDevice } from './model/facts.ts';

const items = (t: Text, { channelId }: CameraSubject): readonly Action[] =>
  isKiosk()
    ? []
    : [{ id: 'device-facts', icon: 'info', name: t('devices.names.facts'), run: () => showDevice(channelId) }];

export const deviceMenu: readonly CameraMenuPart[] = [{ id: 'device-facts', after: 'camera', isJoined: true, items }];
