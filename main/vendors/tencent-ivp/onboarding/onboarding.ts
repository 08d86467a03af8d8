/**
 * New devices one by one (addDevice). The cloud gives the id, and names may repeat. SIP values and the push address stand in
 * describeDevice alone.
 */
import { groupNativeIdOf, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import type {
  DeviceAccess,
  OnboardingKind,
  OnboardingOffer,
  OnboardingValues,
} from '../../../../preload/domain/onboarding/onboarding.ts';
import { AppError } from '../../../errors.ts';
import type { AddAnswer, FoundDevice, NewDevice, OnboardingPort } from '../../../ports/onboarding.ts';
import type { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { hiding } from '../../core/client/answers/hiding.ts';
import { deviceAnswerLacks } from '../../core/client/answers/other-answer.ts';
import { addOneByOne } from '../../core/client/batch/added.ts';
import { ROOT_ORGANIZATION } from '../mapping.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';
import { GB28181, isOnline, RTMP, toAnswer, toChoices, toFound, toPush, toSip, type Details } from './mapping.ts';
import { offersFor } from './offers.ts';

const IPC = 1;
const NVR = 2;
const UDP = 1;
const TCP = 2;

export class IvpOnboarding implements OnboardingPort {
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  async offers(signal: AbortSignal): Promise<readonly OnboardingOffer[]> {
    const [all, withDomain] = await Promise.all([
      this.#client.call('listServiceNodes', {}, signal),
      this.#client.call('listDeviceServiceNodes', {}, signal),
    ]);
    if (!all.data.Data || !withDomain.data.Data) throw this.#bad('the service nodes are missing');
    return offersFor(toChoices(all.data.Data, withDomain.data.Data));
  }

  add(
    kind: OnboardingKind,
    devices: readonly NewDevice[],
    groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<readonly AddAnswer[]> {
    return addOneByOne(devices, (device) => this.#add(kind, device, groupId, signal), toAnswer);
  }

  async find(nativeId: string, signal: AbortSignal): Promise<FoundDevice | null> {
    const details = await this.#detailsOf(nativeId, signal).catch(absent);
    if (details === null) return null;
    if (!isOnline(details)) return toFound(nativeId, details, []);
    const { data } = await this.#client.call('listDeviceChannels', { DeviceId: nativeId }, signal);
    if (!data.Data) throw this.#bad('the channels are missing');
    return toFound(nativeId, details, data.Data);
  }

  /** In every group, since somebody may have moved the device meanwhile. */
  async alike(
    kind: OnboardingKind,
    values: OnboardingValues,
    _: unknown,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const { name = '', node = '' } = values;
    const AccessProtocol: typeof RTMP | typeof GB28181 = kind === 'rtmp' ? RTMP : GB28181;
    const asked = {
      OrganizationId: ROOT_ORGANIZATION,
      IsContainSubLevel: true,
      Keyword: name,
      ClusterId: node,
      AccessProtocol,
      Type: typeOf(values),
    } as const;
    const ids: string[] = [];
    for await (const { items } of this.#client.pages('listDevices', asked, signal))
      ids.push(...items.flatMap(({ Id, Name }) => (Name === name && Id ? [Id] : [])));
    return ids;
  }

  async access(nativeId: string, signal: AbortSignal): Promise<DeviceAccess> {
    const details = await this.#detailsOf(nativeId, signal);
    const access = details.AccessProtocol === RTMP ? await this.#pushOf(details, signal) : toSip(details);
    if (access === null) throw this.#bad('the values for the camera are missing');
    return access;
  }

  async setAccount(
    nativeId: string,
    { password }: { readonly userName: string | null; readonly password: Secret | null },
    signal: AbortSignal,
  ): Promise<void> {
    if (password === null) return;
    await hiding([password], () =>
      this.#client.call('updateDevice', { Id: nativeId, Password: password.reveal() }, signal),
    );
  }

  /** All or none: the answer names no device. */
  async move(nativeIds: readonly string[], groupId: OrgNodeId, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const order = { Ids: nativeIds, OrganizationId: groupNativeIdOf(groupId) };
    await this.#client.call('batchUpdateDeviceOrganization', order, signal);
    return new Set(nativeIds);
  }

  async rename(nativeId: string, _channelNativeId: string, name: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('updateDevice', { Id: nativeId, Name: name }, signal);
  }

  async #add(
    kind: OnboardingKind,
    { values, secrets }: NewDevice,
    groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<AddAnswer> {
    const place = groupId === null ? ROOT_ORGANIZATION : groupNativeIdOf(groupId);
    const shared = { Name: values.name ?? '', ClusterId: values.node ?? '', OrganizationId: place };
    const gb = {
      AccessProtocol: GB28181,
      Type: typeOf(values),
      TransportProtocol: values.transport === 'TCP' ? TCP : UDP,
      Password: secrets.password?.reveal() ?? '',
    } as const;
    const order = { ...shared, ...(kind === 'rtmp' ? ({ AccessProtocol: RTMP, Type: IPC } as const) : gb) };
    const { data } = await this.#client.call('addDevice', order, signal);
    const id = data.Data?.Id;
    if (!id) throw this.#bad('a new device without an id');
    return { state: 'done', field: null, reason: null, error: null, nativeId: id, isPlaced: groupId !== null };
  }

  async #detailsOf(Id: string, signal: AbortSignal): Promise<Details> {
    const { data } = await this.#client.call('describeDevice', { Id }, signal);
    if (!data.Data) throw this.#bad('the device is missing');
    return data.Data;
  }

  async #pushOf(details: Details, signal: AbortSignal): Promise<DeviceAccess | null> {
    const { data } = await this.#client.call('getStreamAuth', {}, signal);
    return toPush(details, data.Data);
  }

  #bad(detail: string): AppError {
    return deviceAnswerLacks(this.#client.host, detail);
  }
}

const typeOf = ({ type }: OnboardingValues): typeof IPC | typeof NVR => (type === 'NVR' ? NVR : IPC);

/** Null for a device that the cloud does not have. */
function absent(error: unknown): null {
  if (error instanceof AppError && error.code === 'cloud.not-found') return null;
  throw error;
}
