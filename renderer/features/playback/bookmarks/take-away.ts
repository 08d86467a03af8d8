import { asBookmarkId } from '../../../../preload/domain/ids.ts';
import type { RemovedThing } from '../../../../preload/domain/removed.ts';
import { request } from '../../../page/bridge.ts';
import { outcomeOf, type StepOutcome } from '../../../state/page/undo.ts';

/** Deletes a bookmark, as a step of Undo. */
export const takeBookmarkAway = async ({ id, name }: Pick<RemovedThing, 'id' | 'name'>): Promise<StepOutcome> =>
  outcomeOf(await request['bookmark.remove']({ id: asBookmarkId(id) }), name);
