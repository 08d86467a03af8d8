/** Walls that are made, deleted and restored from this window: what comes back or is new opens in a tab of this window. */
import type { ChannelId, WallFolderId, WallId } from '../../../preload/domain/ids.ts';
import { normaliseName } from '../../../preload/domain/cameras/sites.ts';
import { freeWallName } from '../../../preload/domain/walls/wall-library.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../preload/domain/walls/wall-tiles.ts';
import { request } from '../../page/bridge.ts';
import { postFailure, postIfFailed } from '../page/failure-notices.ts';
import { asChange, offerUndo, outcomeOf, type StepOutcome } from '../page/undo.ts';
import { wallSubject } from '../walls/wall-edits.ts';
import { useWalls } from '../walls/walls-store.ts';
import { FILL_LAYOUTS, filledWith, layoutFor, withLayout } from '../walls/wall-updates.ts';
import { saveFirst, takeWall } from '../walls/walls-sync.ts';
import { openInWindow, openTab } from './window.ts';

/** Makes a wall, or a copy of one, and opens it here. The status line says why there is none. */
export const createWall = asChange(
  async (
    request_: { readonly name?: string; readonly folderId?: WallFolderId | null; readonly copyOf?: WallId } = {},
  ): Promise<void> => {
    const { name = null, folderId = null, copyOf = null } = request_;
    const unsaved = copyOf === null ? null : await saveFirst();
    if (unsaved !== null) return postFailure(unsaved);
    const answer = await request['wall.create']({ name, folderId, copyOf });
    if (!answer.ok) return postFailure(answer.error);
    takeWall(answer.value);
    openTab(answer.value.id);
    offerCreated(answer.value, copyOf === null ? 'wallCreated' : 'wallCopied');
  },
);

/** Says that a wall was made, with the way back. */
function offerCreated({ id, name }: Pick<Wall, 'id' | 'name'>, key: 'wallCreated' | 'wallCopied'): void {
  const change = {
    edit: 'wallCreated' as const,
    params: { name },
    subject: wallSubject({ id }),
    undo: () => takeWallAway({ id, name }),
    redo: () => bringBack({ id, name }),
  };
  offerUndo(change, key, { name });
}

/** A name for a wall that no wall has yet; null, which leaves the name to main, where nothing is left of the wanted name. */
function freeName(wanted: string | null): string | null {
  if (wanted === null || normaliseName(wanted) === '') return null;
  const names = useWalls.getState().walls.map(({ name }) => name);
  return freeWallName(names, wanted);
}

/**
 * Makes a wall with these cameras and opens the wall in a tab of this window, or in a window of its own.
 *
 * @param options.name the wanted name. Where another wall has this name, a number is added.
 */
export const createWallWith = asChange(
  async (
    channelIds: readonly ChannelId[],
    { name, isOwnWindow }: { readonly name: string | null; readonly isOwnWindow: boolean },
  ): Promise<void> => {
    const answer = await request['wall.create']({ name: freeName(name), folderId: null, copyOf: null });
    if (!answer.ok) return postFailure(answer.error);
    const made = normalise(answer.value);
    const layout = layoutFor(channelIds.length, FILL_LAYOUTS) ?? made.layout;
    const saved = await request['wall.save']({ base: made, wall: filledWith(withLayout(made, layout), channelIds) });
    if (!saved.ok) return postFailure(saved.error);
    takeWall(saved.value);
    if (isOwnWindow) await openInWindow(made.id);
    else openTab(made.id);
    offerCreated(made, 'wallCreated');
  },
);

/** Deletes a wall; the status line offers Undo. */
export const removeWall = asChange(async (wall: Pick<Wall, 'id' | 'name'>): Promise<void> => {
  await saveFirst(); // what comes back by Undo has the last change; a disk that refuses keeps no wall from going
  if (!postIfFailed(await request['wall.remove']({ wallIds: [wall.id] }))) return;
  const change = {
    edit: 'wallRemoved' as const,
    params: { name: wall.name },
    subject: wallSubject(wall),
    undo: () => bringBack(wall),
    redo: () => takeWallAway(wall),
  };
  offerUndo(change, 'wallRemoved', { name: wall.name });
});

/** Deletes a wall with its last change, as a step of Undo. */
export async function takeWallAway({ id, name }: Pick<Wall, 'id' | 'name'>): Promise<StepOutcome> {
  if (!useWalls.getState().walls.some((wall) => wall.id === id)) return { status: 'gone', name };
  await saveFirst();
  return outcomeOf(await request['wall.remove']({ wallIds: [id] }), name);
}

/** The wall as it was when it was deleted, in a tab of this window. */
async function bringBack({ id, name }: Pick<Wall, 'id' | 'name'>): Promise<StepOutcome> {
  const answer = await request['removed.restore']({ kind: 'wall', id });
  if (answer.ok) openTab(id);
  return outcomeOf(answer, name);
}
