import { useShallow } from 'zustand/shallow';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { cameraMenu, inGroups, useMenuContent, type CameraSubject } from '../../../state/actions/camera-menu.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { runAction } from '../../../state/actions/shortcut-actions.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { keyed } from '../../../state/actions/shortcuts.ts';
import { camerasOn, useShown } from '../../../state/sequences/sequences-shown.ts';
import { wallRuns } from '../model/wall-actions.ts';
import { chosenTiles, toggleMaximised, useWalls } from '../../../state/walls/walls.ts';
import type { Action } from '../../../ui/action.ts';
import { Menu } from '../../../ui/float/menu.tsx';
import { aspectItems } from './camera-menu.ts';
import { memoryItems } from './tile-memory-items.ts';
import { closeTileMenu, useTileMenu } from './tile-menu-state.ts';

/** The menu of a tile, or of all chosen tiles: what there is for the camera, then what there is for the tile and the wall. */
export function TileMenu({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const { tile, at } = useTileMenu();
  const chosen = useWalls(useShallow(chosenTiles));
  const camera = useShown(({ cameras }) => (tile === null ? null : camerasOn(wall, cameras)[tile]?.channelId)) ?? null;
  const isOne = chosen.length === 1;
  useMenuContent(isOne ? camera : null);
  if (tile === null) return null;
  const label = t(isOne ? 'live.menu.label' : 'live.menu.labelMany', { tile: tile + 1 });
  const subject: CameraSubject | null =
    isOne && camera !== null ? { channelId: camera, tile, from: 'tile', isSelected: true } : null;
  const items = [...cameraItems(t, wall, tile, subject), ...tileItems(t, wall, tile, chosen, subject)];
  if (items.length === 0) return null;
  return <Menu label={label} items={items} at={at} onClose={closeTileMenu} />;
}

/** A tile without a camera of its own, such as one that waits for an alarm, can still be enlarged. */
function cameraItems(t: Text, wall: Wall, tile: number, subject: CameraSubject | null): readonly Action[] {
  if (subject !== null) return cameraMenu(t, subject);
  const isEmpty = (wall.tiles[tile] ?? null) === null;
  if (isEmpty || chosenTiles(useWalls.getState()).length > 1) return [];
  return [keyed('tile.maximise', { name: t('live.tools.maximise'), run: () => toggleMaximised(tile) })];
}

/** No items at all for an action that this window does not offer. */
const offered = <T,>(id: ActionId, items: readonly T[]): readonly T[] => (isOffered(id) ? items : []);

function tileItems(
  t: Text,
  wall: Wall,
  tile: number,
  chosen: readonly number[],
  subject: CameraSubject | null,
): readonly Action[] {
  const hasContent = chosen.some((at) => (wall.tiles[at] ?? null) !== null);
  const ofTile = [
    ...(chosen.length === 1 && isOffered('tile.earlier') ? memoryItems(t, wall, tile) : []),
    ...(hasContent ? wallAction(t, wall, 'remove') : []),
    ...wallAction(t, wall, chosen.length > 1 ? 'join' : 'divide'),
  ];
  return inGroups([
    subject === null ? aspectItems(t, chosen) : [],
    chosen.length > 1 && hasContent ? numberItems(t) : [],
    ofTile,
    wallItems(t, wall),
  ]);
}

/** Items for the whole wall: a submenu, unless the window offers a single choice. */
function wallItems(t: Text, wall: Wall): readonly Action[] {
  const shown = (['wall.statistics', 'wall.snapshot'] as const).flatMap((id) => {
    const name = t(id === 'wall.statistics' ? 'live.tools.statistics' : 'live.tools.wallSnapshot');
    return offered(id, [keyed(id, { name, run: () => void runAction(id) })]);
  });
  const items = [...(['chooseAll', 'lock'] as const).flatMap((action) => wallAction(t, wall, action)), ...shown];
  return items.length < 2 ? items : [{ id: 'wall', name: t('live.menu.ofWall'), items }];
}

const WALL_ACTIONS = {
  remove: 'tile.remove',
  join: 'wall.join',
  divide: 'wall.divide',
  chooseAll: 'tile.chooseAll',
  lock: 'wall.lock',
} as const;

/** These change the wall, which a locked wall does not allow. */
const CHANGES: ReadonlySet<string> = new Set(['remove', 'join', 'divide']);

function wallAction(t: Text, wall: Wall, action: keyof typeof WALL_ACTIONS): readonly Action[] {
  const id = WALL_ACTIONS[action];
  const name = t(action === 'lock' && wall.isLocked ? 'live.actions.unlock' : `live.actions.${action}`);
  const reason = wall.isLocked && CHANGES.has(action) ? t('live.menu.locked') : undefined;
  return offered(id, [keyed(id, { name, reason, run: wallRuns[id] })]);
}

/** Numbers of all chosen tiles; the menu of one camera has the item of the camera. */
function numberItems(t: Text): readonly Action[] {
  const run = (): void => void runAction('tile.number');
  return offered('tile.number', [keyed('tile.number', { name: t('live.menu.number'), run })]);
}
