/** Targets that are deleted, and the outcome of each of them. */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import {
  MAX_TARGETS_PER_DELETE,
  type TargetMove,
  type TargetOutcome,
} from '../../../../preload/domain/people/targets.ts';
import { request } from '../../../page/bridge.ts';
import { afterRetry, outcomeOfAll } from '../../../page/lost-answer.ts';
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
  /** Of a move: the list that the targets go to. */
  readonly toGroupId: string | null;
  readonly isRetrying: boolean;
}

const NOTHING: Changes = {
  asked: null,
  isDeleting: false,
  report: null,
  reportOf: 'delete',
  toGroupId: null,
  isRetrying: false,
};

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
  piece.map((one) => ({ ...one, state: outcomeOfAll(error), error, requestId: null }));

async function deletePiece(place: Place, piece: readonly Named[]): Promise<readonly Item[]> {
  const answer = await request['targets.delete']({ ...place, targetIds: piece.map(({ id }) => id) });
  if (!answer.ok) return failedItems(piece, answer.error);
  return piece.map((one, i) => {
    const { state = 'unknown', error = null, requestId = null } = answer.value.outcomes[i] ?? {};
    return { ...one, state, error, requestId };
  });
}

/** Sends items a call after the other. Behind a lost answer, and behind a failure of everything, nothing is sent. */
export async function sendPieces(
  items: readonly Named[],
  size: number,
  send: (piece: readonly Named[]) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const sent: Item[] = [];
  for (let at = 0; at < items.length; at += size) {
    const piece = items.slice(at, at + size);
    const stop = sent.find(({ state }) => state === 'unknown' || state === 'notAsked');
    const rest = piece.map((one): Item => ({ ...one, state: 'notAsked', error: stop?.error ?? null, requestId: null }));
    sent.push(...(stop === undefined ? await send(piece) : rest));
  }
  return sent;
}

/** Takes those out of the table that left the list. */
export function dropGone(place: Place, items: readonly Item[], hasLeft: (item: Item) => boolean): void {
  const left = items.filter((item) => hasLeft(item) || item.error?.code === 'cloud.not-found');
  const gone = new Set(left.map(({ id }) => id));
  for (const id of gone) dropThumb(id);
  dropRows(place, gone);
}

/** Deletes those that were asked about. */
export async function deleteAsked(): Promise<void> {
  const { asked, isDeleting } = getState();
  const { place } = useTargets.getState();
  if (asked === null || place === null || isDeleting) return;
  setState({ isDeleting: true });
  const items = await deleteAll(place, asked);
  // The account may be gone.
  if (useTargets.getState().place !== place) return setState(NOTHING);
  setState({ ...NOTHING, report: items, reportOf: 'delete' });
}

async function deleteAll(place: Place, asked: readonly Named[]): Promise<readonly Item[]> {
  const items = await sendPieces(asked, MAX_TARGETS_PER_DELETE, (piece) => deletePiece(place, piece));
  dropGone(place, items, ({ state }) => state === 'done');
  return items;
}

/** Whether an item of a report can be sent again: it is not done, and its target is not known to be gone. */
export const canRetry = ({ state, error }: Pick<Item, 'state' | 'error'>): boolean =>
  state !== 'done' && error?.code !== 'cloud.not-found';

/**
 * Sends items of the report again, and nothing else. Main reads the list before it sends an item whose answer was lost.
 *
 * @param send sends them; the deletion of a report of deletions.
 */
export async function retryItems(
  ids: ReadonlySet<string>,
  send: (place: Place, items: readonly Named[]) => Promise<readonly Item[]> = deleteAll,
): Promise<void> {
  const { report, isRetrying } = getState();
  const { place } = useTargets.getState();
  const left = (report ?? []).filter((item) => ids.has(item.id) && canRetry(item));
  if (place === null || isRetrying || left.length === 0) return;
  setState({ isRetrying: true });
  const items = await send(
    place,
    left.map(({ id, name }) => ({ id, name })),
  );
  if (useTargets.getState().place !== place) return setState(NOTHING);
  const retried = new Map(items.map((item) => [item.id, item]));
  // Another report may have taken the place of this one.
  const { report: now } = getState();
  setState({ isRetrying: false, report: now?.map((item) => retriedItem(item, retried.get(item.id))) ?? null });
}

/** A target of a move is where it was, such as in both lists, where the retry was not sent and main names no other place. */
function retriedItem(before: Item, retried: Item | undefined): Item {
  const after = afterRetry(before, retried);
  if (retried?.state !== 'notAsked' || retried.place !== undefined || before.place === undefined) return after;
  return { ...after, place: before.place };
}

/** Names leave the page with the list that they are of. @returns ends it. */
export const followChanges = (): (() => void) =>
  useTargets.subscribe(({ place }, before) => {
    if (place !== before.place) setState(NOTHING);
  });
