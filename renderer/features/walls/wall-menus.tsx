import { useText } from '../../i18n/i18n.ts';
import { printedKeys } from '../../state/actions/shortcuts.ts';
import { closeWallMenu, useWallPanel } from '../../state/page/wall-panel.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { Menu } from '../../ui/menu.tsx';
import { commandsOf, folderCommandsOf } from './wall-commands.ts';

/** The menu of a tab, of a row of the list or of a folder. */
export function WallMenus() {
  const t = useText();
  const menu = useWallPanel((state) => state.menu);
  const wall = useWalls((state) => (menu?.kind === 'wall' ? state.walls.find(({ id }) => id === menu.id) : undefined));
  if (menu === null || (menu.kind === 'wall' && wall === undefined)) return null;
  const commands = menu.kind === 'folder' ? folderCommandsOf(menu.folder) : wall ? commandsOf(wall) : [];
  const name = menu.kind === 'folder' ? menu.folder.name : (wall?.name ?? '');
  const items = commands.map(({ name: id, actions: [action], run }) => ({
    ...{ id, label: t(`walls.actions.${id}`), keys: printedKeys(action), run },
  }));
  return <Menu label={t('walls.tabs.menu', { name })} items={items} at={menu.at} onClose={closeWallMenu} />;
}
