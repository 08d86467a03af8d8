/**
 * Sends new cameras to their cloud, each once. A row is stored before it is sent, so that a client that ends in between still
 * knows of it. A lost answer is settled by the cloud's own list; only where the list has no such camera may an operator send
 * the row again. Where the cloud gives the ids, the one device that is like the camera and was not there before is the camera; of
 * several such devices none is.
 */
import { randomUUID } from 'node:crypto';
import { deviceIdOf, type AccountId, type DeviceId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import {
  isAsked,
  isFixed,
  onboardingFault,
  OWN_ID,
  withLine,
  type OnboardingDevice,
  type OnboardingKind,
  type OnboardingOffer,
  type OnboardingOutcome,
  type OnboardingValues,
} from '../../../preload/domain/onboarding/onboarding.ts';
import type { OnboardingTable } from '../../db/onboarding/devices.ts';
import { AppError, isFailure } from '../../errors.ts';
import { Secret } from '../../secret.ts';
import type { FoundDevice, NewDevice, OnboardingPort } from '../../ports/onboarding.ts';
import { isFound, Looking, type Missed } from './looking.ts';

/** Cameras in work over all accounts. */
export const MAX_IN_WORK = 1_000;

export interface Order {
  readonly accountId: AccountId;
  readonly kind: OnboardingKind;
  readonly groupId: OrgNodeId | null;
  readonly rows: readonly OnboardingValues[];
}

interface Ready {
  readonly at: number;
  readonly id: DeviceId;
  readonly device: NewDevice;
  /** As stored before this order; null for a camera that was not in work. */
  readonly before: OnboardingDevice | null;
}

const FAULTLESS = { field: null, problem: null, reason: null, error: null } as const;

/** Checks the rows before anything is sent. @returns the fault of each refused row, by its place in the list. */
function faultsIn(offer: OnboardingOffer, { rows, groupId }: Order): Map<number, OnboardingOutcome> {
  const faults = new Map<number, OnboardingOutcome>();
  const seen = new Set<string>();
  for (const [at, values] of rows.entries()) {
    const field = offer.givesId ? 'name' : 'deviceId';
    const nativeId = values[field] ?? '';
    const fault = seen.has(nativeId) ? ({ field, problem: 'twice' } as const) : onboardingFault(offer, values);
    if (fault !== null) faults.set(at, { ...FAULTLESS, ...fault, state: 'refused', id: null });
    else if (isFixed(offer.groups) && groupId === null)
      faults.set(at, { ...FAULTLESS, state: 'refused', reason: 'no-group', id: null });
    else seen.add(nativeId);
  }
  return faults;
}

function newDeviceOf({ rules }: OnboardingOffer, nativeId: string, given: OnboardingValues): NewDevice {
  const values: Record<string, string> = {};
  const secrets: Record<string, Secret> = {};
  for (const rule of rules) {
    const { field, isSecret } = rule;
    const text = given[field];
    if (text === undefined || text === '' || !isAsked(rule, given)) continue;
    if (isSecret) secrets[field] = new Secret(text);
    else values[field] = text;
  }
  return { nativeId, values, secrets };
}

export class Adding {
  readonly #table: OnboardingTable;

  constructor(table: OnboardingTable) {
    this.#table = table;
  }

  /** @throws {AppError} `onboarding.too-many-in-work` before anything is sent; `cancelled`. */
  async send(
    port: OnboardingPort,
    offer: OnboardingOffer,
    order: Order,
    signal: AbortSignal,
  ): Promise<readonly OnboardingOutcome[]> {
    const outcomes = faultsIn(offer, order);
    const ready = order.rows.flatMap((values, at): Ready[] => {
      if (outcomes.has(at)) return [];
      const device = newDeviceOf(offer, this.#nativeIdOf(port, offer, order, values), values);
      const id = deviceIdOf(order.accountId, device.nativeId);
      return [{ at, id, device, before: this.#table.find(id) }];
    });
    const isFull = this.#table.count() + countOf(ready) > MAX_IN_WORK;
    if (isFull) throw new AppError('onboarding.too-many-in-work', 'too many', { params: { limit: MAX_IN_WORK } });
    const open: Ready[] = [];
    const looking = new Looking(this.#table, port, signal);
    for (const one of ready) {
      const found = one.before?.isUnsure === true ? await looking.for(one.before) : 'absent';
      if (found === 'absent' || found === 'not-made') open.push(one);
      else outcomes.set(one.at, isFound(found) ? this.#added(one, order, found) : unknown(one, found));
    }
    const sent: Ready[] = [];
    for (const one of open) {
      const refusal = offer.givesId ? await this.#notePresent(port, one, order, signal) : null;
      if (refusal === null) sent.push(one);
      else outcomes.set(one.at, refusal);
    }
    for (const [at, outcome] of await this.#ask(port, sent, order, signal)) outcomes.set(at, outcome);
    return order.rows.map((_, at) => outcomes.get(at) ?? { ...FAULTLESS, state: 'notAsked', id: null });
  }

  async #ask(
    port: OnboardingPort,
    open: readonly Ready[],
    order: Order,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, OnboardingOutcome>> {
    const outcomes = new Map<number, OnboardingOutcome>();
    if (open.length === 0) return outcomes;
    for (const one of open) if (one.before === null) this.#table.save(stored(one, order, 'sent'));
    const answers = await port.add(
      order.kind,
      open.map(({ device }) => device),
      order.groupId,
      signal,
    );
    const looking = new Looking(this.#table, port, signal);
    for (const [i, one] of open.entries()) {
      const answer = answers[i];
      if (answer === undefined || answer.state === 'unknown') {
        const found = await looking.for(stored(one, order, 'sent'));
        const error = answer?.error ?? null;
        outcomes.set(one.at, isFound(found) ? this.#added(one, order, found) : { ...unknown(one, found), error });
        continue;
      }
      const { state, field, reason, error, isPlaced } = answer;
      const nativeId = answer.nativeId ?? one.device.nativeId;
      if (state === 'done') this.#saveAll(one, order, { ids: [nativeId, ...(answer.more ?? [])], isPlaced });
      else if (one.before === null && this.#isUnsure(one.id)) this.#table.remove(one.id);
      const isThere = state === 'done' || one.before !== null;
      outcomes.set(one.at, { ...FAULTLESS, state, field, reason, error, id: isThere ? one.id : null });
    }
    return outcomes;
  }

  /** Stores which devices like the camera are there before it is sent. @returns why it is not sent, or null. */
  async #notePresent(
    port: OnboardingPort,
    { id, device }: Ready,
    { kind, groupId }: Order,
    signal: AbortSignal,
  ): Promise<OnboardingOutcome | null> {
    if (port.alike === undefined || this.#table.sought(id) !== null) return null;
    try {
      const before = (await port.alike(kind, device.values, groupId, signal)) ?? (await port.used?.(signal)) ?? [];
      this.#table.seek(id, { values: device.values, before });
      return null;
    } catch (error) {
      if (!isFailure(error)) throw error;
      return { ...FAULTLESS, state: 'notAsked', error: error.toWire(), id: null };
    }
  }

  /**
   * The id of a camera, or an id of this client alone where the cloud gives the ids. A row whose answer was lost keeps it, so that
   * its camera is looked for before it is sent again; such a row is known by its name.
   */
  #nativeIdOf(
    port: OnboardingPort,
    { givesId }: OnboardingOffer,
    order: Order,
    { deviceId = '', name }: OnboardingValues,
  ): string {
    if (!givesId) return port.idIn?.(deviceId, order.groupId) ?? deviceId;
    const { accountId, kind } = order;
    const lost = this.#table
      .list(MAX_IN_WORK)
      .find((one) => one.isUnsure && one.accountId === accountId && one.kind === kind && one.name === name);
    return lost?.nativeId ?? `${OWN_ID}${randomUUID()}`;
  }

  /** The devices that one row made. Each further one gets an id of this client. */
  #saveAll(one: Ready, order: Order, made: { readonly ids: readonly string[]; readonly isPlaced: boolean }): void {
    for (const [at, nativeId] of made.ids.entries()) {
      const id = at === 0 ? one.id : deviceIdOf(order.accountId, `${OWN_ID}${randomUUID()}`);
      this.#table.save({ ...stored(one, order, 'added'), id, nativeId, isPlaced: made.isPlaced });
    }
  }

  /** False where another window has added the camera meanwhile. */
  #isUnsure(id: DeviceId): boolean {
    return this.#table.find(id)?.isUnsure === true;
  }

  /** The cloud lists a camera whose answer was lost. */
  #added(one: Ready, order: Order, { nativeId }: FoundDevice): OnboardingOutcome {
    this.#table.save({ ...stored(one, order, 'added'), nativeId });
    return { ...FAULTLESS, state: 'done', id: one.id };
  }
}

/** How many devices the rows make. */
const countOf = (ready: readonly Ready[]): number =>
  ready.reduce((sum, { device }) => sum + Number(device.values.quantity ?? 1), 0);

/** `several`: it is not known which of them. */
const unknown = ({ id }: Ready, found: Missed | 'unknown'): OnboardingOutcome => ({
  ...FAULTLESS,
  state: 'unknown',
  id,
  reason: typeof found === 'object' ? 'untold' : found === 'several' ? 'several' : null,
});

function stored({ id, device, before }: Ready, order: Order, state: 'sent' | 'added'): OnboardingDevice {
  const nowMs = Date.now();
  const { name = null, userName = null, algorithm = null } = device.values;
  return {
    id,
    accountId: order.accountId,
    kind: order.kind,
    nativeId: device.nativeId,
    name,
    userName,
    algorithm,
    groupId: order.groupId,
    isPlaced: false,
    isUnsure: state === 'sent',
    channelId: null,
    hasPackage: null,
    addedAtMs: before?.addedAtMs ?? nowMs,
    passedAtMs: null,
    log: withLine(before?.log ?? [], state, null, nowMs),
  };
}
