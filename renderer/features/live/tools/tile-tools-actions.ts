/** The keys of a tile's tools; they act on the selected tile. */
import { toggleClip, setCaptureSettings, useClips } from '../../../state/players/clips.ts';
import { muteTiles, toggleTileSound } from '../model/replay-sound.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { usePlayers } from '../../../state/players/players.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import type { Runs } from '../../../state/actions/shortcut-actions.ts';
import { openNumbers } from '../../../state/cameras/numbers.ts';
import { camerasOn } from '../../../state/sequences/sequences-shown.ts';
import { chosenTiles, selectWall, useWalls } from '../../../state/walls/walls.ts';
import { cycleStream } from '../model/stream-choice.ts';
import { takeSnapshot, takeWallSnapshot } from './snapshot.ts';
import { copyFacts, copyLink } from './tile-facts.ts';
import { toggleSelected } from '../ptz/use-steering.ts';
import { frameOf, tileElement } from '../../../ui/tile/tile-video.ts';
import { selectedTarget, type TileTarget } from '../base/tile-target.ts';
import {
  changeView,
  endReplay,
  setBoxing,
  stepBackView,
  toggleReplay,
  useTileViews,
} from '../../../state/players/tile-views.ts';
import { mirrored, movedBy, turned, zoomAt, type Point } from '../../../ui/tile/zoom.ts';

const KEY_STEP = 1.4;
const MIDDLE = { x: 0, y: 0 };

/** Records what the tile plays, or ends its recording. */
export async function recordTarget({ channelId, slotKey }: TileTarget): Promise<void> {
  const profile = usePlayers.getState().bySlot[slotKey]?.profile;
  if (profile === undefined) return postNotice('noPicture');
  await toggleClip(channelId, profile);
}

const onTarget = (act: (target: TileTarget) => unknown) => (): boolean => {
  const target = selectedTarget();
  if (target !== null) void act(target);
  return target !== null;
};

async function toggleFollowing(): Promise<void> {
  const isSoundFollowing = useClips.getState().settings?.isSoundFollowing !== true;
  const saved = await setCaptureSettings({ isSoundFollowing });
  if (saved.ok) postNotice(isSoundFollowing ? 'soundFollows' : 'soundStays');
}

/** Opens the menu of the toolbar of the selected tile. */
function openMore(): boolean {
  const target = selectedTarget();
  const button = target && tileElement(target.tile)?.querySelector<HTMLElement>('[data-tool="more"]');
  button?.click();
  return Boolean(button);
}

/** One key stroke moves the picture by this share of the tile. */
const PAN_STEP = 0.12;

/** Shows what lies in this direction. */
const pan = (direction: Point) =>
  onTarget(({ tile, slotKey }) => {
    const pic = tileElement(tile)?.querySelector<HTMLElement>('.tile-pic') ?? null;
    const by = { x: -direction.x * PAN_STEP, y: -direction.y * PAN_STEP };
    changeView(slotKey, (view) => movedBy(view, by, frameOf(pic, view.turn)));
  });

/** Opens the numbers of the cameras on the chosen tiles. */
function setChosenNumbers(): boolean {
  const state = useWalls.getState();
  const wall = selectWall(state);
  const cameras = wall === null ? [] : camerasOn(wall);
  const ids = chosenTiles(state).flatMap((tile) => cameras[tile]?.channelId ?? []);
  if (ids.length > 0) openNumbers([...new Set(ids)]);
  return ids.length > 0;
}

export const toolRuns: Runs = {
  'tile.snapshot': onTarget(takeSnapshot),
  'wall.snapshot': () => void takeWallSnapshot(),
  'tile.record': onTarget(recordTarget),
  'tile.replay': onTarget(({ slotKey }) => toggleReplay(slotKey)),
  'tile.live': () => {
    const keys = Object.keys(useTileViews.getState().replays) as TileTarget['slotKey'][];
    keys.forEach(endReplay);
    return keys.length > 0;
  },
  'tile.zoomBox': onTarget(({ slotKey }) => setBoxing(useTileViews.getState().boxing === slotKey ? null : slotKey)),
  'tile.zoomIn': onTarget(({ slotKey }) => changeView(slotKey, (view) => zoomAt(view, MIDDLE, KEY_STEP))),
  'tile.zoomOut': onTarget(({ slotKey }) => changeView(slotKey, (view) => zoomAt(view, MIDDLE, 1 / KEY_STEP))),
  'tile.resetView': onTarget(({ slotKey }) => stepBackView(slotKey)),
  'tile.panLeft': pan({ x: -1, y: 0 }),
  'tile.panRight': pan({ x: 1, y: 0 }),
  'tile.panUp': pan({ x: 0, y: -1 }),
  'tile.panDown': pan({ x: 0, y: 1 }),
  'tile.rotate': onTarget(({ slotKey }) => changeView(slotKey, turned)),
  'tile.mirror': onTarget(({ slotKey }) => changeView(slotKey, mirrored)),
  'tile.listen': onTarget(toggleTileSound),
  'wall.mute': muteTiles,
  'wall.soundFollows': () => void toggleFollowing(),
  'tile.ptz': toggleSelected,
  'tile.number': setChosenNumbers,
  'tile.copyLink': onTarget(copyLink),
  'tile.report': onTarget(copyFacts),
  'tile.more': openMore,
  'tile.stream': onTarget(({ channelId }) => cycleStream(channelId)),
  'wall.clock': () => void setPreferences({ isClockShown: !usePreferences.getState().isClockShown }),
};
