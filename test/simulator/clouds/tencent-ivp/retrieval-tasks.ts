/** Tasks that bring archived recordings back for some days; they take simulated time. */
import type { Values } from '../../kernel/check.ts';
import { numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { IvpContext, Operations } from './context.ts';
import { channelOf, deviceOf } from './context.ts';
import type { Channel } from './estate.ts';
import { hexIdOf } from './ids.ts';
import { rangeOf } from './playback.ts';
import type { Span } from './recordings.ts';
import { cloudRecordings } from './recordings.ts';
import { NOT_FOUND, Refusal } from './refusals.ts';
import { DAY_MS } from './time.ts';

interface RetrievedChannel {
  readonly channel: Channel;
  /** Seconds that are archived; 0 is "no archived recording". */
  readonly archivedSec: number;
}

interface Task {
  readonly id: string;
  readonly name: string;
  readonly range: Span;
  readonly expirationDays: number;
  readonly parts: readonly RetrievedChannel[];
  readonly createdAtMs: number;
}

const DONE = 0;
const RUNNING = 1;
const WAITING = 2;
const NOTHING = 3;

const WAIT_MS = 2_000;
const PER_CHANNEL_MS = 1_500;
const MB_PER_SEC = 0.25;

const startOf = (task: Task, part: number): number => task.createdAtMs + WAIT_MS + part * PER_CHANNEL_MS;
const endOf = (task: Task): number => startOf(task, task.parts.length);

export class RetrievalTasks {
  readonly tasks = new Map<string, Task>();
  readonly #clock: Clock;
  #serial = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(order: Omit<Task, 'id' | 'createdAtMs'>): Task {
    this.#serial += 1;
    const task = { ...order, id: hexIdOf('retrieve', this.#serial), createdAtMs: this.#clock.nowMs() };
    this.tasks.set(task.id, task);
    return task;
  }

  statusOf(task: Task): number {
    const nowMs = this.#clock.nowMs();
    if (nowMs < startOf(task, 0)) return WAITING;
    return nowMs < endOf(task) ? RUNNING : DONE;
  }

  partStatusOf(task: Task, index: number): number {
    if (task.parts[index]?.archivedSec === 0) return NOTHING;
    const nowMs = this.#clock.nowMs();
    if (nowMs < startOf(task, index)) return WAITING;
    return nowMs < startOf(task, index + 1) ? RUNNING : DONE;
  }

  /** MB brought back so far. */
  capacityOf(task: Task): number {
    const done = task.parts.filter((_part, i) => this.partStatusOf(task, i) === DONE);
    return done.reduce((sum, one) => sum + one.archivedSec, 0) * MB_PER_SEC;
  }

  /** Ranges of a channel of which a copy exists now. */
  copiesOf(channelId: string): readonly Span[] {
    const nowMs = this.#clock.nowMs();
    return [...this.tasks.values()].flatMap((task) => {
      const index = task.parts.findIndex((one) => one.channel.id === channelId);
      const isAlive = nowMs < endOf(task) + task.expirationDays * DAY_MS;
      return index >= 0 && isAlive && this.partStatusOf(task, index) === DONE ? [task.range] : [];
    });
  }
}

function viewOf(tasks: RetrievalTasks, task: Task): Record<string, unknown> {
  return {
    TaskId: task.id,
    TaskName: task.name,
    StartTime: task.range.fromMs / 1000,
    EndTime: task.range.toMs / 1000,
    Mode: 1,
    Expiration: task.expirationDays,
    Status: tasks.statusOf(task),
    Capacity: tasks.capacityOf(task),
  };
}

function taskOf(context: IvpContext, values: Values): Task {
  const task = context.retrievals.tasks.get(textOf(values, 'TaskId'));
  if (task === undefined) throw new Refusal(NOT_FOUND);
  return task;
}

function partOf(context: IvpContext, item: Values, range: Span): RetrievedChannel {
  const device = deviceOf(context, textOf(item, 'DeviceId'));
  const channel = channelOf(context, textOf(item, 'ChannelId'));
  if (channel.device !== device) throw new Refusal('42207');
  const { archived } = cloudRecordings(context, channel, range);
  return { channel, archivedSec: archived.reduce((sum, one) => sum + (one.toMs - one.fromMs) / 1000, 0) };
}

export const retrieveOperations: Operations = {
  addRetrieveTask(context, values) {
    const { retrievals } = context;
    const name = textOf(values, 'TaskName');
    // names are unique; the table has no code for a task's name that is taken, only "wrong"
    if ([...retrievals.tasks.values()].some((one) => one.name === name)) throw new Refusal('41624');
    const range = rangeOf(context, numberOf(values, 'StartTime', 0), numberOf(values, 'EndTime', 0), DAY_MS);
    const parts = recordsOf(values, 'Channels').map((item) => partOf(context, item, range));
    if (parts.length === 0) throw new Refusal('42207');
    return viewOf(
      retrievals,
      retrievals.add({ name, range, parts, expirationDays: numberOf(values, 'Expiration', 1) }),
    );
  },

  deleteRetrieveTask(context, values) {
    context.retrievals.tasks.delete(taskOf(context, values).id);
    return {};
  },

  getRetrieveTask(context, values) {
    const task = taskOf(context, values);
    const channels = task.parts.map(({ channel }, i) => ({
      DeviceId: channel.device.id,
      DeviceName: channel.device.name,
      ChannelId: channel.id,
      ChannelName: channel.name,
      Status: context.retrievals.partStatusOf(task, i),
    }));
    return { ...viewOf(context.retrievals, task), Channels: channels };
  },

  listRetrieveTasks: (context) =>
    [...context.retrievals.tasks.values()].map((task) => viewOf(context.retrievals, task)),
};
