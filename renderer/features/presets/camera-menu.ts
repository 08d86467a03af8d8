/** Menu items that the PTZ stage adds wherever the menu of a camera opens. */
import type { Text } from '../../i18n/i18n.ts';
import type { CameraMenuPart, CameraSubject } from '../../state/actions/camera-menu.ts';
import { keyed } from '../../state/actions/shortcuts.ts';
import { isOffered } from '../../state/actions/offered.ts';
import { selectChannel, useDirectory } from '../../state/cameras/directory.ts';
import { followPresetItems, presetItems } from '../../state/presets/preset-items.ts';
import type { Action } from '../../ui/action.ts';
import { openOnStage } from './model/stage.ts';

const items = (t: Text, { channelId }: CameraSubject): readonly Action[] => [
  keyed('presets.open', { icon: 'ptz', name: t('presets.names.open'), run: () => openOnStage(channelId) }),
];

/** A camera that does not turn has no submenu: the item for its controls says why already. */
const turns = (channelId: CameraSubject['channelId']): boolean =>
  isOffered('presets.open') && selectChannel(channelId)(useDirectory.getState())?.capabilities.includes('ptz') === true;

const calls = (t: Text, { channelId }: CameraSubject): readonly Action[] =>
  turns(channelId) ? presetItems(t, channelId, () => openOnStage(channelId)) : [];

export const presetsCameraMenu: readonly CameraMenuPart[] = [
  // Behind the walls and windows in which a camera opens: in the list itself it would not fit a small window with large text.
  { id: 'presets', after: 'playback.add', isJoined: true, items },
  {
    id: 'presets.call',
    after: 'presets',
    title: (t) => t('presets.names.menu'),
    items: calls,
    follow: (channelId, onChange) => (turns(channelId) ? followPresetItems(channelId, onChange) : () => undefined),
  },
];
