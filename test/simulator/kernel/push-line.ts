/**
 * Carries the pushes of the clouds to callback URLs: in order for each URL, once, to loopback addresses only. A
 * simulator never posts to another computer, whatever a test or a copied configuration says.
 */
import type { Clock } from './clock.ts';

/**
 * `failed`: refused, unreachable, too slow, or answered with another status. `suspended`: the cloud does not push there
 * for now. `refused`: not a loopback address. `dropped`: too many wait for this URL. `cancelled`: the simulator ended.
 */
export type PushOutcome = 'delivered' | 'failed' | 'suspended' | 'refused' | 'dropped' | 'cancelled';

export interface Push {
  readonly vendor: string;
  /** In the vendor's words, such as `device_alarm`. */
  readonly kind: string;
  readonly url: string;
  readonly body: string;
  /** Asked when the push is sent: signatures hold that moment. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** Asked when it is this push's turn; false is `suspended`. */
  readonly mayGo?: () => boolean;
  /** Called only for pushes that were sent. */
  readonly onResult?: (isTaken: boolean) => void;
  readonly isTaken: (status: number) => boolean;
}

export interface LoggedPush {
  readonly atMs: number;
  readonly vendor: string;
  readonly kind: string;
  readonly url: string;
  readonly outcome: PushOutcome;
  /** Null when nothing answered. */
  readonly status: number | null;
}

const TIMEOUT_MS = 5_000;
const MAX_WAITING = 200;
const MAX_LOGGED = 2_000;

/** True for `http(s)` on 127.0.0.0/8, ::1 and localhost. */
export function isLoopback(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  const { protocol, hostname } = parsed;
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Close it, or a push under way keeps the process. */
export class PushLine {
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #waiting = new Map<string, Push[]>();
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #log: LoggedPush[] = [];

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  /** Returns at once. */
  send(push: Push): void {
    if (this.#closing.signal.aborted) return this.#note(push, 'cancelled', null);
    if (!isLoopback(push.url)) return this.#note(push, 'refused', null);
    const queue = this.#waiting.get(push.url);
    if (queue === undefined) {
      this.#waiting.set(push.url, [push]);
      const running = this.#run(push.url).finally(() => this.#running.delete(running));
      this.#running.add(running);
    } else if (queue.length >= MAX_WAITING) this.#note(push, 'dropped', null);
    else queue.push(push);
  }

  /** Oldest first. */
  list(filter: { readonly vendor?: string } = {}): readonly LoggedPush[] {
    return this.#log.filter((one) => filter.vendor === undefined || one.vendor === filter.vendor);
  }

  clear(): void {
    this.#log = [];
  }

  /** Resolves when all pushes so far have ended. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Resolves when no push is under way. Waiting pushes are not sent. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running);
  }

  async #run(url: string): Promise<void> {
    const queue = this.#waiting.get(url) ?? [];
    for (let push = queue[0]; push !== undefined; push = queue[0]) {
      await this.#deliver(push);
      queue.shift();
    }
    this.#waiting.delete(url);
  }

  async #deliver(push: Push): Promise<void> {
    if (this.#closing.signal.aborted) return this.#note(push, 'cancelled', null);
    if (push.mayGo?.() === false) return this.#note(push, 'suspended', null);
    const status = await postJson(push.url, push.body, push.headers?.() ?? {}, this.#closing.signal);
    if (this.#closing.signal.aborted) return this.#note(push, 'cancelled', status);
    const isTaken = status !== null && push.isTaken(status);
    push.onResult?.(isTaken);
    this.#note(push, isTaken ? 'delivered' : 'failed', status);
  }

  #note({ vendor, kind, url }: Push, outcome: PushOutcome, status: number | null): void {
    this.#log.push({ atMs: this.#clock.nowMs(), vendor, kind, url, outcome, status });
    if (this.#log.length > MAX_LOGGED) this.#log = this.#log.slice(-MAX_LOGGED / 2);
  }
}

/**
 * POSTs a JSON body, for five seconds at most, without following redirects: they could lead off loopback.
 *
 * @returns the status, or null when nothing answered or the address is not on loopback.
 */
export async function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<number | null> {
  if (!isLoopback(url)) return null;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null; // refused, unreachable, cut or too slow: all are the same to a cloud that pushes
  }
}
