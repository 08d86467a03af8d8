/** Deleted things that can be restored, read from main while the list is open. */
import type { RemovedThing } from '../../../../preload/domain/removed.ts';
import { on, request } from '../../../page/bridge.ts';
import { removableOf } from '../../../state/actions/removable.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { asChange, offerUndo, outcomeOf } from '../../../state/page/undo.ts';

/** The newest first. */
const list = new RemoteList(() => request['removed.list']({}));

export const useRemoved = list.use;

export const loadRemoved = (): Promise<void> => list.read();

/** Reads the list now and after every change, in any window, until the returned function is called. */
export const followRemoved = (): (() => void) => list.follow((onChanged) => on('removed.changed', onChanged));

/** Reads an open list again after a restart of main, which may have reported changes meanwhile. */
export const readRemoved = (): void => list.refresh();

/** Restores a thing. The status bar shows its name now, offers Undo, and leads to the thing where its kind has a link. */
export const restore = asChange(async ({ kind, id, name: before }: RemovedThing): Promise<void> => {
  const answer = await request['removed.restore']({ kind, id });
  if (!answer.ok) {
    postFailure(answer.error);
    return loadRemoved();
  }
  const { name } = answer.value;
  const { takeAway, link } = removableOf(kind);
  const change = {
    edit: 'restored' as const,
    params: { name },
    subject: `${kind}:${id}`,
    undo: () => takeAway({ id, name }),
    redo: async () => outcomeOf(await request['removed.restore']({ kind, id }), name),
  };
  offerUndo(change, name === before ? 'restored' : 'restoredAs', { name, before }, link?.({ id, name }) ?? null);
  await loadRemoved();
});
