/**
 * Cameras whose set-up is not finished: the added cameras, their clouds' reports on the registration, and the remaining
 * steps.
 */
import {
  accountOf,
  channelIdOf,
  channelRefOf,
  deviceIdOf,
  isGroupOf,
  type AccountId,
  type DeviceId,
  type OrgNodeId,
} from '../../../preload/domain/ids.ts';
import {
  onboardingProblem,
  orderedOnAtMs,
  withLine,
  type DeviceAccess,
  type OnboardingDevice,
  type OnboardingField,
  type OnboardingOffer,
  type OnboardingOutcome,
  type Registration,
} from '../../../preload/domain/onboarding/onboarding.ts';
import type { OnboardingTable } from '../../db/onboarding/devices.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { OnboardingPort } from '../../ports/onboarding.ts';
import type { VendorSession } from '../../ports/session.ts';
import { Secret } from '../../secret.ts';
import type { Emit } from '../shared/emit.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { Adding, MAX_IN_WORK, type Order } from './adding.ts';
import { isFound, lookFor, type Missed } from './looking.ts';

interface OnboardingOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'onboarding'>> };
  readonly table: OnboardingTable;
  readonly emit: Emit;
}

/** From one question to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;
/** For up to 100 cameras, with looking for those whose answer was lost. */
const ADD_LIMIT_MS = 120_000;

export class OnboardingService {
  readonly #options: OnboardingOptions;
  readonly #adding: Adding;
  readonly #disposed = new AbortController();

  constructor(options: OnboardingOptions) {
    this.#options = options;
    this.#adding = new Adding(options.table);
  }

  /** No offer for a cloud without the port. @throws {AppError} `account.*`, `vault.*`, and why the cloud was not asked. */
  async offers(accountId: AccountId): Promise<readonly OnboardingOffer[]> {
    const { onboarding } = await this.#options.sessions.of(accountId);
    return onboarding === undefined ? [] : await this.#ask((signal) => onboarding.offers(signal));
  }

  devices(): readonly OnboardingDevice[] {
    return this.#options.table.list(MAX_IN_WORK);
  }

  /**
   * @throws {AppError} `cloud.not-supported`, `input.invalid-field` for too many rows or a group of another account,
   *   `onboarding.too-many-in-work`, `account.*`.
   */
  async add(order: Order): Promise<readonly OnboardingOutcome[]> {
    const { accountId, groupId } = order;
    if (groupId !== null && !isGroupOf(groupId, accountId)) throw invalid('groupId', 'gone');
    const port = await this.#portOf(accountId);
    const offers = await this.#ask((signal) => port.offers(signal));
    const offer = offers.find(({ kind }) => kind === order.kind);
    if (offer === undefined) throw notOffered();
    if (order.rows.length > offer.maxRows) throw invalid('rows', 'too-many', offer.maxRows);
    try {
      const outcomes = await this.#ask((signal) => this.#adding.send(port, offer, order, signal), ADD_LIMIT_MS);
      const added = outcomes.flatMap(({ state, id }) => (state === 'done' && id !== null ? [id] : []));
      const unplaced = added.filter((id) => this.#options.table.find(id)?.isPlaced === false);
      if (order.groupId !== null && unplaced.length > 0)
        await this.#moveAll(port, unplaced, order.groupId).catch(onlyFailures);
      return outcomes;
    } finally {
      this.#emitChanged();
    }
  }

  /** @throws {AppError} `onboarding.not-in-work`, and what the cloud refused. */
  async watch(id: DeviceId): Promise<OnboardingDevice> {
    const { port, device } = await this.#inWork(id);
    const found = await this.#ask((signal) => lookFor(this.#options.table, port, device, signal));
    const nowMs = Date.now();
    const now = this.#deviceOf(id); // another window may have changed it meanwhile
    if (!isFound(found)) return this.#save({ ...now, log: withLine(now.log, ...lineOf(found), nowMs) });
    const settled = now.isUnsure ? withLine(now.log, 'added', null, nowMs) : now.log;
    // Its picture was decoded: that it is still registered says less.
    const isPassed = now.log.at(-1)?.state === 'picture' && found.registration === 'registered';
    const { nativeId, channelNativeId } = found;
    const deviceId = deviceIdOf(now.accountId, nativeId);
    const channelId = channelNativeId === null ? null : channelIdOf(deviceId, channelNativeId);
    return this.#save({
      ...now,
      nativeId,
      isUnsure: false,
      name: now.name ?? found.name,
      channelId,
      hasPackage: found.hasPackage,
      log: isPassed ? settled : withLine(settled, sinceOrder(now, found.registration), found.word, nowMs),
    });
  }

  /**
   * Orders the service for the project of the account, once: after a lost answer the cloud is asked whether the project has it.
   *
   * @throws {AppError} `cloud.not-supported`, and what the cloud refused.
   */
  async subscribe(accountId: AccountId): Promise<void> {
    const port = await this.#portOf(accountId);
    await this.#ask(async (signal) => {
      if (port.subscribe === undefined) throw notOffered();
      await port.subscribe(signal).catch(async (error: unknown) => {
        if (!isAnswerLost(error) || !(await takesCameras(port, signal))) throw error;
      });
    });
    log.audit('the service of a project was ordered', { accountId });
  }

  /** @throws {AppError} `cloud.not-supported` where the cloud takes pictures by itself, and as {@link watch}. */
  async invite(id: DeviceId): Promise<OnboardingDevice> {
    const { port, device } = await this.#inWork(id);
    const channel = channelIn(device);
    const asking = this.#ask(
      (signal) => port.invite?.(device.nativeId, channel, signal) ?? Promise.reject(notOffered()),
    );
    await this.#ordered(id, 'switched-on', asking);
    return await this.watch(id);
  }

  /** As {@link invite}. */
  async stop(id: DeviceId): Promise<OnboardingDevice> {
    const { port, device } = await this.#inWork(id);
    const channel = channelIn(device);
    const asking = this.#ask((signal) => port.stop?.(device.nativeId, channel, signal) ?? Promise.reject(notOffered()));
    await this.#ordered(id, 'switched-off', asking);
    return await this.watch(id);
  }

  /** @throws {AppError} `cloud.not-supported` where the cloud reads channels by itself, and as {@link watch}. */
  async readChannels(id: DeviceId): Promise<OnboardingDevice> {
    const { port, device } = await this.#inWork(id);
    await this.#ask((signal) => port.readChannels?.(device.nativeId, signal) ?? Promise.reject(notOffered()));
    return await this.watch(id);
  }

  async access(id: DeviceId): Promise<DeviceAccess> {
    const { port, device } = await this.#inWork(id);
    return await this.#ask((signal) => port.access(device.nativeId, signal));
  }

  /** Each asking is in the audit log. @throws {AppError} `cloud.not-supported` where installers make the passwords. */
  async secret(id: DeviceId): Promise<Secret> {
    const { port, device } = await this.#inWork(id);
    const secret = await this.#ask((signal) => {
      if (port.secret === undefined) throw notOffered();
      return port.secret(device.nativeId, signal);
    });
    log.audit('the password of a camera was shown', { accountId: device.accountId, deviceId: device.nativeId });
    return secret;
  }

  /** @throws {AppError} `input.invalid-field`, `onboarding.is-online`, and as {@link watch}. */
  async mend(id: DeviceId, userName: string | null, password: string | null): Promise<OnboardingDevice> {
    const { port, device } = await this.#inWork(id);
    if (userName === null && password === null) throw invalid('password', 'missing');
    const offers = await this.#ask((signal) => port.offers(signal));
    checkValue(offers, device, 'userName', userName);
    checkValue(offers, device, 'password', password);
    const secret = password === null ? null : new Secret(password);
    await this.#ask((signal) => port.setAccount(device.nativeId, { userName, password: secret }, signal));
    const now = this.#deviceOf(id);
    return this.#save({
      ...now,
      userName: userName ?? now.userName,
      log: withLine(now.log, 'mended', null, Date.now()),
    });
  }

  /** @throws {AppError} `cloud.not-found` where the cloud did not move it, and as {@link watch}. */
  async place(id: DeviceId, groupId: OrgNodeId): Promise<OnboardingDevice> {
    const { port } = await this.#inWork(id);
    if (!isGroupOf(groupId, accountOf(id))) throw new AppError('cloud.not-found', 'a group of another account');
    try {
      await this.#moveAll(port, [id], groupId);
    } finally {
      this.#emitChanged();
    }
    const now = this.#deviceOf(id);
    if (!now.isPlaced) throw new AppError('cloud.not-found', 'the camera was not moved');
    return now;
  }

  /** @throws {AppError} `input.invalid-field`, `cloud.not-supported` for a camera over GB28181, and as {@link watch}. */
  async name(id: DeviceId, given: string): Promise<OnboardingDevice> {
    const { port, device } = await this.#inWork(id);
    const name = given.trim();
    if (device.kind !== 'holosens' || device.channelId === null) throw notOffered();
    const { channelNativeId } = channelRefOf(device.channelId);
    if (name === '') throw invalid('name', 'missing');
    await this.#ask((signal) => port.rename(device.nativeId, channelNativeId, name, signal));
    return this.#save({ ...this.#deviceOf(id), name });
  }

  /** @throws {AppError} `onboarding.not-in-work`. */
  pass(id: DeviceId): OnboardingDevice {
    const now = this.#deviceOf(id);
    if (now.passedAtMs !== null) return now;
    const nowMs = Date.now();
    return this.#save({ ...now, passedAtMs: nowMs, log: withLine(now.log, 'picture', null, nowMs) });
  }

  finish(id: DeviceId): void {
    this.#options.table.remove(id);
    this.#emitChanged();
  }

  onAccountRemoved(id: AccountId): void {
    this.#options.table.removeAccount(id);
    this.#emitChanged();
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #moveAll(port: OnboardingPort, ids: readonly DeviceId[], groupId: OrgNodeId): Promise<void> {
    const devices = ids.flatMap((id) => this.#options.table.find(id) ?? []);
    const nativeIds = devices.map(({ nativeId }) => nativeId);
    const there = await this.#ask((signal) => port.move(nativeIds, groupId, signal));
    for (const { id, nativeId } of devices) {
      const now = this.#options.table.find(id);
      if (now !== null) this.#options.table.save({ ...now, groupId, isPlaced: there.has(nativeId) });
    }
  }

  #deviceOf(id: DeviceId): OnboardingDevice {
    const device = this.#options.table.find(id);
    if (device === null) throw new AppError('onboarding.not-in-work', 'no such camera in work');
    return device;
  }

  async #inWork(id: DeviceId): Promise<{ readonly port: OnboardingPort; readonly device: OnboardingDevice }> {
    const device = this.#deviceOf(id);
    return { device, port: await this.#portOf(device.accountId) };
  }

  /**
   * A camera point whose source is silent looks like one that nobody ordered on: the order is kept here, also when its answer is
   * lost.
   *
   * @throws {AppError} as `asking`.
   */
  async #ordered(id: DeviceId, state: 'switched-on' | 'switched-off', asking: Promise<void>): Promise<void> {
    let isOrdered = true;
    try {
      await asking;
    } catch (error) {
      isOrdered = isAnswerLost(error);
      throw error;
    } finally {
      const now = this.#options.table.find(id);
      if (isOrdered && now?.kind === 'point') this.#save({ ...now, log: withLine(now.log, state, null, Date.now()) });
    }
  }

  #save(device: OnboardingDevice): OnboardingDevice {
    this.#options.table.save(device);
    this.#emitChanged();
    return device;
  }

  #emitChanged(): void {
    this.#options.emit('onboarding.changed', {});
  }

  async #ask<T>(ask: (signal: AbortSignal) => Promise<T>, limitMs = ASK_LIMIT_MS): Promise<T> {
    return await withinLimit(this.#disposed.signal, limitMs, ask);
  }

  async #portOf(accountId: AccountId): Promise<OnboardingPort> {
    const { onboarding } = await this.#options.sessions.of(accountId);
    if (onboarding === undefined) throw notOffered();
    return onboarding;
  }
}

/** The cloud's id of the channel; null where none is known. */
const channelIn = ({ channelId }: OnboardingDevice): string | null =>
  channelId === null ? null : channelRefOf(channelId).channelNativeId;

/** The line of the log about a camera that was not found. */
function lineOf(missed: Missed): readonly [Registration, string | null] {
  if (typeof missed === 'object') return ['untold', `+${missed.untold}`];
  return [missed === 'absent' ? 'not-listed' : missed, null];
}

/** The registration, corrected by the order of this client. */
const sinceOrder = (device: OnboardingDevice, registration: Registration): Registration =>
  registration === 'cut' && orderedOnAtMs(device) !== null ? 'still-cut' : registration;

/** Whether the cloud takes cameras of the account now: only a project with the service does. */
const takesCameras = (port: OnboardingPort, signal: AbortSignal): Promise<boolean> =>
  port.offers(signal).then(
    () => true,
    () => false,
  );

const notOffered = (): AppError => new AppError('cloud.not-supported', 'this cloud adds no such cameras');

/** The cameras were added; those that were not moved say so themselves. */
function onlyFailures(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

function checkValue(
  offers: readonly OnboardingOffer[],
  device: OnboardingDevice,
  field: OnboardingField,
  text: string | null,
): void {
  if (text === null) return;
  const rules = offers.find(({ kind }) => kind === device.kind)?.rules;
  const rule = rules?.find((one) => one.field === field);
  if (rule === undefined) throw notOffered();
  const problem = onboardingProblem(rule, text);
  if (problem !== null) throw invalid(field, problem === 'missing' ? 'missing' : 'form');
}

function invalid(field: string, detail: 'missing' | 'form' | 'gone' | 'too-many', limit?: number): AppError {
  const params = { field, detail, ...(limit === undefined ? {} : { limit }) };
  return new AppError('input.invalid-field', `onboarding: ${field} ${detail}`, { params });
}
