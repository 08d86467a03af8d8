/** VCS's words become the domain's here, and nowhere else. */
import { firstName } from '../../../preload/domain/clean-name.ts';
import type {
  AccessProtocol,
  Channel,
  ChannelCapability,
  Device,
  DeviceStatus,
  OrgNode,
} from '../../../preload/domain/cameras/cameras.ts';
import { channelIdOf, deviceIdOf, orgNodeIdOf, type AccountId } from '../../../preload/domain/ids.ts';
import type { AccountFigure } from '../../../preload/domain/accounts/cloud-facts.ts';
import { amount, figure } from '../core/client/figures.ts';
import type { AnswerOf } from '../core/contract/operations.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';

type Records<O extends keyof AliyunVcsOperations> =
  NonNullable<AnswerOf<AliyunVcsOperations, O>> extends { readonly Data?: { Records?: readonly (infer I)[] } }
    ? I
    : never;
type Items<O extends keyof AliyunVcsOperations> =
  NonNullable<AnswerOf<AliyunVcsOperations, O>> extends { readonly Data?: { Items?: readonly (infer I)[] } }
    ? I
    : never;
export type VcsInstance = Items<'ListInstances'>;
export type VcsAiInstance = Records<'DescribeAIInstance'>;
export type VcsCorp = Records<'ListCorps'>;
export type VcsNvr = Records<'DescribeNvrs'>;
export type VcsIpc = Records<'DescribeIpcs'>;

/** The facts about a camera that live and playback calls need. */
export interface CameraFacts {
  readonly corpId: string | null;
  /** Only the vendor's own protocol lets a caller choose the stream. */
  readonly hasSubStream: boolean;
}

const STATUS: ReadonlyMap<string, DeviceStatus> = new Map(
  Object.entries<DeviceStatus>({ '0': 'offline', '1': 'online', '2': 'unregistered' }),
);

const statusOf = (code: string | undefined): DeviceStatus => STATUS.get(code ?? '') ?? 'unknown';

function protocolOf(text: string | undefined): AccessProtocol {
  // The values say GBT28181, the descriptions GB28181.
  return text === 'GBT28181' || text === 'GB28181' ? 'gb28181' : 'other';
}

const isOwnProtocol = (ipc: VcsIpc): boolean => ipc.InProtocol === 'SAPI';

/** Null for a project without an id, which nothing could refer to. */
export function toOrgNode(accountId: AccountId, { CorpId, CorpName }: VcsCorp): OrgNode | null {
  if (!CorpId) return null;
  return { id: orgNodeIdOf(accountId, CorpId), accountId, parentId: null, name: firstName(CorpName, CorpId) };
}

const orgOf = (accountId: AccountId, corpId: string | undefined): Device['orgNodeId'] =>
  corpId ? orgNodeIdOf(accountId, corpId) : null;

/** An NVR, or one of the vendor's own boxes. */
export function toRecorder(accountId: AccountId, nvr: VcsNvr): Device | null {
  if (!nvr.DeviceId) return null;
  return {
    id: deviceIdOf(accountId, nvr.DeviceId),
    accountId,
    orgNodeId: orgOf(accountId, nvr.CorpId),
    name: firstName(nvr.DeviceName, nvr.DeviceId),
    kind: nvr.DeviceType?.toUpperCase() === 'ABOX' ? 'edge' : 'recorder', // one list spells it ABox, the other ABOX
    protocol: protocolOf(nvr.InProtocol),
    status: statusOf(nvr.DeviceStatus),
  };
}

/** The id of the recorder that a camera is connected to, or null for a camera without a recorder. */
export const parentOf = ({ DeviceId, ParentDeviceId }: VcsIpc): string | null =>
  ParentDeviceId && ParentDeviceId !== DeviceId ? ParentDeviceId : null;

/** The device of a camera without a recorder; null for a camera below a recorder, because that camera is a channel. */
export function toCamera(accountId: AccountId, ipc: VcsIpc): Device | null {
  if (!ipc.DeviceId || parentOf(ipc) !== null) return null;
  return {
    id: deviceIdOf(accountId, ipc.DeviceId),
    accountId,
    orgNodeId: orgOf(accountId, ipc.CorpId),
    name: firstName(ipc.DeviceName, ipc.DeviceId),
    kind: 'camera',
    protocol: protocolOf(ipc.InProtocol),
    status: statusOf(ipc.DeviceStatus),
  };
}

/** @param parentStatus of the recorder above the camera, or null. Below an offline recorder a camera is offline too. */
export function toChannel(accountId: AccountId, ipc: VcsIpc, parentStatus: DeviceStatus | null): Channel | null {
  if (!ipc.DeviceId) return null;
  const deviceId = deviceIdOf(accountId, parentOf(ipc) ?? ipc.DeviceId);
  const isAway = parentStatus === 'offline' || parentStatus === 'unregistered';
  // A caller may ask every camera for recordings, in the cloud and on the device: the cloud does not say which have
  // some.
  const capabilities: ChannelCapability[] = ['cloud-record', 'device-record', 'snapshot'];
  return {
    id: channelIdOf(deviceId, ipc.DeviceId),
    deviceId,
    accountId,
    orgNodeId: orgOf(accountId, ipc.CorpId),
    name: firstName(ipc.DeviceName, ipc.DeviceId),
    reachable: isAway ? parentStatus : statusOf(ipc.DeviceStatus),
    isFrozen: false,
    protocol: protocolOf(ipc.InProtocol),
    capabilities: isOwnProtocol(ipc) ? [...capabilities, 'sub-stream'] : capabilities,
  };
}

export const toCameraFacts = (ipc: VcsIpc): CameraFacts => ({
  corpId: ipc.CorpId || null,
  hasSubStream: isOwnProtocol(ipc),
});

const BYTES_PER_TB = 1e12;

/** A project's cameras and the compute units it uses. */
export function toProjectFigures({ CorpId, CorpName, DeviceCount, AcuUsed }: VcsCorp): AccountFigure[] {
  const name = firstName(CorpName, CorpId) || null;
  return [figure('cameras', DeviceCount, { name }), figure('compute-units', AcuUsed, { name })];
}

export function toInstanceFigure({ InstanceId, InstanceName, DeviceNumber, Status }: VcsInstance): AccountFigure {
  const state = Status === 'ONLINED' ? 'normal' : Status === 'OFFLINING' ? 'stopped' : null;
  return figure('cameras', DeviceNumber, { name: firstName(InstanceName, InstanceId) || null, state });
}

/** Total usage of an account's AI instances. */
export function toComputeFigures(instances: readonly VcsAiInstance[]): AccountFigure[] {
  const sum = (of: (one: VcsAiInstance) => unknown) => instances.reduce((all, one) => all + (amount(of(one)) ?? 0), 0);
  return [
    figure(
      'compute-units',
      sum(({ AcuUsed }) => AcuUsed),
    ),
    figure('upload-bytes-per-month', Math.round(sum(({ Storage }) => Storage) * BYTES_PER_TB), { unit: 'bytes' }),
  ];
}
