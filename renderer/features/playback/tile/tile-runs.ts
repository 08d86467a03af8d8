/** The actions of the keys and of the menu that act on a tile of playback, as those of the wall do. */
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { slotNamed } from '../../../media/slot-key.ts';
import type { Runs } from '../../../state/actions/shortcut-actions.ts';
import { changeView, selectView, setBoxing, stepBackView, useTileViews } from '../../../state/players/tile-views.ts';
import { isFullScreen, toggleFullScreen } from '../../../ui/full-screen.ts';
import { isEnlarged, mirrored, turned, zoomAt } from '../../../ui/tile/zoom.ts';
import { isRecorded, toggleEnlarged, useSession, type SessionCamera } from '../session.ts';
import { cycleStream } from './stream-choice.ts';
import { openPastMenu } from './tile-menu.ts';

/** Of the selected camera. False without one. */
export const onSelected = (act: (camera: SessionCamera) => void) => (): boolean => {
  const { cameras, selectedId } = useSession.getState();
  const camera = cameras.find(({ channelId }) => channelId === selectedId);
  if (camera !== undefined) act(camera);
  return camera !== undefined;
};

/** Not for files, which lie nowhere else and have no live picture. */
export const onRecorded = (act: (camera: PlaybackCamera) => void) =>
  onSelected((camera) => (isRecorded(camera) ? act(camera) : undefined));

const KEY_STEP = 1.4;
const MIDDLE = { x: 0, y: 0 };
/** From the corner of the tile, CSS px. */
const MENU_INSET_PX = 24;

const onView = (act: (key: SlotKey) => void) => onSelected(({ channelId }) => act(slotNamed(channelId, 'past')));

const isPartShown = (key: SlotKey): boolean => isEnlarged(selectView(key)(useTileViews.getState()));

/** One step back, as on the wall: from an enlarged picture to the whole, from full screen, from one enlarged camera to all. */
function stepBack(): boolean {
  // A popover over a picture closes first, by itself.
  if (document.querySelector(':popover-open') !== null) return false;
  const { selectedId, enlargedId } = useSession.getState();
  const key = selectedId === null ? null : slotNamed(selectedId, 'past');
  if (key !== null && isPartShown(key)) stepBackView(key);
  else if (isFullScreen()) toggleFullScreen();
  else if (enlargedId !== null) toggleEnlarged(enlargedId);
  else return false;
  return true;
}

/** Opens the menu at the corner of the selected tile. */
const openMenu = onSelected(({ channelId }) => {
  const box = document.querySelector('.playback-grid .tile-frame.sel')?.getBoundingClientRect();
  if (box !== undefined) openPastMenu(channelId, { x: box.left + MENU_INSET_PX, y: box.top + MENU_INSET_PX });
});

export const tileRuns = {
  'playback.menu': openMenu,
  'playback.fullScreen': toggleFullScreen,
  'playback.stepBack': stepBack,
  'playback.zoomBox': onView((key) => setBoxing(useTileViews.getState().boxing === key ? null : key)),
  'playback.zoomIn': onView((key) => changeView(key, (view) => zoomAt(view, MIDDLE, KEY_STEP))),
  'playback.zoomOut': onView((key) => changeView(key, (view) => zoomAt(view, MIDDLE, 1 / KEY_STEP))),
  'playback.resetView': onView(stepBackView),
  'playback.rotate': onView((key) => changeView(key, turned)),
  'playback.mirror': onView((key) => changeView(key, mirrored)),
  'playback.stream': onRecorded(({ channelId }) => cycleStream(channelId)),
} satisfies Runs;
