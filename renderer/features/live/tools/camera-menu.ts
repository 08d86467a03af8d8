/**
 * Menu items that the live screen adds for a camera: the tools of its tile, its stream, its picture, its link and its
 * facts.
 */
import { TILE_ASPECTS } from '../../../../preload/domain/walls/wall.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { slotOf } from '../../../media/slot-key.ts';
import type { CameraMenuPart, CameraSubject } from '../../../state/actions/camera-menu.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { runAction } from '../../../state/actions/shortcut-actions.ts';
import { isActionId } from '../../../state/actions/shortcut-table.ts';
import { keyed, printedKeys } from '../../../state/actions/shortcuts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { selectClip, useClips } from '../../../state/players/clips.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { selectIsProtected } from '../model/protection.ts';
import {
  chosenTiles,
  selectTile,
  selectWall,
  setAspect,
  toggleMaximised,
  useWalls,
} from '../../../state/walls/walls.ts';
import type { Action } from '../../../ui/action.ts';
import { tileTarget, type TileTarget } from '../base/tile-target.ts';
import { isTileHeard } from '../model/replay-sound.ts';
import { chooseStream, selectStreamChoice, STREAM_CHOICES } from '../model/stream-choice.ts';
import { changeView, resetView, selectView, useTileViews } from '../../../state/players/tile-views.ts';
import { mirrored, turned } from '../../../ui/tile/zoom.ts';
import { copyFacts, copyLink } from './tile-facts.ts';
import { toolsOf, type ToolState } from './tile-tools-list.ts';

/** The tile of the camera as a target of the tools; null if no tile of this wall shows the camera. */
const targetOf = ({ channelId, tile }: CameraSubject): TileTarget | null => {
  const target = tile === null ? null : tileTarget(tile);
  // The tile may show another camera since the menu was opened.
  return target?.channelId === channelId ? target : null;
};

function stateOf(target: TileTarget): ToolState {
  const { slotKey, channelId } = target;
  const views = useTileViews.getState();
  return {
    isRecording: selectClip(channelId)(useClips.getState()) !== null,
    isReplaying: views.replays[slotKey] !== undefined,
    isBoxing: views.boxing === slotKey,
    isEnlarged: selectView(slotKey)(views).factor > 1,
    isHeard: isTileHeard(target),
    isProtected: selectIsProtected(channelId)(usePreferences.getState()),
    transport: selectPlayer(slotKey)(usePlayers.getState())?.statistics.transport ?? null,
  };
}

/** Tools of the bar that the menu of a camera leaves out: they belong to the wall, or no cloud has them yet. */
const NOT_IN_MENU: ReadonlySet<string> = new Set(['wall.statistics', 'tile.talk']);
/** These need no picture: they act on the camera itself. */
const WITHOUT_TILE: ReadonlySet<string> = new Set(['tile.protect']);
/** Their own function acts on one tile; the action of the key acts on several, or on the tile with the focus. */
const BY_TOOL: ReadonlySet<string> = new Set(['tile.live', 'tile.protect', 'tile.maximise']);

/** The tools of the bar of the tile, by the same list. */
function toolItems(t: Text, subject: CameraSubject): readonly Action[] {
  const { channelId } = subject;
  const target = targetOf(subject);
  const known = target ?? { tile: 0, channelId, slotKey: slotOf(channelId, 0) };
  const props = {
    ...known,
    channel: useDirectory.getState().view.byId.get(channelId),
    isMaximised: target !== null && useWalls.getState().maximisedTile === target.tile,
    isStatisticsShown: false,
    onStatistics: () => undefined,
    onMaximise: () => toggleMaximised(known.tile),
  };
  const tools = toolsOf(t, props, stateOf(known)).flatMap((group) => Object.values(group));
  return tools.filter(({ id }) => !NOT_IN_MENU.has(id)).map((tool) => onTile(t, tool, target));
}

/** Selects the tile first: the tools that stay open after the menu, such as PTZ, belong to the selected tile. */
function onTile(t: Text, tool: Action, target: TileTarget | null): Action {
  if (WITHOUT_TILE.has(tool.id)) return tool;
  if (target === null) return { ...tool, reason: t('live.menu.notOnWall') };
  const run = (): void => {
    if (!chosenTiles(useWalls.getState()).includes(target.tile)) selectTile(target.tile);
    if (!BY_TOOL.has(tool.id) && isActionId(tool.id)) void runAction(tool.id);
    else tool.run?.();
  };
  return { ...tool, run };
}

function streamItems(t: Text, { channelId }: CameraSubject): readonly Action[] {
  const now = selectStreamChoice(channelId)(usePreferences.getState());
  const channel = useDirectory.getState().view.byId.get(channelId);
  const isSingle = channel !== undefined && !channel.capabilities.includes('sub-stream');
  return STREAM_CHOICES.map((choice) => ({
    id: `stream-${choice ?? 'auto'}`,
    name: t(`live.menu.stream.${choice ?? 'auto'}`),
    ...(choice === null ? { keys: printedKeys('tile.stream') } : {}),
    isChecked: choice === now,
    reason: isSingle && choice !== null ? t('live.menu.singleStream') : undefined,
    run: () => chooseStream(channelId, choice),
  }));
}

function pictureItems(t: Text, subject: CameraSubject): readonly Action[] {
  const target = targetOf(subject);
  const absent = target === null ? t('live.menu.notOnWall') : undefined;
  const look = (change: Parameters<typeof changeView>[1]) => () => {
    if (target !== null) changeView(target.slotKey, change);
  };
  return [
    ...aspectItems(t, target === null ? [] : [target.tile]),
    keyed('tile.rotate', { name: t('live.tools.rotate'), reason: absent, run: look(turned) }),
    keyed('tile.mirror', { name: t('live.tools.mirror'), reason: absent, run: look(mirrored) }),
    keyed('tile.resetView', {
      name: t('live.tools.reset'),
      reason: absent,
      run: () => (target === null ? undefined : resetView(target.slotKey)),
    }),
  ];
}

/** How the pictures fill their tiles; the mark is at the choice of the first tile. */
export function aspectItems(t: Text, tiles: readonly number[]): readonly Action[] {
  if (!isOffered('tile.aspect')) return [];
  const wall = selectWall(useWalls.getState());
  const [first] = tiles;
  const locked = wall?.isLocked === true ? t('live.menu.locked') : undefined;
  const reason = first === undefined ? t('live.menu.notOnWall') : locked;
  return TILE_ASPECTS.map((aspect) => ({
    id: aspect,
    name: t(`live.menu.${aspect}`),
    isChecked: first !== undefined && (wall?.aspects[first] ?? 'fit') === aspect,
    reason,
    run: () => setAspect(tiles, aspect),
  }));
}

function copyItems(t: Text, subject: CameraSubject): readonly Action[] {
  const target = targetOf(subject);
  return [
    keyed('tile.copyLink', { name: t('live.tools.copyLink'), run: () => void copyLink(subject) }),
    keyed('tile.report', {
      name: t('live.tools.report'),
      reason: target === null ? t('live.menu.notOnWall') : undefined,
      run: () => (target === null ? undefined : void copyFacts(target)),
    }),
  ];
}

const streamPart = (t: Text, subject: CameraSubject): readonly Action[] =>
  isOffered('tile.stream') ? streamItems(t, subject) : [];

export const liveCameraMenu: readonly CameraMenuPart[] = [
  { id: 'tools', after: 'open', items: toolItems },
  { id: 'stream', title: (t) => t('live.menu.ofStream'), items: streamPart },
  { id: 'picture', title: (t) => t('live.menu.ofPicture'), items: pictureItems },
  { id: 'camera', title: (t) => t('live.menu.ofCamera'), items: copyItems },
];
