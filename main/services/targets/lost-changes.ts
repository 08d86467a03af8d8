/**
 * Deletions and moves that did not end with a clear answer. Before one of them is sent again, the lists are read: who is gone
 * is not deleted a second time, and who was added to the new list is not added there a second time. Ids alone are stored, in
 * memory only, and of the newest changes.
 */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { TargetMove, TargetOutcome } from '../../../preload/domain/people/targets.ts';
import { AppError, isFailure } from '../../errors.ts';
import type { ListedTarget, TargetPlace, TargetPort } from '../../ports/targets.ts';
import { isRowOf, readList } from './list-reading.ts';

/** How many changes are remembered. One that is forgotten is sent again like any other. */
interface Most {
  /** Deletions, and moves that are open. */
  readonly changes: number;
  /** Of the open moves, those whose addition lost its answer: each has the ids that were seen in the new list before. */
  readonly lostMoves: number;
}

const MAX_CHANGES = 10_000;
const MAX_LOST_MOVES = 200;

interface Order {
  readonly place: TargetPlace;
  readonly targetIds: readonly string[];
  readonly signal: AbortSignal;
  /** False once the account is gone. */
  readonly isKept: () => boolean;
}

interface MoveOrder extends Order {
  readonly toGroupId: string;
}

/** A move whose target is or may be in both lists. */
interface OpenMove {
  /** Its id in the new list; null where the answer to its addition was lost. */
  readonly newTargetId: string | null;
  /** Targets that were seen in the new list before: a namesake among them is somebody else. */
  readonly before: ReadonlySet<string>;
}

type DeletePort = Pick<TargetPort, 'delete' | 'page'>;
type MovePort = Pick<TargetPort, 'move' | 'finishMove' | 'page' | 'get' | 'seenIn'>;

export class LostChanges {
  readonly #deletions = new Set<string>();
  readonly #moves = new Map<string, OpenMove>();
  readonly #most: Most;

  constructor(most: Most = { changes: MAX_CHANGES, lostMoves: MAX_LOST_MOVES }) {
    this.#most = most;
  }

  /** @returns an outcome for each id. @throws {AppError} `cancelled` alone. */
  async delete(port: DeletePort, order: Order): Promise<readonly TargetOutcome[]> {
    const { place, targetIds, signal } = order;
    const lost = new Set(targetIds.filter((id) => this.#deletions.has(keyOf(place, id))));
    const gone = await goneOf(port, place, lost, signal);
    if (gone instanceof AppError) {
      const requestId = gone.vendor?.requestId ?? null;
      return targetIds.map((targetId): TargetOutcome => {
        return { targetId, state: lost.has(targetId) ? 'unknown' : 'notAsked', error: gone.toWire(), requestId };
      });
    }
    for (const id of gone) this.#deletions.delete(keyOf(place, id));
    const sent = targetIds.filter((id) => !gone.has(id));
    const outcomes = new Map((await this.#sendDeletion(port, order, sent)).map((one) => [one.targetId, one]));
    return targetIds.map((targetId): TargetOutcome => {
      const done = { targetId, state: 'done', error: null, requestId: null } as const;
      return gone.has(targetId) ? done : (outcomes.get(targetId) ?? { ...done, ...UNTOLD });
    });
  }

  async #sendDeletion(port: DeletePort, { place, signal, isKept }: Order, sent: readonly string[]) {
    if (sent.length === 0) return [];
    // Given up in the middle, any of them may be deleted.
    if (isKept()) for (const id of sent) this.#deletions.add(keyOf(place, id));
    for (const key of oldest([...this.#deletions], this.#most.changes)) this.#deletions.delete(key);
    const outcomes = await port.delete(place, sent, signal);
    for (const { targetId, state } of outcomes) {
      if (targetId !== null && state !== 'unknown') this.#deletions.delete(keyOf(place, targetId));
    }
    return outcomes;
  }

  /** @returns for each id an outcome and the place where the target is now. @throws {AppError} `cancelled` alone. */
  async move(port: MovePort, order: MoveOrder): Promise<readonly TargetMove[]> {
    const { targetIds } = order;
    const moves = new Map<string, TargetMove>();
    let stop: TargetMove | null = null;
    for (const id of targetIds) {
      const open = this.#moves.get(moveKey(order, id));
      if (open === undefined) continue;
      const move: TargetMove | null = stop === null ? await settled(port, order, id, open) : behind(id, stop, open);
      if (move === null) this.#moves.delete(moveKey(order, id));
      else moves.set(id, this.#noted(order, move, open));
      if (move !== null && isStop(move)) stop ??= move;
    }
    const fresh = targetIds.filter((id) => !moves.has(id));
    const sent = stop === null ? await this.#send(port, order, fresh) : fresh.map((id) => behind(id, stop));
    for (const move of sent) if (move.targetId !== null) moves.set(move.targetId, move);
    return targetIds.map((id) => moves.get(id) ?? { ...behind(id, null), ...UNTOLD, place: 'unknown' });
  }

  async #send(port: MovePort, order: MoveOrder, targetIds: readonly string[]): Promise<readonly TargetMove[]> {
    if (targetIds.length === 0) return [];
    const { place, toGroupId, signal, isKept } = order;
    const open: OpenMove = { newTargetId: null, before: port.seenIn({ ...place, groupId: toGroupId }) };
    // Given up in the middle, any of them may be in both lists.
    if (isKept()) for (const id of targetIds) this.#moves.set(moveKey(order, id), open);
    this.#forgetOldMoves();
    const moves = await port.move(place, toGroupId, targetIds, signal);
    return moves.map((move) => this.#noted(order, move, open));
  }

  #noted(order: MoveOrder, move: TargetMove, { before }: OpenMove): TargetMove {
    const key = moveKey(order, move.targetId ?? '');
    const isOpen = move.place === 'both' || (move.place === 'unknown' && isStop(move));
    if (!isOpen) this.#moves.delete(key);
    else if (order.isKept()) this.#moves.set(key, openMove(move, before));
    return move;
  }

  #forgetOldMoves(): void {
    const lost = [...this.#moves].filter(([, { newTargetId }]) => newTargetId === null).map(([key]) => key);
    for (const key of oldest(lost, this.#most.lostMoves)) this.#moves.delete(key);
    for (const key of oldest([...this.#moves.keys()], this.#most.changes)) this.#moves.delete(key);
  }

  forget(accountId: AccountId): void {
    const isOwn = (key: string): boolean => key.startsWith(`${accountId}:`);
    for (const key of this.#deletions) if (isOwn(key)) this.#deletions.delete(key);
    for (const key of this.#moves.keys()) if (isOwn(key)) this.#moves.delete(key);
  }
}

/** Those that were noted first, for which there is no room. @param keys in the order in which they were noted. */
const oldest = (keys: readonly string[], most: number): readonly string[] =>
  keys.slice(0, Math.max(0, keys.length - most));

const NOBODY: ReadonlySet<string> = new Set();

/** Where the id in the new list is known, no namesake can be taken for the target. */
const openMove = ({ newTargetId }: TargetMove, before: ReadonlySet<string>): OpenMove => ({
  newTargetId,
  before: newTargetId === null ? before : NOBODY,
});

const keyOf = ({ deviceId, groupId }: TargetPlace, id: string): string => `${deviceId} ${groupId} ${id}`;
const moveKey = ({ place, toGroupId }: MoveOrder, id: string): string => `${keyOf(place, id)} ${toGroupId}`;

const UNTOLD = {
  state: 'unknown',
  error: new AppError('targets.answer-lost', 'an item without an outcome').toWire(),
} as const;

/** Behind a lost answer, and behind a failure of everything, nothing more is sent. */
const isStop = ({ state }: TargetMove): boolean => state === 'unknown' || state === 'notAsked';

/** @param open of a target that may be in both lists. */
function behind(targetId: string, stop: TargetMove | null, open: OpenMove | null = null): TargetMove {
  const newTargetId = open?.newTargetId ?? null;
  const place = open === null ? 'from' : newTargetId === null ? 'unknown' : 'both';
  return { targetId, state: 'notAsked', error: stop?.error ?? null, requestId: null, place, newTargetId };
}

/** Those of the ids that the list has no longer; the failure where the list cannot be read. */
async function goneOf(
  port: DeletePort,
  place: TargetPlace,
  lost: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | AppError> {
  const gone = new Set(lost);
  if (lost.size === 0) return gone;
  try {
    await readList(port, place, signal, ({ id }) => {
      gone.delete(id);
      return gone.size === 0;
    });
    return gone;
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
}

/** @returns null where the target is not in the new list, so that it may be moved. */
async function settled(port: MovePort, order: MoveOrder, id: string, open: OpenMove): Promise<TargetMove | null> {
  const { place, toGroupId, signal } = order;
  const { newTargetId } = open;
  if (newTargetId !== null) return await port.finishMove(place, toGroupId, { targetId: id, newTargetId }, signal);
  try {
    const sent = await port.get(place, id, signal);
    const found = await inNewList(port, order, sent, open);
    if (found === null) return null;
    // A name alone may be that of somebody else: then the old list stays as it is, and the operator decides.
    if (sent.values.externalId)
      return await port.finishMove(place, toGroupId, { targetId: id, newTargetId: found }, signal);
    const error = new AppError('targets.added-twice', 'a target with the name is in the new list').toWire();
    return { targetId: id, state: 'refused', error, requestId: null, place: 'both', newTargetId: null };
  } catch (error) {
    if (!isFailure(error)) throw error;
    // The move reports by itself that the target is gone.
    if (error.code === 'cloud.not-found') return null;
    const requestId = error.vendor?.requestId ?? null;
    return { targetId: id, state: 'unknown', error: error.toWire(), requestId, place: 'unknown', newTargetId: null };
  }
}

/** The id of the target that the lost request added. */
async function inNewList(
  port: MovePort,
  { place, toGroupId, signal }: MoveOrder,
  sent: ListedTarget,
  { before }: OpenMove,
): Promise<string | null> {
  let found: string | null = null;
  await readList(port, { ...place, groupId: toGroupId }, signal, (row) => {
    if (!before.has(row.id) && isRowOf(row, sent.values)) found = row.id;
    return found !== null;
  });
  return found;
}
