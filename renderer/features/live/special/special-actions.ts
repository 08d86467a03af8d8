/** The functions behind the keys of special tiles. */
import { visibleTiles } from '../../../../preload/domain/walls/wall-tiles.ts';
import { stepSequence, togglePause, togglePauseAll } from './sequence-follow.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { acknowledge, changeAlarms, next, togglePin, useAlarmTiles, type AlarmBoard } from './sequences-alarms.ts';
import { specialKeysOf, useShown, type SpecialKey } from '../../../state/sequences/sequences-shown.ts';
import type { Runs } from '../../../state/actions/shortcut-actions.ts';
import { placeContents, selectWall, useWalls } from '../../../state/walls/walls.ts';

function selectedKey(): SpecialKey | null {
  const state = useWalls.getState();
  const wall = selectWall(state);
  return wall === null || state.selectedTile === null
    ? null
    : (specialKeysOf(visibleTiles(wall))[state.selectedTile] ?? null);
}

/** Leaves the key to its other meanings when the selected tile runs no sequence. */
const onSequence = (act: (key: SpecialKey) => void) => (): boolean => {
  const key = selectedKey();
  const isRun = key !== null && useShown.getState().runs[key] !== undefined;
  if (isRun) act(key);
  return isRun;
};

/** Changes the alarms of the selected tile, when it shows one. */
const onAlarm = (change: (board: AlarmBoard, key: SpecialKey, nowMs: number) => AlarmBoard) => (): boolean => {
  const key = selectedKey();
  if (key === null || !useAlarmTiles.getState().places[key]) return false;
  changeAlarms((board, nowMs) => change(board, key, nowMs));
  return true;
};

function pauseAll(): boolean {
  const isPaused = togglePauseAll();
  if (isPaused !== null) postNotice(isPaused ? 'sequencesPaused' : 'sequencesResumed');
  return isPaused !== null;
}

export const specialRuns: Runs = {
  'wall.pauseSequences': pauseAll,
  'tile.pause': onSequence(togglePause),
  'tile.nextStep': onSequence((key) => stepSequence(key, 1)),
  'tile.previousStep': onSequence((key) => stepSequence(key, -1)),
  'tile.acknowledge': onAlarm(acknowledge),
  'tile.pin': onAlarm((board, key) => togglePin(board, key)),
  'tile.nextAlarm': onAlarm(next),
  'wall.hotspot': () => void placeContents([{ kind: 'hotspot' }]),
  'wall.alarmTile': () => void placeContents([{ kind: 'alarm' }]),
};
