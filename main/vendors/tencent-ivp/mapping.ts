/** IVP's words become the domain's here, and nowhere else. */
import { firstName } from '../../../preload/domain/clean-name.ts';
import type {
  AccessProtocol,
  Channel,
  ChannelCapability,
  Device,
  DeviceStatus,
  OrgNode,
} from '../../../preload/domain/cameras/cameras.ts';
import {
  channelIdOf,
  channelRefOf,
  deviceIdOf,
  orgNodeIdOf,
  type AccountId,
  type ChannelId,
} from '../../../preload/domain/ids.ts';
import type { AnswerOf } from '../core/contract/operations.ts';
import type { TencentIvpOperations } from './operations.gen.ts';

type Data<O extends keyof TencentIvpOperations> =
  AnswerOf<TencentIvpOperations, O> extends { readonly Data?: infer D } ? NonNullable<D> : never;
type Row<T> = T extends readonly (infer I)[] ? I : never;
type Listed<T> = T extends { List?: infer L } ? Row<NonNullable<L>> : never;

export type IvpOrganization = Row<Data<'listOrganizations'>>;
export type IvpDevice = Listed<Data<'listDevices'>>;
export type IvpChannel = Row<Data<'listDeviceChannels'>>;
export type IvpNamedRow = Listed<Data<'listOrganizationChannels'>>;
export type IvpPlan = Row<Data<'listLiveRecordPlans'>>;
export type IvpSection = Row<NonNullable<Row<Data<'listLiveRecordTemplates'>>['TimeSections']>>;
export type IvpRetrieval = Data<'addRetrieveTask'>;
export type IvpRetrievedChannel = Row<NonNullable<Data<'getRetrieveTask'>['Channels']>>;

/** A channel of a list that names it alone: state and functions are unknown where the device was not asked. */
interface NamedChannel extends IvpChannel {
  readonly isNamedOnly?: true;
}

/**
 * The channels that a list over many devices names.
 *
 * @param answered what their device answered some time before: whether a camera turns does not change with its state.
 */
export function namedChannels(rows: readonly IvpNamedRow[], answered: readonly IvpChannel[]): readonly NamedChannel[] {
  const types = new Map(answered.map(({ ChannelId, PtzType }) => [ChannelId, PtzType]));
  return rows.map(({ ChannelId, ChannelName }): NamedChannel => {
    const PtzType = types.get(ChannelId);
    return {
      ...(ChannelId === undefined ? {} : { ChannelId }),
      ...(ChannelName === undefined ? {} : { Name: ChannelName }),
      ...(PtzType === undefined ? {} : { PtzType }),
      isNamedOnly: true,
    };
  });
}

/** The tree's root has no row of its own. */
export const ROOT_ORGANIZATION = '0';
const DISABLED = 3;
const RTMP = 1;
const CAMERA = 1;

const STATUS: Readonly<Record<number, DeviceStatus>> = {
  0: 'unregistered',
  1: 'online',
  2: 'offline',
  [DISABLED]: 'offline', // a disabled device is refused when it registers
};

const statusOf = (status: number | undefined): DeviceStatus => STATUS[status ?? -1] ?? 'unknown';

function protocolOf(protocol: number | undefined): AccessProtocol {
  return protocol === 2 ? 'gb28181' : 'other';
}

function orgOf(accountId: AccountId, nativeId: string | undefined): Device['orgNodeId'] {
  return !nativeId || nativeId === ROOT_ORGANIZATION ? null : orgNodeIdOf(accountId, nativeId);
}

/**
 * The flat list as a tree, parents before children. An organization below one that is not listed comes to the top; one
 * without an id, which nothing could refer to, is dropped.
 */
export function toOrgNodes(accountId: AccountId, organizations: readonly IvpOrganization[]): OrgNode[] {
  const byId = new Map(organizations.flatMap((org) => (org.Id ? [[org.Id, org] as const] : [])));
  const nodes: OrgNode[] = [];
  const placed = new Set<string>();
  const place = (first: IvpOrganization): void => {
    const line: IvpOrganization[] = []; // from the node up to its first ancestor that has no place yet
    const inLine = new Set<string>();
    for (let at: IvpOrganization | undefined = first; at?.Id && !placed.has(at.Id) && !inLine.has(at.Id);) {
      line.unshift(at);
      inLine.add(at.Id);
      at = byId.get(at.ParentId ?? '');
    }
    for (const { Id = '', Name, ParentId } of line) {
      const isBelow = ParentId !== undefined && placed.has(ParentId);
      nodes.push({
        id: orgNodeIdOf(accountId, Id),
        accountId,
        parentId: isBelow ? orgNodeIdOf(accountId, ParentId) : null,
        name: firstName(Name, Id),
      });
      placed.add(Id);
    }
  };
  for (const organization of byId.values()) place(organization);
  return nodes;
}

export function toDevice(accountId: AccountId, device: IvpDevice): Device | null {
  if (!device.Id) return null;
  return {
    id: deviceIdOf(accountId, device.Id),
    accountId,
    orgNodeId: orgOf(accountId, device.OrganizationId),
    name: firstName(device.Name, device.Id),
    kind: device.Type === 2 ? 'recorder' : 'camera',
    protocol: protocolOf(device.AccessProtocol),
    status: statusOf(device.Status),
  };
}

/** A channel of an offline device is offline too, whatever state the cloud still reports for the channel. */
function reachabilityOf(state: number | undefined, status: DeviceStatus): Channel['reachable'] {
  if (status === 'offline' || status === 'unregistered') return status;
  return state === 1 ? 'online' : state === 0 ? 'offline' : status;
}

/**
 * Recordings on the device and a choice of streams need signalling, which a camera that only pushes RTMP does not have.
 */
function capabilitiesOf(device: IvpDevice, channel: NamedChannel): ChannelCapability[] {
  const isSignalled = device.AccessProtocol !== RTMP;
  const granted: readonly (readonly [ChannelCapability, boolean])[] = [
    ['ptz', channel.PtzType === 1],
    ['ptz-unknown', channel.isNamedOnly === true && channel.PtzType === undefined],
    // the table of controlPtz has the iris for every camera that turns
    ['iris', channel.PtzType === 1],
    ['presets', channel.PtzType === 1 && isSignalled],
    ['sub-stream', isSignalled],
    ['cloud-record', true],
    ['device-record', isSignalled],
  ];
  return granted.filter(([, isGranted]) => isGranted).map(([capability]) => capability);
}

/**
 * The channels of a device. A camera that pushes RTMP and lists none is its own channel, known by the device's id.
 *
 * @param listed as the cloud lists them; one without an id is dropped.
 */
export function toChannels(accountId: AccountId, device: IvpDevice, listed: readonly NamedChannel[]): Channel[] {
  const { Id: deviceNativeId } = device;
  if (!deviceNativeId) return [];
  const isItsOwn = listed.length === 0 && device.AccessProtocol === RTMP;
  const channels: readonly NamedChannel[] = isItsOwn ? [{ ChannelId: deviceNativeId }] : listed;
  const status = statusOf(device.Status);
  // the only channel of a camera comes and goes with its device; those of a recorder do not
  const isAlone = device.Type === CAMERA && channels.length === 1;
  return channels.flatMap((channel): Channel[] => {
    if (!channel.ChannelId) return [];
    const deviceId = deviceIdOf(accountId, deviceNativeId);
    const isUnasked = channel.isNamedOnly === true && !isAlone && status === 'online';
    return [
      {
        id: channelIdOf(deviceId, channel.ChannelId),
        deviceId,
        accountId,
        orgNodeId: orgOf(accountId, device.OrganizationId),
        name: firstName(channel.Name, device.Name, channel.ChannelId),
        reachable: isUnasked ? 'unknown' : reachabilityOf(channel.State, status),
        ...(isUnasked ? { stateReason: 'unasked' as const } : {}),
        isFrozen: device.Status === DISABLED,
        protocol: protocolOf(device.AccessProtocol),
        capabilities: capabilitiesOf(device, channel),
      },
    ];
  });
}

/** The words for a channel in a call: an RTMP camera that is its own channel has a device id only. */
export function nativeRefOf(channelId: ChannelId): { readonly DeviceId: string; readonly ChannelId?: string } {
  const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
  return deviceNativeId === channelNativeId
    ? { DeviceId: deviceNativeId }
    : { DeviceId: deviceNativeId, ChannelId: channelNativeId };
}
