/** Menu items of a playback tile: the actions of the keys, and the choices of picture, stream and place. */
import { RECORDING_PLACES } from '../../../../preload/domain/recording/recordings.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { slotNamed } from '../../../media/slot-key.ts';
import { inGroups } from '../../../state/actions/camera-menu.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { runAction } from '../../../state/actions/shortcut-actions.ts';
import { isActionId, type ActionId } from '../../../state/actions/shortcut-table.ts';
import { keyed, printedKeys } from '../../../state/actions/shortcuts.ts';
import { selectView, useTileViews } from '../../../state/players/tile-views.ts';
import type { Action } from '../../../ui/action.ts';
import { isFullScreen } from '../../../ui/full-screen.ts';
import { isEnlarged } from '../../../ui/tile/zoom.ts';
import { rangeToMark } from '../bookmarks/bookmarks.ts';
import { openExport } from '../exports/export-order.ts';
import { partNow } from '../reviews/part.ts';
import { isRecorded, setPlace, useSession, type SessionCamera } from '../session.ts';
import { useSound } from './sound.ts';
import { chooseStream, chosenStream, isSingleStream, STREAM_CHOICES } from './stream-choice.ts';
import { pictureOf, usePlayBar } from '../play-bar/play-bar.ts';
import { typed } from '../timeline/typed-range.ts';

/** An item that does what the key does: the camera of the menu is the selected one. */
const item = (id: ActionId, shown: Omit<Action, 'id' | 'keys' | 'run'>): Action =>
  keyed(id, { ...shown, run: () => void runAction(id) });

/** The items that this window offers for a tile, in groups. */
export function tileMenuItems(t: Text, camera: SessionCamera): readonly Action[] {
  const groups = [looking(t, camera), keeping(t, camera), choices(t, camera), leaving(t, camera)];
  return inGroups(groups.map((items) => items.flatMap(offered)));
}

/** Nothing of what this window does not offer, and no submenu without an item. */
function offered(action: Action): readonly Action[] {
  if (action.items === undefined) return !isActionId(action.id) || isOffered(action.id) ? [action] : [];
  const items = action.items.flatMap(offered);
  return items.length === 0 ? [] : [{ ...action, items }];
}

function looking(t: Text, { channelId }: SessionCamera): readonly Action[] {
  const isLarge = useSession.getState().enlargedId === channelId;
  return [
    item('playback.enlarge', { icon: 'max', name: t(`playback.tileMenu.${isLarge ? 'showAll' : 'enlarge'}`) }),
    item('playback.fullScreen', {
      icon: 'full',
      name: t(`playback.tileMenu.${isFullScreen() ? 'leaveFullScreen' : 'fullScreen'}`),
    }),
  ];
}

function keeping(t: Text, camera: SessionCamera): readonly Action[] {
  const { channelId } = camera;
  const isApart = usePlayBar.getState().standings[channelId]?.isSynced === false;
  return [
    item('playback.snapshot', {
      icon: 'snap',
      name: t('playback.tileMenu.snapshot'),
      reason: pictureOf(channelId) === null ? t('playback.tileMenu.noPicture') : undefined,
    }),
    item('playback.bookmark', {
      icon: 'bookmark',
      name: t(`playback.tileMenu.${partNow() === null ? 'bookmark' : 'bookmarkPart'}`),
      reason: rangeToMark() === null ? markReason(t, camera) : undefined,
    }),
    keyed('playback.export', {
      icon: 'export',
      name: t(`playback.tileMenu.${partNow() === null ? 'export' : 'exportPart'}`),
      reason: isRecorded(camera) ? undefined : t('playback.tileMenu.isFile'),
      run: () => openExport(typed),
    }),
    item('playback.sound', {
      icon: useSound.getState().isOn ? 'sound' : 'mute',
      name: t(`playback.tileMenu.${useSound.getState().isOn ? 'mute' : 'listen'}`),
    }),
    item('playback.sync', { icon: 'link', name: t(`playback.tileMenu.${isApart ? 'sync' : 'apart'}`) }),
  ];
}

const markReason = (t: Text, camera: SessionCamera): string =>
  t(isRecorded(camera) ? 'playback.noMoment' : 'playback.tileMenu.isFile');

function choices(t: Text, camera: SessionCamera): readonly Action[] {
  const { channelId } = camera;
  const isPart = isEnlarged(selectView(slotNamed(channelId, 'past'))(useTileViews.getState()));
  const picture = [
    item('playback.zoomBox', { name: t('playback.tileMenu.zoomBox') }),
    item('playback.rotate', { name: t('playback.tileMenu.rotate') }),
    item('playback.mirror', { name: t('playback.tileMenu.mirror') }),
    item('playback.resetView', { name: t(`playback.tileMenu.${isPart ? 'wholePicture' : 'asSent'}`) }),
  ];
  const ofPicture = { id: 'past-picture', name: t('playback.tileMenu.picture'), items: picture };
  if (!isRecorded(camera)) return [ofPicture];
  return [
    ofPicture,
    ...(isOffered('playback.stream')
      ? [{ id: 'past-stream', name: t('playback.tileMenu.stream'), items: streamItems(t, camera) }]
      : []),
    { id: 'past-place', name: t('playback.tileMenu.place'), items: placeItems(t, camera) },
  ];
}

function streamItems(t: Text, { channelId }: SessionCamera): readonly Action[] {
  const now = chosenStream(channelId);
  const isSingle = isSingleStream(channelId);
  return STREAM_CHOICES.map((choice) => ({
    id: `past-stream-${choice ?? 'auto'}`,
    name: t(`playback.tileMenu.streams.${choice ?? 'auto'}`),
    ...(choice === null ? { keys: printedKeys('playback.stream') } : {}),
    isChecked: choice === now,
    reason: isSingle && choice !== null ? t('playback.tileMenu.singleStream') : undefined,
    run: () => chooseStream(channelId, choice),
  }));
}

const placeItems = (t: Text, { channelId, place: now }: SessionCamera): readonly Action[] =>
  RECORDING_PLACES.map((place) => ({
    id: `past-place-${place}`,
    name: t(`playback.place.${place}`),
    isChecked: place === now,
    run: () => setPlace(channelId, place),
  }));

function leaving(t: Text, camera: SessionCamera): readonly Action[] {
  return [
    item('playback.live', {
      icon: 'live',
      name: t('playback.tileMenu.live'),
      reason: isRecorded(camera) ? undefined : t('playback.tileMenu.noLive'),
    }),
    item('playback.remove', { icon: 'x', name: t('playback.tileMenu.remove') }),
  ];
}
