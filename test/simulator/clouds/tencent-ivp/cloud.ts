/**
 * Tencent Intelligent Video Platform, legacy API, simulated from its document: all 83 operations, each checked against
 * the contract and carried out.
 */
import type { Pose } from '../../world/ptz-head.ts';
import { randomUUID } from 'node:crypto';
import { checkParameters } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import type {
  ApiAnswer,
  ApiRequest,
  Audience,
  Call,
  CameraMatch,
  Cloud,
  EventOrder,
  FiredEvent,
} from '../../kernel/cloud.ts';
import { loadContract } from '../../kernel/contract.ts';
import type { ContractOperation } from '../../kernel/contract.ts';
import { isRecord, MALFORMED, readJson, writeJson } from '../../kernel/json.ts';
import { readForm } from '../../kernel/multipart.ts';
import type { PushLine } from '../../kernel/push-line.ts';
import { Router } from '../../kernel/router.ts';
import type { Stills } from '../../media/stills.ts';
import type { MediaDecision } from '../../media/types.ts';
import type { FootageOrders } from '../../world/footage-orders.ts';
import { hashOf } from '../../world/random.ts';
import type { World } from '../../world/world.ts';
import { AiTaskStore } from './ai-task-store.ts';
import { AiPushes } from './ai-pushes.ts';
import { aiOperations } from './ai.ts';
import { BoxedCameras } from './boxed-cameras.ts';
import type { IvpContext, Operations } from './context.ts';
import { FileAnswer, NO_DATA } from './context.ts';
import { deviceFileOperations } from './device-files.ts';
import { deviceOperations } from './devices.ts';
import { makeEstate } from './dress-world.ts';
import { dress } from './dress.ts';
import { ACCESS, STATUS } from './estate.ts';
import type { Channel } from './estate.ts';
import { examplesOf } from './examples.ts';
import { gatewayOperations } from './gateways.ts';
import { makeHabits } from './habits.ts';
import { RequestIds } from './ids.ts';
import { ImportJobs } from './import-jobs.ts';
import { KeyRing } from './key-ring.ts';
import { LocalSessions } from './local-sessions.ts';
import { MediaUrls } from './media-urls.ts';
import { organizationOperations } from './organizations.ts';
import { Pictures } from './pictures.ts';
import { PlanStore } from './plan-store.ts';
import { planOperations } from './plans.ts';
import { playbackOperations } from './playback.ts';
import { ptzOperations } from './ptz.ts';
import { cloudRecordings, deviceRecordings } from './recordings.ts';
import { CHECK_FAILED, codeOf, ErrorTable, Refusal } from './refusals.ts';
import { RetrievalTasks, retrieveOperations } from './retrieval-tasks.ts';
import { configOperations, ServiceConfig } from './service-config.ts';
import { checkSignature } from './signature.ts';
import { templateOperations } from './templates.ts';
import { IvpTraitBook } from './traits.ts';

const SECRETS = new Set(['Password', 'PullSecret', 'PushSecret', 'Key', 'Cert', 'Cret', 'File']);

const OPERATIONS: Operations = {
  ...configOperations,
  ...organizationOperations,
  ...deviceOperations,
  ...deviceFileOperations,
  ...ptzOperations,
  ...playbackOperations,
  ...templateOperations,
  ...planOperations,
  ...retrieveOperations,
  ...aiOperations,
  ...gatewayOperations,
};

/** "2XX, 4XX" is all that the document says of wrong addresses. */
const INVALID_PARAMETER = '40001';

export class TencentIvpCloud implements Cloud {
  readonly id = 'tencent-ivp';
  readonly #world: World;
  readonly #clock: Clock;
  readonly #router: Router;
  readonly #errors: ErrorTable;
  readonly #keys: KeyRing;
  readonly #requestIds = new RequestIds();
  readonly #pictures: Pictures;
  readonly #orders = new IvpTraitBook();
  #audience: Audience | null = null;
  #mediaOrigin: string | null = null;
  #made: IvpContext | null = null;
  #aiPushes: AiPushes | null = null;
  #line: PushLine | null = null;
  #examples: Readonly<Record<string, unknown>> | null = null;

  constructor(world: World, clock: Clock) {
    const contract = loadContract('tencent-ivp');
    this.#world = world;
    this.#clock = clock;
    this.#router = new Router(contract.operations.map(dress));
    this.#errors = new ErrorTable(contract);
    this.#keys = new KeyRing(world.seed);
    this.#pictures = new Pictures(clock, randomUUID());
  }

  get credentials(): Readonly<Record<string, string>> {
    return this.#keys.credentials;
  }

  get examples(): Readonly<Record<string, unknown>> {
    this.#examples ??= { ...examplesOf(this.#context), temporaryKey: this.#keys.temporary };
    return this.#examples;
  }

  get footage(): FootageOrders {
    return this.#world.footage;
  }

  /** Made when first needed: a simulator with 20,000 cameras in each of five clouds must start at once. */
  get #context(): IvpContext {
    this.#made ??= this.#makeContext();
    return this.#made;
  }

  #makeContext(): IvpContext {
    const clock = this.#clock;
    const { seed } = this.#world;
    const estate = makeEstate(this.#world);
    const config = new ServiceConfig(estate, seed);
    const sessions = new LocalSessions(clock);
    const context: IvpContext = {
      clock,
      estate,
      boxed: new BoxedCameras(estate, clock, config),
      footage: this.#world.footage,
      config,
      sessions,
      urls: new MediaUrls({
        clock,
        config,
        sessions,
        secret: randomUUID(), // URLs of an earlier run are unknown to this one
        streamOf: (id) => estate.channels.get(id) ?? rtmpStreamOf(context, id),
        refuseFile: (code) => {
          const { status, body } = this.#errors.answer(code, this.#nextId());
          return { status, body: writeJson(body) };
        },
        missingFile: (channel, fromMs, toMs) => {
          const { standard, archived } = cloudRecordings(context, channel, { fromMs, toMs });
          return standard.length > 0 ? null : archived.length > 0 ? '42506' : '42501';
        },
        refusalOf: () => this.#orders.takeRefusal(this.#runningDownloads()),
        footageOf: (channel, place, range) =>
          place === 'cloud'
            ? cloudRecordings(context, channel, range).standard
            : deviceRecordings(context, channel, range),
      }),
      livePlans: new PlanStore('live', clock),
      backupPlans: new PlanStore('backup', clock),
      retrievals: new RetrievalTasks(clock),
      imports: new ImportJobs(clock),
      ai: new AiTaskStore(clock),
      pictures: this.#pictures,
      orders: this.#orders,
      appId: String(1_250_000_000 + (hashOf(seed, 'appid') % 10_000_000)),
    };
    if (this.#mediaOrigin !== null) context.urls.setOrigin(this.#mediaOrigin);
    makeHabits(context);
    return context;
  }

  recognise(request: ApiRequest): Call {
    const route = this.#router.find(request.method, request.path);
    if (route.kind !== 'found') {
      const picture = this.#pictures.answer(request, (id) => this.#context.estate.channels.get(id));
      if (picture !== null) return { operation: 'picture', params: {}, run: () => picture };
      const status = route.kind === 'wrong-method' ? 405 : 404;
      const run = (): ApiAnswer => ({ ...this.#errors.answer(INVALID_PARAMETER, this.#nextId()), status });
      return { operation: 'unknown', params: {}, run };
    }
    const { operation } = route;
    const body = readBody(operation, request);
    const params = { ...Object.fromEntries(request.query), ...(isRecord(body) ? starred(body) : {}) };
    return { operation: operation.id, params, run: () => this.#answer(operation, request, body) };
  }

  #nextId(): string {
    return this.#requestIds.next(this.#clock.nowMs());
  }

  #answer(operation: ContractOperation, request: ApiRequest, body: unknown): ApiAnswer {
    const requestId = this.#nextId();
    const headers = { Server: 'tencent-iss', RequestId: requestId };
    try {
      checkSignature(request, (id) => this.#keys.find(id), this.#clock.nowMs());
      if (body === MALFORMED) throw new Refusal(CHECK_FAILED);
      const check = checkParameters(operation, { path: {}, query: request.query, body });
      if (!check.ok) throw new Refusal(codeOf(operation.id, operation.group, check.violation));
      refuseTwoIds(operation, request, body);
      const run = OPERATIONS[operation.id];
      if (run === undefined) throw new RangeError(`${operation.id} is not carried out`);
      this.#context.imports.settle();
      this.#context.boxed.settle();
      const data = run(this.#context, check.values);
      return { ...success(requestId, data), headers: { ...headers, ...fileHeaders(data) } };
    } catch (e) {
      if (e instanceof Refusal) return { ...this.#errors.answer(e.code, requestId), headers };
      throw e;
    }
  }

  faultAnswer(status: number): ApiAnswer {
    return this.#errors.forStatus(status, this.#nextId());
  }

  authorize(path: string, query: URLSearchParams): MediaDecision | null {
    return this.#context.urls.authorize(path, query);
  }

  setMediaOrigin(origin: string): void {
    this.#mediaOrigin = origin;
    this.#made?.urls.setOrigin(origin);
  }

  setApiOrigin(origin: string): void {
    this.#pictures.setOrigin(origin);
  }

  setPushLine(line: PushLine): void {
    this.#line = line;
    this.#aiPushes?.setLine(line);
  }

  get #pushes(): AiPushes {
    if (this.#aiPushes === null) {
      this.#aiPushes = new AiPushes(this.#context);
      this.#aiPushes.setLine(this.#line);
    }
    return this.#aiPushes;
  }

  advance(): void {
    if (this.#made !== null) this.#pushes.advance(); // an account that was never used has no callback URL
  }

  fire(order: EventOrder): FiredEvent | string {
    return this.#pushes.fire(order);
  }

  setAudience(audience: Audience): void {
    this.#audience = audience;
  }

  #runningDownloads(): number {
    const viewers = this.#audience?.viewers() ?? [];
    return viewers.filter(({ kind, cameraKey }) => kind.endsWith('-file') && cameraKey.startsWith(`${this.id}/`))
      .length;
  }

  /** The values that were typed into a camera that registers or pushes, see {@link BoxedCameras.order}. */
  register(order: object): string | null {
    return this.#context.boxed.order(order);
  }

  setTraits(order: object): string | null {
    return this.#orders.set(order);
  }

  clearTraits(): void {
    this.#orders.clear();
  }

  setStills(stills: Stills): void {
    this.#pictures.setStills(stills);
  }

  expireTokens(): number {
    return this.#keys.expire();
  }

  revokeTokens(): number {
    return this.#keys.revoke();
  }

  expireMediaUrls(): number {
    return this.#made?.urls.expireAll() ?? 0;
  }

  poseOf(cameraKey: string): Pose | null {
    const { clock, estate } = this.#context;
    const channel = [...estate.channels.values()].find((one) => one.cameraKey === cameraKey);
    return channel?.head?.at(clock.nowMs()) ?? null;
  }

  cameraKeysOf(match: CameraMatch): readonly string[] {
    const { channels, devices } = this.#context.estate;
    const all = match.deviceId === undefined ? [...channels.values()] : (devices.get(match.deviceId)?.channels ?? []);
    return all
      .filter((one) => match.channelId === undefined || one.id === match.channelId)
      .filter((one) => match.cameraKey === undefined || one.cameraKey === match.cameraKey)
      .map((one) => one.cameraKey);
  }

  /** A device that goes online registers: the first channel of a new device becomes known. */
  setDeviceOnline(deviceId: string, isOnline: boolean): boolean {
    const { estate } = this.#context;
    const device = estate.devices.get(deviceId);
    if (device === undefined) return false;
    // a disabled device is refused registration
    if (device.status !== STATUS.disabled) device.status = isOnline ? STATUS.online : STATUS.offline;
    if (isOnline && device.channels.length === 0) estate.adopt(device, 1);
    for (const channel of device.channels) channel.isOnline = isOnline;
    return true;
  }
}

/** A device that pushes RTMP is its own stream. */
const rtmpStreamOf = (context: IvpContext, id: string): Channel | null => {
  const device = context.estate.devices.get(id);
  return device?.accessProtocol === ACCESS.rtmp ? (device.channels[0] ?? null) : null;
};

function success(requestId: string, data: unknown): ApiAnswer {
  if (data instanceof FileAnswer) return { status: 200, code: '200', body: data.bytes };
  const envelope = { RequestId: requestId, Code: 0, StatusCode: 200, Message: 'ok' };
  return { status: 200, code: '200', body: data === NO_DATA ? envelope : { ...envelope, Data: data } };
}

function fileHeaders(data: unknown): Record<string, string> {
  if (!(data instanceof FileAnswer)) return {};
  const disposition = `attachment; filename="${data.name}"`;
  return { 'Content-Type': 'application/download', 'Content-Disposition': disposition };
}

/** Two operations take the id in the query and once more in the body. */
function refuseTwoIds(operation: ContractOperation, request: ApiRequest, body: unknown): void {
  const places = operation.params.filter((one) => one.name === 'Id').length;
  if (places < 2 || !isRecord(body)) return;
  const inQuery = request.query.get('Id') ?? request.query.get('ID');
  if (inQuery !== (body['Id'] ?? body['ID'])) throw new Refusal(INVALID_PARAMETER);
}

/** Undefined for no body; form fields and files become members. */
function readBody(operation: ContractOperation, request: ApiRequest): unknown {
  const type = request.headers['content-type'] ?? '';
  if (operation.http.contentType === 'multipart/form-data') {
    const form = readForm(type, request.bodyBytes ?? Buffer.from(request.bodyText, 'utf8'));
    return form === null ? MALFORMED : { ...form.texts, ...form.files };
  }
  const isJson = /^application\/json\b/i.test(type) || request.bodyText.trim() === '';
  return isJson ? readJson(request.bodyText) : MALFORMED;
}

/** The same object with the values of secret members replaced. */
function starred(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      if (SECRETS.has(name)) return [name, '***'];
      return [name, isRecord(item) ? starred(item) : item];
    }),
  );
}
