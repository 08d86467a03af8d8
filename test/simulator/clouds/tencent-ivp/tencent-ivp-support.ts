/** Drives the simulated IVP cloud without sockets, signing by steps of its own, with a clock that only tests move. */
import { createHash, createHmac } from 'node:crypto';
import { TencentIvpCloud } from './cloud.ts';
import { SkewableClock } from '../../kernel/clock.ts';
import { loadContract } from '../../kernel/contract.ts';
import type { ContractOperation } from '../../kernel/contract.ts';
import { writeJson } from '../../kernel/json.ts';
import { makeWorld } from '../../world/world.ts';

/** 2026-05-20 10:00:00 in Beijing, a Wednesday. */
export const START_MS = Date.UTC(2026, 4, 20, 2);
export const START_SEC = START_MS / 1000;
/** 2026-05-19 00:00:00 in Beijing. */
export const YESTERDAY_SEC = Date.UTC(2026, 4, 18, 16) / 1000;
const HOST = '127.0.0.1:8080';

export interface Answer {
  readonly http: number;
  readonly status: number;
  readonly data: unknown;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of an answer without envelope. */
  readonly file: Buffer | null;
}

export interface Order {
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** For uploads: texts and, as buffers, files. */
  readonly form?: Readonly<Record<string, string | Buffer>>;
  /** Changes the signed request, its headers or its URL before it is sent. */
  readonly tamper?: (request: Sent) => void;
}

export interface Sent {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
}

export interface SignOptions {
  readonly secretId: string;
  readonly secretKey: string;
  readonly startSec: number;
  readonly endSec: number;
  readonly headers: readonly string[];
  readonly encodesContentType?: boolean;
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const hmac = (key: string, text: string): string => createHmac('sha1', key).update(text).digest('hex');
const byName = (a: readonly [string, string], b: readonly [string, string]): number => (a[0] < b[0] ? -1 : 1);

/** The value of Authorization, by the document's ten steps. */
export function sign(request: Sent, options: SignOptions): string {
  const keyTime = `${String(options.startSec)};${String(options.endSec)}`;
  const query = [...request.query].map(([name, value]) => [name.toLowerCase(), encoded(value)] as const).sort(byName);
  const headers = [...options.headers].sort().map((name) => {
    const value = request.headers[name] ?? '';
    const isRaw = name === 'content-type' && options.encodesContentType === false;
    return [name, isRaw ? value : encoded(value)] as const;
  });
  const join = (pairs: readonly (readonly [string, string])[]): string => pairs.map((one) => one.join('=')).join('&');
  const text = `${request.method.toLowerCase()}\n${request.path}\n${join(query)}\n${join(headers)}\n`;
  const hash = createHash('sha1').update(text).digest('hex');
  return [
    'q-sign-algorithm=sha1',
    `q-ak=${options.secretId}`,
    `q-sign-time=${keyTime}`,
    `q-key-time=${keyTime}`,
    `q-header-list=${headers.map(([name]) => name).join(';')}`,
    `q-url-param-list=${query.map(([name]) => name).join(';')}`,
    `q-signature=${hmac(hmac(options.secretKey, keyTime), `sha1\n${keyTime}\n${hash}\n`)}`,
  ].join('&');
}

export const contract = loadContract('tencent-ivp');

export class IvpBench {
  nowMs: number;
  readonly cloud: TencentIvpCloud;

  /** @param startMs when the cloud starts, epoch ms UTC. */
  constructor(cameras = 64, seed = 1, startMs = START_MS) {
    this.nowMs = startMs;
    const clock = new SkewableClock(() => this.nowMs);
    this.cloud = new TencentIvpCloud(makeWorld(cameras, seed, 'tencent-ivp'), clock);
    this.cloud.setMediaOrigin('http://127.0.0.1:7000');
  }

  get signing(): SignOptions {
    const { secretId = '', secretKey = '' } = this.cloud.credentials;
    const startSec = Math.floor(this.nowMs / 1000);
    return { secretId, secretKey, startSec, endSec: startSec + 600, headers: ['host'] };
  }

  /** Calls an operation by its name, signed with the account's key. */
  call(id: string, order: Order = {}): Answer {
    const { http } = operationOf(id);
    return this.send(http.method, http.path, order);
  }

  send(method: string, path: string, order: Order = {}): Answer {
    const bytes = bytesOf(order);
    const texts = Object.entries(order.query ?? {}).map(([name, value]) => [name, String(value)]);
    const type = order.form === undefined ? 'application/json' : `multipart/form-data; boundary=${BOUNDARY}`;
    const request: Sent = {
      method,
      path,
      query: new URLSearchParams(texts),
      headers: { host: HOST, ...(bytes.length === 0 ? {} : { 'content-type': type }) },
    };
    request.headers['authorization'] = sign(request, this.signing);
    order.tamper?.(request);
    const answer = this.cloud.recognise({ ...request, bodyText: bytes.toString('utf8'), bodyBytes: bytes }).run();
    if (Buffer.isBuffer(answer.body))
      return { http: answer.status, status: 200, data: null, body: {}, file: answer.body };
    if (typeof answer.body === 'string') return { http: answer.status, status: 0, data: null, body: {}, file: null };
    const body = JSON.parse(writeJson(answer.body)) as Record<string, unknown>;
    return { http: answer.status, status: Number(body['StatusCode']), data: body['Data'], body, file: null };
  }

  /** The data of a call that must succeed. */
  get<T = Record<string, unknown>>(id: string, order: Order = {}): T {
    const { status, data } = this.call(id, order);
    if (status !== 200) throw new Error(`${id} answered ${String(status)}`);
    return data as T;
  }

  example(name: string): { readonly deviceId: string; readonly channelId: string } {
    const value = this.cloud.examples[name];
    if (typeof value !== 'object' || value === null) throw new Error(`this world has no ${name}`);
    return value as { deviceId: string; channelId: string };
  }

  text(name: string): string {
    const value = this.cloud.examples[name];
    if (typeof value !== 'string') throw new Error(`this world has no ${name}`);
    return value;
  }

  /** The decision of the media server about a URL, in one line: `ok` or the status. */
  play(url: string): string {
    const parsed = new URL(url.replace(/^hls:/, 'http:'));
    const decision = this.cloud.authorize(parsed.pathname, parsed.searchParams);
    return decision === null ? 'not ours' : decision.ok ? 'ok' : String(decision.status);
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }
}

export function operationOf(id: string): ContractOperation {
  const operation = contract.operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  return operation;
}

const BOUNDARY = 'lanner-test';

function bytesOf({ body, form }: Order): Buffer {
  if (form === undefined) return Buffer.from(body === undefined ? '' : JSON.stringify(body), 'utf8');
  const parts = Object.entries(form).flatMap(([name, value]) => {
    const file = typeof value === 'string' ? '' : `; filename="${name}.bin"\r\nContent-Type: application/octet-stream`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(value), Buffer.from('\r\n')];
  });
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}
