/**
 * Adds, changes and deletes targets. A change replaces the whole target and wants name, gender and picture again
 * (14.13), so this reads the target first and sends the unchanged values back.
 */
import type {
  TargetFamily,
  TargetLimits,
  TargetOutcome,
  TargetValues,
} from '../../../../preload/domain/people/targets.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { TargetChange, TargetDraft, TargetPlace } from '../../../ports/targets.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { checkDraft, checkEdits, checkMandatory, LIMITS } from './limits.ts';
import { nativeDeviceId, toSent, type SentTarget } from './mapping.ts';
import { afterFailure, inCalls, isStop, outcomeIn, piecesBySize, refused, unsent } from './outcomes.ts';
import { groupNumber, type TargetReader } from './reader.ts';

const MAX_DELETES = 100;

/** An item with its place in what the caller gave. */
interface Placed<T> {
  readonly at: number;
  readonly item: T;
}

type Changed = SentTarget & { readonly target_id: string };

export const noPicture = (): AppError =>
  new AppError('targets.no-picture', 'the device gives no picture of the target');

export class TargetWriter {
  readonly #client: VendorClient<HuaweiIvmOperations>;
  readonly #reader: TargetReader;

  constructor(client: VendorClient<HuaweiIvmOperations>, reader: TargetReader) {
    this.#client = client;
    this.#reader = reader;
  }

  async add(
    place: TargetPlace,
    drafts: readonly TargetDraft[],
    signal: AbortSignal,
  ): Promise<readonly TargetOutcome[]> {
    const family = await this.#familyFor(place, drafts.length, signal);
    if (Array.isArray(family)) return family;
    const limits = LIMITS[family];
    return await this.#each(
      drafts,
      () => null,
      async (draft) => {
        checkDraft(limits, draft);
        return await Promise.resolve(toSent(limits, draft.values, draft.picture, 'barOnAdd'));
      },
      (ready) =>
        inCalls(
          this.#pieces(limits, ready),
          () => null,
          (piece) => this.#sendNew(place, piece, signal),
        ),
    );
  }

  async update(
    place: TargetPlace,
    changes: readonly TargetChange[],
    signal: AbortSignal,
  ): Promise<readonly TargetOutcome[]> {
    const family = await this.#familyFor(place, changes.length, signal);
    if (Array.isArray(family)) return family;
    const limits = LIMITS[family];
    return await this.#each(
      changes,
      ({ targetId }) => targetId,
      (change) => this.#composed(place, limits, change, signal),
      (ready) =>
        inCalls(
          this.#pieces(limits, ready),
          (one) => one.target_id,
          (piece) => this.#sendChanged(place, piece, signal),
        ),
    );
  }

  async delete(place: TargetPlace, ids: readonly string[], signal: AbortSignal): Promise<readonly TargetOutcome[]> {
    const pieces = piecesBySize(ids, { maxItems: MAX_DELETES, weightOf: () => 0, maxWeight: null });
    return await inCalls(
      pieces,
      (id) => id,
      async (piece) => {
        const asked = { ...idsOf(place), target_ids: piece };
        const reply = await this.#client.call('batchDeleteTargets', asked, signal);
        return byId('batchDeleteTargets', reply, piece);
      },
    );
  }

  /** The family, or what became of the items where the device could not be asked: nothing was sent. */
  async #familyFor(
    { deviceId }: TargetPlace,
    items: number,
    signal: AbortSignal,
  ): Promise<TargetFamily | TargetOutcome[]> {
    try {
      return await this.#reader.family(deviceId, signal);
    } catch (error) {
      if (!isFailure(error)) throw error;
      return Array.from({ length: items }, () => unsent(null, error));
    }
  }

  /** Prepares each item, sends those that can be sent, and puts all outcomes into the order of the items. */
  async #each<T, S>(
    items: readonly T[],
    idOf: (item: T) => string | null,
    prepare: (item: T) => Promise<S>,
    send: (ready: readonly S[]) => Promise<readonly TargetOutcome[]>,
  ): Promise<readonly TargetOutcome[]> {
    const ready: Placed<S>[] = [];
    const outcomes = new Map<number, TargetOutcome>();
    let stop: AppError | null = null;
    for (const [at, item] of items.entries()) {
      try {
        if (stop !== null) throw stop;
        ready.push({ at, item: await prepare(item) });
      } catch (error) {
        if (!isFailure(error)) throw error;
        // Before anything was sent, a failed reading leaves the item as it is.
        const isOwn = error.code === 'input.invalid-field' || error.code === 'targets.no-picture';
        const isGone = error.code === 'cloud.not-found';
        outcomes.set(at, isOwn || isGone ? refused(idOf(item), error) : unsent(idOf(item), error));
        if (!isOwn && isStop(error)) stop = error;
      }
    }
    const sent = ready.length === 0 ? [] : await send(ready.map(({ item }) => item));
    for (const [i, { at }] of ready.entries()) {
      const outcome = sent[i];
      if (outcome !== undefined) outcomes.set(at, outcome);
    }
    return items.map((item, at) => outcomes.get(at) ?? afterFailure(idOf(item), noAnswer()));
  }

  async #composed(
    place: TargetPlace,
    limits: TargetLimits,
    { targetId, edits, picture }: TargetChange,
    signal: AbortSignal,
  ): Promise<Changed> {
    checkEdits(limits, edits, picture);
    const before = await this.#reader.get(place, targetId, signal);
    const given = Object.entries(edits).map(([field, value]) => [field, value ?? '']);
    const values: TargetValues = { ...before.values, ...(Object.fromEntries(given) as TargetValues) };
    checkMandatory(limits, values);
    const kept = picture ?? before.picture;
    if (kept === null || kept === 'unasked') throw noPicture();
    return { ...toSent(limits, values, kept, 'barOnUpdate'), target_id: targetId };
  }

  #pieces<S extends SentTarget>({ targetsPerCall, pictureCharsPerCall }: TargetLimits, items: readonly S[]) {
    const weightOf = ({ jpegBase64 }: S): number => jpegBase64.length;
    return piecesBySize(items, { maxItems: targetsPerCall, weightOf, maxWeight: pictureCharsPerCall });
  }

  async #sendNew(place: TargetPlace, piece: readonly SentTarget[], signal: AbortSignal): Promise<TargetOutcome[]> {
    const operation = 'batchAddTargets';
    const reply = await this.#client.call(operation, { ...idsOf(place), targets: piece }, signal);
    const rows = reply.data.targets ?? [];
    // The answer names no item that was refused, so that rows are matched by their order, and by name as far as they have one.
    const isComplete = rows.length === piece.length;
    return piece.map(({ name }, i) => {
      const row = isComplete && (rows[i]?.name ?? name) === name ? rows[i] : undefined;
      return outcomeIn(operation, reply, row, i, row?.target_id || null);
    });
  }

  async #sendChanged(place: TargetPlace, piece: readonly Changed[], signal: AbortSignal): Promise<TargetOutcome[]> {
    const operation = 'batchUpdateTargets';
    const reply = await this.#client.call(operation, { ...idsOf(place), targets: piece }, signal);
    return byId(
      operation,
      reply,
      piece.map(({ target_id: id }) => id),
    );
  }
}

const idsOf = ({ deviceId, groupId }: TargetPlace) => ({
  device_id: nativeDeviceId(deviceId),
  group_id: groupNumber(groupId),
});

const noAnswer = (): AppError => new AppError('network.bad-answer', 'an item without an outcome');

type ById = Parameters<typeof outcomeIn>[1] & {
  readonly data: { readonly target_ids?: readonly NonNullable<Parameters<typeof outcomeIn>[2]>[] };
};

function byId(operation: string, reply: ById, ids: readonly string[]): TargetOutcome[] {
  const rows = reply.data.target_ids ?? [];
  return ids.map((id) => {
    const index = rows.findIndex((row) => row.target_id === id);
    return outcomeIn(operation, reply, rows[index], index, id);
  });
}
