/** Deleted things that can be restored, read from main while the list is open. */
import { create } from 'zustand';
import { asBookmarkId, asSequenceId, asSiteId, asWallId } from '../../../../preload/domain/ids.ts';
import type { RemovedKind, RemovedThing } from '../../../../preload/domain/removed.ts';
import { on, request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import type { Load } from '../../../state/page/load-state.ts';
import { asChange, offerUndo, outcomeOf, type StepOutcome } from '../../../state/page/undo.ts';
import { takeSiteAway } from '../../../state/cameras/sites.ts';
import { takeSequenceAway } from '../../../state/sequences/sequences.ts';
import { takeWallAway } from '../../../state/windows/wall-tabs.ts';
import { openTab } from '../../../state/windows/window.ts';

interface RemovedState {
  /** The newest first. */
  readonly things: readonly RemovedThing[];
  readonly load: Load;
}

export const useRemoved = create<RemovedState>(() => ({ things: [], load: { status: 'idle' } }));

/** Counts the readings: an answer that a later one overtook says nothing. */
let readings = 0;

export async function loadRemoved(): Promise<void> {
  readings += 1;
  const reading = readings;
  const answer = await request['removed.list']({});
  if (reading !== readings) return;
  if (answer.ok) useRemoved.setState({ things: answer.value, load: { status: 'ready' } });
  else useRemoved.setState({ load: { status: 'failed', error: answer.error } });
}

/** How many lists are open in this window. */
let followers = 0;

/** Reads the list now and after every change, in any window, until the returned function is called. */
export function followRemoved(): () => void {
  followers += 1;
  void loadRemoved();
  const stop = on('removed.changed', () => void loadRemoved());
  return () => {
    followers -= 1;
    stop();
  };
}

/** Reads an open list again after a restart of main, which may have reported changes meanwhile. */
export function readRemoved(): void {
  if (followers > 0) void loadRemoved();
}

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
