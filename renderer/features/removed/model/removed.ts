/** Deleted things that can be restored, read from main while the list is open. */
import { asBookmarkId, asSequenceId, asSiteId, asWallId } from '../../../../preload/domain/ids.ts';
import type { RemovedKind, RemovedThing } from '../../../../preload/domain/removed.ts';
import { on, request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { asChange, offerUndo, outcomeOf, type StepOutcome } from '../../../state/page/undo.ts';
import { takeSiteAway } from '../../../state/cameras/sites.ts';
import { takeSequenceAway } from '../../../state/sequences/sequences.ts';
import { takeWallAway } from '../../../state/windows/wall-tabs.ts';
import { openTab } from '../../../state/windows/window.ts';

/** The newest first. */
const list = new RemoteList(() => request['removed.list']({}));

export const useRemoved = list.use;

export const loadRemoved = (): Promise<void> => list.read();

/** Reads the list now and after every change, in any window, until the returned function is called. */
export const followRemoved = (): (() => void) => list.follow((onChanged) => on('removed.changed', onChanged));

/** Reads an open list again after a restart of main, which may have reported changes meanwhile. */
export const readRemoved = (): void => list.refresh();

/** Deletes the thing again, with the last change that an operator made in this window. */
const TAKE_AWAY: Readonly<Record<RemovedKind, (thing: RemovedName) => Promise<StepOutcome>>> = {
  wall: ({ id, name }) => takeWallAway({ id: asWallId(id), name }),
  site: ({ id, name }) => takeSiteAway({ id: asSiteId(id), name }),
  sequence: ({ id, name }) => takeSequenceAway({ id: asSequenceId(id), name }),
  bookmark: async ({ id, name }) => outcomeOf(await request['bookmark.remove']({ id: asBookmarkId(id) }), name),
};

type RemovedName = Pick<RemovedThing, 'id' | 'name'>;

/** Brings a thing back, says under which name, and offers Undo. A restored wall can be opened from the status line. */
export const restore = asChange(async ({ kind, id, name: before }: RemovedThing): Promise<void> => {
  const answer = await request['removed.restore']({ kind, id });
  if (!answer.ok) {
    postFailure(answer.error);
    return loadRemoved();
  }
  const { name } = answer.value;
  const change = {
    ...{ edit: 'restored' as const, params: { name }, subject: `${kind}:${id}` },
    undo: () => TAKE_AWAY[kind]({ id, name }),
    redo: async () => outcomeOf(await request['removed.restore']({ kind, id }), name),
  };
  const link = kind === 'wall' ? { kind: 'showWall' as const, run: () => openTab(asWallId(id)) } : null;
  offerUndo(change, name === before ? 'restored' : 'restoredAs', { name, before }, link);
  await loadRemoved();
});
