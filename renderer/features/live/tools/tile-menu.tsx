import { useShallow } from 'zustand/shallow';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { TILE_ASPECTS, type Wall } from '../../../../preload/domain/walls/wall.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { runAction } from '../../../state/actions/shortcut-actions.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { keyed, printedKeys } from '../../../state/actions/shortcuts.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { chooseStream, selectStreamChoice, STREAM_CHOICES } from '../model/stream-choice.ts';
import { selectIsProtected, toggleProtection } from '../../../state/players/protection.ts';
import { camerasOn, useShown } from '../../../state/sequences/sequences-shown.ts';
import { wallRuns } from '../../../state/walls/wall-actions.ts';
import { chosenTiles, setAspect, toggleMaximised, useWalls } from '../../../state/walls/walls.ts';
import type { Action } from '../../../ui/action.ts';
import { Menu } from '../../../ui/menu.tsx';
import { memoryItems } from './tile-memory-items.ts';
import { closeTileMenu, useTileMenu } from './tile-menu-state.ts';

/** The actions for a tile, or for all chosen tiles. */
export function TileMenu({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const { tile, at } = useTileMenu();
  const chosen = useWalls(useShallow(chosenTiles));
  const camera = useShown(({ cameras }) => (tile === null ? null : camerasOn(wall, cameras)[tile]?.channelId)) ?? null;
  if (tile === null) return null;
  const label = t(chosen.length > 1 ? 'live.menu.labelMany' : 'live.menu.label', { tile: tile + 1 });
  const items = itemsOf(t, wall, tile, chosen, chosen.length === 1 ? camera : null);
  if (items.length === 0) return null;
  return <Menu label={label} items={items} at={at} onClose={closeTileMenu} />;
}

/** No items at all for an action that this window does not offer. */
const offered = <T,>(id: ActionId, items: readonly T[]): readonly T[] => (isOffered(id) ? items : []);

/** @param camera that the tile shows, its own or the one that it chose; null where several tiles are meant. */
function itemsOf(
  t: Text,
  wall: Wall,
  tile: number,
  chosen: readonly number[],
  camera: ChannelId | null,
): readonly Action[] {
  const aspects = offered('tile.aspect', TILE_ASPECTS).map((aspect) => ({
    id: aspect,
    name: t(`live.menu.${aspect}`),
    isChecked: (wall.aspects[tile] ?? 'fit') === aspect,
    run: () => setAspect(chosen, aspect),
  }));
  const maximise = keyed('tile.maximise', { name: t('live.menu.maximise'), run: () => toggleMaximised(tile) });
  const hasContent = chosen.some((at) => (wall.tiles[at] ?? null) !== null);
  const actions = [
    ...(hasContent ? (['remove'] as const) : []),
    chosen.length > 1 ? ('join' as const) : ('divide' as const),
    ...(['chooseAll', 'lock'] as const),
  ].flatMap((action) => wallAction(t, wall, action));
  const isOne = chosen.length === 1;
  const groups = [
    isOne && hasContent ? [maximise] : [],
    camera === null ? [] : toolItems(t),
    camera === null ? [] : [...protectItems(t, camera), ...streamItems(t, camera)],
    hasContent ? numberItems(t) : [],
    isOne && isOffered('tile.earlier') ? memoryItems(t, wall, tile) : [],
    aspects,
    actions,
  ];
  return groups.flatMap((items) => items.map((item, i) => ({ ...item, startsGroup: i === 0 })));
}

const WALL_ACTIONS = {
  remove: 'tile.remove',
  join: 'wall.join',
  divide: 'wall.divide',
  chooseAll: 'tile.chooseAll',
  lock: 'wall.lock',
} as const;

function wallAction(t: Text, wall: Wall, action: keyof typeof WALL_ACTIONS): readonly Action[] {
  const id = WALL_ACTIONS[action];
  const name = t(action === 'lock' && wall.isLocked ? 'live.actions.unlock' : `live.actions.${action}`);
  return offered(id, [keyed(id, { name, run: wallRuns[id] })]);
}

const TOOLS = [
  { id: 'tile.snapshot', label: 'live.tools.snapshot' },
  { id: 'tile.replay', label: 'live.tools.back' },
  { id: 'tile.record', label: 'live.tools.record' },
  { id: 'tile.listen', label: 'live.tools.listen' },
] as const;

/**
 * The actions that operators use most for a camera: the smallest tiles have no bar for them. The tile with the menu is
 * the selected one.
 */
function toolItems(t: Text): readonly Action[] {
  return TOOLS.map(({ id, label }) => keyed(id, { name: t(label), run: () => void runAction(id) }));
}

function protectItems(t: Text, camera: ChannelId): readonly Action[] {
  const item = keyed('tile.protect', {
    name: t('streams.protect'),
    isChecked: selectIsProtected(camera)(usePreferences.getState()),
    run: () => toggleProtection(camera),
  });
  return offered('tile.protect', [item]);
}

function numberItems(t: Text): readonly Action[] {
  const run = (): void => void runAction('tile.number');
  return offered('tile.number', [keyed('tile.number', { name: t('live.menu.number'), run })]);
}

function streamItems(t: Text, camera: ChannelId): readonly Action[] {
  const now = selectStreamChoice(camera)(usePreferences.getState());
  return offered('tile.stream', STREAM_CHOICES).map((choice) => ({
    id: `stream-${choice ?? 'auto'}`,
    name: t(`live.menu.stream.${choice ?? 'auto'}`),
    ...(choice === null ? { keys: printedKeys('tile.stream') } : {}),
    isChecked: choice === now,
    run: () => chooseStream(camera, choice),
  }));
}
