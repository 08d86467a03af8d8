/**
 * Moves targets between the lists of a device. The cloud has no operation for it: a target is added to the new list, read back
 * there, and deleted from the old list, so that no moment has it in neither. A move that breaks off reports where the target is.
 */
import type { TargetMove, TargetOutcome } from '../../../../preload/domain/people/targets.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { ListedTarget, TargetPlace } from '../../../ports/targets.ts';
import { isStop, refused, unsent } from './outcomes.ts';
import type { TargetReader } from './reader.ts';
import { noPicture, type TargetWriter } from './writer.ts';

type Place = TargetMove['place'];

export class TargetMover {
  readonly #reader: TargetReader;
  readonly #writer: TargetWriter;

  constructor(reader: TargetReader, writer: TargetWriter) {
    this.#reader = reader;
    this.#writer = writer;
  }

  /** One target after the other. @throws {AppError} `cancelled` alone. */
  async move(
    from: TargetPlace,
    toGroupId: string,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly TargetMove[]> {
    const to = { ...from, groupId: toGroupId };
    const moves: TargetMove[] = [];
    let isStopped = false;
    for (const id of ids) {
      if (isStopped) {
        const error = new AppError('targets.not-asked', 'a change before this one failed');
        moves.push(ended(unsent(id, error), 'from', null));
        continue;
      }
      const move = await this.#one(from, to, id, signal);
      moves.push(move);
      isStopped = move.state === 'unknown' || (move.error !== null && isStop(AppError.fromWire(move.error)));
    }
    return moves;
  }

  /** Ends a move whose target was added before; nothing is added again. @throws {AppError} `cancelled` alone. */
  async finish(
    from: TargetPlace,
    toGroupId: string,
    { targetId: id, newTargetId: newId }: { readonly targetId: string; readonly newTargetId: string },
    signal: AbortSignal,
  ): Promise<TargetMove> {
    const to = { ...from, groupId: toGroupId };
    let before: ListedTarget;
    try {
      before = await this.#reader.get(from, id, signal);
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error.code !== 'cloud.not-found') return ended(unsent(id, error), 'both', newId);
      // It left the old list before: the deletion whose answer was lost, or somebody else.
      const isThere = await this.#isThere(to, newId, signal);
      const done = { targetId: id, state: 'done', error: null, requestId: null } as const;
      if (isThere === null) return ended({ ...done, state: 'unknown', error: noAnswer().toWire() }, 'unknown', newId);
      return isThere ? ended(done, 'to', newId) : ended(refused(id, error), 'unknown', newId);
    }
    const missing = await this.#missing(to, newId, before, signal);
    if (missing === null) return await this.#leave(from, id, newId, signal);
    const isGone = missing.code === 'cloud.not-found';
    return ended(refused(id, missing), isGone ? 'from' : 'both', isGone ? null : newId);
  }

  async #one(from: TargetPlace, to: TargetPlace, id: string, signal: AbortSignal): Promise<TargetMove> {
    let before: ListedTarget;
    try {
      before = await this.#reader.get(from, id, signal);
    } catch (error) {
      if (!isFailure(error)) throw error;
      const isGone = error.code === 'cloud.not-found';
      return ended(isGone ? refused(id, error) : unsent(id, error), isGone ? 'unknown' : 'from', null);
    }
    const { picture, values } = before;
    if (picture === null || picture === 'unasked') return ended(refused(id, noPicture()), 'from', null);
    const [added] = await this.#writer.add(to, [{ values, picture }], signal);
    if (added === undefined || added.state !== 'done') {
      // After a lost answer the target may be in the new list too; nothing was deleted.
      return ended(added ?? unsent(id, noAnswer()), added?.state === 'unknown' ? 'unknown' : 'from', null, id);
    }
    const newId = added.targetId;
    const missing = await this.#missing(to, newId, before, signal);
    if (missing !== null) return ended(refused(id, missing), 'both', newId);
    return await this.#leave(from, id, newId, signal);
  }

  /** Why the added target cannot be read back; null when it is there with its name. */
  async #missing(
    to: TargetPlace,
    newId: string | null,
    before: ListedTarget,
    signal: AbortSignal,
  ): Promise<AppError | null> {
    if (newId === null) return this.#reader.bad('target_id is missing');
    try {
      const { values, picture } = await this.#reader.get(to, newId, signal);
      const isSame = values.name === before.values.name && picture !== null;
      return isSame ? null : this.#reader.bad('the added target reads otherwise');
    } catch (error) {
      if (isFailure(error)) return error;
      throw error;
    }
  }

  async #leave(from: TargetPlace, id: string, newId: string | null, signal: AbortSignal): Promise<TargetMove> {
    const [deleted] = await this.#writer.delete(from, [id], signal);
    if (deleted === undefined) return ended(unsent(id, noAnswer()), 'both', newId);
    // Somebody else deleted it in the meantime.
    const isGone = deleted.error?.code === 'cloud.not-found';
    if (deleted.state === 'done' || isGone) return ended({ ...deleted, state: 'done', error: null }, 'to', newId);
    if (deleted.state !== 'unknown') return ended(twice(deleted), 'both', newId);
    // The answer to the deletion was lost: a reading shows what became of it, and nothing is deleted twice.
    const isThere = await this.#isThere(from, id, signal);
    if (isThere === null) return ended(deleted, 'unknown', newId);
    return isThere
      ? ended(twice(deleted), 'both', newId)
      : ended({ ...deleted, state: 'done', error: null }, 'to', newId);
  }

  /** Null where it cannot be read. */
  async #isThere(place: TargetPlace, id: string, signal: AbortSignal): Promise<boolean | null> {
    try {
      await this.#reader.get(place, id, signal);
      return true;
    } catch (error) {
      if (!isFailure(error)) throw error;
      return error.code === 'cloud.not-found' ? false : null;
    }
  }
}

const noAnswer = (): AppError => new AppError('network.bad-answer', 'an item without an outcome');

function ended(
  outcome: TargetOutcome,
  place: Place,
  newTargetId: string | null,
  targetId: string | null = outcome.targetId,
): TargetMove {
  return { ...outcome, targetId, place, newTargetId };
}

/** The target is in both lists: added, and not deleted. */
function twice(outcome: TargetOutcome): TargetOutcome {
  const { params = {}, vendor = null } = outcome.error ?? {};
  const error = new AppError('targets.added-twice', 'added and not deleted', { params, vendor });
  return { ...outcome, state: 'refused', error: error.toWire() };
}
