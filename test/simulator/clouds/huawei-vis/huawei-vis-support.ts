/** Drives the simulated VIS cloud without sockets and with a clock that only tests move. */
import { signatureOf } from './signature.ts';
import { HuaweiVisCloud } from './cloud.ts';
import { SkewableClock } from '../../kernel/clock.ts';
import type { ApiFace, ApiRequest } from '../../kernel/cloud.ts';
import { writeJson } from '../../kernel/json.ts';
import { makeWorld } from '../../world/world.ts';

/** 2026-05-20 10:00:00 in Beijing. */
const START_MS = Date.UTC(2026, 4, 20, 2);
const ORIGIN = 'http://127.0.0.1:7000';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Null sends none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

type Headers = Readonly<Record<string, string | undefined>>;

export class VisBench {
  nowMs: number;
  readonly cloud: HuaweiVisCloud;
  readonly projectId: string;
  #token: string | null = null;

  /** @param startMs when the cloud starts, epoch ms UTC. */
  constructor(cameras = 64, seed = 1, startMs = START_MS) {
    this.nowMs = startMs;
    const clock = new SkewableClock(() => this.nowMs);
    this.cloud = new HuaweiVisCloud(makeWorld(cameras, seed, 'huawei-vis'), clock);
    this.cloud.setMediaOrigin(ORIGIN);
    this.projectId = this.cloud.credentials['projectId'] ?? '';
  }

  /** The body of a token request; each argument replaces what the cloud printed. */
  tokenBody(change: { user?: string; password?: string; domain?: string; scope?: unknown } = {}): unknown {
    const { domainName, userName, password } = this.cloud.credentials;
    const user = {
      name: change.user ?? userName,
      password: change.password ?? password,
      domain: { name: change.domain ?? domainName },
    };
    const scope = change.scope ?? { project: { name: 'cn-north-4' } };
    return { auth: { identity: { methods: ['password'], password: { user } }, scope } };
  }

  iam(method: string, target: string, options: CallOptions = {}): Answer {
    const [door] = this.cloud.sideDoors;
    if (door === undefined) throw new Error('no identity service');
    return this.#send(door, method, target, options);
  }

  /** A token, by default for the calls that follow. */
  signIn(change: Parameters<VisBench['tokenBody']>[0] = {}): string {
    const answer = this.iam('POST', '/v3/auth/tokens', { body: this.tokenBody(change), token: null });
    const token = answer.headers['X-Subject-Token'];
    if (token === undefined) throw new Error(`no token: ${String(answer.status)}`);
    return token;
  }

  /** `~` at the start of a path stands for `/v1/{project_id}`. */
  call(method: string, target: string, options: CallOptions = {}): Answer {
    const token = options.token === undefined ? (this.#token ??= this.signIn()) : options.token;
    return this.#send(this.cloud, method, target.replace(/^~/, `/v1/${this.projectId}`), { ...options, token });
  }

  /** The refusal in one line, such as `404 VIS.0005`; the status alone when it was not refused. */
  verdict(method: string, target: string, options: CallOptions = {}): string {
    const { status, body } = this.call(method, target, options);
    return status < 300 ? String(status) : `${String(status)} ${String(body['error_code'])}`;
  }

  #send(face: ApiFace, method: string, target: string, options: CallOptions): Answer {
    const url = new URL(target, 'http://127.0.0.1:8000');
    const { body, token } = options;
    const answer = face
      .recognise({
        method,
        path: url.pathname,
        query: url.searchParams,
        headers: {
          host: url.host,
          ...(typeof token === 'string' ? { 'x-auth-token': token } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...options.headers,
        },
        bodyText: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
      })
      .run();
    const text = typeof answer.body === 'string' ? answer.body : writeJson(answer.body);
    const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: answer.status, body: parsed, headers: answer.headers ?? {} };
  }

  /** A signed request that the cloud should take; `tamper` changes it after it was signed. */
  signed(
    method: string,
    target: string,
    options: { body?: unknown; sk?: string; ak?: string; atMs?: number; without?: string } = {},
    tamper: (request: ApiRequest) => ApiRequest = (request) => request,
  ): string {
    const url = new URL(target.replace(/^~/, `/v1/${this.projectId}`), 'http://127.0.0.1:8000');
    const bodyText = options.body === undefined ? '' : JSON.stringify(options.body);
    const date = new Date(options.atMs ?? this.nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
    const plain: Headers = {
      host: url.host,
      'x-sdk-date': date,
      ...(bodyText === '' ? {} : { 'content-type': 'application/json' }),
    };
    const headers = Object.fromEntries(Object.entries(plain).filter(([name]) => name !== options.without));
    const names = Object.keys(headers).sort();
    const request = { method, path: url.pathname, query: url.searchParams, headers, bodyText };
    const sk = options.sk ?? this.cloud.credentials['sk'] ?? '';
    const ak = options.ak ?? this.cloud.credentials['ak'] ?? '';
    const signature = signatureOf(request, names, sk, Buffer.from(bodyText));
    const authorization = `SDK-HMAC-SHA256 Access=${ak}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    const { status, code } = this.cloud.recognise(tamper({ ...request, headers: { ...headers, authorization } })).run();
    return status < 300 ? String(status) : `${String(status)} ${code}`;
  }

  rows(target: string): readonly Record<string, unknown>[] {
    const { body } = this.call('GET', target);
    const rows: unknown = Array.isArray(body) ? body : body['entries'];
    if (!Array.isArray(rows)) throw new Error(`no list: ${JSON.stringify(body)}`);
    return rows as Record<string, unknown>[];
  }

  example(name: string): string {
    const value = this.cloud.examples[name];
    if (typeof value !== 'string') throw new Error(`this world has no ${name}`);
    return value;
  }

  channel(name: string): { readonly deviceId: string; readonly channelId: string; readonly path: string } {
    const value = this.cloud.examples[name] as { deviceId: string; channelId: string } | null | undefined;
    if (value === null || value === undefined) throw new Error(`this world has no ${name}`);
    return { ...value, path: `~/devices/${value.deviceId}/channels/${value.channelId}` };
  }

  /** The only channel view of a device by its id. */
  statusOf(deviceId: string, channelId: string): string {
    const { body } = this.call('GET', `~/devices/${deviceId}`);
    const channels = body['channels'] as Record<string, unknown>[];
    return String(channels.find((one) => one['channel_id'] === channelId)?.['invitation_status']);
  }

  /** The decision of the media server over a URL, in one line. */
  watch(url: string, headers: Record<string, string> = {}): string {
    const { pathname, searchParams } = new URL(url);
    const decision = this.cloud.authorize(pathname, searchParams, headers);
    if (decision === null) return 'not ours';
    return decision.ok ? decision.grant.kind : `${String(decision.status)} ${decision.reason}`;
  }

  /** Moves the clock, and signs in again when the token has expired. */
  pass(ms: number): void {
    this.nowMs += ms;
    if (ms >= 86_400_000) this.#token = null;
  }
}
