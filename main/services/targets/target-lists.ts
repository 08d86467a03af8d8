/**
 * Target lists are made, changed and deleted. Every change is read back. After a lost answer the lists are read, and nothing is
 * sent twice. The type of a list, which no cloud lists, is stored when an operator names it.
 */
import type { FieldProblem } from '../../../preload/domain/field-problems.ts';
import { accountOf, type AccountId, type DeviceId } from '../../../preload/domain/ids.ts';
import {
  targetListBars,
  type TargetGroup,
  type TargetListBar,
  type TargetListRules,
  type TargetListType,
} from '../../../preload/domain/people/targets.ts';
import type { TargetListTypeTable } from '../../db/targets/list-types.ts';
import { AppError, isFailure, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type {
  ListedTargetGroup,
  TargetListChange,
  TargetListDraft,
  TargetPlace,
  TargetPort,
} from '../../ports/targets.ts';
import type { Emit } from '../shared/emit.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import type { AskTargets } from './targets.ts';

interface TargetListsOptions {
  readonly ask: AskTargets;
  readonly types: TargetListTypeTable;
  readonly emit: Emit;
}

/** Reading the lists, one change, and reading them again. */
const LIMIT_MS = 2 * 60_000;

/** Changes as the audit log has them. */
const LINES = {
  add: 'a target list was made',
  change: 'a target list was changed',
  delete: 'a target list was deleted',
} as const;

const BARRED = {
  fixed: 'targets.list-fixed',
  empty: 'targets.list-empty',
  'not-empty': 'targets.list-not-empty',
  'always-on': 'cloud.not-supported',
} as const satisfies Record<TargetListBar, string>;

interface LostList {
  readonly deviceId: DeviceId;
  readonly name: string;
  /** Lists that were there before. */
  readonly before: ReadonlySet<string>;
}

export class TargetLists {
  readonly #options: TargetListsOptions;
  /** Lists whose making lost its answer while the lists could not be read. */
  #lost: readonly LostList[] = [];

  constructor(options: TargetListsOptions) {
    this.#options = options;
  }

  /** @returns the id. @throws {AppError} `input.invalid-field`, `targets.unchanged`, `targets.answer-lost`, and what the cloud refused. */
  async add(deviceId: DeviceId, { name: given, type }: TargetListDraft): Promise<string> {
    const groupId = await this.#ask(LINES.add, { deviceId, groupId: null }, async (port, signal) => {
      const [{ lists: rules }, { groups }] = await Promise.all([
        port.limits(deviceId, signal),
        port.groups(deviceId, signal),
      ]);
      checkType(rules, type);
      const name = given.trim();
      const found = this.#takeLost(deviceId, name, groups);
      if (found !== null) return found;
      checkName(rules, name, groups);
      return await this.#made(port, deviceId, { name, type }, groups, signal);
    });
    this.#options.types.save({ deviceId, groupId }, type);
    this.#record(LINES.add, { deviceId, groupId });
    return groupId;
  }

  /**
   * Replaces name, type and state of a list. A list of the device itself, and one without targets that would be turned on, is
   * refused before anything is sent.
   */
  async change(place: TargetPlace, given: TargetListChange): Promise<void> {
    const { groupId } = place;
    const change = { ...given, name: given.name.trim() };
    await this.#ask(LINES.change, place, async (port, signal) => {
      const { rules, groups, group } = await this.#read(port, place, signal);
      checkType(rules, change.type);
      const others = groups.filter(({ id }) => id !== groupId);
      const bars = targetListBars(group, rules);
      refuse(bars.change);
      if (change.name !== group.name) checkName(rules, change.name, others);
      const isToggled = change.isEnabled !== null && change.isEnabled !== group.isEnabled;
      if (isToggled) refuse(bars.toggle);
      const isEnabled = rules.canSwitch ? (change.isEnabled ?? group.isEnabled ?? false) : null;
      const wanted = { ...change, isEnabled };
      const isDone = (one: ListedTargetGroup | undefined): boolean =>
        one !== undefined && one.name === wanted.name && (isEnabled === null || one.isEnabled === isEnabled);
      await settled(port, place, () => port.changeGroup(place, wanted, signal), isDone, signal);
    });
    this.#options.types.save(place, change.type);
    this.#record(LINES.change, place);
  }

  /** Deletes a list with everybody on it. */
  async delete(place: TargetPlace): Promise<void> {
    await this.#ask(LINES.delete, place, async (port, signal) => {
      const { rules, group } = await this.#read(port, place, signal);
      refuse(targetListBars(group, rules).delete);
      const isDone = (one: ListedTargetGroup | undefined): boolean => one === undefined;
      await settled(port, place, () => port.deleteGroup(place, signal), isDone, signal);
    });
    this.#options.types.forget(place);
    this.#record(LINES.delete, place);
  }

  forget(accountId: AccountId): void {
    this.#lost = this.#lost.filter(({ deviceId }) => accountOf(deviceId) !== accountId);
  }

  async #read(port: TargetPort, place: TargetPlace, signal: AbortSignal) {
    const { deviceId, groupId } = place;
    const [{ lists: rules }, { groups }] = await Promise.all([
      port.limits(deviceId, signal),
      port.groups(deviceId, signal),
    ]);
    const listed = groups.find(({ id }) => id === groupId);
    if (listed === undefined) throw new AppError('cloud.not-found', 'the device has no such list');
    const group: Pick<TargetGroup, 'isFixed' | 'isEnabled' | 'count' | 'name'> = {
      ...listed,
      count: await port.count(place, signal),
    };
    return { rules, groups, group };
  }

  async #made(
    port: TargetPort,
    deviceId: DeviceId,
    draft: TargetListDraft,
    before: readonly ListedTargetGroup[],
    signal: AbortSignal,
  ): Promise<string> {
    const known = new Set(before.map(({ id }) => id));
    let made: string | null = null;
    let lost: AppError | null = null;
    try {
      made = await port.addGroup(deviceId, draft, signal);
    } catch (error) {
      if (!isAnswerLost(error)) throw error;
      lost = error;
    }
    const isMade = ({ id, name }: ListedTargetGroup): boolean =>
      made === null ? name === draft.name && !known.has(id) : id === made;
    const now = await groupsAfter(port, deviceId, lost, signal).catch((error: unknown) => {
      const isOpen = lost !== null && error instanceof AppError && error.code === 'targets.answer-lost';
      if (isOpen) this.#lost = [...this.#lost, { deviceId, name: draft.name, before: known }];
      throw error;
    });
    const found = now.find(isMade);
    if (found === undefined) throw unchanged(lost);
    return found.id;
  }

  /** The list of an earlier addition whose answer was lost; null where nothing of that name was lost, or nothing came of it. */
  #takeLost(deviceId: DeviceId, name: string, groups: readonly ListedTargetGroup[]): string | null {
    const lost = this.#lost.find((one) => one.deviceId === deviceId && one.name === name);
    if (lost === undefined) return null;
    this.#lost = this.#lost.filter((one) => one !== lost);
    return groups.find((one) => one.name === name && !lost.before.has(one.id))?.id ?? null;
  }

  /** The audit log also has a change that fails: where its answer is lost, it can have been made. */
  async #ask<T>(
    change: string,
    place: { readonly deviceId: DeviceId; readonly groupId: string | null },
    ask: (port: TargetPort, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#options.ask(accountOf(place.deviceId), LIMIT_MS, ask);
    } catch (error) {
      log.audit('a change of a target list failed', { change, ...place, code: toWireError(error).code });
      throw error;
    }
  }

  #record(message: string, place: TargetPlace): void {
    log.audit(message, { ...place });
    this.#options.emit('targets.changed', { ...place, by: 'hand' });
  }
}

function refuse(bar: TargetListBar | null): void {
  if (bar !== null) throw new AppError(BARRED[bar], `the list is ${bar}`);
}

function invalid(field: string, detail: FieldProblem, limit?: number): AppError {
  const params = { field, detail, ...(limit === undefined ? {} : { limit }) };
  return new AppError('input.invalid-field', `${field}: ${detail}`, { params });
}

function checkType({ types }: TargetListRules, type: TargetListType): void {
  if (!types.includes(type)) throw invalid('type', 'unknown');
}

function checkName(rules: TargetListRules, name: string, others: readonly ListedTargetGroup[]): void {
  if (name === '') throw invalid('name', 'missing');
  if ([...name].length > rules.maxNameChars) throw invalid('name', 'too-long', rules.maxNameChars);
  if (rules.hasUniqueNames && others.some((one) => one.name === name)) throw invalid('name', 'taken');
}

const unchanged = (cause: AppError | null): AppError =>
  new AppError('targets.unchanged', 'the list reads as before', { cause, vendor: cause?.vendor ?? null });

/** The lists behind a change. @throws {AppError} `targets.answer-lost` where neither the answer nor the lists can be read. */
async function groupsAfter(
  port: TargetPort,
  deviceId: DeviceId,
  lost: AppError | null,
  signal: AbortSignal,
): Promise<readonly ListedTargetGroup[]> {
  try {
    return (await port.groups(deviceId, signal)).groups;
  } catch (error) {
    if (!isFailure(error)) throw error;
    const vendor = (lost ?? error).vendor;
    throw new AppError('targets.answer-lost', 'the lists cannot be read', { cause: lost ?? error, vendor });
  }
}

/** Sends once, and reads the lists: the answer alone proves nothing. */
async function settled(
  port: TargetPort,
  { deviceId, groupId }: TargetPlace,
  send: () => Promise<void>,
  isDone: (group: ListedTargetGroup | undefined) => boolean,
  signal: AbortSignal,
): Promise<void> {
  let lost: AppError | null = null;
  try {
    await send();
  } catch (error) {
    if (!isAnswerLost(error)) throw error;
    lost = error;
  }
  const groups = await groupsAfter(port, deviceId, lost, signal);
  if (!isDone(groups.find(({ id }) => id === groupId))) throw unchanged(lost);
}
