/** AI tasks, their channels, and when each task was running. */
import type { Clock } from '../../kernel/clock.ts';
import type { AiResult } from './ai-results.ts';
import type { Span } from './recordings.ts';
import { hexIdOf } from './ids.ts';

export interface Slot {
  readonly Start: string;
  readonly End: string;
}

export interface AiTemplate {
  readonly tag: 'AI' | 'Snapshot';
  /** Empty for snapshots. */
  readonly detectType: string;
  readonly intervalSec: number;
  readonly slots: readonly Slot[];
}

export interface AiTask {
  readonly id: string;
  readonly createdAtMs: number;
  name: string;
  description: string;
  channelIds: readonly string[];
  callbackUrl: string;
  templates: readonly AiTemplate[];
  updatedAtMs: number;
  /** Since when it runs; null while it is off. */
  onSinceMs: number | null;
  /** Earlier runs. */
  readonly runs: Span[];
}

export type AiOrder = Pick<AiTask, 'name' | 'description' | 'channelIds' | 'callbackUrl' | 'templates'>;

const MAX_FIRED = 1_000;

interface Fired {
  readonly task: AiTask;
  readonly channelId: string;
  readonly result: AiResult;
}

export class AiTaskStore {
  readonly tasks = new Map<string, AiTask>();
  readonly #clock: Clock;
  #serial = 0;
  #fired: readonly Fired[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(order: AiOrder, createdAtMs = this.#clock.nowMs()): AiTask {
    this.#serial += 1;
    const id = `at${hexIdOf('ai-task', this.#serial)}`;
    const task: AiTask = { ...order, id, createdAtMs, updatedAtMs: createdAtMs, onSinceMs: null, runs: [] };
    this.tasks.set(id, task);
    return task;
  }

  change(task: AiTask, order: Partial<AiOrder>): void {
    Object.assign(task, order, { updatedAtMs: this.#clock.nowMs() });
  }

  start(task: AiTask, sinceMs = this.#clock.nowMs()): void {
    task.onSinceMs ??= sinceMs;
    task.updatedAtMs = this.#clock.nowMs();
  }

  stop(task: AiTask): void {
    if (task.onSinceMs === null) return;
    task.runs.push({ fromMs: task.onSinceMs, toMs: this.#clock.nowMs() });
    task.onSinceMs = null;
    task.updatedAtMs = this.#clock.nowMs();
  }

  /** Keeps a result that a test ordered. */
  noteFired(task: AiTask, channelId: string, result: AiResult): void {
    this.#fired = [...this.#fired.slice(1 - MAX_FIRED), { task, channelId, result }];
  }

  firedOf(task: AiTask, channelId: string): readonly AiResult[] {
    return this.#fired.filter((one) => one.task === task && one.channelId === channelId).map((one) => one.result);
  }

  /** The task that a channel is in, leaving out one. */
  taskOf(channelId: string, but: string | null): AiTask | null {
    return [...this.tasks.values()].find((one) => one.id !== but && one.channelIds.includes(channelId)) ?? null;
  }

  /** Removes channels that are no longer in the account. */
  forget(channelIds: ReadonlySet<string>): void {
    for (const task of this.tasks.values()) {
      if (task.channelIds.some((id) => channelIds.has(id)))
        task.channelIds = task.channelIds.filter((id) => !channelIds.has(id));
    }
  }
}
