/** Drives the simulated IVM cloud without sockets and with a clock that only tests move. */
import { HuaweiIvmCloud } from './clouds/huawei-ivm/cloud.ts';
import { SkewableClock } from './kernel/clock.ts';
import { writeJson } from './kernel/json.ts';
import { makeWorld } from './world/world.ts';

/** 2026-05-20 10:00:00 in Beijing. */
export const START_MS = Date.UTC(2026, 4, 20, 2);

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string | null;
  readonly contentType?: string;
}

export class Bench {
  nowMs: number;
  readonly cloud: HuaweiIvmCloud;
  readonly userId: string;
  #token: string | null = null;

  /** @param startMs when the cloud starts, epoch ms UTC. */
  constructor(cameras = 64, seed = 1, startMs = START_MS) {
    this.nowMs = startMs;
    const clock = new SkewableClock(() => this.nowMs);
    this.cloud = new HuaweiIvmCloud(makeWorld(cameras, seed, 'huawei-ivm'), clock);
    this.cloud.setMediaOrigin('http://127.0.0.1:7000');
    this.userId = this.cloud.credentials['userId'] ?? '';
  }

  /** A token for the calls that follow. */
  signIn(): string {
    const { ak, sk } = this.cloud.credentials;
    const answer = this.call('POST', `/v2/${this.userId}/enterprises/access-token`, { body: { ak, sk }, token: null });
    this.#token = String(answer.body['access_token']);
    return this.#token;
  }

  /** `~` at the start of a path stands for `/v1/{user_id}`, `~2` for `/v2/{user_id}`. */
  call(method: string, target: string, options: CallOptions = {}): Answer {
    const url = new URL(
      target.replace(/^~2/, `/v2/${this.userId}`).replace(/^~/, `/v1/${this.userId}`),
      'http://127.0.0.1',
    );
    const token = options.token === undefined ? (this.#token ?? this.signIn()) : options.token;
    const { body } = options;
    const answer = this.cloud
      .recognise({
        method,
        path: url.pathname,
        query: url.searchParams,
        headers: {
          ...(token === null ? {} : { 'access-token': token }),
          ...(body === undefined ? {} : { 'content-type': options.contentType ?? 'application/json' }),
        },
        bodyText: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
      })
      .run();
    const text = writeJson(answer.body);
    return { status: answer.status, body: JSON.parse(text) as Record<string, unknown>, text };
  }

  /** The refusal in one line, such as `400 IVM.10020009`; `200` when it was not refused. */
  verdict(method: string, target: string, options: CallOptions = {}): string {
    const { status, body } = this.call(method, target, options);
    return status === 200 ? '200' : `${String(status)} ${String(body['error_code'])}`;
  }

  example(name: string): { readonly deviceId: string; readonly channelId: string } {
    const value = this.cloud.examples[name];
    if (typeof value !== 'object' || value === null) throw new Error(`this world has no ${name}`);
    return value as { deviceId: string; channelId: string };
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }
}

export function list(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value as Record<string, unknown>[];
}

export function inner(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value as Record<string, unknown>;
}
