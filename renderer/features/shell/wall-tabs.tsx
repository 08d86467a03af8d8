import type { WallId } from '../../../preload/domain/ids.ts';
import type { WallLayout } from '../../../preload/domain/model.ts';
import { useText } from '../../i18n/i18n.ts';
import { useWalls } from '../../state/walls.ts';
import type { IconName } from '../../ui/icons/names.ts';
import { Tabs } from '../../ui/tabs.tsx';

const LAYOUT_ICONS: Readonly<Record<WallLayout, IconName>> = { 1: 'grid1', 4: 'grid4', 9: 'grid9', 16: 'grid16' };

/** One tab per wall, with its layout as icon. */
export function WallTabs() {
  const t = useText();
  const walls = useWalls((state) => state.walls);
  const currentId = useWalls((state) => state.currentId);
  const items = walls.map((wall) => ({ id: wall.id, icon: LAYOUT_ICONS[wall.layout], label: wall.name }));
  return (
    <Tabs
      label={t('shell.regions.tabs')}
      items={items}
      selectedId={currentId}
      onSelect={(id) => useWalls.setState({ currentId: id as WallId, maximisedTile: null, selectedTile: null })}
    />
  );
}
