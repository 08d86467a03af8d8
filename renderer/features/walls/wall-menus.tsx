import { useText } from '../../i18n/i18n.ts';
import { closeWallMenu, useWallPanel } from '../../state/page/wall-panel.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { Menu } from '../../ui/float/menu.tsx';
import { folderActions, wallActions } from './wall-commands.ts';

/** The menu of a tab, of a row of the list or of a folder. */
export function WallMenus() {
  const t = useText();
  const menu = useWallPanel((state) => state.menu);
  const wall = useWalls((state) => (menu?.kind === 'wall' ? state.walls.find(({ id }) => id === menu.id) : undefined));
  if (menu === null || (menu.kind === 'wall' && wall === undefined)) return null;
  const items = menu.kind === 'folder' ? folderActions(menu.folder) : wall ? wallActions(wall) : [];
  const name = menu.kind === 'folder' ? menu.folder.name : (wall?.name ?? '');
  return <Menu label={t('walls.tabs.menu', { name })} items={items} at={menu.at} onClose={closeWallMenu} />;
}
