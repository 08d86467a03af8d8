/** City Visual's words become the domain's here, and nowhere else. */
import { firstName } from '../../../preload/domain/clean-name.ts';
import type { AccessProtocol, Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import { channelIdOf, deviceIdOf, orgNodeIdOf, type AccountId, type DeviceId } from '../../../preload/domain/ids.ts';
import type { IntakeGroup, IntakeInstance } from '../../../preload/domain/onboarding/intakes.ts';
import type { AccountFigure } from '../../../preload/domain/accounts/cloud-facts.ts';
import { amount, figure } from '../core/client/figures.ts';
import type { AnswerOf } from '../core/contract/operations.ts';
import type { AliyunCityvisualOperations } from './operations.gen.ts';

type ItemOf<T> = T extends readonly (infer I)[] ? I : never;
type Answer<O extends keyof AliyunCityvisualOperations> = AnswerOf<AliyunCityvisualOperations, O>;
export type CityInstance = ItemOf<NonNullable<NonNullable<Answer<'DescribeInstances'>['Instances']>['Instance']>>;
export type CityWorkGroup = ItemOf<NonNullable<NonNullable<Answer<'DescribeWorkGroups'>['WorkGroups']>['WorkGroup']>>;
export type CityJobGroup = ItemOf<NonNullable<NonNullable<Answer<'DescribeJobGroups'>['JobGroups']>['JobGroup']>>;
export type CityCamera = ItemOf<NonNullable<NonNullable<Answer<'DescribeCameras'>['Cameras']>['Camera']>>;

/** The place of a camera: always an instance, and a work group if the cloud names one. */
export interface CameraPlace {
  readonly accountId: AccountId;
  readonly instanceId: string;
  /** Protocols of the instance's work groups by their id. */
  readonly protocols: ReadonlyMap<string, AccessProtocol>;
}

/** Names are unique inside an instance only, so ids of groups and cameras carry it. */
const inside = (instanceId: string, id: string): string => `${instanceId}/${id}`;

/** The instance id with which the id of a device or a work group begins. */
export const instanceIdOf = (nativeId: string): string => nativeId.split('/', 1)[0] ?? '';

/** The id of a camera point as this client knows it. */
export const pointIdIn = inside;

/** The id by which the cloud itself knows a camera point. @param nativeId made by {@link pointIdIn}. */
export const cameraIdOf = (nativeId: string): string => nativeId.slice(nativeId.indexOf('/') + 1);

/** The id by which the cloud itself knows a work group; null for an instance. */
export const workGroupIdOf = (nativeId: string): string | null =>
  nativeId.includes('/') ? cameraIdOf(nativeId) : null;

/** Null for an instance without an id, which nothing could refer to. */
export function toInstanceNode(accountId: AccountId, { InstanceId, InstanceName }: CityInstance): OrgNode | null {
  if (!InstanceId) return null;
  return {
    id: orgNodeIdOf(accountId, InstanceId),
    accountId,
    parentId: null,
    name: firstName(InstanceName, InstanceId),
  };
}

export function toWorkGroupNode(accountId: AccountId, instanceId: string, group: CityWorkGroup): OrgNode | null {
  if (!group.WorkGroupId) return null;
  return {
    id: orgNodeIdOf(accountId, inside(instanceId, group.WorkGroupId)),
    accountId,
    parentId: orgNodeIdOf(accountId, instanceId),
    name: firstName(group.WorkGroupName, group.WorkGroupId),
  };
}

/** Null for an instance without an id. */
export function toIntakeInstance(accountId: AccountId, instance: CityInstance): IntakeInstance | null {
  const node = toInstanceNode(accountId, instance);
  const { Status, InstanceCapacity } = instance;
  const isRunning = Status === 'Running' ? true : Status === 'Stopped' ? false : null;
  return node && { id: node.id, name: node.name, isRunning, capacity: amount(InstanceCapacity) };
}

/** Null for a group without an id. */
export function toIntakeGroup(accountId: AccountId, instanceId: string, group: CityWorkGroup): IntakeGroup | null {
  const node = toWorkGroupNode(accountId, instanceId, group);
  const { Protocol, ProtocolType, Description, TheoryCutStatus } = group;
  const isScheduled = TheoryCutStatus === 'True' ? true : TheoryCutStatus === 'False' ? false : null;
  return (
    node && {
      id: node.id,
      instanceId: orgNodeIdOf(accountId, instanceId),
      name: node.name,
      isScheduled,
      protocol: firstName(Protocol, ProtocolType) || null,
      description: firstName(Description),
    }
  );
}

/** The table says `Protocol`, the samples `ProtocolType`. */
export function protocolOf({ Protocol, ProtocolType }: CityWorkGroup): AccessProtocol {
  return (Protocol ?? ProtocolType)?.toUpperCase() === 'GB28181' ? 'gb28181' : 'other';
}

const STATUS: ReadonlyMap<string, 'online' | 'offline'> = new Map(
  Object.entries<'online' | 'offline'>({ ON_LINE: 'online', OFF_LINE: 'offline' }),
);

interface Identity {
  readonly id: DeviceId;
  readonly orgNodeId: Device['orgNodeId'];
  readonly name: string;
  readonly protocol: AccessProtocol;
  readonly status: Channel['reachable'];
}

function identityOf({ accountId, instanceId, protocols }: CameraPlace, camera: CityCamera): Identity | null {
  const { CameraId, WorkGroupId } = camera;
  if (!CameraId) return null;
  // The tree has no node for a group that was not listed.
  const isPlaced = WorkGroupId !== undefined && protocols.has(WorkGroupId);
  return {
    id: deviceIdOf(accountId, inside(instanceId, CameraId)),
    orgNodeId: orgNodeIdOf(accountId, isPlaced ? inside(instanceId, WorkGroupId) : instanceId),
    name: firstName(camera.CameraName, camera.Name, CameraId), // the table says CameraName, the samples Name
    protocol: protocols.get(WorkGroupId ?? '') ?? 'other',
    status: STATUS.get(camera.StreamStatus ?? '') ?? 'unknown',
  };
}

/** A camera point is a device with one channel. */
export function toDevice(place: CameraPlace, camera: CityCamera): Device | null {
  const identity = identityOf(place, camera);
  return identity && { ...identity, accountId: place.accountId, kind: 'camera' };
}

export function toChannel(place: CameraPlace, camera: CityCamera): Channel | null {
  const identity = identityOf(place, camera);
  if (!identity || !camera.CameraId) return null;
  const { id: deviceId, orgNodeId, name, protocol, status } = identity;
  return {
    id: channelIdOf(deviceId, camera.CameraId),
    deviceId,
    accountId: place.accountId,
    orgNodeId,
    name,
    reachable: status,
    isFrozen: false,
    protocol,
    capabilities: [],
  };
}

const nameOfInstance = ({ InstanceId, InstanceName }: CityInstance): string | null =>
  firstName(InstanceName, InstanceId) || null;

/** @param cameras in the instance, or null when that could not be read. */
export function toInstanceFigure(instance: CityInstance, cameras: number | null): AccountFigure {
  const { InstanceCapacity, Status } = instance;
  return figure('cameras', cameras, {
    limit: amount(InstanceCapacity),
    name: nameOfInstance(instance),
    state: Status === 'Running' ? 'normal' : Status === 'Stopped' ? 'stopped' : null,
  });
}

/** The compute jobs of an instance against its planned jobs. */
export function toComputeFigure(instance: CityInstance, groups: readonly CityJobGroup[]): AccountFigure {
  const sum = (of: (one: CityJobGroup) => unknown) => groups.reduce((all, one) => all + (amount(of(one)) ?? 0), 0);
  const limit = sum(({ PlannedJobCount }) => PlannedJobCount);
  return figure(
    'compute-jobs',
    sum(({ JobCount }) => JobCount),
    { limit, name: nameOfInstance(instance) },
  );
}
