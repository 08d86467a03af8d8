/** Targets that are moved to another list of their device. The cloud gives each a new id there. */
import { create } from 'zustand';
import { MAX_TARGETS_PER_CHANGE } from '../../../../preload/domain/people/targets.ts';
import { request } from '../../../page/bridge.ts';
import { failedItems, namedOf, useChanges, type Item, type Named } from './changes.ts';
import type { Place } from './place.ts';
import { dropRows, useTargets } from './targets.ts';
import { dropThumb } from './thumbs.ts';

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

/** Moves those that were asked about, a call after the other. Behind a call that failed as a whole nothing is sent. */
export async function moveAsked(): Promise<void> {
  const { asked, toGroupId, isMoving } = getState();
  const { place } = useTargets.getState();
  if (asked === null || toGroupId === null || place === null || isMoving) return;
  setState({ isMoving: true });
  const items: Item[] = [];
  for (let at = 0; at < asked.length; at += MAX_TARGETS_PER_CHANGE) {
    const piece = asked.slice(at, at + MAX_TARGETS_PER_CHANGE);
    const stop = items.find(({ state }) => state === 'unknown' || state === 'notAsked');
    const rest = piece.map((one): Item => ({ ...one, state: 'notAsked', error: stop?.error ?? null, requestId: null }));
    items.push(...(stop === undefined ? await movePiece(place, toGroupId, piece) : rest));
  }
  setState(NOTHING);
  // The account may be gone.
  if (useTargets.getState().place !== place) return;
  const isGone = ({ place: now, error }: Item): boolean => now === 'to' || error?.code === 'cloud.not-found';
  const gone = new Set(items.filter(isGone).map(({ id }) => id));
  for (const id of gone) dropThumb(id);
  dropRows(place, gone);
  useChanges.setState({ report: items, reportOf: 'move' });
}

/** Names leave the page with the list that they are of. @returns ends it. */
export const followMoving = (): (() => void) =>
  useTargets.subscribe(({ place }, before) => {
    if (place !== before.place) setState(NOTHING);
  });
