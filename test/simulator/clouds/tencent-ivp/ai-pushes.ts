/**
 * Pushes the AI's results to the task's CallbackUrl. The document prints the body and nothing else: here it is a POST,
 * sent once, and any 2xx takes it. It names neither task nor channel, so a receiver distinguishes them by its URL.
 * Snapshot tasks have no documented body, and push nothing.
 */
import type { EventOrder, FiredEvent } from '../../kernel/cloud.ts';
import { isRecord, writeJson } from '../../kernel/json.ts';
import type { PushLine } from '../../kernel/push-line.ts';
import type { AiTask } from './ai-task-store.ts';
import { resultAt, resultsOf, sinceLookMs } from './ai-results.ts';
import type { AiResult } from './ai-results.ts';
import type { IvpContext } from './context.ts';

const MAX_CATCH_UP_MS = 60_000;
const NAME = 'AIRecognitionCallback';

/** Kinds of the neutral script that the AI knows. */
const KIND_OF: Readonly<Record<string, string>> = { person: 'Body', vehicle: 'Car' };

export class AiPushes {
  readonly #context: IvpContext;
  #line: PushLine | null = null;
  #toldUntilMs: number;

  constructor(context: IvpContext) {
    this.#context = context;
    this.#toldUntilMs = context.clock.nowMs();
  }

  setLine(line: PushLine | null): void {
    this.#line = line;
  }

  /** Pushes what was found since the last call; the same results can be asked for. */
  advance(): void {
    const nowMs = this.#context.clock.nowMs();
    const fromMs = Math.max(this.#toldUntilMs, nowMs - MAX_CATCH_UP_MS);
    this.#toldUntilMs = nowMs;
    if (fromMs >= nowMs) return;
    for (const task of this.#context.ai.tasks.values()) {
      if (task.callbackUrl === '' || task.onSinceMs === null) continue;
      for (const channelId of task.channelIds) {
        const found = resultsOf(this.#context, task, channelId, { fromMs, toMs: nowMs }, null, false);
        for (const result of found.toReversed()) this.#push(task, result);
      }
    }
  }

  /** Lets a running task find something now. @returns why not, or what was found. */
  fire(order: EventOrder): FiredEvent | string {
    const { ai, estate, clock } = this.#context;
    const kind = KIND_OF[order.kind] ?? order.kind;
    const detects = (task: AiTask): boolean =>
      task.templates.some((one) => one.tag === 'AI' && one.detectType === kind);
    const tasks = [...ai.tasks.values()].filter((one) => one.onSinceMs !== null && detects(one));
    for (const task of tasks) {
      const channels = task.channelIds.map((id) => estate.channels.get(id)).filter((one) => one !== undefined);
      const channel = channels.find((one) => order.cameraKey === undefined || one.cameraKey === order.cameraKey);
      const template = task.templates.find((one) => one.detectType === kind);
      if (channel === undefined || template === undefined) continue;
      // of the second before: a picture that was taken can be asked for at once
      const atMs = Math.floor((clock.nowMs() - 1) / 1000) * 1000;
      const result = resultAt(this.#context, template, channel.id, atMs);
      ai.noteFired(task, channel.id, result);
      const messages = [{ type: NAME, id: task.id, isPushed: this.#push(task, result) }];
      return { vendor: 'tencent-ivp', kind, cameraKey: channel.cameraKey, atMs, messages };
    }
    return `no running AI task looks for ${kind}${order.cameraKey === undefined ? '' : ' at that camera'}`;
  }

  #push(task: AiTask, { kind, atMs, template, view }: AiResult): boolean {
    if (task.callbackUrl === '' || this.#line === null) return false;
    const { detectType, intervalSec, slots } = template;
    // seconds into the piece of footage that was looked at, where answers have a wall-clock time
    const Time = (sinceLookMs(this.#context, atMs) / 1000).toFixed(6);
    const body = {
      Tag: 'AI',
      AIConfig: { DetectType: detectType, TimeInterval: intervalSec, OperTimeslot: slots },
      AIJobDetail: { [`${kind}Recognition`]: [{ ...withNumbers(view), Time }] },
    };
    this.#line.send({
      vendor: 'tencent-ivp',
      kind: NAME,
      url: task.callbackUrl,
      body: writeJson(body),
      isTaken: (status) => status >= 200 && status < 300,
    });
    return true;
  }
}

/** Boxes have integers in pushes and texts in answers. */
function withNumbers(view: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => {
      if (Array.isArray(value)) return [key, value.map((one: unknown) => (isRecord(one) ? withNumbers(one) : one))];
      if (!isRecord(value)) return [key, value];
      if (key !== 'Location') return [key, withNumbers(value)];
      return [key, Object.fromEntries(Object.entries(value).map(([side, text]) => [side, Number(text)]))];
    }),
  );
}
