import { useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { chordOf } from '../../state/actions/shortcut-keys.ts';
import { isMac } from '../../state/actions/shortcuts.ts';
import { openWallMenu, toggleFolded } from '../../state/page/wall-panel.ts';
import { openTab } from '../../state/windows/window.ts';
import { commandsOf, folderCommandsOf } from './wall-commands.ts';
import { FolderRowView, WallRowView } from './wall-row.tsx';
import type { Row } from './wall-rows.ts';

/** The tree of walls: one stop for Tab, arrows inside, every action of the menu by its key. */
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
    const row = rows[at];
    if (row !== undefined && (runKey(row, event) || moveKey(event.key, at, rows.length, focus))) event.preventDefault();
  };
  return (
    <div className="wl-list" role="tree" aria-label={t('walls.title')} ref={list} onKeyDown={onKeyDown}>
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

/** @returns whether the key meant something for the row. */
function runKey(row: Row, event: KeyboardEvent<HTMLElement>): boolean {
  const keys = chordOf(event.nativeEvent, isMac());
  if (keys === 'ContextMenu' || keys === 'Shift+F10') {
    const { left, bottom } = (event.target as Element).getBoundingClientRect();
    openMenu(row, { x: left + 24, y: bottom });
    return true;
  }
  if (
    row.kind === 'folder' &&
    (keys === 'ArrowLeft' || keys === 'ArrowRight' || keys === 'Enter' || keys === 'Space')
  ) {
    toggleFolded(row.folder.id, keys === 'ArrowLeft' ? true : keys === 'ArrowRight' ? false : !row.isFolded);
    return true;
  }
  if (row.kind === 'wall' && keys === 'Space') return (openTab(row.wall.id), true);
  const commands = row.kind === 'folder' ? folderCommandsOf(row.folder) : commandsOf(row.wall);
  const command = keys === null ? undefined : commands.find((candidate) => candidate.keys === keys);
  command?.run();
  return command !== undefined;
}

function openMenu(row: Row, at: { readonly x: number; readonly y: number }): void {
  if (row.kind === 'folder') openWallMenu({ kind: 'folder', folder: row.folder, at });
  else openWallMenu({ kind: 'wall', id: row.wall.id, at });
}
