/** Chapter 10.1: where messages are pushed to. The URL is tried before it is taken. */
import { createHash } from 'node:crypto';
import type { Values } from '../../kernel/check.ts';
import { maybeText, textOf } from '../../kernel/values.ts';
import type { IvmContext, Operations } from './context.ts';
import { Refusal } from './refusals.ts';
import { formatBeijing } from './time.ts';

const TIMEOUT_MS = 5_000;

interface Callback {
  readonly url: string;
  readonly authKey: string | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** By subscription type; one enterprise has one URL for each. */
export class CallbackBook {
  readonly byType = new Map<string, Callback>();
}

export const callbackOperations: Operations = {
  setMessageCallback({ callbacks, clock }, values) {
    const type = textOf(values, 'subscription_type');
    const url = textOf(values, 'callback_url');
    if (!URL.canParse(url) || /[^\x21-\x7e]/.test(url)) throw new Refusal('IVM.20050003');
    const updatedAtMs = clock.nowMs();
    const createdAtMs = callbacks.byType.get(type)?.createdAtMs ?? updatedAtMs;
    callbacks.byType.set(type, { url, authKey: maybeText(values, 'auth_key'), createdAtMs, updatedAtMs });
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

/** The request with which the cloud tries a URL. @returns whether it answered 200 within five seconds. */
export async function tryCallback(context: IvmContext, values: Values): Promise<boolean> {
  const url = textOf(values, 'callback_url');
  const nowMs = context.clock.nowMs();
  const body = `{"message_id":${String(nowMs)}468803,"test":true}`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...signed(url, maybeText(values, 'auth_key'), nowMs) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false; // refused, unreachable or too slow: all are "cannot be accessed" to the cloud
  }
}

function signed(url: string, authKey: string | null, nowMs: number): Record<string, string> {
  if (authKey === null) return {};
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHash('sha256').update(`${url}|${timestamp}|${authKey}`).digest('hex');
  return { 'X-Ivm-Timestamp': timestamp, 'X-Ivm-Signature': signature };
}
