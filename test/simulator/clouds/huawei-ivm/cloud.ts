/**
 * Huawei Industry Video Management, simulated from its document: every one of its operations is checked against the
 * contract and carried out on the state of one enterprise.
 */
import { randomUUID } from 'node:crypto';
import { checkParameters } from '../../kernel/check.ts';
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import type {
  ApiAnswer,
  ApiRequest,
  Call,
  CameraMatch,
  Cloud,
  EventOrder,
  FiredEvent,
  MovingCamera,
} from '../../kernel/cloud.ts';
import type { ContractOperation } from '../../kernel/contract.ts';
import { loadContract } from '../../kernel/contract.ts';
import { isRecord, MALFORMED, readJson } from '../../kernel/json.ts';
import type { PushLine } from '../../kernel/push-line.ts';
import { Router } from '../../kernel/router.ts';
import { textOf } from '../../kernel/values.ts';
import type { FootageOrders } from '../../world/footage-orders.ts';
import { hashOf } from '../../world/random.ts';
import type { World } from '../../world/world.ts';
import type { Pose } from '../../world/ptz-head.ts';
import type { Stills } from '../../media/stills.ts';
import type { MediaDecision } from '../../media/types.ts';
import { BoxedCameras } from './boxed-cameras.ts';
import { CallbackStore, callbackOperations, tryCallback } from './callbacks.ts';
import { channelOperations } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import { deviceNotice } from './device-notices.ts';
import { deviceSettingOperations } from './device-settings.ts';
import { deviceOperations } from './devices.ts';
import { Estate } from './estate.ts';
import type { IvmDevice } from './estate.ts';
import { examplesOf } from './examples.ts';
import { groupOperations } from './groups.ts';
import { liveOperations } from './live.ts';
import { MessagePublisher } from './message-publisher.ts';
import { MediaUrls } from './media-urls.ts';
import { illegalCharacters } from './name-rules.ts';
import { PictureStore, pictureOperations } from './pictures.ts';
import { playbackOperations } from './playback.ts';
import { cruiseOperations, SENT_POINTS } from './cruises.ts';
import { presetOperations } from './presets.ts';
import { PtzLocks } from './ptz-locks.ts';
import { recordSettingOperations } from './record-settings.ts';
import { codeOf, ErrorTable, Refusal } from './refusals.ts';
import { resourceOperations } from './resources.ts';
import { statisticsOperations } from './statistics.ts';
import { targetOperations } from './target-library.ts';
import { TokenIssuer } from './tokens.ts';
import { IvmTraitBook } from './traits.ts';

const SECRETS = new Set([
  'sk',
  'verification_code',
  'device_password',
  'control_lock',
  'control_token',
  'current_security_key',
  'security_key',
  'new_security_key',
  'auth_key',
  'url',
]);

const authOperations: Operations = {
  getAccessToken(context, values) {
    const { account } = context;
    if (textOf(values, 'ak') !== account.ak) throw new Refusal('IVM.10020022');
    if (textOf(values, 'sk') !== account.sk) throw new Refusal('IVM.10020021');
    if (textOf(values, 'user_id') !== account.userId) throw new Refusal('IVM.10020048');
    const token = context.tokens.acquire(values['force_update'] === true);
    return { access_token: token.text, expire_time: String(token.remainingSec) };
  },
};

const OPERATIONS: Operations = {
  ...authOperations,
  ...groupOperations,
  ...deviceOperations,
  ...channelOperations,
  ...liveOperations,
  ...playbackOperations,
  ...presetOperations,
  ...cruiseOperations,
  ...callbackOperations,
  ...pictureOperations,
  ...statisticsOperations,
  ...recordSettingOperations,
  ...resourceOperations,
  ...targetOperations,
  ...deviceSettingOperations,
};

export class HuaweiIvmCloud implements Cloud {
  readonly id = 'huawei-ivm';
  readonly credentials: Readonly<Record<string, string>>;
  readonly examples: Readonly<Record<string, unknown>>;
  readonly #context: IvmContext;
  readonly #router: Router;

  constructor(world: World, clock: Clock) {
    const contract = loadContract('huawei-ivm');
    const mark = hashOf(world.seed, 'huawei-ivm');
    const account = {
      userId: `2562572829${String(mark).padStart(10, '0')}`,
      ak: `LANNERIVM${String(mark).padStart(10, '0')}`,
      sk: `${mark.toString(36).toUpperCase()}-sim-${hashOf(world.seed, 'sk').toString(36)}`,
      enterpriseId: 123_048_856_200_000_001n + BigInt(mark % 1000) * 2n,
    };
    // tokens of an earlier run are unknown to this one, as after a change of keys
    const secret = randomUUID();
    this.#router = new Router(contract.operations);
    const [estate, callbacks, pictures] = [
      new Estate(world),
      new CallbackStore(clock),
      new PictureStore(clock, secret),
    ];
    const typeOfSubscription = contract.subscriptionToMessageType ?? {};
    const sip = { id: '34020000002000000001', domain: '3402000000', host: '127.0.0.1', port: 5060 };
    this.#context = {
      clock,
      estate,
      boxes: new BoxedCameras(estate, clock, sip.domain),
      footage: world.footage,
      tokens: new TokenIssuer(clock, secret),
      urls: new MediaUrls(clock, secret),
      orders: new IvmTraitBook(),
      ptz: new PtzLocks(clock),
      pictures,
      callbacks,
      messages: new MessagePublisher({ clock, estate, callbacks, pictures, seed: world.seed, typeOfSubscription }),
      errors: new ErrorTable(contract),
      account,
      sip,
    };
    this.credentials = { userId: account.userId, ak: account.ak, sk: account.sk };
    this.examples = examplesOf(this.#context.estate);
  }

  get footage(): FootageOrders {
    return this.#context.footage;
  }

  recognise(request: ApiRequest): Call {
    if (this.#context.pictures.owns(request)) return this.#pictureCall(request);
    const route = this.#router.find(request.method, request.path);
    if (route.kind !== 'found') {
      const code = route.kind === 'wrong-method' ? 'IVM.90000009' : 'IVM.90000007';
      return { operation: 'unknown', params: {}, run: () => this.#context.errors.answer(code) };
    }
    const { operation, path } = route;
    const body = readJson(request.bodyText);
    const params = { ...path, ...Object.fromEntries(request.query), ...(isRecord(body) ? starred(body) : {}) };
    const run = (): ApiAnswer => this.#answer(operation, path, request, body);
    if (operation.id !== 'setMessageCallback') return { operation: operation.id, params, run };
    const prepare = (): Promise<ApiAnswer | null> => this.#tryCallback(operation, path, request, body);
    return { operation: operation.id, params, prepare, run };
  }

  #pictureCall(request: ApiRequest): Call {
    const run = (): ApiAnswer => this.#guarded(() => this.#context.pictures.serve(this.#context, request));
    return { operation: 'downloadPicture', params: {}, run };
  }

  /** Null when the URL answered, or when the request will be refused anyway. */
  async #tryCallback(
    operation: ContractOperation,
    path: Readonly<Record<string, string>>,
    request: ApiRequest,
    body: unknown,
  ): Promise<ApiAnswer | null> {
    const { errors } = this.#context;
    let values: Values = {};
    const refusal = this.#guarded(() => {
      values = this.#checked(operation, path, request, body);
      return { status: 200, code: 'IVM.0', body: null };
    });
    if (refusal.status !== 200 || (await tryCallback(this.#context, values))) return null;
    return errors.answer('IVM.20050005');
  }

  #answer(
    operation: ContractOperation,
    path: Readonly<Record<string, string>>,
    request: ApiRequest,
    body: unknown,
  ): ApiAnswer {
    return this.#guarded(() => {
      const values = this.#checked(operation, path, request, body);
      const run = OPERATIONS[operation.id];
      if (run === undefined) throw new RangeError(`${operation.id} is not simulated`);
      this.#settle();
      return { status: 200, code: 'IVM.0', body: run(this.#context, values) };
    });
  }

  #guarded(run: () => ApiAnswer): ApiAnswer {
    try {
      return run();
    } catch (e) {
      if (e instanceof Refusal) return this.#context.errors.answer(e.code);
      throw e;
    }
  }

  #checked(
    operation: ContractOperation,
    path: Readonly<Record<string, string>>,
    request: ApiRequest,
    body: unknown,
  ): Values {
    this.#admit(operation, path, request);
    if (body === MALFORMED) throw new Refusal('IVM.10020008');
    const check = checkParameters(asRead(operation), { path, query: request.query, body });
    if (!check.ok) throw new Refusal(codeOf(operation.id, check.violation));
    const bad = illegalCharacters(check.values);
    if (bad !== null) throw new Refusal(codeOf(operation.id, { name: bad, place: 'body', rule: 'pattern' }));
    const points = isRecord(body) ? body['cruise_points'] : undefined;
    return points === undefined ? check.values : { ...check.values, [SENT_POINTS]: points };
  }

  /** Token, then owner of the token, then media type: what a gateway in front of the service looks at. */
  #admit(operation: ContractOperation, path: Readonly<Record<string, string>>, request: ApiRequest): void {
    if (operation.id !== 'getAccessToken') {
      this.#context.tokens.check(request.headers['access-token']);
      const userId = path['user_id'] ?? '';
      if (!/^\d{15,25}$/.test(userId)) throw new Refusal('IVM.10020000');
      if (userId !== this.#context.account.userId) throw new Refusal('IVM.10020048');
    }
    const type = request.headers['content-type'] ?? '';
    if (request.bodyText !== '' && !/^application\/json\b/i.test(type)) throw new Refusal('IVM.10020016');
  }

  faultAnswer(status: number): ApiAnswer {
    return status === 413 ? this.#context.errors.answer('IVM.10020002') : this.#context.errors.forStatus(status);
  }

  authorize(path: string, query: URLSearchParams): MediaDecision | null {
    return this.#context.urls.authorize(path, query);
  }

  setMediaOrigin(origin: string): void {
    this.#context.urls.setOrigin(origin);
  }

  setApiOrigin(origin: string): void {
    this.#context.pictures.setOrigin(origin);
  }

  setPushLine(line: PushLine): void {
    this.#context.messages.setLine(line);
  }

  advance(): void {
    this.#context.messages.advance();
  }

  moving(): readonly MovingCamera[] {
    return this.#context.ptz.moving();
  }

  poseOf(cameraKey: string): Pose | null {
    const { clock, estate } = this.#context;
    const channel = estate.allChannels().find((one) => one.cameraKey === cameraKey);
    return channel?.head?.at(clock.nowMs()) ?? null;
  }

  fire(order: EventOrder): FiredEvent | string {
    // a device that reports its end or its return has ended or returned
    const channel = this.#context.estate.allChannels().find((one) => one.cameraKey === order.cameraKey);
    if (channel !== undefined && (order.kind === 'login' || order.kind === 'logout'))
      this.#setOnline(channel.device, order.kind === 'login');
    return this.#context.messages.fire(order);
  }

  register(order: object): string | null {
    return this.#context.boxes.order(order);
  }

  setTraits(order: object): string | null {
    return this.#context.orders.set(order);
  }

  clearTraits(): void {
    this.#context.orders.clear();
  }

  setStills(stills: Stills): void {
    this.#context.pictures.setStills(stills);
  }

  expireTokens(): number {
    return this.#context.tokens.expireAll();
  }

  revokeTokens(): number {
    return this.#context.tokens.revokeAll();
  }

  expireMediaUrls(): number {
    return this.#context.urls.expireAll();
  }

  cameraKeysOf(match: CameraMatch): readonly string[] {
    const channels =
      match.deviceId === undefined
        ? this.#context.estate.allChannels()
        : (this.#context.estate.devices.get(match.deviceId)?.channels ?? []);
    return channels
      .filter((one) => match.channelId === undefined || one.id === match.channelId)
      .filter((one) => match.cameraKey === undefined || one.cameraKey === match.cameraKey)
      .map((one) => one.cameraKey);
  }

  setDeviceOnline(deviceId: string, isOnline: boolean): boolean {
    const device = this.#context.estate.devices.get(deviceId);
    if (device === undefined) return false;
    const { messages, clock } = this.#context;
    const isNews = (device.state === 'ONLINE') !== isOnline;
    this.#setOnline(device, isOnline);
    if (isNews) messages.send('device_status', deviceNotice(device, isOnline ? 'login' : 'logout', clock.nowMs()));
    return true;
  }

  #settle(): void {
    const { boxes, messages, clock } = this.#context;
    for (const device of boxes.settle()) messages.send('device_status', deviceNotice(device, 'login', clock.nowMs()));
  }

  #setOnline(device: IvmDevice, isOnline: boolean): void {
    device.state = isOnline ? 'ONLINE' : 'OFFLINE';
    for (const channel of device.channels) channel.state = device.state;
    device.updatedAtMs = this.#context.clock.nowMs();
    this.#context.estate.touch();
  }
}

/** The same object with the values of secret members replaced. */
function starred(value: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (SECRETS.has(name)) copy[name] = '***';
    else if (Array.isArray(item)) copy[name] = item.map((one: unknown) => (isRecord(one) ? starred(one) : one));
    else copy[name] = isRecord(item) ? starred(item) : item;
  }
  return copy;
}

/**
 * A new track takes the spelling of the stay that a change takes and that is read (15.7, 15.10). The first password of a camera
 * is set without a present one (16.2).
 */
function asRead(operation: ContractOperation): ContractOperation {
  if (operation.id === 'setDevicePassword') return withoutPresentPassword(operation);
  if (operation.id !== 'addCruiseTrack') return operation;
  const params = operation.params.map((field) => ({
    ...field,
    ...(field.children === undefined
      ? {}
      : {
          children: field.children.map((one) =>
            one.name === 'dwel_time' ? { ...one, aliases: [...(one.aliases ?? []), 'dwell_time'] } : one,
          ),
        }),
  }));
  return { ...operation, params };
}

function withoutPresentPassword(operation: ContractOperation): ContractOperation {
  const isPresent = ({ name }: { readonly name: string }): boolean => name === 'current_security_key';
  return {
    ...operation,
    params: operation.params.map((field) => (isPresent(field) ? { ...field, required: false } : field)),
  };
}
