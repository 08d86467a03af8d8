/** Targets that are deleted, and what became of each of them. */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import {
  MAX_TARGETS_PER_DELETE,
  type TargetMove,
  type TargetOutcome,
} from '../../../../preload/domain/people/targets.ts';
import { request } from '../../../page/bridge.ts';
import { isAnswerLost } from '../../../page/lost-answer.ts';
import type { Place } from './place.ts';
import { dropRows, useTargets } from './targets.ts';
import { dropThumb } from './thumbs.ts';

/** A target as the question and the report name it. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Item extends Named {
  readonly state: TargetOutcome['state'];
  readonly error: WireError | null;
  readonly requestId: string | null;
  /** Of a move: where the target is now. */
  readonly place?: TargetMove['place'];
}

interface Changes {
  /** The operator is asked whether these are to be deleted. */
  readonly asked: readonly Named[] | null;
  readonly isDeleting: boolean;
  readonly report: readonly Item[] | null;
  readonly reportOf: 'delete' | 'move';
}

const NOTHING: Changes = { asked: null, isDeleting: false, report: null, reportOf: 'delete' };

export const useChanges = create<Changes>(() => NOTHING);
const { getState, setState } = useChanges;

/** The loaded targets with these ids. */
export const namedOf = (ids: ReadonlySet<string>): readonly Named[] =>
  useTargets
    .getState()
    .people.targets.filter(({ id }) => ids.has(id))
    .map(({ id, values }) => ({ id, name: values.name ?? id }));

/** Asks before the loaded targets with these ids are deleted. */
export function askDelete(ids: ReadonlySet<string>): void {
  const asked = namedOf(ids);
  if (asked.length > 0 && !getState().isDeleting) setState({ asked });
}

export const dismissQuestion = (): void => setState({ asked: null });
export const dismissReport = (): void => setState({ report: null });

/** The outcome of each target of a request that failed as a whole. */
export const failedItems = (piece: readonly Named[], error: WireError): readonly Item[] =>
  piece.map((one) => ({ ...one, state: isAnswerLost(error) ? 'unknown' : 'notAsked', error, requestId: null }));

async function deletePiece(place: Place, piece: readonly Named[]): Promise<readonly Item[]> {
  const answer = await request['targets.delete']({ ...place, targetIds: piece.map(({ id }) => id) });
  if (!answer.ok) return failedItems(piece, answer.error);
  return piece.map((one, i) => {
    const { state = 'unknown', error = null, requestId = null } = answer.value.outcomes[i] ?? {};
    return { ...one, state, error, requestId };
  });
}

/** Deletes those that were asked about, a call after the other. Behind a call that failed as a whole nothing is sent. */
export async function deleteAsked(): Promise<void> {
  const { asked, isDeleting } = getState();
  const { place } = useTargets.getState();
  if (asked === null || place === null || isDeleting) return;
  setState({ isDeleting: true });
  const items: Item[] = [];
  for (let at = 0; at < asked.length; at += MAX_TARGETS_PER_DELETE) {
    const piece = asked.slice(at, at + MAX_TARGETS_PER_DELETE);
    const stop = items.find(({ state }) => state === 'unknown' || state === 'notAsked');
    const error = stop?.error ?? null;
    items.push(
      ...(stop === undefined
        ? await deletePiece(place, piece)
        : piece.map((one) => ({ ...one, state: 'notAsked' as const, error, requestId: null }))),
    );
  }
  // The account may be gone.
  if (useTargets.getState().place !== place) return setState(NOTHING);
  const isGone = ({ state, error }: Item): boolean => state === 'done' || error?.code === 'cloud.not-found';
  const gone = new Set(items.filter(isGone).map(({ id }) => id));
  for (const id of gone) dropThumb(id);
  dropRows(place, gone);
  setState({ asked: null, isDeleting: false, report: items, reportOf: 'delete' });
}

/** Names leave the page with the list that they are of. @returns ends it. */
export const followChanges = (): (() => void) =>
  useTargets.subscribe(({ place }, before) => {
    if (place !== before.place) setState(NOTHING);
  });
