import { useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { openWallMenu, toggleFolded } from '../../state/page/wall-panel.ts';
import { actionOnWall, folderActions, ROW_ACTIONS, type RowActionId } from './wall-commands.ts';
import { FolderRowView, WallRowView } from './wall-row.tsx';
import type { Row } from './wall-rows.ts';

/** The tree of walls: one stop for Tab, arrows inside, every action of the menu by its key, see {@link ROW_ACTIONS}. */
export function WallList({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === focusKey),
  );
  const focus = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return;
    setFocusKey(row.key);
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = rows[at];
    if (row !== undefined && (foldKey(row, event.key) || moveKey(event.key, at, rows.length, focus)))
      event.preventDefault();
  };
  const focused = (): Row | null => {
    const key = document.activeElement?.closest('[data-row]')?.getAttribute('data-row');
    return (list.current?.contains(document.activeElement) && rows.find((row) => row.key === key)) || null;
  };
  useActions(Object.fromEntries(ROW_ACTIONS.map((id) => [id, () => runOnRow(id, focused())])));
  return (
    <div
      className="wl-list"
      role="tree"
      data-scope="walls"
      aria-label={t('walls.names.title')}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, i) => {
        const shared = { isFocusTarget: i === at, onFocus: () => setFocusKey(row.key) };
        return row.kind === 'folder' ? (
          <FolderRowView key={row.key} row={row} {...shared} />
        ) : (
          <WallRowView key={row.key} row={row} {...shared} />
        );
      })}
    </div>
  );
}

function moveKey(key: string, at: number, count: number, focus: (index: number) => void): boolean {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  if (to !== undefined) focus(to);
  return to !== undefined;
}

/** @returns whether the key folds or unfolds the row: the arrows do so in every list. */
function foldKey(row: Row, key: string): boolean {
  if (row.kind !== 'folder' || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false;
  toggleFolded(row.folder.id, key === 'ArrowLeft');
  return true;
}

/** Runs an action of the table on the row that has the focus. @returns false when the action means no such row. */
function runOnRow(id: RowActionId, row: Row | null): boolean {
  if (row === null) return false;
  if (id === 'walls.menu') openMenu(row);
  else if (row.kind === 'wall') actionOnWall(row.wall, id)?.run?.();
  else if (id === 'walls.open') toggleFolded(row.folder.id);
  else {
    const action = folderActions(row.folder).find((own) => own.id === id);
    action?.run?.();
    // The keys of a wall, such as those for its versions, mean the shown wall while a folder has the focus.
    return action !== undefined || id.startsWith('walls.');
  }
  return true;
}

/** The menu of the row that has the focus, below the row. */
function openMenu(row: Row): void {
  const { left, bottom } = document.activeElement?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
  const at = { x: left + 24, y: bottom };
  if (row.kind === 'folder') openWallMenu({ kind: 'folder', folder: row.folder, at });
  else openWallMenu({ kind: 'wall', id: row.wall.id, at });
}
