/** Puts what was removed into the status line, with the way back for ten seconds. */
import { useEffect } from 'react';
import { useDirectory } from '../../state/directory.ts';
import { clearNotice, postNotice } from '../../state/notices.ts';
import { undoRemoval, useWalls, type WallUndo } from '../../state/walls.ts';

function announce(undo: WallUndo): void {
  const way = { run: undoRemoval, untilMs: undo.untilMs };
  const [only] = undo.removed;
  if (undo.removed.length !== 1 || !only) return postNotice('wallCleared', { count: undo.removed.length }, way);
  const channel = useDirectory.getState().view.byId.get(only.channelId);
  const name = channel ? `${channel.number} ${channel.name}` : '';
  postNotice('tileRemoved', { name, tile: only.tile + 1 }, way);
}

export function useUndoNotice(): void {
  useEffect(
    () =>
      useWalls.subscribe(({ undo }, before) => {
        if (undo === before.undo) return;
        if (undo) announce(undo);
        else {
          clearNotice('tileRemoved');
          clearNotice('wallCleared');
        }
      }),
    [],
  );
}
