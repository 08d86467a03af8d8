import { useState, type DragEvent, type MouseEvent } from 'react';
import type { WallId } from '../../../preload/domain/ids.ts';
import { tileCount } from '../../../preload/domain/walls/layout.ts';
import { useText } from '../../i18n/i18n.ts';
import { moveWall, selectMissing, useWallLibrary } from '../../state/walls/wall-library.ts';
import { openWallMenu, toggleFolded } from '../../state/page/wall-panel.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { openTab, tabsOf, useWindow } from '../../state/windows/window.ts';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { LayoutPicture } from '../../ui/layout-picture.tsx';
import type { FolderRow, WallRow } from './wall-rows.ts';

const DRAG_TYPE = 'application/x-lanner-wall';

interface RowProps {
  readonly isFocusTarget: boolean;
  readonly onFocus: () => void;
}

/** A row takes walls that are dropped on it. */
function useDrop(onDropped: (id: WallId) => void) {
  const [isOver, setIsOver] = useState(false);
  const isWall = (event: DragEvent): boolean => event.dataTransfer.types.includes(DRAG_TYPE);
  return {
    isOver,
    drop: {
      onDragOver: (event: DragEvent) => {
        if (!isWall(event)) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave: () => setIsOver(false),
      onDrop: (event: DragEvent) => {
        setIsOver(false);
        if (!isWall(event)) return;
        event.preventDefault();
        onDropped(event.dataTransfer.getData(DRAG_TYPE) as WallId);
      },
    },
  };
}

export function FolderRowView({ row, isFocusTarget, onFocus }: RowProps & { readonly row: FolderRow }) {
  const t = useText();
  const { folder, wallIds, isFolded } = row;
  const { isOver, drop } = useDrop((id) => void moveWall(id, folder.id, null));
  const onMenu = (event: MouseEvent): void => {
    event.preventDefault();
    openWallMenu({ kind: 'folder', folder, at: { x: event.clientX, y: event.clientY } });
  };
  return (
    <div
      className={isOver ? 'wl-row fold drop' : 'wl-row fold'}
      role="treeitem"
      aria-level={1}
      aria-expanded={!isFolded}
      data-row={row.key}
      tabIndex={isFocusTarget ? 0 : -1}
      title={wallIds.length === 0 ? `${folder.name}: ${t('walls.emptyFolder')}` : folder.name}
      onFocus={onFocus}
      onClick={() => toggleFolded(folder.id)}
      onContextMenu={onMenu}
      {...drop}
    >
      <Icon name={isFolded ? 'chev-r' : 'chev-d'} size={12} />
      <b className="el grow">{folder.name}</b>
      <span className="t3">{wallIds.length}</span>
    </div>
  );
}

export function WallRowView({ row, isFocusTarget, onFocus }: RowProps & { readonly row: WallRow }) {
  const t = useText();
  const { wall, folderId } = row;
  const currentId = useWalls((state) => state.currentId);
  const isOpen = useWindow((state) => tabsOf(state, currentId).includes(wall.id));
  const missing = useWallLibrary(selectMissing(wall.id)).length;
  const { isOver, drop } = useDrop((id) => (id === wall.id ? undefined : void moveWall(id, folderId, wall.id)));
  const isShown = wall.id === currentId;
  const onMenu = (event: MouseEvent): void => {
    event.preventDefault();
    openWallMenu({ kind: 'wall', id: wall.id, at: { x: event.clientX, y: event.clientY } });
  };
  return (
    <div
      className={`wl-row${isShown ? ' sel' : ''}${isOver ? ' before' : ''}`}
      role="treeitem"
      aria-level={folderId === null ? 1 : 2}
      aria-selected={isShown}
      data-row={row.key}
      data-level={folderId === null ? 1 : 2}
      tabIndex={isFocusTarget ? 0 : -1}
      title={wall.name}
      draggable
      onFocus={onFocus}
      onClick={() => openTab(wall.id)}
      onContextMenu={onMenu}
      onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, wall.id)}
      {...drop}
    >
      <LayoutPicture layout={wall.layout} width={16} height={12} />
      <span className="el grow">{wall.name}</span>
      {missing === 0 ? null : (
        <StateGlyph name="error" size={11} title={t('walls.names.missing', { count: missing })} />
      )}
      {wall.isLocked ? <LockSign /> : null}
      {isOpen ? <span className="t3">{t('walls.isOpen')}</span> : null}
      <span className="t3 wl-n">{tileCount(wall.layout)}</span>
    </div>
  );
}

function LockSign() {
  const t = useText();
  return (
    <span role="img" aria-label={t('walls.locked')} title={t('walls.locked')}>
      <Icon name="lock" size={12} />
    </span>
  );
}
