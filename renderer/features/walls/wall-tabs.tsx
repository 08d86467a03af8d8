import type { MouseEvent } from 'react';
import type { WallId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { selectMissing, useWallLibrary } from '../../state/walls/wall-library.ts';
import { createWall } from '../../state/windows/wall-tabs.ts';
import { openWallForm, openWallMenu, toggleWallList, useWallPanel } from '../../state/page/wall-panel.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { closeTab, openTab, tabsOf, useWindow } from '../../state/windows/window.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { layoutIcon } from './layout-icon.ts';

/** One tab per wall that is open in this window, the list of all, and a new one. */
export function WallTabs() {
  const t = useText();
  const walls = useWalls((state) => state.walls);
  const currentId = useWalls((state) => state.currentId);
  const open = useWindow((state) => state.tabs);
  const library = useWallLibrary();
  const isListOpen = useWallPanel((state) => state.isListOpen);
  const shown = tabsOf({ tabs: open }, currentId).flatMap((id) => walls.find((wall) => wall.id === id) ?? []);
  const items = shown.map(({ id, name, layout }) => {
    const missing = selectMissing(id)(library).length;
    return {
      id,
      icon: layoutIcon(layout),
      label: name,
      ...(missing === 0 ? {} : { warning: t('walls.names.missing', { count: missing }) }),
    };
  });
  const onMenu = (id: string, event: Pick<MouseEvent, 'clientX' | 'clientY'>): void =>
    openWallMenu({ kind: 'wall', id: id as WallId, at: { x: event.clientX, y: event.clientY } });
  return (
    <>
      <IconButton
        icon="folder"
        {...useAction(t('walls.names.open'), 'wall.list')}
        className="tabs-b"
        aria-pressed={isListOpen}
        onClick={toggleWallList}
      />
      <Tabs
        label={t('shell.regions.tabs')}
        items={items}
        selectedId={currentId}
        onSelect={(id) => openTab(id as WallId)}
        onClose={items.length < 2 ? undefined : (id) => closeTab(id as WallId)}
        closeLabel={(name) => t('walls.names.closeTab', { name })}
        onMenu={onMenu}
        onRename={(id) => {
          const wall = walls.find((candidate) => candidate.id === id);
          if (wall) openWallForm({ kind: 'rename-wall', id: wall.id, name: wall.name });
        }}
      />
      <IconButton
        icon="plus"
        {...useAction(t('walls.names.create'), 'wall.create')}
        className="tabs-b"
        onClick={() => void createWall()}
      />
    </>
  );
}
