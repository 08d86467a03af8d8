/** The wall's keys: arrows and Enter on the tiles; the wall's actions and layouts, I, F and Esc anywhere on the live screen. */
import { useEffect, type KeyboardEvent as ReactKeyboardEvent } from 'react';
import type { Direction } from '../../../preload/domain/layout.ts';
import { setPreferences, usePreferences } from '../../state/preferences.ts';
import { chordOf, LAYOUT_KEYS, WALL_ACTIONS } from '../../state/wall-actions.ts';
import {
  chosenTiles,
  extendChoice,
  moveSelection,
  restoreTiles,
  selectTile,
  setLayout,
  toggleChosen,
  toggleMaximised,
  useWalls,
} from '../../state/walls.ts';
import { toggleFullScreen } from './full-screen.ts';
import { openTileMenuAt } from './tile-menu-state.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function toggleStatistics(): void {
  void setPreferences({ isStatisticsShown: !usePreferences.getState().isStatisticsShown });
}

/** For keys that mean the selected tile; they act while the focus is on a tile, not in its toolbar. */
export function useWallKeys(): (event: ReactKeyboardEvent) => void {
  return (event) => {
    const element = event.target;
    if (!(element instanceof HTMLElement) || !element.hasAttribute('data-tile')) return;
    if (event.metaKey || event.altKey) return;
    const tile = Number(element.dataset['tile']);
    const direction = ARROWS[event.key];
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openTileMenuAt(element, tile);
    else if (event.ctrlKey && event.key === ' ') toggleChosen(tile);
    else if (event.ctrlKey) return;
    else if (direction) (event.shiftKey ? extendChoice : moveSelection)(direction);
    else if (event.key === 'Enter') toggleMaximised(tile);
    else if (event.key === 'Backspace') return WALL_ACTIONS.find(({ name }) => name === 'remove')?.run();
    else return;
    event.preventDefault();
  };
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return event.defaultPrevented;
  if (event.key === 'Escape' && document.querySelector(':popover-open') !== null) return true;
  return (
    event.target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !== null
  );
}

/** Keys that mean something else in the camera list act only on the wall itself. */
const ON_WALL_ONLY = new Set(['remove', 'chooseAll']);

function onActionKey(event: KeyboardEvent, stage: HTMLElement | null): boolean {
  const chord = chordOf(event);
  const action = WALL_ACTIONS.find(({ keys }) => keys.includes(chord));
  if (!action) return false;
  const isOnWall = stage?.querySelector('.lv-wall')?.contains(event.target as Node) ?? false;
  if (ON_WALL_ONLY.has(action.name) && !isOnWall) return false;
  // A letter belongs to the list's own search by typing while the list has the focus.
  const isInList = event.target instanceof Element && event.target.closest('[role="tree"]') !== null;
  if (isInList && /^(Shift )?[A-Z]$/.test(chord)) return false;
  action.run();
  return true;
}

function onEscape(stage: HTMLElement | null): boolean {
  const state = useWalls.getState();
  if (stage && document.fullscreenElement) toggleFullScreen(stage);
  else if (state.maximisedTile !== null) restoreTiles();
  else if (chosenTiles(state).length > 1) selectTile(state.selectedTile);
  else return false;
  return true;
}

function onPageKey(event: KeyboardEvent, stage: HTMLElement | null): boolean {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const layout = LAYOUT_KEYS.find(({ key }) => event.altKey && !event.ctrlKey && event.code === `Digit${key}`);
  if (layout) setLayout(layout.layout);
  else if (onActionKey(event, stage)) return true;
  else if (isPlain && (event.key === 'i' || event.key === 'I')) toggleStatistics();
  else if (isPlain && (event.key === 'f' || event.key === 'F') && stage) toggleFullScreen(stage);
  else if (isPlain && event.key === 'Escape') return onEscape(stage);
  else return false;
  return true;
}

/** Keys of the whole screen, for as long as the stage is there. */
export function useStageKeys(stage: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isElsewhere(event) && onPageKey(event, stage.current)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [stage]);
}
