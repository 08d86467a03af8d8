/** What was done to each wall, to take back and do again. Bounded; ends with the window. */
import type { WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { mergeWalls } from '../../../preload/domain/walls/wall-merge.ts';

/** Named as in the texts `shell.edits`. */
export type EditKind =
  | 'place'
  | 'remove'
  | 'clear'
  | 'fill'
  | 'swap'
  | 'move'
  | 'recall'
  | 'layout'
  | 'grid'
  | 'aspect'
  | 'rollback'
  | 'remap';

export interface WallEdit {
  readonly kind: EditKind;
  readonly before: Wall;
  readonly after: Wall;
}

/** How many edits of one wall can be taken back. */
const MAX_EDITS = 100;

interface Stacks {
  readonly done: WallEdit[];
  readonly undone: WallEdit[];
}

const byWall = new Map<WallId, Stacks>();

function stacksOf(id: WallId): Stacks {
  const known = byWall.get(id);
  if (known) return known;
  const stacks = { done: [], undone: [] };
  byWall.set(id, stacks);
  return stacks;
}

/** Keeps an edit; what had been taken back before it cannot be done again. */
export function record(edit: WallEdit): void {
  const { done, undone } = stacksOf(edit.before.id);
  done.push(edit);
  if (done.length > MAX_EDITS) done.shift();
  undone.length = 0;
}

export function lastEdit(id: WallId): WallEdit | null {
  return byWall.get(id)?.done.at(-1) ?? null;
}

/** @returns the wall without its last edit, keeping what others changed since where the edit did not reach, or null. */
export function stepBack(wall: Wall): { readonly wall: Wall; readonly edit: WallEdit } | null {
  const { done, undone } = stacksOf(wall.id);
  const edit = done.pop();
  if (!edit) return null;
  undone.push(edit);
  return { wall: mergeWalls(edit.after, edit.before, wall), edit };
}

/** @returns the wall with the edit that was taken back last, or null. */
export function stepForward(wall: Wall): { readonly wall: Wall; readonly edit: WallEdit } | null {
  const { done, undone } = stacksOf(wall.id);
  const edit = undone.pop();
  if (!edit) return null;
  done.push(edit);
  return { wall: mergeWalls(edit.before, edit.after, wall), edit };
}

export function forgetHistory(): void {
  byWall.clear();
}
