/** Drives the simulated Aliyun clouds without sockets, with a signer of its own and a clock that only tests move. */
import { createHmac, randomUUID } from 'node:crypto';
import { AliyunCityVisualCloud } from '../aliyun-cityvisual/cloud.ts';
import { AliyunVcsCloud } from '../aliyun-vcs/cloud.ts';
import { SkewableClock } from '../../kernel/clock.ts';
import type { ApiAnswer } from '../../kernel/cloud.ts';
import { writeJson } from '../../kernel/json.ts';
import { makeWorld } from '../../world/world.ts';

/** 2026-05-20 10:00:00 in Beijing. */
const START_MS = Date.UTC(2026, 4, 20, 2);

export type Parameters = Readonly<Record<string, string | number>>;

export interface RpcAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface RpcOptions {
  /** Instead of, or beside, the common parameters; undefined takes one away. */
  readonly common?: Readonly<Record<string, string | undefined>>;
  readonly secret?: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path?: string;
  readonly host?: string;
  /** Changes the signed parameters on their way. */
  readonly tamper?: (query: URLSearchParams) => void;
}

const VERSIONS = { 'aliyun-vcs': '2020-03-09', 'aliyun-cityvisual': '2018-10-30' } as const;
export type Vendor = keyof typeof VERSIONS;

/** Public recipe of RPC signature 1.0; the simulator verifies with other code. */
export function sign(method: string, params: Readonly<Record<string, string>>, secret: string): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = Object.keys(params)
    .sort()
    .map((name) => `${encode(name)}=${encode(params[name] ?? '')}`)
    .join('&');
  return createHmac('sha1', `${secret}&`)
    .update(`${method}&%2F&${encode(query)}`)
    .digest('base64');
}

export class RpcBench {
  nowMs: number;
  readonly cloud: AliyunVcsCloud | AliyunCityVisualCloud;
  readonly vendor: Vendor;

  /** @param startMs when the cloud starts, epoch ms UTC. */
  constructor(vendor: Vendor, cameras = 64, seed = 1, startMs = START_MS) {
    this.nowMs = startMs;
    this.vendor = vendor;
    const clock = new SkewableClock(() => this.nowMs);
    const world = makeWorld(cameras, seed, vendor);
    this.cloud = vendor === 'aliyun-vcs' ? new AliyunVcsCloud(world, clock) : new AliyunCityVisualCloud(world, clock);
    this.cloud.setMediaOrigin('http://127.0.0.1:7000', 'rtmp://127.0.0.1:7001');
  }

  /** The signed parameters of one request. */
  signed(action: string, params: Parameters, options: RpcOptions = {}): Readonly<Record<string, string>> {
    const all: Record<string, string | undefined> = {
      Action: action,
      Format: 'JSON',
      Version: VERSIONS[this.vendor],
      AccessKeyId: this.cloud.credentials['accessKeyId'],
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: randomUUID(),
      Timestamp: `${new Date(this.nowMs).toISOString().slice(0, 19)}Z`,
      ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
      ...options.common,
    };
    const sent: Record<string, string> = {};
    for (const [name, value] of Object.entries(all)) if (value !== undefined) sent[name] = value;
    const secret = options.secret ?? this.cloud.credentials['accessKeySecret'] ?? '';
    const method = options.method ?? 'GET';
    return options.common && 'Signature' in options.common ? sent : { ...sent, Signature: sign(method, sent, secret) };
  }

  send(params: Readonly<Record<string, string>>, options: RpcOptions = {}): RpcAnswer {
    const query = new URLSearchParams(params);
    options.tamper?.(query);
    const isForm = options.method === 'POST';
    const answer: ApiAnswer = this.cloud
      .recognise({
        method: options.method ?? 'GET',
        path: options.path ?? '/',
        query: isForm ? new URLSearchParams() : query,
        headers: {
          host: options.host ?? '127.0.0.1:1',
          ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        bodyText: isForm ? query.toString() : '',
      })
      .run();
    const text = typeof answer.body === 'string' ? answer.body : writeJson(answer.body);
    const xmlCode = /<Code>(.*?)<\/Code>/.exec(text)?.[1];
    const body = text.startsWith('<') ? { Code: xmlCode } : (JSON.parse(text) as Record<string, unknown>);
    return { status: answer.status, body, text };
  }

  call(action: string, params: Parameters = {}, options: RpcOptions = {}): RpcAnswer {
    return this.send(this.signed(action, params, options), options);
  }

  /** The answer of a call that must succeed. */
  ok(action: string, params: Parameters = {}): Record<string, unknown> {
    const { status, body, text } = this.call(action, params);
    if (status !== 200) throw new Error(`${action}: ${text}`);
    return body;
  }

  /** `404 InvalidCorpId.NotFound` for a refusal, else `200` with the service's own code, such as `200 Retry`. */
  verdict(action: string, params: Parameters = {}, options: RpcOptions = {}): string {
    const { status, body } = this.call(action, params, options);
    const code = typeof body['Code'] === 'string' ? ` ${body['Code']}` : '';
    return `${String(status)}${code}`;
  }

  /** An example id. */
  id(name: string): string {
    const value = this.cloud.examples[name];
    if (typeof value !== 'string') throw new Error(`this world has no ${name}`);
    return value;
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }
}

export function rows(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value as Record<string, unknown>[];
}

export function inner(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value as Record<string, unknown>;
}
