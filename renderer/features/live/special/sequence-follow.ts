/** The page's only runner of special tiles, wired to the pool, the stores and the clock. */
import { on } from '../../../page/bridge.ts';
import { onAlarm, showAlarm } from './sequences-alarms.ts';
import type { SpecialKey } from '../../../state/sequences/sequences-shown.ts';
import { useSequences } from '../../../state/sequences/sequences.ts';
import { useWalls } from '../../../state/walls/walls.ts';
import { livePool } from '../../../media/pool/live-pool.ts';
import { followPointer } from './sequence-pointer.ts';
import { SpecialTiles } from './sequence-tiles.ts';
import { ticker } from '../../../media/ticker.ts';

let active: SpecialTiles | null = null;
/** The wall may be on the page before the runner starts. */
let wallPlace: HTMLElement | null = null;

/** Runs sequences, hotspots and alarm tiles until the returned function is called. */
export function followSpecials(): () => void {
  const tiles = new SpecialTiles(livePool);
  active = tiles;
  tiles.setWallPlace(wallPlace);
  let stopTicking: (() => void) | null = null;
  const update = (nowMs: number): void => {
    tiles.update(nowMs);
    if (tiles.isBusy) stopTicking ??= ticker.subscribe((tick) => update(tick.nowMs));
    else {
      stopTicking?.();
      stopTicking = null;
    }
  };
  const updateNow = (): void => update(Date.now());
  const stops = [
    useWalls.subscribe(updateNow),
    useSequences.subscribe(updateNow),
    followPointer(),
    onAlarm(({ channelId }) => tiles.onAlarm(channelId)),
    on('alarm.show-wanted', ({ channelId, atMs, words }) => showAlarm(channelId, atMs, words)),
    () => stopTicking?.(),
    () => tiles.dispose(),
  ];
  updateNow();
  return () => {
    stops.forEach((stop) => stop());
    if (active === tiles) active = null;
  };
}

/** Sets the element in which a special tile can open pictures unseen. */
export function setWarmPlace(key: SpecialKey, place: HTMLElement | null): void {
  active?.setPlace(key, place);
}

/** Sets the element in which the next of the walls in turn can be opened unseen. */
export function setWallPlace(place: HTMLElement | null): void {
  wallPlace = place;
  active?.setWallPlace(place);
}

export const togglePause = (key: SpecialKey): void => active?.togglePause(key);
export const stepSequence = (key: SpecialKey, direction: 1 | -1): void => active?.step(key, direction);
/** @returns whether all sequences are paused now; null when none runs. */
export const togglePauseAll = (): boolean | null => active?.togglePauseAll() ?? null;
export const toggleWallPause = (): void => active?.toggleWalls();
export const stepWallRun = (direction: 1 | -1): void => active?.stepWalls(direction);
