/** Targets that are moved to another list of their device. The cloud gives each a new id there. */
import { create } from 'zustand';
import { MAX_TARGETS_PER_CHANGE } from '../../../../preload/domain/people/targets.ts';
import { request } from '../../../page/bridge.ts';
import {
  dropGone,
  failedItems,
  namedOf,
  retryItems,
  sendPieces,
  useChanges,
  type Item,
  type Named,
} from './changes.ts';
import type { Place } from './place.ts';
import { useTargets } from './targets.ts';

interface Moving {
  /** The operator is asked where these go. */
  readonly asked: readonly Named[] | null;
  readonly toGroupId: string | null;
  readonly isMoving: boolean;
}

const NOTHING: Moving = { asked: null, toGroupId: null, isMoving: false };

export const useMoving = create<Moving>(() => NOTHING);
const { getState, setState } = useMoving;

/** Asks where the loaded targets with these ids go. */
export function askMove(ids: ReadonlySet<string>): void {
  const asked = namedOf(ids);
  if (asked.length > 0 && !getState().isMoving) setState({ ...NOTHING, asked });
}

export const chooseList = (toGroupId: string): void => setState({ toGroupId });
export const dismissMove = (): void => setState(NOTHING);

async function movePiece(place: Place, toGroupId: string, piece: readonly Named[]): Promise<readonly Item[]> {
  const targetIds = piece.map(({ id }) => id);
  const answer = await request['targets.move']({ ...place, toGroupId, targetIds });
  if (!answer.ok) return failedItems(piece, answer.error);
  return piece.map((one, i) => {
    const {
      state = 'unknown',
      error = null,
      requestId = null,
      place: now = 'unknown',
    } = answer.value.outcomes[i] ?? {};
    return { ...one, state, error, requestId, place: now };
  });
}

async function moveAll(place: Place, toGroupId: string, asked: readonly Named[]): Promise<readonly Item[]> {
  const items = await sendPieces(asked, MAX_TARGETS_PER_CHANGE, (piece) => movePiece(place, toGroupId, piece));
  dropGone(place, items, (item) => item.place === 'to');
  return items;
}

/** Moves those that were asked about. */
export async function moveAsked(): Promise<void> {
  const { asked, toGroupId, isMoving } = getState();
  const { place } = useTargets.getState();
  if (asked === null || toGroupId === null || place === null || isMoving) return;
  setState({ isMoving: true });
  const items = await moveAll(place, toGroupId, asked);
  setState(NOTHING);
  // The account may be gone.
  if (useTargets.getState().place !== place) return;
  useChanges.setState({ report: items, reportOf: 'move', toGroupId });
}

/** Sends items of the report again: as a deletion or as a move, as they were sent before. */
export async function retryReport(ids: ReadonlySet<string>): Promise<void> {
  const { reportOf, toGroupId } = useChanges.getState();
  if (reportOf === 'delete') await retryItems(ids);
  else if (toGroupId !== null) await retryItems(ids, (place, items) => moveAll(place, toGroupId, items));
}

/** Names leave the page with the list that they are of. @returns ends it. */
export const followMoving = (): (() => void) =>
  useTargets.subscribe(({ place }, before) => {
    if (place !== before.place) setState(NOTHING);
  });
