/** The operators' walls in their folders, and the rules of their names; the same on both sides of the door. */
import type { WallFolderId, WallId } from '../ids.ts';
import { normaliseName } from '../cameras/sites.ts';

export const MAX_WALLS = 500;
export const MAX_WALL_FOLDERS = 100;
export const MAX_WALL_NAME = 64;

export interface WallFolder {
  readonly id: WallFolderId;
  readonly name: string;
}

/** Where a wall stands; null is outside of every folder. */
export interface WallPlace {
  readonly wallId: WallId;
  readonly folderId: WallFolderId | null;
}

/** Folders in their order; walls in theirs, those of one folder as they follow each other here. */
export interface WallLibrary {
  readonly revision: number;
  readonly folders: readonly WallFolder[];
  readonly places: readonly WallPlace[];
}

export type WallNameProblem = 'empty' | 'long' | 'taken';

const key = (name: string): string => normaliseName(name).toLowerCase();

/**
 * Checks the name of a wall or a folder; null if it is usable. No two walls, and no two folders, share a name, whatever
 * the case of its letters: operators call a wall by its name, also on the command line.
 *
 * @param others the names of all others of the kind.
 */
export function wallNameProblem(others: Iterable<string>, name: string): WallNameProblem | null {
  const clean = normaliseName(name);
  if (clean === '') return 'empty';
  if (clean.length > MAX_WALL_NAME) return 'long';
  for (const other of others) if (key(other) === key(clean)) return 'taken';
  return null;
}

/** The name, or the same with the first free number behind it: `Gates`, `Gates (2)`. */
export function freeWallName(others: Iterable<string>, wanted: string): string {
  const taken = new Set([...others].map(key));
  const stem = normaliseName(wanted).slice(0, MAX_WALL_NAME);
  if (!taken.has(key(stem))) return stem;
  for (let n = 2; ; n++) {
    const name = `${stem.slice(0, MAX_WALL_NAME - ` (${n})`.length).trimEnd()} (${n})`;
    if (!taken.has(key(name))) return name;
  }
}

/** `Wall 1`, `Wall 2`: the first of them that is free. */
export function nextWallName(others: Iterable<string>, stem: string): string {
  const taken = new Set([...others].map(key));
  for (let n = 1; ; n++) if (!taken.has(key(`${stem} ${n}`))) return `${stem} ${n}`;
}

/** The places with one wall put before another, or last of the folder. */
export function placesWith(
  places: readonly WallPlace[],
  moved: WallPlace,
  beforeId: WallId | null,
): readonly WallPlace[] {
  const rest = places.filter(({ wallId }) => wallId !== moved.wallId);
  const at = rest.findIndex(({ wallId, folderId }) => wallId === beforeId && folderId === moved.folderId);
  if (at >= 0) return [...rest.slice(0, at), moved, ...rest.slice(at)];
  const last = rest.findLastIndex(({ folderId }) => folderId === moved.folderId);
  return last < 0 ? [...rest, moved] : [...rest.slice(0, last + 1), moved, ...rest.slice(last + 1)];
}
