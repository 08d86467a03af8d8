/**
 * Bringing archived recordings back: orders, the list of tasks, and the end of the tasks that this client ordered. A
 * range becomes as many tasks as the cloud needs; after a failure the answer also lists the tasks that were ordered
 * before it.
 */
import type { OrderedRetrievals, RetrievalList, RetrievalRequest } from '../../../preload/contract/retrievals.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Retrieval, RetrievalDetails } from '../../../preload/domain/recording/retrievals.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { RetrievalOrderTable } from '../../db/retrievals/orders.ts';
import { AppError, toWireError } from '../../errors.ts';
import type { RetrievalLimits, RetrievalPort } from '../../ports/retrievals.ts';
import { log } from '../../log.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import type { Emit } from '../shared/emit.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import { withinLimit } from '../shared/time-limit.ts';

const DAY_MS = 86_400_000;
const MAX_RANGE_MS = 40 * DAY_MS;
/** A day before the year 10000, which no cloud can be asked for in any zone. */
const LAST_MS = Date.UTC(9999, 11, 31);
/** From one question to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;
/** A range of 40 days has at most 41 dates, each in two parts where the cloud's midnight is not known. */
const MAX_TASKS = 90;
/** As many orders that failed half-way are remembered. */
const MAX_HALF_WAY = 100;

interface RetrievalsOptions {
  readonly table: RetrievalOrderTable;
  /** The tasks of an account's cloud; null where the cloud has none. @throws {AppError} as a session does. */
  readonly portOf: (id: AccountId) => Promise<RetrievalPort | null>;
  readonly emit: Emit;
  /** Begins to ask for the ends of the tasks of the account. */
  readonly watch: (id: AccountId) => void;
  readonly nowMs?: () => number;
}

export class RetrievalsService {
  readonly #table: RetrievalOrderTable;
  readonly #portOf: RetrievalsOptions['portOf'];
  readonly #emit: Emit;
  readonly #watch: RetrievalsOptions['watch'];
  readonly #nowMs: () => number;
  readonly #disposed = new AbortController();
  /** Orders that failed after some of their tasks may have been made. */
  readonly #halfWay = new Set<string>();

  constructor({ table, portOf, emit, watch, nowMs = Date.now }: RetrievalsOptions) {
    this.#table = table;
    this.#portOf = portOf;
    this.#emit = emit;
    this.#watch = watch;
    this.#nowMs = nowMs;
  }

  /** @throws {AppError} `cloud.not-supported`, `network.*`, and what the cloud refused. */
  async list(accountId: AccountId): Promise<RetrievalList> {
    return await this.#ask(accountId, async (port, signal) => {
      const { tasks, unreadable } = await port.list(signal);
      if (unreadable > 0) log.warn('retrievals of a cloud could not be read', { accountId, unreadable });
      const orders = new Map(this.#table.of(accountId).map((one) => [one.nativeId, one]));
      const { maxChannels, maxNameChars, maxKeepDays, cutsMs } = port.limits;
      return {
        tasks: tasks.map((task) => {
          const { orderedAtMs = null, endedAtMs = null } = orders.get(task.nativeId) ?? {};
          return { ...task, orderedAtMs, endedAtMs };
        }),
        limits: { maxChannels, maxNameChars, maxKeepDays, cutsMs },
        typicalMs: medianOf(
          [...orders.values()].flatMap(({ orderedAtMs, endedAtMs }) =>
            endedAtMs === null ? [] : endedAtMs - orderedAtMs,
          ),
        ),
      };
    });
  }

  /** One task with the state of each camera. @throws {AppError} as {@link list}, and `cloud.not-found`. */
  async read(accountId: AccountId, nativeId: string): Promise<RetrievalDetails> {
    return await this.#ask(accountId, (port, signal) => port.get(nativeId, signal));
  }

  /**
   * Orders the range, task by task. An order whose answer was lost is looked for by its name, so that no task is
   * ordered twice. The same order again, after one that failed half-way, continues where that one failed.
   *
   * @param isContinued the name belongs to this order alone: a task of this name that the cloud has already is part of it.
   * @throws {AppError} `input.invalid-field`, `channel.not-found` and `cloud.not-supported`, before anything was ordered.
   */
  async order(request: RetrievalRequest, isContinued = false): Promise<OrderedRetrievals> {
    const { accountId, range } = request;
    checkRange(range);
    const { limits } = await this.#port(accountId);
    checkOrder(request, limits);
    const key = JSON.stringify(request);
    const added: Retrieval[] = [];
    let fromMs = range.fromMs;
    try {
      const goesOn = isContinued || this.#halfWay.has(key);
      const made = goesOn ? await this.#ask(accountId, async (port, signal) => (await port.list(signal)).tasks) : [];
      while (fromMs < range.toMs && added.length < MAX_TASKS) {
        const name = nameOf(request.name, added.length + 1, limits.maxNameChars);
        const rest = { fromMs, toMs: range.toMs };
        const known = made.find((one) => isOf(one, name, rest));
        const task = known ?? (await this.#orderOne(request, name, rest));
        if (known !== undefined) this.#table.add(accountId, known.nativeId, this.#nowMs());
        if (task.toMs <= fromMs) throw new AppError('network.bad-answer', 'a task that ends before its begin');
        added.push(task);
        fromMs = task.toMs;
      }
    } catch (error) {
      if (added.length > 0 || isAnswerLost(error)) this.#keepHalfWay(key);
      return this.#publish(accountId, { added, rest: { fromMs, toMs: range.toMs }, error: toWireError(error) });
    }
    this.#halfWay.delete(key);
    const rest = fromMs < range.toMs ? { fromMs, toMs: range.toMs } : null;
    return this.#publish(accountId, { added, rest, error: null });
  }

  /**
   * State of a task that this client ordered, by the last answer; asks no cloud. `gone`: deleted, or not known here.
   */
  endOf(accountId: AccountId, nativeId: string): 'open' | 'done' | 'gone' {
    return this.#table.endOf(accountId, nativeId);
  }

  /** Ends and forgets a task. @throws {AppError} as {@link read}. */
  async delete(accountId: AccountId, nativeId: string): Promise<void> {
    await this.#ask(accountId, (port, signal) => port.delete(nativeId, signal));
    this.#table.setGone(accountId, nativeId);
    this.#emit('retrievals.changed', { accountId });
  }

  /**
   * Asks once how far the open orders of the account are, and informs the windows of each that ended.
   *
   * @returns whether an order is still open. @throws {AppError} as {@link list}.
   */
  async follow(accountId: AccountId): Promise<boolean> {
    const open = new Set(this.#table.open(accountId));
    if (open.size === 0) return false;
    const { tasks, unreadable } = await this.#ask(accountId, (port, signal) => port.list(signal));
    const byId = new Map(tasks.map((task) => [task.nativeId, task]));
    let ended = 0;
    for (const nativeId of open) {
      const task = byId.get(nativeId);
      if (task !== undefined && task.state !== 'done') continue;
      // It may be one of those that could not be read.
      if (task === undefined && unreadable > 0) continue;
      ended += 1;
      if (task === undefined) this.#table.setGone(accountId, nativeId);
      else {
        this.#table.end(accountId, nativeId, this.#nowMs());
        this.#emit('retrievals.ended', { accountId, task });
      }
    }
    if (ended > 0) this.#emit('retrievals.changed', { accountId });
    return ended < open.size;
  }

  /** The accounts with orders whose end was not seen yet. */
  accountsWithOpen(): readonly AccountId[] {
    return this.#table.accountsWithOpen();
  }

  /** An account was removed. */
  forget(accountId: AccountId): void {
    this.#table.forget(accountId);
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #orderOne(
    { accountId, channelIds, keepDays }: RetrievalRequest,
    name: string,
    range: TimeRange,
  ): Promise<Retrieval> {
    const orderedAtMs = this.#nowMs();
    const task = await this.#ask(accountId, async (port, signal) => {
      try {
        return await port.add({ name, channelIds, range, keepDays }, signal);
      } catch (error) {
        if (signal.aborted || !isAnswerLost(error)) throw error;
        const made = (await port.list(signal)).tasks.find((one) => isOf(one, name, range));
        if (made === undefined) throw error;
        return made;
      }
    });
    this.#table.add(accountId, task.nativeId, orderedAtMs);
    return task;
  }

  #keepHalfWay(key: string): void {
    this.#halfWay.add(key);
    const [oldest] = this.#halfWay;
    if (this.#halfWay.size > MAX_HALF_WAY && oldest !== undefined) this.#halfWay.delete(oldest);
  }

  #publish(accountId: AccountId, answer: OrderedRetrievals): OrderedRetrievals {
    if (answer.added.length > 0) {
      this.#emit('retrievals.changed', { accountId });
      this.#watch(accountId);
    }
    return answer;
  }

  async #port(accountId: AccountId): Promise<RetrievalPort> {
    const port = await this.#portOf(accountId);
    if (port === null) throw new AppError('cloud.not-supported', 'this cloud has no retrieval tasks');
    return port;
  }

  async #ask<T>(accountId: AccountId, ask: (port: RetrievalPort, signal: AbortSignal) => Promise<T>): Promise<T> {
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (limited) =>
      ask(await this.#port(accountId), limited),
    );
  }
}

const isOf = (task: Retrieval, name: string, range: TimeRange): boolean =>
  task.name === name && task.fromMs === range.fromMs;

/** The first task has the name; the others have a number behind it, within the longest name. */
function nameOf(name: string, number: number, maxChars: number): string {
  const suffix = number === 1 ? '' : `-${number}`;
  return `${name.slice(0, maxChars - suffix.length)}${suffix}`;
}

/** @throws {AppError} `input.invalid-field`. */
function checkRange({ fromMs, toMs }: TimeRange): void {
  const isTooFar = toMs - fromMs > MAX_RANGE_MS || toMs > LAST_MS;
  const detail = toMs <= fromMs ? 'empty-range' : isTooFar ? 'range-too-long' : null;
  if (detail !== null) throw invalid('range', { detail, limit: MAX_RANGE_MS / DAY_MS });
}

/** @throws {AppError} `input.invalid-field` for what is beyond the limits, `channel.not-found` for another account's camera. */
function checkOrder({ accountId, name, channelIds, keepDays }: RetrievalRequest, limits: RetrievalLimits): void {
  if (name.length > limits.maxNameChars) throw invalid('name', { detail: 'too-long', limit: limits.maxNameChars });
  if (!limits.namePattern.test(name)) throw invalid('name', { detail: 'form' });
  if (channelIds.length > limits.maxChannels)
    throw invalid('channelIds', { detail: 'too-many', limit: limits.maxChannels });
  if (keepDays > limits.maxKeepDays) throw invalid('keepDays', { detail: 'at-most', limit: limits.maxKeepDays });
  for (const id of channelIds) {
    if (givenChannelRef(id).accountId !== accountId)
      throw new AppError('channel.not-found', 'a camera of another account');
  }
}

const invalid = (field: string, params: { readonly detail: string; readonly limit?: number }): AppError =>
  new AppError('input.invalid-field', `${field}: ${params.detail}`, { params: { field, ...params } });

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle ?? null;
}
