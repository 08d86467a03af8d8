import type { WallId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { showWall, useWalls } from '../../state/walls.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { layoutIcon } from './layout-commands.ts';

/** One tab per wall, with its layout as icon. */
export function WallTabs() {
  const t = useText();
  const walls = useWalls((state) => state.walls);
  const currentId = useWalls((state) => state.currentId);
  const items = walls.map((wall) => ({ id: wall.id, icon: layoutIcon(wall.layout), label: wall.name }));
  return (
    <Tabs
      label={t('shell.regions.tabs')}
      items={items}
      selectedId={currentId}
      onSelect={(id) => showWall(id as WallId)}
    />
  );
}
