/**
 * Additions whose answers were lost. Before a list takes anybody again, the list itself is read: a target that is there is not
 * sent a second time. In memory only, as everything of a person.
 */
import { accountOf, type AccountId } from '../../../preload/domain/ids.ts';
import type { TargetOutcome, TargetValues } from '../../../preload/domain/people/targets.ts';
import { AppError } from '../../errors.ts';
import type { ListedTarget, TargetDraft, TargetPlace, TargetPort } from '../../ports/targets.ts';

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

/** The most pages of a list that are read. */
const MAX_PAGES = 200;

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

const isFailure = (error: unknown): error is AppError => error instanceof AppError && error.code !== 'cancelled';

const isSameList = (a: TargetPlace, b: TargetPlace): boolean => a.deviceId === b.deviceId && a.groupId === b.groupId;

/** The ids of those that the list has. */
async function look(
  port: Port,
  place: TargetPlace,
  lost: readonly Lost[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Lost, string>> {
  const found = new Map<Lost, string>();
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const rows = await pageOf(port, place, cursor, signal);
    for (const row of rows.targets) {
      const own = lost.find((one) => !found.has(one) && !one.before.has(row.id) && isRowOf(row, one.values));
      if (own !== undefined) found.set(own, row.id);
    }
    if (found.size === lost.length) return found;
    // A list that is read in part does not prove that a target is not there.
    if (rows.isCut || rows.unreadable > 0) break;
    if (rows.next === null) return found;
    cursor = rows.next;
  }
  throw new AppError('targets.not-settled', 'the list does not show whether a target was added');
}

async function pageOf(port: Port, place: TargetPlace, cursor: string | null, signal: AbortSignal) {
  try {
    return await port.page(place, cursor, signal);
  } catch (cause) {
    if (!isFailure(cause)) throw cause;
    throw new AppError('targets.not-settled', 'the list cannot be read', { cause, vendor: cause.vendor });
  }
}

/** The operator may have mended another value before the second attempt. */
const isSamePerson = (a: TargetValues, b: TargetValues): boolean =>
  a.externalId || b.externalId ? a.externalId === b.externalId : a.name === b.name;

/** A row with the external id; without one, a row with the name and with no other value than was sent. */
function isRowOf({ values }: ListedTarget, sent: TargetValues): boolean {
  if (sent.externalId) return values.externalId === sent.externalId;
  const isSent = ([field, value]: [string, string]): boolean => sent[field as keyof TargetValues] === value;
  return values.name === sent.name && Object.entries(values).every(isSent);
}
