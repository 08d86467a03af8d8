/** What the keys of special tiles do. */
import { visibleTiles } from '../../../preload/domain/wall-tiles.ts';
import { stepSequence, togglePause, togglePauseAll } from '../../media/sequence-follow.ts';
import { postNotice } from '../../state/notices.ts';
import { acknowledge, changeAlarms, useAlarmTiles } from '../../state/sequences-alarms.ts';
import { specialKeysOf, useShown, type SpecialKey } from '../../state/sequences-shown.ts';
import { toggleSequences } from '../../state/sequences.ts';
import type { Runs } from '../../state/shortcut-actions.ts';
import { selectWall, useWalls } from '../../state/walls.ts';

function selectedKey(): SpecialKey | null {
  const state = useWalls.getState();
  const wall = selectWall(state);
  return wall === null || state.selectedTile === null
    ? null
    : (specialKeysOf(visibleTiles(wall))[state.selectedTile] ?? null);
}

/** Goes on to other meanings of the key where the selected tile runs no sequence. */
const onSequence = (act: (key: SpecialKey) => void) => (): boolean => {
  const key = selectedKey();
  const isRun = key !== null && useShown.getState().runs[key] !== undefined;
  if (isRun) act(key);
  return isRun;
};

function acknowledgeSelected(): boolean {
  const key = selectedKey();
  if (key === null || !useAlarmTiles.getState().places[key]) return false;
  changeAlarms((board, nowMs) => acknowledge(board, key, nowMs));
  return true;
}

function pauseAll(): boolean {
  const isPaused = togglePauseAll();
  if (isPaused !== null) postNotice(isPaused ? 'sequencesPaused' : 'sequencesResumed');
  return isPaused !== null;
}

export const specialRuns: Runs = {
  'wall.sequences': toggleSequences,
  'wall.pauseSequences': pauseAll,
  'tile.pause': onSequence(togglePause),
  'tile.nextStep': onSequence((key) => stepSequence(key, 1)),
  'tile.previousStep': onSequence((key) => stepSequence(key, -1)),
  'tile.acknowledge': acknowledgeSelected,
};
