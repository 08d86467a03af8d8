/**
 * Huawei Video Ingestion Service, simulated from its document. Requests are admitted as the gateway does it (token or
 * signature, project, region), then checked against the contract, then carried out on the project's own state.
 */
import { randomUUID } from 'node:crypto';
import { checkParameters } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ApiAnswer, ApiRequest, Audience, Call, CameraMatch, Cloud, SideDoor } from '../../kernel/cloud.ts';
import type { ContractOperation } from '../../kernel/contract.ts';
import { loadContract } from '../../kernel/contract.ts';
import { isRecord, MALFORMED, readJson } from '../../kernel/json.ts';
import { Router } from '../../kernel/router.ts';
import type { MediaDecision, MediaHeaders } from '../../media/types.ts';
import type { World } from '../../world/world.ts';
import { BoxedCameras } from './boxed-cameras.ts';
import type { Operations, VisContext } from './context.ts';
import { NO_CONTENT } from './context.ts';
import { credentialOperations } from './credentials.ts';
import { deviceOperations } from './devices.ts';
import { furnish } from './estate.ts';
import { examplesOf } from './examples.ts';
import { setOnline } from './fleet.ts';
import { IamDoor } from './iam-door.ts';
import { Identity, makeAccount, REGION } from './identity.ts';
import type { Caller } from './identity.ts';
import { MediaAddresses } from './media-addresses.ts';
import { metricOperations } from './metrics.ts';
import { ErrorTable, Refusal, refusalOf } from './refusals.ts';
import { streamOperations } from './streams.ts';
import { subscriptionOperations } from './subscription.ts';
import { Tenant } from './tenant.ts';
import type { Quota, VisStream } from './tenant.ts';

const OPERATIONS: Operations = {
  ...subscriptionOperations,
  ...streamOperations,
  ...deviceOperations,
  ...credentialOperations,
  ...metricOperations,
};

/** Work without a subscription; all else answers VIS.0004. */
const FREE = new Set(['createSubscription', 'getSubscription']);
const SECRETS = new Set(['password', 'new_password']);
/** Requests an hour; the document has the headers and no number. */
const RATE_LIMIT = 2_000_000;
const HOUR_MS = 3_600_000;
const SHOWN_DEVICES = 300;
/** Of the three documented answers about a project without the service, the record that is not found is the most exact. */
const TRAITS = { unregistered: 'listed', omitted: 'kept', unsubscribed: 'VIS.0015' } as const;
const NOBODY: Audience = { viewers: () => [], cut: () => undefined };

export class HuaweiVisCloud implements Cloud {
  readonly id = 'huawei-vis';
  readonly credentials: Readonly<Record<string, string>>;
  readonly examples: Readonly<Record<string, unknown>>;
  readonly sideDoors: readonly SideDoor[];
  readonly #context: VisContext;
  readonly #router: Router;
  readonly #boxed: BoxedCameras;
  #hour = 0;
  #requestsThisHour = 0;

  constructor(world: World, clock: Clock) {
    const contract = loadContract('huawei-vis');
    const account = makeAccount(world.seed);
    // tokens of an earlier run are unknown to this one
    const identity = new Identity(account, clock, randomUUID());
    const isIam = (operation: ContractOperation): boolean => operation.http.path.startsWith('/v3/');
    const [user] = account.users;
    const [home, lab] = account.projects;
    const quota = quotaOf(world.channelCount);
    const estate = new Tenant(home.id, user.id, quota, true);
    const empty = new Tenant(lab.id, user.id, quotaOf(1), false);
    const nowMs = clock.nowMs();
    // a large estate takes a while: its beginning is enough for the examples, and is the same in both
    const shown = new Tenant(home.id, user.id, quota, true);
    furnish(shown, { ...world, devices: world.devices.slice(0, SHOWN_DEVICES) }, nowMs);
    estate.furnishLater((tenant) => furnish(tenant, world, nowMs));
    this.sideDoors = [new IamDoor(identity, contract.operations.filter(isIam))];
    this.#router = new Router(contract.operations.filter((one) => !isIam(one)));
    this.#context = {
      clock,
      identity,
      errors: new ErrorTable(contract),
      addresses: new MediaAddresses(clock, identity),
      tenants: new Map([estate, empty].map((one) => [one.projectId, one])),
      audience: NOBODY,
      ...TRAITS,
    };
    this.#boxed = new BoxedCameras(clock, this.#context.addresses);
    const { name: userName, password, ak, sk } = user;
    const { id: projectId, name: projectName } = home;
    this.credentials = { projectId, projectName, domainName: account.domainName, userName, password, ak, sk };
    this.examples = examplesOf(account, shown, nowMs);
  }

  recognise(request: ApiRequest): Call {
    const route = this.#router.find(request.method, request.path);
    if (route.kind !== 'found') {
      const refusal = new Refusal(route.kind === 'wrong-method' ? 'APIG.0105' : 'APIG.0101');
      return { operation: 'unknown', params: {}, run: () => this.#sealed(this.#context.errors.answer(refusal)) };
    }
    const { operation, path } = route;
    const body = readJson(request.bodyText);
    const params = { ...path, ...Object.fromEntries(request.query), ...(isRecord(body) ? starred(body) : {}) };
    return { operation: operation.id, params, run: () => this.#sealed(this.#answer(operation, path, request, body)) };
  }

  #answer(
    operation: ContractOperation,
    path: Readonly<Record<string, string>>,
    request: ApiRequest,
    body: unknown,
  ): ApiAnswer {
    const context = this.#context;
    try {
      if (this.#requestsThisHour > RATE_LIMIT) throw new Refusal('APIG.0308');
      const caller = context.identity.callerOf(request);
      const tenant = this.#tenantOf(path['project_id'] ?? '', caller, request);
      const nowMs = context.clock.nowMs();
      this.#tenants(); // stream names are unique over all of them, so all must be up to date
      if (tenant.subscribedAtMs === null && !FREE.has(operation.id)) throw new Refusal('VIS.0004');
      const type = request.headers['content-type'] ?? '';
      if (request.bodyText !== '' && !/^application\/json\b/i.test(type))
        throw new Refusal('VIS.0005', 'Content-Type must be application/json');
      if (body === MALFORMED) throw new Refusal('VIS.0005', 'Request body is not a valid json object.');
      const check = checkParameters(operation, { path, query: request.query, body });
      if (!check.ok) throw refusalOf(check.violation);
      const run = OPERATIONS[operation.id];
      if (run === undefined) throw new RangeError(`${operation.id} is not simulated`);
      const result = run({ context, tenant, caller, values: check.values, nowMs });
      if (result === NO_CONTENT) return { status: 204, code: 'VIS.204', body: '' };
      return { status: 200, code: 'VIS.200', body: result };
    } catch (e) {
      if (e instanceof Refusal) return context.errors.answer(e);
      throw e;
    }
  }

  /** Token scope, then project, then region, then whether this caller may enter. */
  #tenantOf(projectId: string, caller: Caller, request: ApiRequest): Tenant {
    const { identity, tenants } = this.#context;
    if (caller.scope === 'domain') throw new Refusal('VIS.0001', 'the token is not scoped to a project');
    const project = identity.account.projects.find((one) => one.id === projectId);
    const header = request.headers['x-project-id'];
    if (project === undefined || (header !== undefined && header !== projectId)) throw new Refusal('VIS.0002');
    const tenant = project.region === REGION ? tenants.get(projectId) : undefined;
    if (tenant === undefined) throw new Refusal('VIS.0003');
    if (caller.scope !== 'any' && caller.scope.projectId !== projectId) throw new Refusal('VIS.0006');
    return tenant;
  }

  /** Adds the common response headers. `X-ratelimit-used` carries what is left, as the table says. */
  #sealed(answer: ApiAnswer): ApiAnswer {
    const nowMs = this.#context.clock.nowMs();
    const hour = Math.floor(nowMs / HOUR_MS);
    if (hour !== this.#hour) this.#requestsThisHour = 0;
    this.#hour = hour;
    this.#requestsThisHour += 1;
    const isThrottled = answer.status === 429;
    return {
      ...answer,
      headers: {
        'Content-Type': 'application/json; charset=UTF-8',
        'X-Request-Id': `${randomUUID()}-${String(nowMs)}-vis-api-1`,
        'X-ratelimit': String(RATE_LIMIT),
        'X-ratelimit-used': String(Math.max(0, RATE_LIMIT - this.#requestsThisHour)),
        'X-ratelimit-window': 'hour',
        ...(isThrottled ? { 'Retry-After': String(Math.ceil(((hour + 1) * HOUR_MS - nowMs) / 1000)) } : {}),
        ...answer.headers,
      },
    };
  }

  faultAnswer(status: number): ApiAnswer {
    return this.#context.errors.forStatus(status);
  }

  authorize(path: string, query: URLSearchParams, headers: MediaHeaders = {}): MediaDecision | null {
    const { addresses, audience } = this.#context;
    return addresses.authorize(this.#tenants(), audience, path, query, headers);
  }

  setMediaOrigin(origin: string): void {
    this.#context.addresses.setOrigin(origin);
  }

  setAudience(audience: Audience): void {
    this.#context.audience = audience;
  }

  expireTokens(): number {
    return this.#context.identity.expireAll();
  }

  revokeTokens(): number {
    return this.#context.identity.revokeAll();
  }

  /** Addresses have no lifetime; they change, as after an interruption. */
  expireMediaUrls(): number {
    const streams = this.#streams();
    for (const stream of streams) this.#context.addresses.move(stream);
    return streams.length;
  }

  /** `deviceId` is a device's id or the name of a stream that belongs to no device. */
  cameraKeysOf(match: CameraMatch): readonly string[] {
    return this.#streams()
      .filter((one) => match.deviceId === undefined || (one.channel?.device.id ?? one.name) === match.deviceId)
      .filter((one) => match.channelId === undefined || one.channel?.id === match.channelId)
      .filter((one) => match.cameraKey === undefined || one.cameraKey === match.cameraKey)
      .map((one) => one.cameraKey);
  }

  /** The values that were typed into a device that registers, see {@link BoxedCameras.order}. */
  register(order: object): string | null {
    return this.#boxed.order(order);
  }

  /**
   * `{unregistered: 'listed' | 'hidden'}`: whether the list of devices has those that did not register.
   * `{omitted: 'kept' | 'cleared'}`: what becomes of the parts of an access strategy that a change leaves out.
   * `{unsubscribed: 'false' | 'VIS.0004' | 'VIS.0015'}`: how a project without the service is answered for its subscription.
   */
  setTraits(order: object): string | null {
    const context = this.#context;
    if (!Object.keys(TRAITS).some((trait) => trait in order)) return 'unregistered';
    const {
      unregistered = context.unregistered,
      omitted = context.omitted,
      unsubscribed = context.unsubscribed,
    } = order as Readonly<Record<string, unknown>>;
    if (unregistered !== 'listed' && unregistered !== 'hidden') return 'unregistered';
    if (omitted !== 'kept' && omitted !== 'cleared') return 'omitted';
    if (unsubscribed !== 'false' && unsubscribed !== 'VIS.0004' && unsubscribed !== 'VIS.0015') return 'unsubscribed';
    Object.assign(context, { unregistered, omitted, unsubscribed });
    return null;
  }

  clearTraits(): void {
    Object.assign(this.#context, TRAITS);
  }

  /** Registers a device, or loses it; of a pushed or pulled stream it starts or ends the source. */
  setDeviceOnline(deviceId: string, isOnline: boolean): boolean {
    const { addresses, clock } = this.#context;
    for (const tenant of this.#tenants()) {
      const device = tenant.devices.get(deviceId);
      if (device !== undefined) {
        setOnline(tenant, device, isOnline, clock.nowMs(), addresses);
        return true;
      }
      const stream = tenant.streams.get(deviceId);
      if (stream === undefined || stream.channel !== null) continue;
      if (isOnline && !stream.isFed) addresses.move(stream);
      stream.isFed = isOnline;
      return true;
    }
    return false;
  }

  #streams(): readonly VisStream[] {
    return this.#tenants().flatMap((tenant) => [...tenant.streams.values()]);
  }

  #tenants(): readonly Tenant[] {
    const { clock, tenants } = this.#context;
    for (const tenant of tenants.values()) {
      tenant.settle(clock.nowMs());
      this.#boxed.settle(tenant);
    }
    return [...tenants.values()];
  }
}

/** The totals of the document's sample; active streams grow with the estate. */
function quotaOf(cameras: number): Quota {
  return {
    password: 10,
    aksk: 10,
    stream: 100_000,
    activeStream: Math.max(200, 2 * cameras),
    device: 100_000,
    consecutiveMinutes: 1_200,
    randomMinutes: 2_400,
  };
}

/** The same members, secret ones replaced. */
function starred(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, SECRETS.has(name) ? '***' : item] as const),
  );
}
