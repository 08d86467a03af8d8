/** The wall's keys: arrows, Enter, Del on the tiles; I, F, Esc and Alt with a figure anywhere on the live screen. */
import { useEffect, type KeyboardEvent as ReactKeyboardEvent } from 'react';
import type { Direction } from '../../../preload/domain/layout.ts';
import { setPreferences, usePreferences } from '../../state/preferences.ts';
import {
  chosenTiles,
  moveSelection,
  removeTiles,
  restoreTiles,
  setLayout,
  toggleMaximised,
  useWalls,
} from '../../state/walls.ts';
import { toggleFullScreen } from './full-screen.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Layouts by their key, in the order of the toolbar. */
export const LAYOUT_KEYS = [
  { layout: 1, key: '1' },
  { layout: 4, key: '2' },
  { layout: 9, key: '3' },
  { layout: 16, key: '4' },
] as const;

export function toggleStatistics(): void {
  void setPreferences({ isStatisticsShown: !usePreferences.getState().isStatisticsShown });
}

/** For keys that mean the selected tile; they act while the focus is on a tile, not in its toolbar. */
export function useWallKeys(): (event: ReactKeyboardEvent) => void {
  return (event) => {
    const isOnTile = event.target instanceof HTMLElement && event.target.hasAttribute('data-tile');
    if (!isOnTile || event.ctrlKey || event.metaKey || event.altKey) return;
    const tile = Number((event.target as HTMLElement).dataset['tile']);
    const direction = ARROWS[event.key];
    if (direction) moveSelection(direction);
    else if (event.key === 'Enter') toggleMaximised(tile);
    else if (event.key === 'Delete' || event.key === 'Backspace') removeTiles(chosenTiles(useWalls.getState()));
    else return;
    event.preventDefault();
  };
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return event.defaultPrevented;
  if (event.key === 'Escape' && document.querySelector(':popover-open') !== null) return true;
  return event.target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null;
}

function onPageKey(event: KeyboardEvent, stage: HTMLElement | null): boolean {
  const layout = LAYOUT_KEYS.find(({ key }) => event.altKey && !event.ctrlKey && event.code === `Digit${key}`);
  if (layout) setLayout(layout.layout);
  else if (event.ctrlKey || event.metaKey || event.altKey) return false;
  else if (event.key === 'i' || event.key === 'I') toggleStatistics();
  else if ((event.key === 'f' || event.key === 'F') && stage) toggleFullScreen(stage);
  else if (event.key === 'Escape' && stage && document.fullscreenElement) toggleFullScreen(stage);
  else if (event.key === 'Escape' && useWalls.getState().maximisedTile !== null) restoreTiles();
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
