/**
 * Persons on the lists of devices. Names and pictures live in memory and in answers to windows only: nothing here stores them,
 * and the audit log names lists and ids. The cloud is asked for them again when they are needed again.
 */
import type { TargetDeviceList, TargetLibrary, TargetPage } from '../../../preload/contract/targets.ts';
import { accountOf, type AccountId, type DeviceId } from '../../../preload/domain/ids.ts';
import {
  type Target,
  type TargetConsent,
  type TargetEdits,
  type TargetGroup,
  type TargetListType,
  type TargetMove,
  type TargetOutcome,
  type TargetValues,
} from '../../../preload/domain/people/targets.ts';
import { OUTCOMES } from '../../../preload/domain/outcomes.ts';
import { AppError, isAbort, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { VendorSession } from '../../ports/session.ts';
import type { ListedTarget, ListedTargetGroup, TargetPlace, TargetPort } from '../../ports/targets.ts';
import { isCloudPicture, pictureAddress } from '../shared/cloud-picture.ts';
import type { Emit } from '../shared/emit.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { LostAdditions } from './lost-additions.ts';
import { LostChanges } from './lost-changes.ts';
import { bytesOf } from './picture-bytes.ts';
import { TargetPictures } from './target-pictures.ts';

interface TargetsOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'targets'>> };
  readonly emit: Emit;
  /** The types that operators named, by the id of the list. */
  readonly types: { of(deviceId: DeviceId): ReadonlyMap<string, TargetListType> };
}

interface Draft {
  readonly values: TargetValues;
  /** Base64. */
  readonly picture: string;
}

interface Change {
  readonly targetId: string;
  readonly edits: TargetEdits;
  readonly picture: string | null;
}

/** A change as the audit log has it. */
interface AuditedChange {
  readonly message: string;
  readonly places: readonly [TargetPlace, ...TargetPlace[]];
  /** Empty for people who have no id yet. */
  readonly targetIds: readonly string[];
}

type Ask<T> = (port: TargetPort, signal: AbortSignal) => Promise<T>;
/** Asks the cloud of an account within a time; ends when the account goes. */
export type AskTargets = <T>(accountId: AccountId, limitMs: number, ask: Ask<T>) => Promise<T>;

/** From one question to the cloud's answer, signing in included. */
const READ_LIMIT_MS = 40_000;
/** A change of 20 targets is up to 80 calls, one after the other. */
const CHANGE_LIMIT_MS = 10 * 60_000;

export class TargetsService {
  readonly #options: TargetsOptions;
  readonly #pictures = new TargetPictures();
  readonly #lost = new LostAdditions();
  readonly #lostChanges = new LostChanges();
  readonly #disposed = new AbortController();
  /** Aborted when the account goes, so that no late answer brings a person back into memory. */
  readonly #accounts = new Map<AccountId, AbortController>();
  /** Lists that refused everybody, by device and list. */
  readonly #closedLists = new Set<string>();

  constructor(options: TargetsOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `account.*`, and what the cloud refused; so do all methods. */
  async devices(accountId: AccountId): Promise<TargetDeviceList> {
    const devices = await this.ask(accountId, READ_LIMIT_MS, (port, signal) => port.devices(signal));
    return { devices, asOfMs: Date.now() };
  }

  /** A count or a consent that cannot be read does not take the lists away. */
  async groups(deviceId: DeviceId): Promise<TargetLibrary> {
    return await this.ask(accountOf(deviceId), READ_LIMIT_MS, async (port, signal) => {
      const [limits, listed, consent] = await Promise.all([
        port.limits(deviceId, signal),
        port.groups(deviceId, signal),
        consentOf(port, deviceId, signal),
      ]);
      const types = this.#options.types.of(deviceId);
      const groups = await Promise.all(
        listed.groups.map((group) =>
          this.#counted(port, deviceId, { ...group, type: types.get(group.id) ?? null }, signal),
        ),
      );
      const { unreadable, maxGroups } = listed;
      return { groups, unreadable, maxGroups, limits, consent, asOfMs: Date.now() };
    });
  }

  async page(place: TargetPlace, cursor: string | null): Promise<TargetPage> {
    const rows = await this.ask(accountOf(place.deviceId), READ_LIMIT_MS, (port, signal) =>
      port.page(place, cursor, signal),
    );
    log.audit('targets were viewed', { ...place, cursor, targets: rows.targets.length });
    return { ...rows, targets: rows.targets.map((one) => this.#shown(place, one)), asOfMs: Date.now() };
  }

  async get(
    place: TargetPlace,
    targetId: string,
  ): Promise<{ readonly target: Target; readonly picture: string | null; readonly asOfMs: number }> {
    const found = await this.#read(place, targetId);
    log.audit('a target was viewed', { ...place, targetId });
    const { picture } = found;
    const shown = picture === null || picture === 'unasked' ? null : pictureAddress(picture);
    return { target: this.#shown(place, found), picture: shown, asOfMs: Date.now() };
  }

  /** The `data:` address of the picture; null where the target has none that can be shown. */
  async picture(place: TargetPlace, targetId: string): Promise<string | null> {
    const kept = this.#pictures.read(place, targetId);
    if (kept !== null) return kept;
    const picture = await this.ask(accountOf(place.deviceId), READ_LIMIT_MS, (port, signal) =>
      port.picture(place, targetId, signal),
    );
    if (picture === null) return null;
    this.#pictures.keep(place, targetId, picture);
    return this.#pictures.read(place, targetId);
  }

  /** Where an earlier answer was lost, the list is read before anything is sent. @returns an outcome for each draft. */
  async add(place: TargetPlace, drafts: readonly Draft[]): Promise<readonly TargetOutcome[]> {
    const read = drafts.map(({ values, picture }) => ({ values, picture: bytesOf(picture) }));
    const isKept = this.#isKept(place);
    const change: AuditedChange = { message: 'targets were added', places: [place], targetIds: [] };
    const outcomes = await this.#change(change, (port, signal) =>
      this.#lost.add(port, { place, drafts: read, signal, isKept }),
    );
    if (outcomes.some(({ error }) => error?.code === 'targets.takes-nobody')) this.#closedLists.add(listKey(place));
    this.#record(change, outcomes);
    return outcomes;
  }

  /** @returns an outcome for each change. */
  async update(place: TargetPlace, changes: readonly Change[]): Promise<readonly TargetOutcome[]> {
    const read = changes.map((one) => ({ ...one, picture: one.picture === null ? null : bytesOf(one.picture) }));
    const targetIds = changes.map((one) => one.targetId);
    const change: AuditedChange = { message: 'targets were changed', places: [place], targetIds };
    const outcomes = await this.#change(change, (port, signal) => port.update(place, read, signal));
    for (const id of targetIds) this.#pictures.drop(place, id);
    this.#record(change, outcomes);
    return outcomes;
  }

  /** Where an earlier answer was lost, the list is read before anything is sent. @returns an outcome for each id. */
  async delete(place: TargetPlace, targetIds: readonly string[]): Promise<readonly TargetOutcome[]> {
    const isKept = this.#isKept(place);
    const change: AuditedChange = { message: 'targets were deleted', places: [place], targetIds };
    const outcomes = await this.#change(change, (port, signal) =>
      this.#lostChanges.delete(port, { place, targetIds, signal, isKept }),
    );
    for (const id of targetIds) this.#pictures.drop(place, id);
    this.#record(change, outcomes);
    return outcomes;
  }

  /**
   * A target that an earlier move added to the new list is not added again.
   *
   * @returns for each id an outcome and the place where the target is now.
   */
  async move(place: TargetPlace, toGroupId: string, targetIds: readonly string[]): Promise<readonly TargetMove[]> {
    if (place.groupId === toGroupId) {
      const params = { field: 'toGroupId', detail: 'form' };
      throw new AppError('input.invalid-field', 'the list is the same', { params });
    }
    const isKept = this.#isKept(place);
    const to = { ...place, groupId: toGroupId };
    const change: AuditedChange = { message: 'targets were moved', places: [place, to], targetIds };
    const moves = await this.#change(change, (port, signal) =>
      this.#lostChanges.move(port, { place, toGroupId, targetIds, signal, isKept }),
    );
    if (moves.some(({ error }) => error?.code === 'targets.takes-nobody')) this.#closedLists.add(listKey(to));
    this.#record(change, moves);
    return moves;
  }

  /** Everything of the account leaves memory, and what is under way ends. */
  onAccountGone(accountId: AccountId): void {
    this.#accounts.get(accountId)?.abort();
    this.#accounts.delete(accountId);
    this.forget(accountId);
  }

  /** With other keys or another address the account may have other devices under the same ids. */
  forget(accountId: AccountId): void {
    this.#pictures.forget(accountId);
    this.#lost.forget(accountId);
    this.#lostChanges.forget(accountId);
    for (const key of this.#closedLists) if (key.startsWith(`${accountId}:`)) this.#closedLists.delete(key);
  }

  dispose(): void {
    this.#disposed.abort();
    this.#pictures.clear();
  }

  async #read(place: TargetPlace, targetId: string): Promise<ListedTarget> {
    return await this.ask(accountOf(place.deviceId), READ_LIMIT_MS, (port, signal) =>
      port.get(place, targetId, signal),
    );
  }

  /** The fields of a target that a window may have; its picture stays here until it is asked for. */
  #shown(place: TargetPlace, { id, values, picture }: ListedTarget): Target {
    if (picture === 'unasked') return { id, values, hasPicture: null };
    if (picture !== null) this.#pictures.keep(place, id, picture);
    return { id, values, hasPicture: picture !== null && isCloudPicture(picture) };
  }

  async #counted(
    port: TargetPort,
    deviceId: DeviceId,
    group: ListedTargetGroup & Pick<TargetGroup, 'type'>,
    signal: AbortSignal,
  ): Promise<TargetGroup> {
    const place = { deviceId, groupId: group.id };
    const addBar = this.#closedLists.has(listKey(place)) ? 'takes-nobody' : null;
    try {
      return { ...group, addBar, count: await port.count(place, signal), countError: null };
    } catch (error) {
      if (isAbort(error)) throw error;
      return { ...group, addBar, count: null, countError: toWireError(error) };
    }
  }

  /** The audit log also has a change that ends without outcomes: a part of it can have been made. */
  async #change<T>({ message, places, targetIds }: AuditedChange, ask: Ask<T>): Promise<T> {
    try {
      return await this.ask(accountOf(places[0].deviceId), CHANGE_LIMIT_MS, ask);
    } catch (error) {
      const { code } = toWireError(error);
      log.audit('a change of targets failed', { change: message, places, targetIds, code });
      throw error;
    }
  }

  /** @throws {AppError} `cloud.not-supported` where the cloud has no target libraries. */
  ask: AskTargets = async (accountId, limitMs, ask) => {
    const ends = AbortSignal.any([this.#lifeOf(accountId), this.#disposed.signal]);
    return await withinLimit(ends, limitMs, async (signal) => {
      const { targets } = await this.#options.sessions.of(accountId);
      if (!targets) throw new AppError('cloud.not-supported', 'this cloud has no target libraries');
      return await ask(targets, signal);
    });
  };

  /** False once the account is gone: nothing of a person may come back into memory. */
  #isKept({ deviceId }: TargetPlace): () => boolean {
    const account = this.#lifeOf(accountOf(deviceId));
    return () => !account.aborted;
  }

  /** Fires when the account goes. */
  #lifeOf(accountId: AccountId): AbortSignal {
    const account = this.#accounts.get(accountId) ?? new AbortController();
    this.#accounts.set(accountId, account);
    return account.signal;
  }

  #record({ message, places }: AuditedChange, outcomes: readonly TargetOutcome[]): void {
    const counts = OUTCOMES.map((state) => [state, outcomes.filter((one) => one.state === state).length] as const);
    const targetIds = outcomes.map(({ targetId }) => targetId);
    const requestIds = [...new Set(outcomes.map(({ requestId }) => requestId).filter((id) => id !== null))];
    log.audit(message, { places, ...Object.fromEntries(counts), targetIds, requestIds });
    for (const place of places) this.#options.emit('targets.changed', { ...place, by: 'hand' });
  }
}

const listKey = ({ deviceId, groupId }: TargetPlace): string => `${deviceId} ${groupId}`;

async function consentOf(port: TargetPort, deviceId: DeviceId, signal: AbortSignal): Promise<TargetConsent> {
  try {
    return { state: await port.consent(deviceId, signal), error: null };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { state: 'unknown', error: toWireError(error) };
  }
}
