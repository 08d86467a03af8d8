/** Retrieval tasks: one date and 32 channels at most, asked again and again until the state is "retrieved". */
import { firstName } from '../../../../preload/domain/clean-name.ts';
import { channelIdOf, channelRefOf, deviceIdOf, type AccountId } from '../../../../preload/domain/ids.ts';
import type {
  Retrieval,
  RetrievalDetails,
  RetrievalState,
  RetrievedChannel,
} from '../../../../preload/domain/recording/retrievals.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { AppError } from '../../../errors.ts';
import type { ListedRetrievals, RetrievalOrder, RetrievalPort } from '../../../ports/retrievals.ts';
import { badAnswer } from '../../core/client/answers/answer-error.ts';
import type { Reply, VendorClient } from '../../core/client/client.ts';
import { endOf, firstPart, MIDNIGHTS_MS, secondsOf } from './days.ts';
import type { IvpRetrieval, IvpRetrievedChannel } from '../mapping.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';
import { UNIX_SECONDS } from '../wire/time.ts';

/** "Fast", the only mode that there is. */
const FAST = 1;
const STATES: ReadonlyMap<number | undefined, RetrievalState> = new Map<number, RetrievalState>([
  [0, 'done'],
  [1, 'running'],
  [2, 'waiting'],
]);
/** Longer than any id; the contract with the windows takes no longer one. */
const MAX_TASK_ID = 128;
/** Of channels only. */
const NONE_ARCHIVED = 3;

const LIMITS: RetrievalPort['limits'] = {
  maxChannels: 32,
  maxNameChars: 32,
  namePattern: /^[\u4e00-\u9fa5A-Za-z0-9_-]+$/,
  maxKeepDays: 365,
  cutsMs: MIDNIGHTS_MS,
};

export class IvpRetrievals implements RetrievalPort {
  readonly limits = LIMITS;
  readonly #client: VendorClient<TencentIvpOperations>;
  readonly #accountId: AccountId;

  constructor(client: VendorClient<TencentIvpOperations>, accountId: AccountId) {
    this.#client = client;
    this.#accountId = accountId;
  }

  async add({ name, channelIds, range, keepDays }: RetrievalOrder, signal: AbortSignal): Promise<Retrieval> {
    if (channelIds.length === 0) {
      const params = { field: 'channelIds', detail: 'missing' };
      throw new AppError('input.invalid-field', 'a task without cameras', { params });
    }
    const { startSec, endSec } = secondsOf(firstPart(range));
    const Channels = channelIds.map((channelId) => {
      const { deviceNativeId: DeviceId, channelNativeId: ChannelId } = channelRefOf(channelId);
      return { DeviceId, ChannelId };
    });
    const order = { TaskName: name, StartTime: startSec, EndTime: endSec, Mode: FAST, Expiration: keepDays } as const;
    const reply = await this.#client.call('addRetrieveTask', { ...order, Channels }, signal);
    return this.#read(reply, 'addRetrieveTask', reply.data.Data);
  }

  async get(nativeId: string, signal: AbortSignal): Promise<RetrievalDetails> {
    const reply = await this.#client.call('getRetrieveTask', { TaskId: nativeId }, signal);
    const task = reply.data.Data;
    const read = this.#read(reply, 'getRetrieveTask', task);
    if (!task?.Channels) throw this.#lacking(reply, 'getRetrieveTask', 'its channels');
    return { ...read, channels: task.Channels.flatMap((row) => this.#channelOf(row) ?? []) };
  }

  async list(signal: AbortSignal): Promise<ListedRetrievals> {
    const reply = await this.#client.call('listRetrieveTasks', {}, signal);
    const rows = reply.data.Data ?? [];
    const tasks = rows.flatMap((task) => this.#taskOf(task) ?? []);
    if (tasks.length === 0 && rows.length > 0) throw this.#lacking(reply, 'listRetrieveTasks', 'id or times');
    return { tasks, unreadable: rows.length - tasks.length };
  }

  async delete(nativeId: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('deleteRetrieveTask', { TaskId: nativeId }, signal);
  }

  /** Null for a channel without ids, which nothing could refer to. */
  #channelOf({ DeviceId, ChannelId, Status }: IvpRetrievedChannel): RetrievedChannel | null {
    if (!DeviceId || !ChannelId) return null;
    const channelId = channelIdOf(deviceIdOf(this.#accountId, DeviceId), ChannelId);
    return { channelId, state: Status === NONE_ARCHIVED ? 'none-archived' : stateOf(Status) };
  }

  /** @throws {AppError} `network.bad-answer` for a task without its id or its times. */
  #read(reply: Reply<unknown>, operation: string, task: IvpRetrieval = {}): Retrieval {
    const read = this.#taskOf(task);
    if (read === null) throw this.#lacking(reply, operation, 'id or times');
    return read;
  }

  /** Null for a task without an id, with an id that is none, or without times. */
  #taskOf(task: IvpRetrieval): Retrieval | null {
    const range = rangeOf(task);
    if (!task.TaskId || task.TaskId.length > MAX_TASK_ID || range === null) return null;
    return {
      nativeId: task.TaskId,
      name: this.#client.redactor.star(firstName(task.TaskName, task.TaskId)),
      ...range,
      state: stateOf(task.Status),
      keepDays: task.Expiration ?? null,
      sizeMb: task.Capacity ?? null,
    };
  }

  #lacking({ httpStatus, requestId }: Reply<unknown>, operation: string, what: string): AppError {
    const where = { vendor: 'tencent-ivp', operation, httpStatus, requestId } as const;
    return badAnswer(where, this.#client.host, `a task without ${what}`, false, this.#client.redactor);
  }
}

const stateOf = (status: number | undefined): RetrievalState => STATES.get(status) ?? 'unknown';

function rangeOf({ StartTime, EndTime }: IvpRetrieval): TimeRange | null {
  try {
    const fromMs = UNIX_SECONDS.parse(StartTime ?? '');
    const toMs = endOf(UNIX_SECONDS.parse(EndTime ?? '') / 1000);
    return fromMs >= 0 && toMs >= 0 ? { fromMs, toMs } : null;
  } catch {
    return null;
  }
}
