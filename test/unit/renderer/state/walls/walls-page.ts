/** The state of the walls on a page whose door to main is the test's. */
import { vi } from 'vitest';
import type { TileContent } from '../../../../../preload/domain/walls/wall.ts';
import * as walls from '../../../../../renderer/state/walls/walls.ts';

interface Door {
  /** Answers to the requests that the test needs, by name. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly on: unknown;
}

/** Reads the walls through the door and follows them. @returns ends this and gives the page its clock and window back. */
export async function startWalls(door: Door): Promise<() => void> {
  vi.stubGlobal('window', Object.assign(new EventTarget(), { lanner: door }));
  walls.forgetWalls();
  const stop = walls.followWalls();
  await walls.loadWalls();
  return () => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
}

/** The contents of the first four tiles of the wall on the screen. */
export const firstTiles = (): readonly TileContent[] =>
  walls.selectWall(walls.useWalls.getState())?.tiles.slice(0, 4) ?? [];
