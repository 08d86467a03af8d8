/**
 * Keys and devices of the controls, and every way in which the operator can leave them: each of them stops the camera.
 */
import { useEffect } from 'react';
import { mayTurn } from '../../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { PtzDirection } from '../../../../preload/domain/ptz/ptz.ts';
import { GamepadSource } from '../../../page/input/gamepad-source.ts';
import {
  autoFocus,
  changeSpeed,
  closePtz,
  followPtz,
  holdPtz,
  openPtz,
  releaseAll,
  releasePtz,
  setPtzLook,
  STAGE_TILE,
  steeredTile,
  steerPtz,
  stopPtz,
  takeControl,
  usePtz,
} from '../../../state/players/ptz.ts';
import { provideActions, type Runs } from '../../../state/actions/shortcut-actions.ts';
import type { Run } from '../../../state/actions/shortcut-table.ts';
import { followSight } from '../../../page/sight.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { restoreTiles, selectTile, toggleMaximised, useWalls } from '../../../state/walls/walls.ts';
import { tileElement } from '../../../ui/tile/tile-video.ts';
import { selectLook, useTileViews } from '../../../state/players/tile-views.ts';
import { hasLensPart } from './lens-reason.ts';
import { selectedTarget, type TileTarget } from '../base/tile-target.ts';

/** A smaller picture has no room for the controls: then the tile is maximised while its camera is steered. */
const LEAST = { width: 224, height: 112 };
/** Whether the tile was maximised for the controls, so that it shrinks again with them. */
let wasEnlarged = false;

/** Opens the controls on a tile, or closes them. */
export function toggleSteering({ tile, channelId }: Pick<TileTarget, 'tile' | 'channelId'>): void {
  if (steeredTile() === tile) return leaveSteering();
  leaveSteering();
  const { clientWidth = 0, clientHeight = 0 } = tileElement(tile)?.querySelector('.tile-pic') ?? {};
  const isSmall = clientWidth < LEAST.width || clientHeight < LEAST.height;
  wasEnlarged = isSmall && useWalls.getState().maximisedTile === null;
  if (useWalls.getState().selectedTile !== tile) selectTile(tile);
  if (wasEnlarged) toggleMaximised(tile);
  void openPtz({ tile, channelId });
  tileElement(tile)?.focus({ preventScroll: true });
}

export function leaveSteering(): void {
  const tile = steeredTile();
  if (tile === null) return;
  closePtz();
  if (wasEnlarged && useWalls.getState().maximisedTile === tile) restoreTiles();
  wasEnlarged = false;
  tileElement(tile)?.focus({ preventScroll: true });
}

/** Opens or closes the controls of the selected tile; false if its camera cannot be steered. */
export function toggleSelected(): boolean {
  const target = selectedTarget();
  if (target === null) return false;
  const channel = selectChannel(target.channelId)(useDirectory.getState());
  if (channel === undefined || !mayTurn(channel)) return false;
  toggleSteering(target);
  return true;
}

/** A key steers while it is down. An action without a key, as from a menu, could never be released. */
const hold =
  (direction: PtzDirection): Run =>
  (stroke) => {
    if (stroke === undefined) return false;
    holdPtz(`key ${stroke.code}`, direction);
    return true;
  };

const RUNS: Runs = {
  'ptz.left': hold('left'),
  'ptz.right': hold('right'),
  'ptz.up': hold('up'),
  'ptz.down': hold('down'),
  'ptz.zoomIn': hold('zoom-in'),
  'ptz.zoomOut': hold('zoom-out'),
  'ptz.focusNear': hold('focus-near'),
  'ptz.focusFar': hold('focus-far'),
  'ptz.autoFocus': () => (hasLensPart('auto-focus') ? void autoFocus() : false),
  'ptz.irisClose': (stroke) => hasLensPart('iris') && hold('iris-close')(stroke),
  'ptz.irisOpen': (stroke) => hasLensPart('iris') && hold('iris-open')(stroke),
  'ptz.slower': () => changeSpeed(-1),
  'ptz.faster': () => changeSpeed(1),
  'ptz.stop': stopPtz,
  // A popover over a picture closes first, by itself.
  'ptz.leave': () => (document.querySelector(':popover-open') === null ? leaveSteering() : false),
};

/** Stops when the window is left, hidden, or about to close. */
function followLeaving(): () => void {
  const onKeyUp = ({ code }: KeyboardEvent): void => releasePtz(`key ${code}`);
  window.addEventListener('keyup', onKeyUp, { capture: true });
  window.addEventListener('blur', releaseAll);
  window.addEventListener('pagehide', closePtz);
  const endSight = followSight((isSeen) => (isSeen ? undefined : releaseAll()));
  return () => {
    window.removeEventListener('keyup', onKeyUp, { capture: true });
    window.removeEventListener('blur', releaseAll);
    window.removeEventListener('pagehide', closePtz);
    endSight();
  };
}

/** Another tile was selected or maximised, or another wall is shown: the camera is out of the operator's sight. */
function followWall(tile: number): () => void {
  const { currentId } = useWalls.getState();
  return useWalls.subscribe(({ selectedTile, maximisedTile, ...state }) => {
    const isCovered = maximisedTile !== null && maximisedTile !== tile;
    if (selectedTile !== tile || isCovered || state.currentId !== currentId) leaveSteering();
  });
}

/** The arrows follow the picture as it is seen, however it is turned. */
function followLook(channelId: ChannelId): () => void {
  const look = selectLook(channelId);
  setPtzLook(look(useTileViews.getState()));
  return useTileViews.subscribe((state) => setPtzLook(look(state)));
}

/** Does all of that while the controls of a tile are shown; it ends with their component. */
export function useSteering(tile: number, channelId: ChannelId): void {
  useEffect(() => {
    const ends = [
      ...followAll(channelId, RUNS),
      followWall(tile),
      () => (usePtz.getState().steered?.tile === tile ? leaveSteering() : undefined),
    ];
    return () => ends.forEach((end) => end());
  }, [tile, channelId]);
}

/** The keys of the stage: its controls do not close, because they cover nothing. */
const { 'ptz.leave': _leave, ...STAGE_RUNS } = RUNS;

/** Steers the camera of the PTZ stage while the stage shows the camera. */
export function useStageSteering(channelId: ChannelId): void {
  useEffect(() => {
    void openPtz({ tile: STAGE_TILE, channelId });
    const ends = [...followAll(channelId, { ...STAGE_RUNS, 'presets.take': () => void takeControl() }), closePtz];
    return () => ends.forEach((end) => end());
  }, [channelId]);
}

function followAll(channelId: ChannelId, runs: Runs): readonly (() => void)[] {
  const pads = new GamepadSource();
  return [
    ...[followPtz(), provideActions(runs), followLeaving(), followLook(channelId)],
    pads.consume({ onSteer: steerPtz }),
    () => pads.dispose(),
  ];
}
