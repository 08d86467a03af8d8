/** Walls that are made, deleted and restored from this window: what comes back or is new opens in a tab of this window. */
import type { WallFolderId, WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { request } from '../../page/bridge.ts';
import { postFailure, postIfFailed } from '../page/failure-notices.ts';
import { clearNotice, postNotice } from '../page/notices.ts';
import { UNDO_MS } from '../walls/walls.ts';
import { saveFirst, takeWall } from '../walls/walls-sync.ts';
import { openTab } from './window.ts';

/** Makes a wall, or a copy of one, and opens it here. The status line says why there is none. */
export async function createWall(
  request_: { readonly name?: string; readonly folderId?: WallFolderId | null; readonly copyOf?: WallId } = {},
): Promise<void> {
  const { name = null, folderId = null, copyOf = null } = request_;
  const unsaved = copyOf === null ? null : await saveFirst();
  if (unsaved !== null) return postFailure(unsaved);
  const answer = await request['wall.create']({ name, folderId, copyOf });
  if (!answer.ok) return postFailure(answer.error);
  takeWall(answer.value);
  openTab(answer.value.id);
  postNotice(copyOf === null ? 'wallCreated' : 'wallCopied', { name: answer.value.name });
}

/** Deletes a wall; the status line offers the way back. */
export async function removeWall(wall: Pick<Wall, 'id' | 'name'>): Promise<void> {
  await saveFirst(); // what comes back by Undo has the last change; a disk that refuses keeps no wall from going
  if (!postIfFailed(await request['wall.remove']({ wallIds: [wall.id] }))) return;
  const run = (): void => {
    clearNotice('wallRemoved');
    void request['wall.restore']({ wallIds: [wall.id] }).then((answer) => {
      if (postIfFailed(answer)) openTab(wall.id);
    });
  };
  postNotice('wallRemoved', { name: wall.name }, { run, untilMs: Date.now() + UNDO_MS });
}
