/** Chapter 10.1: where messages are pushed to. The URL is tried before it is taken, and left alone when it fails. */
import { createHash } from 'node:crypto';
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import { postJson } from '../../kernel/push-line.ts';
import { maybeText, textOf } from '../../kernel/values.ts';
import type { IvmContext, Operations } from './context.ts';
import { Refusal } from './refusals.ts';
import { formatBeijing } from './time.ts';

const MAX_FAILURES = 6;
const SUSPENDED_MS = 10 * 60_000;

interface Callback {
  readonly url: string;
  readonly authKey: string | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** By subscription type; one enterprise has one URL for each. */
export class CallbackStore {
  readonly byType = new Map<string, Callback>();
  readonly #clock: Clock;
  /** By URL, whatever is pushed there. */
  readonly #failures = new Map<string, { inARow: number; suspendedUntilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True for ten minutes after six failures in a row. */
  isSuspended(url: string): boolean {
    return this.#clock.nowMs() < (this.#failures.get(url)?.suspendedUntilMs ?? 0);
  }

  /** Notes how a push ended. */
  note(url: string, isTaken: boolean): void {
    if (isTaken) return this.resume(url);
    const state = this.#failures.get(url) ?? { inARow: 0, suspendedUntilMs: 0 };
    state.inARow += 1;
    if (state.inARow >= MAX_FAILURES) {
      state.suspendedUntilMs = this.#clock.nowMs() + SUSPENDED_MS;
      state.inARow = 0; // after the ten minutes it takes six again: the document says nothing else
    }
    this.#failures.set(url, state);
  }

  /** Ends the suspension: when the URL is set again, and when a push is accepted. */
  resume(url: string): void {
    this.#failures.delete(url);
  }
}

export const callbackOperations: Operations = {
  setMessageCallback({ callbacks, clock }, values) {
    const type = textOf(values, 'subscription_type');
    const url = textOf(values, 'callback_url');
    if (URL.parse(url) === null || /[^\x21-\x7e]/.test(url)) throw new Refusal('IVM.20050003');
    const updatedAtMs = clock.nowMs();
    const createdAtMs = callbacks.byType.get(type)?.createdAtMs ?? updatedAtMs;
    callbacks.byType.set(type, { url, authKey: maybeText(values, 'auth_key'), createdAtMs, updatedAtMs });
    callbacks.resume(url); // "the user may end the suspension with this call"
    return { callback_url: url, subscription_type: type, create_time: formatBeijing(createdAtMs) };
  },

  deleteMessageCallback({ callbacks }, values) {
    const type = textOf(values, 'subscription_type');
    if (!callbacks.byType.delete(type)) throw new Refusal('IVM.20050004');
    return { subscription_type: type };
  },

  /** An empty object when nothing is set; the key comes in clear text. */
  getMessageCallback({ callbacks }, values) {
    const type = textOf(values, 'subscription_type');
    const callback = callbacks.byType.get(type);
    if (callback === undefined) return {};
    return {
      callback_url: callback.url,
      subscription_type: type,
      create_time: formatBeijing(callback.createdAtMs),
      update_time: formatBeijing(callback.updatedAtMs),
      ...(callback.authKey === null ? {} : { auth_key: callback.authKey }),
    };
  },
};

/**
 * The request with which the cloud tries a URL.
 *
 * @returns whether it answered 200 within five seconds; false as well for an address that is not on loopback, to
 *   which the simulator never connects.
 */
export async function tryCallback(context: IvmContext, values: Values): Promise<boolean> {
  const url = textOf(values, 'callback_url');
  const nowMs = context.clock.nowMs();
  const body = `{"message_id":${String(nowMs)}468803,"test":true}`;
  return (await postJson(url, body, signed(url, maybeText(values, 'auth_key'), nowMs))) === 200;
}

/** The two headers that a push has when there is a key. */
export function signed(url: string, authKey: string | null, nowMs: number): Record<string, string> {
  if (authKey === null) return {};
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHash('sha256').update(`${url}|${timestamp}|${authKey}`).digest('hex');
  return { 'X-Ivm-Timestamp': timestamp, 'X-Ivm-Signature': signature };
}
