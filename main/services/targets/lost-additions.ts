/**
 * Additions whose answers were lost. Before a list takes anybody again, the list itself is read: a target that is there is not
 * sent a second time. In memory only, as everything of a person.
 */
import { accountOf, type AccountId } from '../../../preload/domain/ids.ts';
import type { TargetOutcome, TargetValues } from '../../../preload/domain/people/targets.ts';
import { AppError, isFailure } from '../../errors.ts';
import type { TargetDraft, TargetPlace, TargetPort } from '../../ports/targets.ts';
import { isRowOf, readList } from './list-reading.ts';

interface Lost {
  readonly place: TargetPlace;
  readonly values: TargetValues;
  /** Targets that were seen in the list before: a namesake among them is somebody else. */
  readonly before: ReadonlySet<string>;
}

type Port = Pick<TargetPort, 'add' | 'page' | 'seenIn'>;

interface Order {
  readonly place: TargetPlace;
  readonly drafts: readonly TargetDraft[];
  readonly signal: AbortSignal;
  /** False once the account is gone: nothing of a person may come back into memory. */
  readonly isKept: () => boolean;
}

export class LostAdditions {
  #lost: readonly Lost[] = [];

  /** Sends those that the list does not have already. @returns an outcome for each draft. @throws {AppError} `cancelled` alone. */
  async add(port: Port, order: Order): Promise<readonly TargetOutcome[]> {
    let there: readonly (string | null)[];
    try {
      there = await this.#settle(port, order);
    } catch (error) {
      if (!isFailure(error)) throw error;
      const requestId = error.vendor?.requestId ?? null;
      return order.drafts.map(() => ({ targetId: null, state: 'notAsked', error: error.toWire(), requestId }));
    }
    const open = order.drafts.filter((_, i) => there[i] === null);
    const added = [...(await this.#send(port, { ...order, drafts: open }))];
    const lost = new AppError('targets.answer-lost', 'an item without an outcome').toWire();
    return there.map((targetId): TargetOutcome => {
      if (targetId !== null) return { targetId, state: 'done', error: null, requestId: null };
      return added.shift() ?? { targetId: null, state: 'unknown', error: lost, requestId: null };
    });
  }

  forget(accountId: AccountId): void {
    this.#lost = this.#lost.filter(({ place }) => accountOf(place.deviceId) !== accountId);
  }

  async #send(port: Port, order: Order): Promise<readonly TargetOutcome[]> {
    const { place, drafts, signal } = order;
    if (drafts.length === 0) return [];
    const before = port.seenIn(place);
    try {
      const outcomes = await port.add(place, drafts, signal);
      const lost = drafts.filter((_, i) => outcomes[i] === undefined || outcomes[i].state === 'unknown');
      this.#note(order, lost, before);
      return outcomes;
    } catch (error) {
      // Given up in the middle: any of them may have been sent.
      this.#note(order, drafts, before);
      throw error;
    }
  }

  #note({ place, isKept }: Order, drafts: readonly TargetDraft[], before: ReadonlySet<string>): void {
    if (isKept()) this.#lost = [...this.#lost, ...drafts.map(({ values }) => ({ place, values, before }))];
  }

  /**
   * Reads the list where an answer was lost. Afterwards nothing of the list is open.
   *
   * @returns for each draft the id of the target that the lost request added; null for a draft that may be sent.
   * @throws {AppError} `targets.not-settled` where the list cannot be read to its end: then nothing may be sent.
   */
  async #settle(port: Port, { place, drafts, signal }: Order): Promise<(string | null)[]> {
    const lost = this.#lost.filter((one) => isSameList(one.place, place));
    if (lost.length === 0) return drafts.map(() => null);
    const open = new Map(await look(port, place, lost, signal));
    this.#lost = this.#lost.filter((one) => !lost.includes(one));
    return drafts.map(({ values }) => {
      const own = [...open.keys()].find((one) => isSamePerson(one.values, values));
      const id = own === undefined ? null : (open.get(own) ?? null);
      if (own !== undefined) open.delete(own);
      return id;
    });
  }
}

const isSameList = (a: TargetPlace, b: TargetPlace): boolean => a.deviceId === b.deviceId && a.groupId === b.groupId;

/** The ids of those that the list has. */
async function look(
  port: Port,
  place: TargetPlace,
  lost: readonly Lost[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Lost, string>> {
  const found = new Map<Lost, string>();
  await readList(port, place, signal, (row) => {
    const own = lost.find((one) => !found.has(one) && !one.before.has(row.id) && isRowOf(row, one.values));
    if (own !== undefined) found.set(own, row.id);
    return found.size === lost.length;
  });
  return found;
}

/** The operator may have mended another value before the second attempt. */
const isSamePerson = (a: TargetValues, b: TargetValues): boolean =>
  a.externalId || b.externalId ? a.externalId === b.externalId : a.name === b.name;
