/**
 * New devices by number (createDevices) and new streams (createStream). VIS gives devices their ids and reports the ids
 * once: nothing lists a device that did not register. Streams are known by their names, which are unique over all users
 * of VIS.
 */
import type {
  DeviceAccess,
  OnboardingChoice,
  OnboardingKind,
  OnboardingOffer,
  OnboardingValues,
} from '../../../../preload/domain/onboarding/onboarding.ts';
import { NO_KEY } from '../../../../preload/domain/onboarding/onboarding.ts';
import type { OrgNodeId } from '../../../../preload/domain/ids.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { AddAnswer, FoundDevice, NewDevice, OnboardingPort } from '../../../ports/onboarding.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { deviceAnswerLacks } from '../../core/client/answers/other-answer.ts';
import { addOneByOne } from '../../core/client/batch/added.ts';
import { nativeIdOfStream, streamOfDevice, type VisSubscription } from '../mapping.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';
import { toAnswer, toFound, toFoundStream, toPush, toSip } from './mapping.ts';
import { offersFor } from './offers.ts';

const DONE = { state: 'done', field: null, reason: null, error: null, isPlaced: false } as const;

export class VisOnboarding implements OnboardingPort {
  readonly #client: VendorClient<HuaweiVisOperations>;
  readonly #hasToken: boolean;

  /** @param hasToken the account signs in with a password, so that it can pull private streams. */
  constructor(client: VendorClient<HuaweiVisOperations>, hasToken: boolean) {
    this.#client = client;
    this.#hasToken = hasToken;
  }

  /** @throws {AppError} `cloud.service-not-enabled` for a project without the service. */
  async offers(signal: AbortSignal): Promise<readonly OnboardingOffer[]> {
    await this.#subscription(signal);
    const [codes, keys] = await Promise.all([
      this.#client.call('listGbCredentials', {}, signal),
      this.#client.call('listAkskCredentials', {}, signal),
    ]);
    if (!codes.data.entries || !keys.data.entries) throw this.#bad('the credentials are missing');
    const choice = (value: string | undefined, name: string | undefined): readonly OnboardingChoice[] =>
      value ? [{ value, name: name || value, lack: null }] : [];
    return offersFor({
      passwords: codes.data.entries.flatMap(({ username }) => choice(username, username)),
      keys: keys.data.entries.flatMap(({ access_key: key, name }) => choice(key, name)),
      hasToken: this.#hasToken,
    });
  }

  add(
    kind: OnboardingKind,
    devices: readonly NewDevice[],
    _groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<readonly AddAnswer[]> {
    return addOneByOne(devices, (device) => this.#add(kind, device, signal), toAnswer);
  }

  async find(nativeId: string, signal: AbortSignal): Promise<FoundDevice | null> {
    try {
      const name = streamOfDevice(nativeId);
      if (name !== null) {
        const { data } = await this.#client.call('getStream', { stream_name: name }, signal);
        return toFoundStream(name, data);
      }
      const { data } = await this.#client.call('getDevice', { device_id: nativeId }, signal);
      if (data.device_id !== nativeId) throw this.#bad('another device was answered');
      return toFound(nativeId, data);
    } catch (error) {
      if (error instanceof AppError && error.code === 'cloud.not-found') return null;
      throw error;
    }
  }

  /** Null for devices: VIS does not list those that did not register. */
  async alike(
    kind: OnboardingKind,
    { name = '' }: OnboardingValues,
    _: unknown,
    signal: AbortSignal,
  ): Promise<readonly string[] | null> {
    if (kind === 'gb28181') return null;
    const { data } = await this.#client.call('listStreams', { name }, signal);
    if (!data.entries) throw this.#bad('the streams are missing');
    return data.entries.flatMap((one) => (one.name === name ? [nativeIdOfStream(name)] : []));
  }

  async used(signal: AbortSignal): Promise<number> {
    const used = (await this.#subscription(signal)).quota?.device?.used;
    if (used === undefined) throw this.#bad('the quota of devices is missing');
    return used;
  }

  /** A stream has a push address only while it is active. */
  async access(nativeId: string, signal: AbortSignal): Promise<DeviceAccess> {
    const name = streamOfDevice(nativeId);
    const access = name === null ? await this.#sipOf(nativeId, signal) : await this.#pushOf(name, signal);
    if (access === null) throw this.#bad('the values for the camera are missing');
    return access;
  }

  async subscribe(signal: AbortSignal): Promise<void> {
    await this.#client.call('createSubscription', {}, signal);
  }

  /** Invites a channel, or activates a stream. */
  async invite(nativeId: string, channelNativeId: string | null, signal: AbortSignal): Promise<void> {
    await this.#setState(nativeId, channelNativeId, 'ACTIVE', signal);
  }

  async stop(nativeId: string, channelNativeId: string | null, signal: AbortSignal): Promise<void> {
    await this.#setState(nativeId, channelNativeId, 'STOPPED', signal);
  }

  async readChannels(nativeId: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('refreshNvrChannels', { device_id: nativeId }, signal);
  }

  /** The password belongs to the credential, which other devices use too. */
  setAccount(): Promise<void> {
    return Promise.reject(notOffered());
  }

  /** VIS has no groups. */
  move(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set<string>());
  }

  rename(): Promise<void> {
    return Promise.reject(notOffered());
  }

  #add(kind: OnboardingKind, device: NewDevice, signal: AbortSignal): Promise<AddAnswer> {
    return kind === 'gb28181' ? this.#addDevices(device, signal) : this.#addStream(kind, device, signal);
  }

  /** Description and suffix are those of all devices of the order. */
  async #addDevices({ values }: NewDevice, signal: AbortSignal): Promise<AddAnswer> {
    const { name, type, userName = '', quantity = '1', suffix } = values;
    const order = {
      type: type === 'NVR' ? ('NVR' as const) : ('IPC' as const),
      username: userName,
      quantity: Number(quantity),
      ...(name === undefined ? {} : { description: name }),
      ...(suffix === undefined ? {} : { suffix }),
    };
    const { data } = await this.#client.call('createDevices', order, signal);
    const [nativeId, ...more] = data.device_id_list ?? [];
    if (!nativeId) throw this.#bad('new devices without their ids');
    return { ...DONE, nativeId, more };
  }

  /** A new stream is stopped. One that VIS does not activate stays so, and is activated later. */
  async #addStream(kind: OnboardingKind, { values, secrets }: NewDevice, signal: AbortSignal): Promise<AddAnswer> {
    const { name = '', share, key = NO_KEY } = values;
    const shared = {
      name,
      encode_type: 'H264' as const,
      share_type: share === 'PUBLIC' ? ('PUBLIC' as const) : ('PRIVATE' as const),
    };
    const order =
      kind === 'flv'
        ? { ...shared, access_type: 'HTTP-FLV' as const, url: secrets.url?.reveal() ?? '' }
        : { ...shared, access_type: 'RTMP' as const, ...(key === NO_KEY ? {} : { access_key: key }) };
    await this.#client.call('createStream', order, signal);
    const nativeId = nativeIdOfStream(name);
    await this.invite(nativeId, null, signal).catch(onlyRefusals);
    return { ...DONE, nativeId };
  }

  async #setState(
    nativeId: string,
    channelNativeId: string | null,
    state: 'ACTIVE' | 'STOPPED',
    signal: AbortSignal,
  ): Promise<void> {
    const name = streamOfDevice(nativeId);
    if (name !== null) {
      await this.#client.call('updateStream', { stream_name: name, state }, signal);
      return;
    }
    if (channelNativeId === null) throw new AppError('cloud.not-found', 'the device has no channel');
    await this.#client.call('updateChannel', { device_id: nativeId, channel_id: channelNativeId, state }, signal);
  }

  async #sipOf(nativeId: string, signal: AbortSignal) {
    const [subscription, device] = await Promise.all([
      this.#subscription(signal),
      this.#client.call('getDevice', { device_id: nativeId }, signal),
    ]);
    return toSip(subscription, device.data);
  }

  async #pushOf(name: string, signal: AbortSignal) {
    const { data: stream } = await this.#client.call('getStream', { stream_name: name }, signal);
    if (stream.access_type?.toUpperCase() !== 'RTMP') throw notOffered();
    const { data } = await this.#client.call('getStreamEndpoint', { stream_name: name }, signal);
    return toPush(data.push_flow_address, stream);
  }

  async #subscription(signal: AbortSignal): Promise<VisSubscription> {
    const { data } = await this.#client.call('getSubscription', {}, signal);
    if (data.is_subscribed === false)
      throw new AppError('cloud.service-not-enabled', 'the project has no subscription', { action: 'open-console' });
    return data;
  }

  #bad(detail: string): AppError {
    return deviceAnswerLacks(this.#client.host, detail);
  }
}

function onlyRefusals(error: unknown): void {
  if (!isFailure(error)) throw error;
}

const notOffered = (): AppError => new AppError('cloud.not-supported', 'VIS has no operation for it');
