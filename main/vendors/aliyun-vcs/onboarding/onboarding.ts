/**
 * New cameras and recorders over GB28181 and SAPI, one by one (CreateDevice). VCS gives the id and the password, and names may repeat. A
 * device stays in the project that it was added to.
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
import { deviceAnswerLacks } from '../../core/client/answers/other-answer.ts';
import { addOneByOne } from '../../core/client/batch/added.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';
import { toAnswer, toFound, toSecret, toSip, type VcsRow } from './mapping.ts';
import { GB28181, SAPI } from './offers.ts';

const ONE = { PageNum: 1, PageSize: 10 };

export class VcsOnboarding implements OnboardingPort {
  readonly #client: VendorClient<AliyunVcsOperations>;

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  offers(): Promise<readonly OnboardingOffer[]> {
    return Promise.resolve([GB28181, SAPI]);
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
    const row = await this.#rowOf(nativeId, signal);
    return row === null ? null : toFound(row);
  }

  /** The filter finds parts of names; the channels of a recorder are not its likes. */
  async alike(
    kind: OnboardingKind,
    { name = '', type }: OnboardingValues,
    groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const asked = { DeviceFilter: name, ...(groupId === null ? {} : { CorpIdList: [groupNativeIdOf(groupId)] }) };
    const pages =
      type === 'NVR'
        ? this.#client.pages('DescribeNvrs', asked, signal)
        : this.#client.pages('DescribeIpcs', asked, signal);
    const ids: string[] = [];
    for await (const { items } of pages)
      ids.push(...items.flatMap((row: VcsRow) => (isAlike(kind, row, name) && row.DeviceId ? [row.DeviceId] : [])));
    return ids;
  }

  /** @throws {AppError} `cloud.not-supported` for a device over SAPI: nobody types anything into it. */
  async access(nativeId: string, signal: AbortSignal): Promise<DeviceAccess> {
    const row = await this.#known(nativeId, signal);
    if (row.InProtocol === 'SAPI') throw new AppError('cloud.not-supported', 'a device over SAPI has no such values');
    const access = toSip(row);
    if (access === null) throw this.#bad('the SIP server is missing');
    return access;
  }

  async secret(nativeId: string, signal: AbortSignal): Promise<Secret> {
    const secret = toSecret(await this.#known(nativeId, signal));
    if (secret === null) throw this.#bad('the password is missing');
    return secret;
  }

  /** `ModifyDevice` has a field `Password`, and its document does not say of which password: it is not sent. */
  setAccount(): Promise<void> {
    return Promise.reject(notOffered());
  }

  /** No operation moves a device: it counts as moved where it is already. */
  async move(nativeIds: readonly string[], groupId: OrgNodeId, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    for (const nativeId of nativeIds) {
      const row = await this.#rowOf(nativeId, signal);
      if (row?.CorpId === groupNativeIdOf(groupId)) there.add(nativeId);
    }
    return there;
  }

  async rename(nativeId: string, _channelNativeId: string, name: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('ModifyDevice', { DeviceId: nativeId, DeviceName: name }, signal);
  }

  async #add(
    kind: OnboardingKind,
    { values, secrets }: NewDevice,
    groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<AddAnswer> {
    const isRecorder = values.type === 'NVR';
    const order = {
      CorpId: groupId === null ? '' : groupNativeIdOf(groupId),
      DeviceType: isRecorder ? 'NVR' : 'IPC',
      DataSourceType: 'VIDEO',
      InProtocol: kind === 'sapi' ? 'SAPI' : 'GBT28181',
      DeviceName: values.name ?? '',
      DeviceAddress: values.address ?? '',
      ...(isRecorder ? { SubDeviceCount: values.channels ?? '' } : {}),
      ...(kind === 'sapi' ? { ActivateCode: secrets.activation?.reveal() ?? '' } : {}),
    } as const;
    const { data } = await this.#client.call('CreateDevice', order, signal);
    const id = data.Data?.DeviceId;
    if (!id) throw this.#bad('a new device without an id');
    return { state: 'done', field: null, reason: null, error: null, nativeId: id, isPlaced: true };
  }

  async #known(nativeId: string, signal: AbortSignal): Promise<VcsRow> {
    const row = await this.#rowOf(nativeId, signal);
    if (row === null) throw new AppError('cloud.not-found', 'the cloud does not list the camera');
    return row;
  }

  /** Cameras and recorders are in lists of their own. */
  async #rowOf(nativeId: string, signal: AbortSignal): Promise<VcsRow | null> {
    const ipcs = await this.#client.call('DescribeIpcs', { ...ONE, DeviceIdList: [nativeId] }, signal);
    const camera = this.#records(ipcs.data.Data).find(({ DeviceId }) => DeviceId === nativeId);
    if (camera !== undefined) return camera;
    const nvrs = await this.#client.call('DescribeNvrs', { ...ONE, NvrDeviceIdList: [nativeId] }, signal);
    return this.#records(nvrs.data.Data).find(({ DeviceId }) => DeviceId === nativeId) ?? null;
  }

  #records<R>(data: { readonly Records?: readonly R[] } | undefined): readonly R[] {
    if (data?.Records === undefined) throw this.#bad('Records is missing');
    return data.Records;
  }

  #bad(detail: string): AppError {
    return deviceAnswerLacks(this.#client.host, detail);
  }
}

/** The values of the document say GBT28181, its descriptions GB28181. */
function isAlike(kind: OnboardingKind, row: VcsRow, name: string): boolean {
  const isChannel = 'ParentDeviceId' in row && Boolean(row.ParentDeviceId);
  const protocol = kind === 'sapi' ? /^SAPI$/ : /^(GBT?28181)?$/;
  return !isChannel && row.DeviceName === name && protocol.test(row.InProtocol ?? '');
}

const notOffered = (): AppError => new AppError('cloud.not-supported', 'VCS gives the passwords itself');
